/* Window Manager: checks against Inside Macintosh: Macintosh Toolbox Essentials, chapter 4. */

#include <Events.h>
#include <Fonts.h>
#include <LowMem.h>
#include <Quickdraw.h>
#include <Windows.h>

#include "checks.h"

QDGlobals qd;
static WindowPtr a, b;
static const WindowPtr inFront = (WindowPtr)-1;

static void rect(Rect *r, short left, short top, short right, short bottom) { SetRect(r, left, top, right, bottom); }
static WindowPeek peek(WindowPtr w) { return (WindowPeek)w; }
static Boolean isRect(RgnHandle rgn, short left, short top, short right, short bottom)
{
    Rect r;
    rect(&r, left, top, right, bottom);
    return (*rgn)->rgnSize == 10 && EqualRect(&(*rgn)->rgnBBox, &r);
}
static short part(short h, short v, WindowPtr *which)
{
    Point pt;
    pt.h = h;
    pt.v = v;
    return FindWindow(pt, which);
}

static void layout(void)
{
    Rect r;
    rect(&r, 100, 100, 300, 250);
    a = NewWindow(NULL, &r, "\pAlpha", true, documentProc, inFront, true, 1234);
    source("Macintosh Toolbox Essentials, chapter 4, WindowRecord");
    check("a window record has 156 bytes", sizeof(WindowRecord), 156);
    check("a colour window record has 156 bytes", sizeof(CWindowRecord), 156);
    check("windowKind of a program's window is userKind", peek(a)->windowKind, userKind);
    checkTrue("it is visible", peek(a)->visible);
    checkTrue("it is highlighted", peek(a)->hilited);
    checkTrue("it has a close box", peek(a)->goAwayFlag);
    check("its reference value", GetWRefCon(a), 1234);
    check("it is the only one in the list", (long)peek(a)->nextWindow, 0);
    check("WindowList leads to it", (long)LMGetWindowList(), (long)a);
    check("the title", (*peek(a)->titleHandle)[0], 5);
    source("Macintosh Toolbox Essentials, chapter 4, NewWindow");
    check("portRect begins at 0", a->portRect.left, 0);
    check("portRect is as wide as the bounds", a->portRect.right, 200);
    check("portRect is as high as the bounds", a->portRect.bottom, 150);
    checkTrue("the content region is the bounds, in global coordinates", isRect(peek(a)->contRgn, 100, 100, 300, 250));
    checkTrue("the structure region surrounds the content",
              (*peek(a)->strucRgn)->rgnBBox.top < 100 && (*peek(a)->strucRgn)->rgnBBox.left < 100 &&
                  (*peek(a)->strucRgn)->rgnBBox.bottom > 250);
    checkTrue("all of the content is to be updated", EqualRgn(peek(a)->updateRgn, peek(a)->contRgn));
    checkTrue("visRgn is the content, in local coordinates", isRect(a->visRgn, 0, 0, 200, 150));
    check("FrontWindow", (long)FrontWindow(), (long)a);
    check("it did not become the current port", qd.thePort == a, 0);
}

static void events(void)
{
    EventRecord e;
    source("Macintosh Toolbox Essentials, chapter 2, activate events");
    checkTrue("an event is there", EventAvail(everyEvent, &e));
    check("activation comes first", e.what, activateEvt);
    GetNextEvent(everyEvent, &e);
    check("it names the window", (long)e.message, (long)a);
    check("it says that the window becomes active", e.modifiers & activeFlag, activeFlag);
    GetNextEvent(everyEvent, &e);
    source("Macintosh Toolbox Essentials, chapter 2, update events");
    check("then the window is to be updated", e.what, updateEvt);
    check("it names the window to update", (long)e.message, (long)a);
    GetNextEvent(everyEvent, &e);
    check("the event comes again until something is done", e.what, updateEvt);
    source("Macintosh Toolbox Essentials, chapter 4, BeginUpdate");
    BeginUpdate(a);
    checkTrue("the update region is empty", EmptyRgn(peek(a)->updateRgn));
    EndUpdate(a);
    check("nothing more is to come", GetNextEvent(everyEvent, &e), 0);
}

static void updating(void)
{
    Rect r;
    source("Macintosh Toolbox Essentials, chapter 4, InvalRect");
    SetPort(a);
    rect(&r, 10, 20, 30, 40);
    InvalRect(&r);
    checkTrue("InvalRect is in local coordinates, the region in global ones", isRect(peek(a)->updateRgn, 110, 120, 130, 140));
    rect(&r, 10, 20, 30, 30);
    ValidRect(&r);
    checkTrue("ValidRect takes away", isRect(peek(a)->updateRgn, 110, 130, 130, 140));
    BeginUpdate(a);
    checkTrue("visRgn is what is to be updated", isRect(a->visRgn, 10, 30, 30, 40));
    EndUpdate(a);
    checkTrue("EndUpdate gives it back", isRect(a->visRgn, 0, 0, 200, 150));
    {
        RgnHandle rgn = NewRgn();
        SetRectRgn(rgn, 1, 2, 3, 4);
        InvalRgn(rgn);
        checkTrue("InvalRgn", isRect(peek(a)->updateRgn, 101, 102, 103, 104));
        ValidRgn(rgn);
        checkTrue("ValidRgn", EmptyRgn(peek(a)->updateRgn));
        DisposeRgn(rgn);
    }
}

static void order(void)
{
    Rect r;
    EventRecord e;
    rect(&r, 200, 150, 400, 350);
    b = NewCWindow(NULL, &r, "\pBeta", true, zoomDocProc, inFront, true, 0);
    source("Macintosh Toolbox Essentials, chapter 4, NewCWindow");
    check("a colour port's version", ((CGrafPtr)b)->portVersion & 0xC000, 0xC000);
    check("the new window is in front", (long)FrontWindow(), (long)b);
    check("the other one follows it in the list", (long)peek(b)->nextWindow, (long)a);
    checkTrue("the other one is not highlighted", !peek(a)->hilited);
    source("Macintosh Toolbox Essentials, chapter 4, the visible region");
    checkTrue("what the new window covers is not visible", (*a->visRgn)->rgnSize > 10);
    {
        Point pt;
        pt.h = 150;
        pt.v = 100;
        checkTrue("a covered point is not in visRgn", !PtInRgn(pt, a->visRgn));
        pt.h = 10;
        checkTrue("an uncovered one is", PtInRgn(pt, a->visRgn));
    }
    source("Macintosh Toolbox Essentials, chapter 2, activate events");
    GetNextEvent(everyEvent, &e);
    check("the first is of the window that is no longer active", (long)e.message, (long)a);
    check("that is said", e.modifiers & activeFlag, 0);
    GetNextEvent(everyEvent, &e);
    check("then the one that is", (long)e.message, (long)b);
    check("that is said too", e.modifiers & activeFlag, 1);
    BeginUpdate(b);
    EndUpdate(b);
    source("Macintosh Toolbox Essentials, chapter 4, SelectWindow");
    SelectWindow(a);
    check("it comes to the front", (long)FrontWindow(), (long)a);
    checkTrue("it is highlighted", peek(a)->hilited);
    checkTrue("the other one is not", !peek(b)->hilited);
    checkTrue("what was covered is to be updated",
              (*peek(a)->updateRgn)->rgnBBox.right == 300 && (*peek(a)->updateRgn)->rgnBBox.bottom == 250);
    checkTrue("what was not covered is not", (*peek(a)->updateRgn)->rgnBBox.left > 150);
    source("Macintosh Toolbox Essentials, chapter 4, SendBehind");
    SendBehind(a, NULL);
    check("behind all others", (long)FrontWindow(), (long)b);
    check("it is the last", (long)peek(a)->nextWindow, 0);
    checkTrue("the front window is highlighted", peek(b)->hilited);
    source("Macintosh Toolbox Essentials, chapter 4, HideWindow");
    HideWindow(b);
    checkTrue("it is not visible", !peek(b)->visible);
    checkTrue("its visRgn is empty", EmptyRgn(b->visRgn));
    check("the one behind is in front", (long)FrontWindow(), (long)a);
    checkTrue("and highlighted", peek(a)->hilited);
    checkTrue("and all visible", isRect(a->visRgn, 0, 0, 200, 150));
    source("Macintosh Toolbox Essentials, chapter 4, ShowWindow");
    ShowWindow(b);
    check("in front again", (long)FrontWindow(), (long)b);
    source("Macintosh Toolbox Essentials, chapter 4, ShowHide");
    ShowHide(b, false);
    check("hidden", (long)FrontWindow(), (long)a);
    ShowHide(b, true);
    check("shown", (long)FrontWindow(), (long)b);
    FlushEvents(everyEvent, 0);
    BeginUpdate(a);
    EndUpdate(a);
    BeginUpdate(b);
    EndUpdate(b);
}

static void places(void)
{
    WindowPtr w;
    source("Macintosh Toolbox Essentials, chapter 4, FindWindow");
    check("the menu bar", part(50, 5, &w), inMenuBar);
    check("the desktop", part(700, 500, &w), inDesk);
    check("no window there", (long)w, 0);
    check("the content of the front window", part(250, 200, &w), inContent);
    check("which window", (long)w, (long)b);
    check("the content of the one behind", part(110, 110, &w), inContent);
    check("which", (long)w, (long)a);
    check("a title bar", part(300, 140, &w), inDrag);
    check("the close box", part(204, 138, &w), inGoAway);
    check("the size box", part(395, 345, &w), inGrow);
    check("the zoom box", part(381, 138, &w), inZoomOut);
    check("an inactive window has no close box", part(104, 88, &w), inDrag);
    source("Macintosh Toolbox Essentials, chapter 4, MoveWindow");
    MoveWindow(b, 220, 180, false);
    checkTrue("the content is there", isRect(peek(b)->contRgn, 220, 180, 420, 380));
    check("local coordinates stay", b->portRect.left, 0);
    {
        Point pt;
        SetPort(b);
        pt.h = pt.v = 0;
        LocalToGlobal(&pt);
        check("the port's origin went along", pt.h, 220);
        check("in both directions", pt.v, 180);
    }
    checkTrue("the moved window needs no update", EmptyRgn(peek(b)->updateRgn));
    checkTrue("what it uncovered does", !EmptyRgn(peek(a)->updateRgn));
    source("Macintosh Toolbox Essentials, chapter 4, SizeWindow");
    SizeWindow(b, 250, 220, true);
    check("a new width", b->portRect.right, 250);
    check("a new height", b->portRect.bottom, 220);
    checkTrue("the content region follows", isRect(peek(b)->contRgn, 220, 180, 470, 400));
    check("the new parts are to be updated", (*peek(b)->updateRgn)->rgnBBox.right, 470);
    {
        Point pt;
        pt.h = 230;
        pt.v = 190;
        checkTrue("the old ones are not", !PtInRgn(pt, peek(b)->updateRgn));
    }
    SizeWindow(b, 0, 100, true);
    check("no width, no change", b->portRect.right, 250);
    source("Macintosh Toolbox Essentials, chapter 4, ZoomWindow");
    {
        WStateDataHandle state = (WStateDataHandle)peek(b)->dataHandle;
        Rect user;
        rect(&user, 220, 180, 470, 400);
        ZoomWindow(b, inZoomOut, true);
        checkTrue("the user state is remembered", EqualRect(&(*state)->userState, &user));
        check("as wide as the standard state", b->portRect.right - b->portRect.left,
              (*state)->stdState.right - (*state)->stdState.left);
        ZoomWindow(b, inZoomIn, true);
        checkTrue("and back", isRect(peek(b)->contRgn, 220, 180, 470, 400));
    }
}

static void titles(void)
{
    Str255 title;
    Rect r;
    Point pt;
    source("Macintosh Toolbox Essentials, chapter 4, SetWTitle");
    SetWTitle(a, "\pA new title");
    GetWTitle(a, title);
    check("its length", title[0], 11);
    check("its first letter", title[1], 'A');
    checkTrue("its width is kept", peek(a)->titleWidth > 40);
    source("Macintosh Toolbox Essentials, chapter 4, SetWRefCon");
    SetWRefCon(a, -77);
    check("GetWRefCon", GetWRefCon(a), -77);
    source("Macintosh Toolbox Essentials, chapter 4, GetWVariant");
    check("of zoomDocProc", GetWVariant(b), 8);
    source("Macintosh Toolbox Essentials, chapter 4, PinRect");
    rect(&r, 10, 20, 30, 40);
    pt.h = 100;
    pt.v = 5;
    check("into the rectangle", PinRect(&r, pt), 20L << 16 | 29);
    source("Macintosh Toolbox Essentials, chapter 4, GetGrayRgn");
    check("the desktop is as wide as the screen", (*GetGrayRgn())->rgnBBox.right, qd.screenBits.bounds.right);
    checkTrue("without the menu bar", (*GetGrayRgn())->rgnBBox.top >= LMGetMBarHeight());
}

static void closing(void)
{
    GrafPtr port;
    WindowRecord record;
    Rect r;
    EventRecord e;
    Boolean told = false;
    source("Macintosh Toolbox Essentials, chapter 4, GetNewWindow");
    check("without a template", (long)GetNewWindow(12345, NULL, inFront), 0);
    {
        WindowPtr w = GetNewWindow(128, NULL, inFront);
        checkTrue("from a template", w != NULL);
        checkTrue("its bounds", isRect(peek(w)->contRgn, 20, 60, 220, 160));
        check("its reference value", GetWRefCon(w), 99);
        DisposeWindow(w);
        check("disposed of", (long)FrontWindow(), (long)b);
    }
    source("Macintosh Toolbox Essentials, chapter 4, CloseWindow");
    rect(&r, 500, 300, 600, 400);
    NewWindow(&record, &r, "\pMine", true, plainDBox, inFront, false, 0);
    check("in storage of the program's", (long)FrontWindow(), (long)&record);
    check("a plain box has a frame of one pixel", (*record.strucRgn)->rgnBBox.left, 499);
    SetPort((GrafPtr)&record);
    CloseWindow((WindowPtr)&record);
    GetPort(&port);
    checkTrue("the current port is another one", port != (GrafPtr)&record);
    check("closed", (long)FrontWindow(), (long)b);
    while (GetNextEvent(activMask, &e))
        told |= (WindowPtr)e.message == (WindowPtr)&record;
    checkTrue("no event is of the closed window", !told);
    SetPort(a);
    DisposeWindow(b);
    DisposeWindow(a);
    check("no window is left", (long)FrontWindow(), 0);
    check("nor in the list", (long)LMGetWindowList(), 0);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    FlushEvents(everyEvent, 0);
    InitWindows();
    layout();
    events();
    updating();
    order();
    places();
    titles();
    closing();
    FSClose(resultsFile);
    return 0;
}
