/* Thread Manager: cooperative threads of an application. */
#ifndef __THREADS__
#define __THREADS__

#include "MacErrors.h"
#include "MacTypes.h"

typedef UInt16 ThreadState;
enum { kReadyThreadState = 0, kStoppedThreadState = 1, kRunningThreadState = 2 };

typedef UInt32 ThreadStyle;
enum { kCooperativeThread = 1, kPreemptiveThread = 2 };

typedef UInt32 ThreadID;
enum { kNoThreadID = 0, kCurrentThreadID = 1, kApplicationThreadID = 2 };

typedef UInt32 ThreadOptions;
enum {
    kNewSuspend = 1,
    kUsePremadeThread = 2,
    kCreateIfNeeded = 4,
    kFPUNotNeeded = 8,
    kExactMatchThread = 16
};

typedef struct SchedulerInfoRec {
    UInt32 InfoRecSize;
    ThreadID CurrentThreadID;
    ThreadID SuggestedThreadID;
    ThreadID InterruptedCoopThreadID;
} SchedulerInfoRec;
typedef SchedulerInfoRec *SchedulerInfoRecPtr;

typedef void *voidPtr;
typedef voidPtr (*ThreadEntryProcPtr)(void *threadParam);
typedef ThreadID (*ThreadSchedulerProcPtr)(SchedulerInfoRecPtr schedulerInfo);
typedef void (*ThreadSwitchProcPtr)(ThreadID threadBeingSwitched, void *switchProcParam);
typedef void (*ThreadTerminationProcPtr)(ThreadID threadTerminated, void *terminationProcParam);
/* PowerPC programs pass plain function pointers. */
typedef ThreadEntryProcPtr ThreadEntryTPP;
typedef ThreadSchedulerProcPtr ThreadSchedulerTPP;
typedef ThreadSwitchProcPtr ThreadSwitchTPP;
typedef ThreadTerminationProcPtr ThreadTerminationTPP;
typedef ThreadEntryProcPtr ThreadEntryUPP;
typedef ThreadSchedulerProcPtr ThreadSchedulerUPP;
typedef ThreadSwitchProcPtr ThreadSwitchUPP;
typedef ThreadTerminationProcPtr ThreadTerminationUPP;
#define NewThreadEntryUPP(routine) (routine)
#define NewThreadSchedulerUPP(routine) (routine)
#define NewThreadSwitchUPP(routine) (routine)
#define NewThreadTerminationUPP(routine) (routine)
#define DisposeThreadEntryUPP(upp)
#define DisposeThreadSchedulerUPP(upp)
#define DisposeThreadSwitchUPP(upp)
#define DisposeThreadTerminationUPP(upp)

/* Under Windows, GetCurrentThread is taken. */
#define MacGetCurrentThread GetCurrentThread

BEGIN_MAC_DECLARATIONS
OSErr NewThread(ThreadStyle threadStyle, ThreadEntryTPP threadEntry, void *threadParam, Size stackSize,
                ThreadOptions options, void **threadResult, ThreadID *threadMade);
OSErr DisposeThread(ThreadID threadToDump, void *threadResult, Boolean recycleThread);
OSErr YieldToAnyThread(void);
OSErr YieldToThread(ThreadID suggestedThread);
OSErr GetCurrentThread(ThreadID *currentThreadID);
OSErr GetThreadState(ThreadID threadToGet, ThreadState *threadState);
OSErr SetThreadState(ThreadID threadToSet, ThreadState newState, ThreadID suggestedThread);
OSErr SetThreadStateEndCritical(ThreadID threadToSet, ThreadState newState, ThreadID suggestedThread);
OSErr ThreadBeginCritical(void);
OSErr ThreadEndCritical(void);
OSErr CreateThreadPool(ThreadStyle threadStyle, SInt16 numToCreate, Size stackSize);
OSErr GetFreeThreadCount(ThreadStyle threadStyle, SInt16 *freeCount);
OSErr GetSpecificFreeThreadCount(ThreadStyle threadStyle, Size stackSize, SInt16 *freeCount);
OSErr GetDefaultThreadStackSize(ThreadStyle threadStyle, Size *stackSize);
OSErr ThreadCurrentStackSpace(ThreadID thread, UInt32 *freeStack);
OSErr SetThreadScheduler(ThreadSchedulerTPP threadScheduler);
OSErr SetThreadSwitcher(ThreadID thread, ThreadSwitchTPP threadSwitcher, void *switchProcParam, Boolean inOrOut);
OSErr SetThreadTerminator(ThreadID thread, ThreadTerminationTPP threadTerminator, void *terminationProcParam);
END_MAC_DECLARATIONS

#endif
