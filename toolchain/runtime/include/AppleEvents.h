/* Apple Event Manager: Inside Macintosh: Interapplication Communication, chapters 3 to 5. */
#ifndef __APPLEEVENTS__
#define __APPLEEVENTS__

#include "AEDataModel.h"
#include "Errors.h"
#include "Events.h"
#include "MixedMode.h"

enum { keyDirectObject = '----', keyErrorNumber = 'errn', keyErrorString = 'errs', keyProcessSerialNumber = 'psn ', keyPreDispatch = 'phac', keySelectProc = 'selh' };
enum { kCoreEventClass = 'aevt', kAEOpenApplication = 'oapp', kAEOpenDocuments = 'odoc', kAEPrintDocuments = 'pdoc', kAEQuitApplication = 'quit', kAEAnswer = 'ansr', kAEApplicationDied = 'obit' };
enum {
    kAENoReply = 0x00000001,
    kAEQueueReply = 0x00000002,
    kAEWaitReply = 0x00000003,
    kAENeverInteract = 0x00000010,
    kAECanInteract = 0x00000020,
    kAEAlwaysInteract = 0x00000030,
    kAECanSwitchLayer = 0x00000040,
    kAEDontReconnect = 0x00000080,
    kAEWantReceipt = 0x00000200
};
enum { kAENormalPriority = 0, kAEHighPriority = 1 };
enum { kAEDefaultTimeout = -1, kNoTimeOut = -2 };
enum { kAEUnknownSource = 0, kAEDirectCall = 1, kAESameProcess = 2, kAELocalProcess = 3, kAERemoteProcess = 4 };

typedef long AESendMode;
typedef short AESendPriority;
typedef UInt8 AEEventSource;
typedef OSErr (*AEEventHandlerProcPtr)(const AppleEvent *theAppleEvent, AppleEvent *reply, long handlerRefcon);
typedef UniversalProcPtr AEEventHandlerUPP, AEIdleUPP, AEFilterUPP;
enum { uppAEEventHandlerProcInfo = kPascalStackBased | RESULT_SIZE(SIZE_CODE(sizeof(OSErr))) | STACK_ROUTINE_PARAMETER(1, kFourByteCode) | STACK_ROUTINE_PARAMETER(2, kFourByteCode) | STACK_ROUTINE_PARAMETER(3, kFourByteCode) };
#define NewAEEventHandlerProc(proc) ((AEEventHandlerUPP)NewRoutineDescriptor((ProcPtr)(proc), uppAEEventHandlerProcInfo, GetCurrentArchitecture()))

BEGIN_MAC_DECLARATIONS
OSErr AEInstallEventHandler(AEEventClass theAEEventClass, AEEventID theAEEventID, AEEventHandlerUPP handler, long handlerRefcon, Boolean isSysHandler);
OSErr AERemoveEventHandler(AEEventClass theAEEventClass, AEEventID theAEEventID, AEEventHandlerUPP handler, Boolean isSysHandler);
OSErr AEGetEventHandler(AEEventClass theAEEventClass, AEEventID theAEEventID, AEEventHandlerUPP *handler, long *handlerRefcon, Boolean isSysHandler);
OSErr AEInstallSpecialHandler(AEKeyword functionClass, UniversalProcPtr handler, Boolean isSysHandler);
OSErr AERemoveSpecialHandler(AEKeyword functionClass, UniversalProcPtr handler, Boolean isSysHandler);
OSErr AEGetSpecialHandler(AEKeyword functionClass, UniversalProcPtr *handler, Boolean isSysHandler);
OSErr AEProcessAppleEvent(const EventRecord *theEventRecord);
OSErr AESend(const AppleEvent *theAppleEvent, AppleEvent *reply, AESendMode sendMode, AESendPriority sendPriority, long timeOutInTicks, AEIdleUPP idleProc, AEFilterUPP filterProc);
OSErr AEGetTheCurrentEvent(AppleEvent *theAppleEvent);
OSErr AEInteractWithUser(long timeOutInTicks, void *nmReqPtr, AEIdleUPP idleProc);
END_MAC_DECLARATIONS

#endif
