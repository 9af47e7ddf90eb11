/* Gestalt Manager and Process Manager. */
#include "checks.h"
#include <Gestalt.h>
#include <MixedMode.h>
#include <Processes.h>

static long answer(OSType selector)
{
    long response = -1;
    return Gestalt(selector, &response) == noErr ? response : -1;
}

static OSErr asks(OSType selector)
{
    long response;
    return Gestalt(selector, &response);
}

static OSErr lives(OSType selector, long *response)
{
    *response = selector == 'Bndi' ? 42 : -1;
    return noErr;
}
static OSErr refuses(OSType selector, long *response)
{
    *response = 43;
    return gestaltUnknownErr;
}

/* A descriptor of a selector function, in the system heap as it has to be. */
static SelectorFunctionUPP inSystemHeap(OSErr (*function)(OSType, long *))
{
    THz zone = GetZone();
    SelectorFunctionUPP descriptor;
    SetZone(SystemZone());
    descriptor = NewRoutineDescriptor((ProcPtr)function,
        kPascalStackBased | RESULT_SIZE(SIZE_CODE(sizeof(OSErr))) | STACK_ROUTINE_PARAMETER(1, SIZE_CODE(sizeof(OSType)))
            | STACK_ROUTINE_PARAMETER(2, SIZE_CODE(sizeof(long *))),
        kPowerPCISA);
    SetZone(zone);
    return descriptor;
}

static void selectors(void)
{
    source("Gestalt Manager Reference, selectors");
    check("the system is 8.5", answer(gestaltSystemVersion), 0x0850);
    check("the machine is an iMac", answer(gestaltMachineType), 406);
    check("its processor is a 750", answer(gestaltNativeCPUtype), gestaltCPU750);
    check("the architecture is PowerPC", answer(gestaltSysArchitecture), gestaltPowerPC);
    check("the 68K processor is a 68020", answer(gestaltProcessorType), gestalt68020);
    check("the extended Time Manager", answer(gestaltTimeMgrVersion), gestaltExtendedTimeMgr);
    check("the keyboard is the iMac's", answer(gestaltKeyboardType), gestaltUSBCosmoANSIKbd);
    checkTrue("QuickDraw has colour", answer(gestaltQuickdrawFeatures) & 1 << gestaltHasColor);
    checkTrue("and deep graphics worlds", answer(gestaltQuickdrawFeatures) & 1 << gestaltHasDeepGWorlds);
    checkTrue("sound is stereo", answer(gestaltSoundAttr) & 1 << gestaltStereoCapability);
    checkTrue("with several channels", answer(gestaltSoundAttr) & 1 << gestaltMultiChannels);
    check("the Notification Manager is present", answer(gestaltNotificationMgrAttr) & 1, 1);
    check("no NuBus slots", answer(gestaltNuBusConnectors), 0);
    check("no parity", answer(gestaltParityAttr), 0);
    check("TextEdit of 7.5", answer(gestaltTextEditVersion), 5);
    check("no Open Transport", asks(gestaltOpenTpt), gestaltUndefSelectorErr);
    check("no AppleTalk", asks(gestaltAppleTalkVersion), gestaltUndefSelectorErr);
    check("no Speech Manager", asks(gestaltSpeechAttr), gestaltUndefSelectorErr);
    check("no QuickTime", asks(gestaltQuickTimeVersion), gestaltUndefSelectorErr);
    check("no Name Registry", asks(gestaltNameRegistryVersion), gestaltUndefSelectorErr);
    check("no Translation Manager", asks(gestaltTranslationAttr), gestaltUndefSelectorErr);
    check("no PPC Toolbox", asks(gestaltPPCToolboxAttr), gestaltUndefSelectorErr);
    check("no Communications Toolbox", asks(gestaltCTBVersion), gestaltUndefSelectorErr);
}

static void definitions(void)
{
    SelectorFunctionUPP first = inSystemHeap(lives), second = inSystemHeap(refuses), old;
    long response = 0;
    source("Operating System Utilities, chapter 1, NewGestalt");
    check("a selector of one's own is unknown at first", asks('Bndi'), gestaltUndefSelectorErr);
    check("the function has to be in the system heap", NewGestalt('Bndi', (SelectorFunctionUPP)lives), gestaltLocationErr);
    check("NewGestalt", NewGestalt('Bndi', first), noErr);
    check("its function answers", answer('Bndi'), 42);
    check("a selector is defined once", NewGestalt('Bndi', first), gestaltDupSelectorErr);
    check("one of the system's is defined", NewGestalt(gestaltSystemVersion, first), gestaltDupSelectorErr);
    source("Operating System Utilities, chapter 1, ReplaceGestalt");
    check("what is not defined is not replaced", ReplaceGestalt('Bnd2', first, &old), gestaltUndefSelectorErr);
    check("ReplaceGestalt", ReplaceGestalt('Bndi', second, &old), noErr);
    checkTrue("it gives the old function", old == first);
    check("the result code is the function's", Gestalt('Bndi', &response), gestaltUnknownErr);
    check("and the response too", response, 43);
    source("Gestalt.h, Gestalt values");
    check("NewGestaltValue", NewGestaltValue('Bnd3', 7), noErr);
    check("the value is the answer", answer('Bnd3'), 7);
    check("a value is defined once", NewGestaltValue('Bnd3', 8), gestaltDupSelectorErr);
    check("ReplaceGestaltValue", ReplaceGestaltValue('Bnd3', 9), noErr);
    check("it answers then", answer('Bnd3'), 9);
    check("SetGestaltValue defines too", SetGestaltValue('Bnd4', 10), noErr);
    check("and answers", answer('Bnd4'), 10);
    check("DeleteGestaltValue", DeleteGestaltValue('Bnd3'), noErr);
    check("it is unknown again", asks('Bnd3'), gestaltUndefSelectorErr);
}

static Boolean isNamed(const Str31 name, const char *text)
{
    short i;
    for (i = 0; text[i]; i++)
        if (name[i + 1] != text[i])
            return false;
    return name[0] == i;
}

static void processes(void)
{
    ProcessSerialNumber psn = {0, kNoProcess}, current, none = {5, 5};
    ProcessInfoRec info;
    LaunchParamBlockRec launch;
    FSSpec spec;
    Str31 name;
    Boolean same;
    short finders = 0, programs = 0;
    OSErr error;
    source("Processes, chapter 2, GetCurrentProcess");
    check("GetCurrentProcess", GetCurrentProcess(&current), noErr);
    while ((error = GetNextProcess(&psn)) == noErr && finders + programs < 5) {
        info.processInfoLength = sizeof info;
        info.processName = name;
        info.processAppSpec = &spec;
        check("a process of the list has information", GetProcessInformation(&psn, &info), noErr);
        if (info.processSignature == 'MACS' && info.processType == 'FNDR') {
            finders++;
            checkTrue("the Finder's name", isNamed(name, "Finder"));
            SameProcess(&psn, &current, &same);
            check("it is not the program", same, false);
            check("SetFrontProcess of it", SetFrontProcess(&psn), noErr);
            check("WakeUpProcess of it", WakeUpProcess(&psn), noErr);
        }
        else if (info.processSignature == 'Bndi') {
            programs++;
            checkTrue("the program's name", isNamed(name, "processes"));
            check("it is an application", info.processType, 'APPL');
            SameProcess(&psn, &current, &same);
            check("it is the current process", same, true);
            psn.highLongOfPSN = info.processLauncher.highLongOfPSN;
            psn.lowLongOfPSN = info.processLauncher.lowLongOfPSN;
            info.processAppSpec = NULL;
            GetProcessInformation(&psn, &info);
            check("the Finder launched it", info.processSignature, 'MACS');
            psn = current;
        }
    }
    check("the list ends with procNotFound", error, procNotFound);
    check("and kNoProcess", psn.lowLongOfPSN, kNoProcess);
    check("it has one Finder", finders, 1);
    check("and one program", programs, 1);
    source("Processes, chapter 2, GetProcessInformation");
    check("no such process to ask about", GetProcessInformation(&none, &info), procNotFound);
    check("none to bring to front", SetFrontProcess(&none), procNotFound);
    check("none to wake", WakeUpProcess(&none), procNotFound);
    check("none to go on from", GetNextProcess(&none), procNotFound);
    check("none to compare with", SameProcess(&none, &current, &same), procNotFound);
    source("Processes, chapter 2, Launching Applications");
    GetCurrentProcess(&psn);
    info.processInfoLength = sizeof info;
    info.processName = NULL;
    info.processAppSpec = &spec;
    GetProcessInformation(&psn, &info);
    launch.launchBlockID = extendedBlock;
    launch.launchEPBLength = extendedBlockLen;
    launch.launchFileFlags = 0;
    launch.launchControlFlags = launchContinue | launchNoFileFlags;
    launch.launchAppSpec = &spec;
    launch.launchAppParameters = NULL;
    check("there is no partition for another", LaunchApplication(&launch), memFullErr);
    FSMakeFSSpec(0, 0, (ConstStr255Param)"\pnowhere", &spec);
    check("a file that is not there", LaunchApplication(&launch), fnfErr);
}

int main(void)
{
    openResults();
    selectors();
    definitions();
    processes();
    FSClose(resultsFile);
    return 0;
}
