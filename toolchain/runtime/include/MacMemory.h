/* Memory Manager: Inside Macintosh: Memory, chapters 1 and 2. */
#ifndef __MACMEMORY__
#define __MACMEMORY__

#include "MacErrors.h"
#include "MacTypes.h"

#pragma pack(push, 2)
typedef struct Zone {
    Ptr bkLim;
    Ptr purgePtr;
    Ptr hFstFree;
    long zcbFree;
    UniversalProcPtr gzProc;
    short moreMast;
    short flags;
    short cntRel;
    short maxRel;
    short cntNRel;
    SInt8 heapType;
    SInt8 unused;
    short cntEmpty;
    short cntHandles;
    long minCBFree;
    UniversalProcPtr purgeProc;
    Ptr sparePtr;
    Ptr allocPtr;
    short heapData;
} Zone;
#pragma pack(pop)
typedef Zone *THz;
typedef UniversalProcPtr GrowZoneUPP;

BEGIN_MAC_DECLARATIONS
OSErr MemError(void);
void MaxApplZone(void);
void MoreMasters(void);
Ptr GetApplLimit(void);
void SetApplLimit(void *zoneLimit);
THz GetZone(void);
void SetZone(THz hz);
THz SystemZone(void);
THz ApplicationZone(void);
void SetGrowZone(GrowZoneUPP growZone);
void InitZone(GrowZoneUPP pgrowZone, short cmoreMasters, void *limitPtr, void *startPtr);
Ptr NewPtr(Size byteCount);
Ptr NewPtrClear(Size byteCount);
Ptr NewPtrSys(Size byteCount);
Ptr NewPtrSysClear(Size byteCount);
void DisposePtr(Ptr p);
Size GetPtrSize(Ptr p);
void SetPtrSize(Ptr p, Size newSize);
THz PtrZone(Ptr p);
Handle NewHandle(Size byteCount);
Handle NewHandleClear(Size byteCount);
Handle NewHandleSys(Size byteCount);
Handle NewHandleSysClear(Size byteCount);
Handle NewEmptyHandle(void);
void DisposeHandle(Handle h);
Size GetHandleSize(Handle h);
void SetHandleSize(Handle h, Size newSize);
void ReallocateHandle(Handle h, Size byteCount);
Handle RecoverHandle(Ptr p);
THz HandleZone(Handle h);
void EmptyHandle(Handle h);
void HLock(Handle h);
void HLockHi(Handle h);
void HUnlock(Handle h);
void HPurge(Handle h);
void HNoPurge(Handle h);
SInt8 HGetState(Handle h);
void HSetState(Handle h, SInt8 flags);
void MoveHHi(Handle h);
long FreeMem(void);
long MaxBlock(void);
Size MaxMem(Size *grow);
Size CompactMem(Size cbNeeded);
void PurgeMem(Size cbNeeded);
void PurgeSpace(long *total, long *contig);
long StackSpace(void);
void ReserveMem(Size cbNeeded);
Handle TempNewHandle(Size logicalSize, OSErr *resultCode);
long TempFreeMem(void);
Size TempMaxMem(Size *grow);
void BlockMove(const void *srcPtr, void *destPtr, Size byteCount);
void BlockMoveData(const void *srcPtr, void *destPtr, Size byteCount);
OSErr PtrToHand(const void *srcPtr, Handle *dstHndl, long size);
OSErr PtrToXHand(const void *srcPtr, Handle dstHndl, long size);
OSErr HandToHand(Handle *theHndl);
OSErr HandAndHand(Handle hand1, Handle hand2);
OSErr PtrAndHand(const void *ptr1, Handle hand2, long size);
Ptr StripAddress(void *theAddress);
Ptr Translate24To32(void *addr24);
END_MAC_DECLARATIONS

#endif
