/* Operating system utilities: Inside Macintosh: Operating System Utilities. */
#ifndef __OSUTILS__
#define __OSUTILS__

#include "DateTimeUtils.h"
#include "MacMemory.h"
#include "MacTypes.h"

typedef UniversalProcPtr DeferredTaskUPP;
enum { dtQType = 7 };
#pragma pack(push, 2)
typedef struct DeferredTask {
    QElemPtr qLink;
    short qType;
    short dtFlags;
    DeferredTaskUPP dtAddr;
    long dtParam;
    long dtReserved;
} DeferredTask, *DeferredTaskPtr;
#pragma pack(pop)
#pragma pack(push, 2)
typedef struct MachineLocation {
    Fract latitude;
    Fract longitude;
    union {
        SInt8 dlsDelta;
        long gmtDelta;
    } u;
} MachineLocation;
typedef struct SysParmType {
    UInt8 valid;
    UInt8 aTalkA;
    UInt8 aTalkB;
    UInt8 config;
    short portA;
    short portB;
    long alarm;
    short font;
    short kbdPrint;
    short volClik;
    short misc;
} SysParmType, *SysPPtr;
#pragma pack(pop)
enum { false32b = 0, true32b = 1 };
enum { OSTrap = 0, ToolTrap = 1 };
typedef SignedByte TrapType;

BEGIN_MAC_DECLARATIONS
UniversalProcPtr NGetTrapAddress(UInt16 trapNum, TrapType tTyp);
void Delay(unsigned long numTicks, unsigned long *finalTicks);
void Enqueue(QElemPtr qElement, QHdrPtr qHeader);
OSErr Dequeue(QElemPtr qElement, QHdrPtr qHeader);
UniversalProcPtr GetToolTrapAddress(UInt16 trapNum);
UniversalProcPtr GetOSTrapAddress(UInt16 trapNum);
void FlushInstructionCache(void);
void MakeDataExecutable(void *baseAddress, unsigned long length);
void FlushDataCache(void);
OSErr FlushCodeCacheRange(void *address, unsigned long count);
void ReadLocation(MachineLocation *loc);
void WriteLocation(const MachineLocation *loc);
Boolean IsMetric(void);
SysPPtr GetSysPPtr(void);
OSErr InitUtil(void);
OSErr WriteParam(void);
SInt8 GetMMUMode(void);
void SwapMMUMode(SInt8 *mode);
long SetCurrentA5(void);
long SetA5(long newA5);
OSErr DTInstall(DeferredTaskPtr dtTaskPtr);
END_MAC_DECLARATIONS

#endif
