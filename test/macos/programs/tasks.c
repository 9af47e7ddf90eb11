/* Vertical Retrace, Deferred Task and Notification Managers: tasks in virtual time. */
#include "checks.h"
#include <Events.h>
#include <Notification.h>
#include <OSUtils.h>
#include <Retrace.h>

typedef struct Counted {
    VBLTask task;
    short runs;
    short again;
    unsigned long lastTick;
} Counted;

static void retrace(VBLTaskPtr task)
{
    Counted *counted = (Counted *)task;
    counted->runs++;
    counted->lastTick = TickCount();
    task->vblCount = counted->again;
}

static void prepare(Counted *counted, short count, short again)
{
    counted->task.qType = vType;
    counted->task.vblAddr = (VBLUPP)retrace;
    counted->task.vblCount = count;
    counted->task.vblPhase = 0;
    counted->runs = 0;
    counted->again = again;
}

static void retraces(void)
{
    static Counted one, two;
    unsigned long start, now;
    source("Processes, chapter 4, VInstall");
    prepare(&one, 3, 3);
    one.task.qType = 0;
    check("a task of another type is refused", VInstall((QElemPtr)&one), vTypErr);
    check("and not removed", VRemove((QElemPtr)&one), vTypErr);
    one.task.qType = vType;
    check("what is not installed is not removed", VRemove((QElemPtr)&one), qErr);
    Delay(1, &start);
    check("VInstall", VInstall((QElemPtr)&one), noErr);
    checkTrue("it is in the queue", GetVBLQHdr()->qHead == (QElemPtr)&one);
    checkTrue("at the end of it", GetVBLQHdr()->qTail == (QElemPtr)&one);
    Delay(2, &now);
    check("it does not run before its time", one.runs, 0);
    check("its count goes down with each retrace", one.task.vblCount, 1);
    Delay(1, &now);
    check("it runs after its count of ticks", one.runs, 1);
    check("at that tick", one.lastTick - start, 3);
    Delay(9, &now);
    check("and again, having set its count", one.runs, 4);
    while (TickCount() < now + 6)
        ;
    check("a program that computes is interrupted", one.runs, 6);
    prepare(&two, 2, 0);
    check("another task", VInstall((QElemPtr)&two), noErr);
    checkTrue("the first leads to it", one.task.qLink == (QElemPtr)&two);
    Delay(20, &now);
    check("a task that leaves its count at 0 runs once", two.runs, 1);
    checkTrue("and stays in the queue", GetVBLQHdr()->qTail == (QElemPtr)&two);
    two.task.vblCount = 1;
    Delay(2, &now);
    check("a new count wakes it", two.runs, 2);
    source("Processes, chapter 4, VRemove");
    one.runs = 0;
    check("VRemove", VRemove((QElemPtr)&one), noErr);
    Delay(10, &now);
    check("a removed task does not run", one.runs, 0);
    checkTrue("the other one is alone", GetVBLQHdr()->qHead == (QElemPtr)&two);
    check("VRemove of it", VRemove((QElemPtr)&two), noErr);
    checkTrue("the queue is empty", GetVBLQHdr()->qHead == NULL && GetVBLQHdr()->qTail == NULL);
    source("Processes, chapter 4, SlotVInstall");
    prepare(&one, 2, 2);
    check("no slot 14", SlotVInstall((QElemPtr)&one, 14), slotNumErr);
    check("the screen's tasks", SlotVInstall((QElemPtr)&one, 0), noErr);
    Delay(7, &now);
    check("run too", one.runs, 3);
    check("SlotVRemove", SlotVRemove((QElemPtr)&one, 0), noErr);
    check("once", SlotVRemove((QElemPtr)&one, 0), qErr);
}

static long told;
static DeferredTask deferred;
static short order, toldAt;

static void defer(long parameter)
{
    told = parameter;
    toldAt = ++order;
}

static void retraceThatDefers(VBLTaskPtr task)
{
    DTInstall(&deferred);
    order++;
}

static void deferredTasks(void)
{
    static VBLTask task;
    unsigned long now;
    source("Processes, chapter 6, DTInstall");
    deferred.qType = 1;
    deferred.dtAddr = (DeferredTaskUPP)defer;
    deferred.dtParam = 1234;
    check("a task of another type", DTInstall(&deferred), vTypErr);
    deferred.qType = dtQType;
    check("DTInstall", DTInstall(&deferred), noErr);
    check("it is deferred", told, 0);
    Delay(2, &now);
    check("and gets its parameter", told, 1234);
    told = 0;
    Delay(5, &now);
    check("it runs once", told, 0);
    order = 0;
    task.qType = vType;
    task.vblAddr = (VBLUPP)retraceThatDefers;
    task.vblCount = 1;
    VInstall((QElemPtr)&task);
    Delay(2, &now);
    VRemove((QElemPtr)&task);
    check("an interrupt ends before what it defers", toldAt, 2);
}

static NMRecPtr responded;

static void respond(NMRecPtr request) { responded = request; }

static void notifications(void)
{
    static NMRec request;
    unsigned long now;
    source("Processes, chapter 5, NMInstall");
    request.qType = 0;
    request.nmStr = (StringPtr)"\pThe cake is ready.";
    request.nmResp = (NMUPP)respond;
    check("a request of another type", NMInstall(&request), nmTypErr);
    check("is not removed", NMRemove(&request), nmTypErr);
    request.qType = nmType;
    check("none is there to be removed", NMRemove(&request), qErr);
    check("NMInstall", NMInstall(&request), noErr);
    checkTrue("the response comes later", responded == NULL);
    Delay(3, &now);
    checkTrue("and gets the request", responded == &request);
    source("Processes, chapter 5, NMRemove");
    check("which stays until it is removed", NMRemove(&request), noErr);
    check("once", NMRemove(&request), qErr);
    source("Processes, chapter 5, Response Procedures");
    request.nmResp = (NMUPP)-1;
    check("a request that removes itself", NMInstall(&request), noErr);
    Delay(3, &now);
    check("is gone", NMRemove(&request), qErr);
}

int main(void)
{
    openResults();
    retraces();
    deferredTasks();
    notifications();
    FSClose(resultsFile);
    return 0;
}
