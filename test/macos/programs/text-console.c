/* A console in the way of CodeWarrior's: text in an edit record, in a window with a scroll bar, and menus that work on it. */

#include <Controls.h>
#include <Desk.h>
#include <Dialogs.h>
#include <Events.h>
#include <Fonts.h>
#include <Menus.h>
#include <Quickdraw.h>
#include <Scrap.h>
#include <TextEdit.h>
#include <Windows.h>

enum { appleMenu = 32000, fileMenu, editMenu };
enum { SCROLL = 15 };

QDGlobals qd;
static WindowPtr window;
static ControlHandle bar;
static TEHandle text;
static Boolean done;

static short linesShown(void) { return ((*text)->viewRect.bottom - (*text)->viewRect.top) / (*text)->lineHeight; }

static void adjustBar(void)
{
    short lines = (*text)->nLines, shown = linesShown();
    short max = lines > shown ? lines - shown : 0;
    SetControlMaximum(bar, max);
    SetControlValue(bar, ((*text)->viewRect.top - (*text)->destRect.top) / (*text)->lineHeight);
}

static void scrollTo(short value)
{
    short now = ((*text)->viewRect.top - (*text)->destRect.top) / (*text)->lineHeight;
    TEScroll(0, (now - value) * (*text)->lineHeight, text);
}

static void action(ControlHandle control, short part)
{
    short step = part == inUpButton ? -1 : part == inDownButton ? 1 : part == inPageUp ? -linesShown() : linesShown();
    if (part == 0)
        return;
    SetControlValue(control, GetControlValue(control) + step);
    scrollTo(GetControlValue(control));
}

static void write(const char *string)
{
    long length = 0;
    while (string[length])
        length++;
    TESetSelect(32767, 32767, text);
    TEInsert(string, length, text);
    adjustBar();
    scrollTo(GetControlMaximum(bar));
    adjustBar();
}

static void makeMenus(void)
{
    MenuHandle menu = NewMenu(appleMenu, (ConstStr255Param) "\p\024");
    AppendMenu(menu, (ConstStr255Param) "\pAbout...;(-");
    AppendResMenu(menu, 'DRVR');
    InsertMenu(menu, 0);
    menu = NewMenu(fileMenu, (ConstStr255Param) "\pFile");
    AppendMenu(menu, (ConstStr255Param) "\pSave.../S;(-;Quit/Q");
    InsertMenu(menu, 0);
    menu = NewMenu(editMenu, (ConstStr255Param) "\pEdit");
    AppendMenu(menu, (ConstStr255Param) "\pUndo/Z;(-;Cut/X;Copy/C;Paste/V;Clear;(-;Select All/A");
    InsertMenu(menu, 0);
    DrawMenuBar();
}

static void makeWindow(void)
{
    Rect r, view;
    SetRect(&r, 12, 60, 512, 320);
    window = NewWindow(NULL, &r, (ConstStr255Param) "\pSIOUX-like", false, zoomDocProc, (WindowPtr)-1, true, 0);
    SetPort(window);
    TextFont(kFontIDMonaco);
    TextSize(9);
    r = window->portRect;
    SetRect(&view, 4, 4, r.right - SCROLL - 2, r.bottom - SCROLL - 2);
    text = TENew(&view, &view);
    TEAutoView(true, text);
    SetRect(&view, r.right - SCROLL, -1, r.right + 1, r.bottom - SCROLL + 1);
    bar = NewControl(window, &view, (ConstStr255Param) "\p", true, 0, 0, 0, scrollBarProc, 0);
    ShowWindow(window);
}

static void choose(long choice)
{
    switch (choice >> 16) {
    case fileMenu:
        if ((choice & 0xFFFF) == 3)
            done = true;
        break;
    case editMenu:
        if (!SystemEdit((choice & 0xFFFF) - 1)) {
            if ((choice & 0xFFFF) == 4) {
                TECopy(text);
                ZeroScrap();
                PutScrap((*text)->selEnd - (*text)->selStart, 'TEXT', *TEScrapHandle());
            } else if ((choice & 0xFFFF) == 5)
                TEPaste(text);
            else if ((choice & 0xFFFF) == 8)
                TESetSelect(0, 32767, text);
        }
        break;
    }
    HiliteMenu(0);
}

static void pressed(EventRecord *e)
{
    WindowPtr w;
    ControlHandle control;
    Point pt = e->where;
    short part;
    switch (FindWindow(e->where, &w)) {
    case inMenuBar:
        choose(MenuSelect(e->where));
        break;
    case inContent:
        GlobalToLocal(&pt);
        part = FindControl(pt, w, &control);
        if (part == inThumb) {
            TrackControl(control, pt, NULL);
            scrollTo(GetControlValue(control));
        } else if (part)
            TrackControl(control, pt, NewControlActionProc(action));
        else if (PtInRect(pt, &(*text)->viewRect))
            TEClick(pt, (e->modifiers & shiftKey) != 0, text);
        break;
    case inDrag:
        DragWindow(w, e->where, &qd.screenBits.bounds);
        break;
    case inGoAway:
        if (TrackGoAway(w, e->where))
            done = true;
        break;
    }
}

static void handle(EventRecord *e)
{
    char key = e->message & charCodeMask;
    switch (e->what) {
    case updateEvt:
        BeginUpdate(window);
        EraseRect(&window->portRect);
        DrawControls(window);
        DrawGrowIcon(window);
        TEUpdate(&window->portRect, text);
        EndUpdate(window);
        break;
    case activateEvt:
        if (e->modifiers & activeFlag)
            TEActivate(text);
        else
            TEDeactivate(text);
        HiliteControl(bar, e->modifiers & activeFlag ? 0 : 255);
        DrawGrowIcon(window);
        break;
    case mouseDown:
        pressed(e);
        break;
    case keyDown:
    case autoKey:
        if (e->modifiers & cmdKey)
            choose(MenuKey(key));
        else {
            TEKey(key, text);
            adjustBar();
        }
        break;
    }
}

int main(void)
{
    EventRecord e;
    short line;
    static char row[] = "Line 00 of what a program of the time says.\r";
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    TEInit();
    InitDialogs(NULL);
    InitCursor();
    makeMenus();
    makeWindow();
    for (line = 1; line <= 40; line++) {
        row[5] = '0' + line / 10;
        row[6] = '0' + line % 10;
        write(row);
    }
    while (!done) {
        SystemTask();
        TEIdle(text);
        if (WaitNextEvent(everyEvent, &e, 10, NULL))
            handle(&e);
    }
    return 0;
}
