/* The collapse box, which the system follows by itself: Mac OS 8 Window Manager Reference. Its user clicks into the box twice. */

#include <Events.h>
#include <Fonts.h>
#include <Quickdraw.h>
#include <Windows.h>

#include "checks.h"

QDGlobals qd;
static WindowPtr window;

static short clickedPart(void)
{
    EventRecord e;
    WindowPtr found;
    short part;
    do
        WaitNextEvent(mDownMask, &e, 60, NULL);
    while (e.what != mouseDown);
    part = FindWindow(e.where, &found);
    checkTrue("a click into the window", found == window);
    return part;
}

/* The height of a region of the window's. */
static short height(RgnHandle region) { return (*region)->rgnBBox.bottom - (*region)->rgnBBox.top; }

int main(void)
{
    WindowPeek peek;
    Rect bounds;
    EventRecord e;
    short whole;
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    SetRect(&bounds, 100, 100, 400, 300);
    window = NewWindow(NULL, &bounds, "\pCollapsing", true, documentProc, (WindowPtr)-1, true, 0);
    peek = (WindowPeek)window;
    whole = height(peek->strucRgn);
    BeginUpdate(window);
    EndUpdate(window);

    source("Mac OS 8 Window Manager Reference, FindWindow Result Code Constants");
    check("the collapse box", clickedPart(), inCollapseBox);
    source("Mac OS 8 Window Manager Reference, IsWindowCollapsed");
    checkTrue("its content region is empty", EmptyRgn(peek->contRgn));
    checkTrue("and nothing of it can be drawn", EmptyRgn(window->visRgn));
    check("its structure is lower by the content", height(peek->strucRgn), whole - 200);
    checkTrue("it stays visible, and active", peek->visible && peek->hilited);
    check("its port is as large as before", window->portRect.bottom, 200);
    check("once more", clickedPart(), inCollapseBox);
    check("its content is there again", height(peek->contRgn), 200);
    check("and its structure", height(peek->strucRgn), whole);
    checkTrue("its content must be drawn", EventAvail(updateMask, &e) && (WindowPtr)e.message == window);
    check("let go outside the box", clickedPart(), inCollapseBox);
    check("nothing changes", height(peek->contRgn), 200);
    FSClose(resultsFile);
    return 0;
}
