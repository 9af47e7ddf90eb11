/* Pop-up menus as controls, against Inside Macintosh: Macintosh Toolbox Essentials, chapter 5; then what has a definition function in 68K code. */

#include <Controls.h>
#include <Fonts.h>
#include <Lists.h>
#include <Menus.h>
#include <Quickdraw.h>
#include <Resources.h>
#include <Windows.h>

#include "checks.h"

QDGlobals qd;

static void popup(WindowPtr window)
{
    MenuHandle menu = NewMenu(200, "\pSize");
    ControlHandle control, found;
    EventRecord e;
    Point where;
    Rect bounds;
    AppendMenu(menu, "\pSmall;Medium;Large");
    InsertMenu(menu, -1);
    SetRect(&bounds, 20, 20, 200, 40);
    source("Macintosh Toolbox Essentials, chapter 5, pop-up menus");
    control = NewControl(window, &bounds, "\pSize:", true, 0, 200, 60, popupMenuProc, 7);
    checkTrue("a control", control != NULL);
    check("its values begin with 1", GetControlMinimum(control), 1);
    check("and end with the last item", GetControlMaximum(control), 3);
    check("the first item", GetControlValue(control), 1);
    checkTrue("its menu is behind contrlData", **(MenuHandle **)(**control).contrlData == menu);
    check("the menu's number", ((short *)*(**control).contrlData)[2], 200);
    SetControlValue(control, 9);
    check("not beyond the last one", GetControlValue(control), 3);
    SetControlValue(control, 1);
    where.h = 100;
    where.v = 30;
    check("its part", TestControl(control, where), inMenu);
    source("Macintosh Toolbox Essentials, chapter 5, TrackControl");
    do
        WaitNextEvent(mDownMask, &e, 60, NULL);
    while (e.what != mouseDown);
    where = e.where;
    GlobalToLocal(&where);
    check("found", FindControl(where, window, &found), inMenu);
    checkTrue("the control", found == control);
    check("an item was chosen", TrackControl(control, where, (ControlActionUPP)-1), inMenu);
    check("the third", GetControlValue(control), 3);
    do
        WaitNextEvent(mDownMask, &e, 60, NULL);
    while (e.what != mouseDown);
    where = e.where;
    GlobalToLocal(&where);
    check("let go elsewhere", TrackControl(control, where, (ControlActionUPP)-1), 0);
    check("it stays", GetControlValue(control), 3);
}

int main(void)
{
    WindowPtr window;
    Rect bounds;
    Cell none = {0, 0};
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    SetRect(&bounds, 100, 100, 400, 300);
    window = NewWindow(NULL, &bounds, "\pDefinitions", true, documentProc, (WindowPtr)-1, false, 0);
    SetPort(window);
    popup(window);
    FSClose(resultsFile);
    SetRect(&bounds, 20, 60, 120, 100);
    if (Get1Resource('CDEF', 130))
        NewControl(window, &bounds, "\p", true, 0, 0, 1, 130 * 16, 0);
    if (Get1Resource('LDEF', 130))
        LNew(&bounds, &bounds, none, 130, window, true, false, false, false);
    if (Get1Resource('WDEF', 130))
        NewWindow(NULL, &bounds, "\p", true, 130 * 16, (WindowPtr)-1, false, 0);
    return 0;
}
