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
typedef struct AppParameters {
    short theMsgEvent[8];
    unsigned long eventRefCon;
    unsigned long messageLength;
} AppParameters, *AppParametersPtr;
typedef unsigned short LaunchFlags;
typedef struct LaunchParamBlockRec {
    unsigned long reserved1;
    unsigned short reserved2;
    unsigned short launchBlockID;
    unsigned long launchEPBLength;
    unsigned short launchFileFlags;
    LaunchFlags launchControlFlags;
    FSSpecPtr launchAppSpec;
    ProcessSerialNumber launchProcessSN;
    unsigned long launchPreferredSize;
    unsigned long launchMinimumSize;
    unsigned long launchAvailableSize;
    AppParametersPtr launchAppParameters;
} LaunchParamBlockRec, *LaunchPBPtr;
#pragma pack(pop)
enum { extendedBlock = 0x4C43, extendedBlockLen = sizeof(LaunchParamBlockRec) - 12 };
enum { launchContinue = 0x4000, launchNoFileFlags = 0x0800, launchUseMinimum = 0x0400, launchDontSwitch = 0x0200 };
enum {
    modeDeskAccessory = 0x00020000,
    modeMultiLaunch = 0x00010000,
    modeNeedSuspendResume = 0x00004000,
    modeCanBackground = 0x00001000,
    modeDoesActivateOnFGSwitch = 0x00000800,
    modeOnlyBackground = 0x00000400,
    modeGetFrontClicks = 0x00000200,
    modeGetAppDiedMsg = 0x00000100,
    mode32BitCompatible = 0x00000080,
    modeHighLevelEventAware = 0x00000040,
    modeLocalAndRemoteHLEvents = 0x00000020,
    modeStationeryAware = 0x00000010,
    modeUseTextEditServices = 0x00000008
};

BEGIN_MAC_DECLARATIONS
void ExitToShell(void);
OSErr LaunchApplication(LaunchPBPtr LaunchParams);
OSErr GetCurrentProcess(ProcessSerialNumber *PSN);
OSErr GetNextProcess(ProcessSerialNumber *PSN);
OSErr GetFrontProcess(ProcessSerialNumber *PSN);
OSErr SetFrontProcess(const ProcessSerialNumber *PSN);
OSErr WakeUpProcess(const ProcessSerialNumber *PSN);
OSErr SameProcess(const ProcessSerialNumber *PSN1, const ProcessSerialNumber *PSN2, Boolean *result);
OSErr GetProcessInformation(const ProcessSerialNumber *PSN, ProcessInfoRec *info);
END_MAC_DECLARATIONS

#endif
