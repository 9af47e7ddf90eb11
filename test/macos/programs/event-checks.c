/* Event Manager: queue, masks, the user's state (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

#include <Events.h>
#include <LowMem.h>
#include <Quickdraw.h>

#include "checks.h"

QDGlobals qd;
static EventRecord event;

static void queue(void)
{
    short i;
    source("Macintosh Toolbox Essentials, chapter 2, Posting and Removing Events");
    FlushEvents(everyEvent, 0);
    check("nothing is there", EventAvail(everyEvent, &event), false);
    check("it is a null event", event.what, nullEvent);
    check("PostEvent", PostEvent(keyDown, 0x1234), noErr);
    checkTrue("EventAvail sees it", EventAvail(keyDownMask, &event));
    check("its kind", event.what, keyDown);
    check("its message", event.message, 0x1234);
    checkTrue("its time", TickCount() - event.when < 60);
    checkTrue("and leaves it", EventAvail(everyEvent, &event));
    check("another mask does not", GetNextEvent(mDownMask, &event), false);
    checkTrue("GetNextEvent takes it", GetNextEvent(keyDownMask, &event));
    check("it is gone", EventAvail(keyDownMask, &event), false);
    PostEvent(mouseDown, 1);
    PostEvent(keyDown, 2);
    PostEvent(mouseUp, 3);
    FlushEvents(mDownMask | mUpMask, keyDownMask);
    check("FlushEvents stops before the stop mask", GetNextEvent(everyEvent, &event) && event.what == keyDown, true);
    check("what comes after stays", GetNextEvent(everyEvent, &event) && event.what == mouseUp, true);
    source("Macintosh Toolbox Essentials, chapter 2, Setting the System Event Mask");
    check("key-up events are masked out", PostEvent(keyUp, 1), evtNotEnb);
    SetEventMask(everyEvent);
    check("until the program asks for them", PostEvent(keyUp, 1), noErr);
    checkTrue("then they come", GetNextEvent(keyUpMask, &event));
    SetEventMask(everyEvent - keyUpMask);
    source("Macintosh Toolbox Essentials, chapter 2, The Event Queue");
    for (i = 0; i < 25; i++)
        PostEvent(keyDown, i);
    checkTrue("the queue holds twenty events", GetNextEvent(keyDownMask, &event));
    check("the oldest made room", event.message, 5);
    FlushEvents(everyEvent, 0);
}

static void user(void)
{
    KeyMap keys;
    RgnHandle home = NewRgn();
    source("Macintosh Toolbox Essentials, chapter 2, Reading the Mouse and the Keyboard");
    check("the button is up", Button(), false);
    checkTrue("GetDblTime", GetDblTime() >= 20 && GetDblTime() <= 60);
    checkTrue("GetCaretTime", GetCaretTime() >= 20 && GetCaretTime() <= 60);
    SetRectRgn(home, 0, 0, 400, 300);
    source("Macintosh Toolbox Essentials, chapter 2, Responding to Mouse-Moved Events");
    /* The script moves the mouse to (500, 400) once the program waits. */
    while (WaitNextEvent(everyEvent, &event, 60, home) == false)
        ;
    check("a mouse that leaves its region is an event", event.what, osEvt);
    check("of the mouse-moved kind", (event.message >> 24) & 0xFF, mouseMovedMessage);
    check("and says where", event.where.h == 500 && event.where.v == 400, true);
    check("outside, it comes again", WaitNextEvent(osMask, &event, 0, home), true);
    SetRectRgn(home, 490, 390, 510, 410);
    check("inside, it does not", WaitNextEvent(osMask, &event, 1, home), false);
    DisposeRgn(home);
    /* The script presses Shift-A. */
    source("Macintosh Toolbox Essentials, chapter 2, The Event Record");
    while (!WaitNextEvent(keyDownMask, &event, 60, NULL))
        ;
    check("the character", event.message & charCodeMask, 'A');
    check("the key", (event.message & keyCodeMask) >> 8, 0);
    check("with Shift", event.modifiers & (shiftKey | cmdKey | optionKey), shiftKey);
    checkTrue("the button bit says up", (event.modifiers & btnState) != 0);
    GetKeys(keys);
    check("GetKeys has the key", ((unsigned char *)keys)[0] & 1, 1);
    /* The script clicks at (30, 40). */
    while (!WaitNextEvent(mDownMask, &event, 60, NULL))
        ;
    check("where the button went down", event.where.h == 30 && event.where.v == 40, true);
    checkTrue("StillDown", StillDown());
    while (WaitMouseUp())
        ;
    check("WaitMouseUp takes its event", EventAvail(mUpMask, &event), false);
    check("Mouse in low memory", *(long *)0x0830, (40L << 16) | 30);
    check("MBState in low memory", *(unsigned char *)0x0172, 0x80);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    queue();
    user();
    FSClose(resultsFile);
    return 0;
}
