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
OSErr DTInstall(DeferredTaskPtr dtTaskPtr);
END_MAC_DECLARATIONS

#endif
