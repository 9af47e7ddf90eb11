/* Process Manager: Inside Macintosh: Processes, chapter 2. */
#ifndef __PROCESSES__
#define __PROCESSES__

#include "Files.h"
#include "MacTypes.h"

enum { kNoProcess = 0, kSystemProcess = 1, kCurrentProcess = 2 };

#pragma pack(push, 2)
typedef struct ProcessSerialNumber {
    UInt32 highLongOfPSN;
    UInt32 lowLongOfPSN;
} ProcessSerialNumber;
typedef struct ProcessInfoRec {
    UInt32 processInfoLength;
    StringPtr processName;
    ProcessSerialNumber processNumber;
    UInt32 processType;
    OSType processSignature;
    UInt32 processMode;
    Ptr processLocation;
    UInt32 processSize;
    UInt32 processFreeMem;
    ProcessSerialNumber processLauncher;
    UInt32 processLaunchDate;
    UInt32 processActiveTime;
    FSSpec *processAppSpec;
} ProcessInfoRec;
#pragma pack(pop)

BEGIN_MAC_DECLARATIONS
void ExitToShell(void);
OSErr GetCurrentProcess(ProcessSerialNumber *PSN);
OSErr GetNextProcess(ProcessSerialNumber *PSN);
OSErr GetFrontProcess(ProcessSerialNumber *PSN);
OSErr SetFrontProcess(const ProcessSerialNumber *PSN);
OSErr WakeUpProcess(const ProcessSerialNumber *PSN);
OSErr SameProcess(const ProcessSerialNumber *PSN1, const ProcessSerialNumber *PSN2, Boolean *result);
OSErr GetProcessInformation(const ProcessSerialNumber *PSN, ProcessInfoRec *info);
END_MAC_DECLARATIONS

#endif
