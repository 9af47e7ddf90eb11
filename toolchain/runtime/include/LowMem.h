/* Accessors of low-memory globals: Inside Macintosh: Operating System Utilities, appendix A. */
#ifndef __LOWMEM__
#define __LOWMEM__

#include "MacMemory.h"
#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
UInt32 LMGetTicks(void);
void LMSetTicks(UInt32 value);
UInt32 LMGetTime(void);
Ptr LMGetApplLimit(void);
THz LMGetApplZone(void);
THz LMGetSysZone(void);
THz LMGetTheZone(void);
Ptr LMGetHeapEnd(void);
Ptr LMGetMemTop(void);
Ptr LMGetBufPtr(void);
OSErr LMGetMemErr(void);
void LMSetMemErr(OSErr value);
OSErr LMGetResErr(void);
short LMGetCurApRefNum(void);
StringPtr LMGetCurApName(void);
long LMGetCurDirStore(void);
void LMSetCurDirStore(long value);
short LMGetSFSaveDisk(void);
void LMSetSFSaveDisk(short value);
short LMGetBootDrive(void);
short LMGetMBarHeight(void);
Ptr LMGetCurStackBase(void);
struct WindowRecord *LMGetWindowList(void);
struct MacRegion **LMGetGrayRgn(void);
struct GrafPort *LMGetWMgrPort(void);
short LMGetScrHRes(void);
short LMGetScrVRes(void);
Ptr LMGetScrnBase(void);
UInt8 LMGetSPValid(void);
UInt8 LMGetSPClikCaret(void);
UInt8 LMGetKbdType(void);
UInt8 LMGetPortBUse(void);
short LMGetUnitTableEntryCount(void);
Ptr LMGetUTableBase(void);
Ptr LMGetIAZNotify(void);
Ptr LMGetStkLowPt(void);
END_MAC_DECLARATIONS

#endif
