/* The Thread Manager: cooperative threads, each with its stack and its registers. */

#include <Gestalt.h>
#include <MacMemory.h>
#include <Threads.h>
#include <Timer.h>

#include "checks.h"

static char order[64];
static int orderCount;

static void note(char what)
{
    if (orderCount < 63)
        order[orderCount++] = what;
    order[orderCount] = 0;
}

static int same(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

static void *turns(void *letter)
{
    int turn;
    for (turn = 0; turn < 3; turn++) {
        note((char)(long)letter);
        YieldToAnyThread();
    }
    return (void *)((long)letter + 1000);
}

static void testRoundRobin(void)
{
    ThreadID a, b, c;
    void *results[3] = {0, 0, 0};
    int turn;
    source("Thread Manager, NewThread");
    check("a thread is made", NewThread(kCooperativeThread, turns, (void *)'a', 0, 0, &results[0], &a), noErr);
    check("a second", NewThread(kCooperativeThread, turns, (void *)'b', 0, 0, &results[1], &b), noErr);
    check("a third", NewThread(kCooperativeThread, turns, (void *)'c', 8192, 0, &results[2], &c), noErr);
    checkTrue("threads have different IDs", a != b && b != c && a != c);
    checkTrue("the IDs are none of the special ones", a > kApplicationThreadID && b > kApplicationThreadID);
    check("nothing runs until one yields", orderCount, 0);
    source("Thread Manager, YieldToAnyThread");
    for (turn = 0; turn < 5; turn++) {
        note('m');
        YieldToAnyThread();
    }
    checkTrue("the ready ones take turns", same(order, "mabcmabcmabcmm"));
    source("Thread Manager, DisposeThread");
    check("what a thread's function returns is stored", (long)results[0], 'a' + 1000);
    check("and the second's", (long)results[1], 'b' + 1000);
    check("and the third's", (long)results[2], 'c' + 1000);
    source("Thread Manager, GetThreadState");
    {
        ThreadState state;
        check("a thread that has ended is no more", GetThreadState(a, &state), threadNotFoundErr);
    }
}

static volatile long pings, pongs;
static ThreadID pongThread;

static void *pong(void *rounds)
{
    long left;
    for (left = (long)rounds; left > 0; left--) {
        pongs++;
        YieldToThread(kApplicationThreadID);
    }
    return 0;
}

static void testPingPong(void)
{
    long round;
    int inStep = 1;
    source("Thread Manager, YieldToThread");
    NewThread(kCooperativeThread, pong, (void *)5000, 0, 0, NULL, &pongThread);
    for (round = 0; round < 5000; round++) {
        pings++;
        YieldToThread(pongThread);
        inStep &= pings == pongs;
    }
    checkTrue("two threads take turns", inStep);
    check("10,000 switches", pings + pongs, 10000);
    YieldToAnyThread();
    check("a thread that has ended cannot be yielded to", YieldToThread(pongThread), threadNotFoundErr);
}

static void *stopsItself(void *result)
{
    ThreadID me;
    GetCurrentThread(&me);
    *(ThreadID *)result = me;
    SetThreadState(kCurrentThreadID, kStoppedThreadState, kNoThreadID);
    *(ThreadID *)result = 0;
    return 0;
}

static void testStates(void)
{
    ThreadID id, me, seen = 0;
    ThreadState state;
    source("Thread Manager, GetCurrentThread");
    check("the application's thread runs", GetCurrentThread(&me), noErr);
    check("its ID", me, kApplicationThreadID);
    source("Thread Manager, ThreadOptions");
    NewThread(kCooperativeThread, stopsItself, &seen, 0, kNewSuspend, NULL, &id);
    GetThreadState(id, &state);
    check("a thread that is made suspended is stopped", state, kStoppedThreadState);
    YieldToAnyThread();
    check("and does not run", seen, 0);
    source("Thread Manager, SetThreadState");
    check("another thread is made ready", SetThreadState(id, kReadyThreadState, kNoThreadID), noErr);
    check("without rescheduling", seen, 0);
    GetThreadState(id, &state);
    check("it is ready", state, kReadyThreadState);
    check("and stopped", SetThreadState(id, kStoppedThreadState, kNoThreadID), noErr);
    YieldToAnyThread();
    check("so that it does not run", seen, 0);
    SetThreadState(id, kReadyThreadState, kNoThreadID);
    check("the current thread made ready relinquishes control",
          SetThreadState(kCurrentThreadID, kReadyThreadState, kNoThreadID), noErr);
    check("to the other, which knows itself", seen, id);
    GetThreadState(id, &state);
    check("it has stopped itself", state, kStoppedThreadState);
    GetThreadState(kCurrentThreadID, &state);
    check("the current thread is running", state, kRunningThreadState);
    check("there is no thread 12345", SetThreadState(12345, kReadyThreadState, kNoThreadID), threadNotFoundErr);
    SetThreadState(id, kReadyThreadState, kNoThreadID);
    YieldToThread(id);
    check("a stopped thread goes on where it was", seen, 0);
}

static void testCritical(void)
{
    ThreadID id;
    source("Thread Manager, ThreadBeginCritical");
    orderCount = 0;
    NewThread(kCooperativeThread, turns, (void *)'x', 0, 0, NULL, &id);
    check("a critical section begins", ThreadBeginCritical(), noErr);
    check("and another in it", ThreadBeginCritical(), noErr);
    YieldToAnyThread();
    check("no other thread is scheduled", orderCount, 0);
    check("the inner ends", ThreadEndCritical(), noErr);
    YieldToAnyThread();
    check("still none", orderCount, 0);
    source("Thread Manager, SetThreadStateEndCritical");
    check("the outer ends with a change of state",
          SetThreadStateEndCritical(kCurrentThreadID, kReadyThreadState, id), noErr);
    check("and the other ran", orderCount, 1);
    source("Thread Manager, ThreadEndCritical");
    check("there is no section to end", ThreadEndCritical(), threadProtocolErr);
    YieldToAnyThread();
    YieldToAnyThread();
    YieldToAnyThread();
}

/* Values that stay in registers over the yields. */
static double wander(double start, long step)
{
    double a = start, b = start * 3, c = start * 5, d = start * 7, e = start / 3, f = start / 7;
    long i = step, j = step * 3, k = step * 5, l = step * 7;
    int turn;
    for (turn = 0; turn < 50; turn++) {
        a += 1, b += 2, c += 3, d += 4, e *= 2, f *= 2;
        i += 1, j += 2, k += 3, l += 4;
        if (step > 0 && (turn & 1))
            YieldToAnyThread();
    }
    return a + b + c + d + e + f + (double)(i + j + k + l);
}

static double wandered[2];
static void *wanders(void *which)
{
    wandered[(long)which] = wander(1.5 + (double)(long)which, 7 + (long)which);
    return 0;
}

static double wanderAlone(double start, long step)
{
    ThreadBeginCritical();
    double result = wander(start, step);
    ThreadEndCritical();
    return result;
}

static void testRegisters(void)
{
    ThreadID id;
    double mine;
    source("Thread Manager, ThreadOptions");
    NewThread(kCooperativeThread, wanders, (void *)0, 0, 0, NULL, &id);
    NewThread(kCooperativeThread, wanders, (void *)1, 0, kFPUNotNeeded, NULL, &id);
    mine = wander(9.25, 11);
    YieldToAnyThread();
    YieldToAnyThread();
    checkTrue("registers are kept over switches", mine == wanderAlone(9.25, 11));
    checkTrue("and those of a thread", wandered[0] == wanderAlone(1.5, 7));
    checkTrue("floating-point ones whatever the options", wandered[1] == wanderAlone(2.5, 8));
}

static long terminated, terminatorParam;
static void terminator(ThreadID id, void *param)
{
    terminated = id;
    terminatorParam = (long)param;
}

static void testDisposal(void)
{
    ThreadID id;
    ThreadState state;
    void *result = 0;
    SInt16 count;
    long before;
    source("Thread Manager, DisposeThread");
    before = FreeMem();
    NewThread(kCooperativeThread, turns, (void *)'y', 16384, 0, &result, &id);
    checkTrue("a stack comes out of the heap", FreeMem() <= before - 16384);
    source("Thread Manager, SetThreadTerminator");
    check("a terminator is installed", SetThreadTerminator(id, terminator, (void *)77), noErr);
    source("Thread Manager, DisposeThread");
    check("a thread is disposed of", DisposeThread(id, (void *)4711, false), noErr);
    check("with a result", (long)result, 4711);
    check("its terminator was called", terminated, id);
    check("with its parameter", terminatorParam, 77);
    check("it is no more", GetThreadState(id, &state), threadNotFoundErr);
    check("its memory is free again", FreeMem(), before);
    check("the application's thread stays", DisposeThread(kApplicationThreadID, NULL, false), threadProtocolErr);
    check("nor one that is not there", DisposeThread(id, NULL, false), threadNotFoundErr);
    source("Thread Manager, CreateThreadPool");
    check("a pool is made", CreateThreadPool(kCooperativeThread, 2, 10240), noErr);
    check("a pool too large is not", CreateThreadPool(kCooperativeThread, 1000, 1 << 20), memFullErr);
    source("Thread Manager, GetFreeThreadCount");
    GetFreeThreadCount(kCooperativeThread, &count);
    check("it has two", count, 2);
    GetSpecificFreeThreadCount(kCooperativeThread, 10240, &count);
    check("two of this size", count, 2);
    GetSpecificFreeThreadCount(kCooperativeThread, 20480, &count);
    check("and none of twice of it", count, 0);
    source("Thread Manager, ThreadOptions");
    check("none matches exactly",
          NewThread(kCooperativeThread, turns, (void *)'z', 5120, kUsePremadeThread | kExactMatchThread, NULL, &id),
          threadTooManyReqsErr);
    check("no thread was made", id, kNoThreadID);
    check("a larger one does", NewThread(kCooperativeThread, turns, (void *)'z', 5120, kUsePremadeThread, NULL, &id),
          noErr);
    GetFreeThreadCount(kCooperativeThread, &count);
    check("one is left", count, 1);
    DisposeThread(id, NULL, true);
    GetFreeThreadCount(kCooperativeThread, &count);
    check("a recycled one goes back", count, 2);
    check("preemptive threads there are none", CreateThreadPool(kPreemptiveThread, 1, 0), paramErr);
}

static UInt32 spaceInThread, spaceDeeper;
static long sumBelow(long depth);
static long (*volatile callBelow)(long depth) = sumBelow;
static long sumBelow(long depth)
{
    volatile char room[404];
    room[depth * 40] = (char)depth;
    if (depth == 0) {
        ThreadCurrentStackSpace(kCurrentThreadID, &spaceDeeper);
        return room[depth * 40];
    }
    return callBelow(depth - 1) + room[depth * 40];
}

static void *measures(void *unused)
{
    ThreadCurrentStackSpace(kCurrentThreadID, &spaceInThread);
    return (void *)sumBelow(10);
}

static void testStack(void)
{
    ThreadID id;
    UInt32 space;
    Size size;
    source("Thread Manager, ThreadCurrentStackSpace");
    NewThread(kCooperativeThread, measures, NULL, 20000, 0, NULL, &id);
    check("a thread that has not run", ThreadCurrentStackSpace(id, &space), noErr);
    checkTrue("has all of its stack", space >= 19000 && space <= 20000 + 64);
    YieldToAnyThread();
    checkTrue("it uses some of it", spaceInThread < space && spaceInThread > 19000);
    checkTrue("calls use more", spaceDeeper < spaceInThread - 10 * 400);
    ThreadCurrentStackSpace(kApplicationThreadID, &space);
    checkTrue("the application has its own", space > 1024);
    source("Thread Manager, GetDefaultThreadStackSize");
    check("there is a default", GetDefaultThreadStackSize(kCooperativeThread, &size), noErr);
    checkTrue("for more than a frame", size >= 4096);
}

static volatile int computed;
static void *computes(void *count)
{
    long n, found = 0;
    for (n = 2; n < (long)count; n++) {
        long d;
        for (d = 2; d * d <= n && n % d; d++)
            ;
        found += d * d > n;
        if (n % 100 == 0)
            YieldToAnyThread();
    }
    computed = 1;
    return (void *)found;
}

static void testComputing(void)
{
    ThreadID id;
    void *primes = 0;
    long waits = 0;
    source("Thread Manager, YieldToAnyThread");
    NewThread(kCooperativeThread, computes, (void *)3000, 0, 0, &primes, &id);
    while (!computed) {
        waits++;
        YieldToAnyThread();
    }
    YieldToAnyThread();
    check("a thread computes while the application waits", (long)primes, 430);
    check("it gave way so often", waits, 30);
}

static long switchedIn, switchedOut;
static void counts(ThreadID id, void *counter) { ++*(long *)counter; }

static ThreadID favourite;
static long asked;
static ThreadID chooses(SchedulerInfoRecPtr info)
{
    asked = info->CurrentThreadID;
    return favourite;
}

static void testHooks(void)
{
    ThreadID a, b;
    source("Thread Manager, SetThreadSwitcher");
    orderCount = 0;
    NewThread(kCooperativeThread, turns, (void *)'a', 0, 0, NULL, &a);
    NewThread(kCooperativeThread, turns, (void *)'b', 0, 0, NULL, &b);
    check("a routine for when it begins to run", SetThreadSwitcher(a, counts, &switchedIn, true), noErr);
    check("and for when it ceases", SetThreadSwitcher(a, counts, &switchedOut, false), noErr);
    YieldToAnyThread();
    check("is called", switchedIn, 1);
    check("and the other", switchedOut, 1);
    source("Thread Manager, SetThreadScheduler");
    check("a scheduler is installed", SetThreadScheduler(chooses), noErr);
    favourite = kApplicationThreadID;
    orderCount = 0;
    YieldToAnyThread();
    check("it is told of the thread that was suspended", asked, kApplicationThreadID);
    check("and can keep it running", orderCount, 0);
    favourite = b;
    YieldToAnyThread();
    checkTrue("or another, as long as that is ready", same(order, "bba"));
    SetThreadScheduler(NULL);
    YieldToAnyThread();
    YieldToAnyThread();
    YieldToAnyThread();
    YieldToAnyThread();
}

static volatile long taskRan;
static void task(void) { taskRan++; }

static volatile int spun;
static void *spins(void *unused)
{
    long n;
    while (!taskRan)
        for (n = 0; n < 1000; n++)
            spun++;
    return 0;
}

static void testInterrupts(void)
{
    static TMTask timer;
    ThreadID id;
    source("Processes, chapter 3, Using the Time Manager");
    timer.tmAddr = (TimerUPP)task;
    InsTime((QElemPtr)&timer);
    PrimeTime((QElemPtr)&timer, 5);
    NewThread(kCooperativeThread, spins, NULL, 0, 0, NULL, &id);
    YieldToAnyThread();
    check("a task runs while a thread computes", taskRan, 1);
    RmvTime((QElemPtr)&timer);
}

static long grows(Size needed)
{
    note('(');
    YieldToAnyThread();
    note(')');
    return 0;
}

static void *allocates(void *unused)
{
    note('t');
    note(NewPtr(1 << 30) == NULL ? '0' : '1');
    return 0;
}

static void testCallbacks(void)
{
    ThreadID id;
    source("Thread Manager, YieldToAnyThread");
    orderCount = 0;
    NewThread(kCooperativeThread, turns, (void *)'a', 0, 0, NULL, &id);
    NewThread(kCooperativeThread, allocates, NULL, 0, 0, NULL, &id);
    SetGrowZone((GrowZoneUPP)grows);
    check("a call that asks the program for memory", NewPtr(1 << 30) == NULL, 1);
    SetGrowZone(NULL);
    /* Both asked at once: the later call is over first. */
    checkTrue("threads run while it does", same(order, "(at(a)0)") || same(order, "(at(a)0a)"));
    YieldToAnyThread();
    YieldToAnyThread();
    checkTrue("all come to their end", YieldToThread(id) == threadNotFoundErr);
}

int main(void)
{
    long response = 0;
    openResults();
    source("Gestalt.h");
    check("Gestalt knows of it", Gestalt(gestaltThreadMgrAttr, &response), noErr);
    checkTrue("it is there", response & (1 << gestaltThreadMgrPresent));
    testRoundRobin();
    testPingPong();
    testStates();
    testCritical();
    testRegisters();
    testDisposal();
    testStack();
    testComputing();
    testHooks();
    testInterrupts();
    testCallbacks();
    FSClose(resultsFile);
    return 0;
}
