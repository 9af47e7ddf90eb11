/* Menu, Control and Scrap Managers: checks against Inside Macintosh: Macintosh Toolbox Essentials, chapters 3 and 5. */

#include <Controls.h>
#include <Events.h>
#include <Fonts.h>
#include <LowMem.h>
#include <Menus.h>
#include <Quickdraw.h>
#include <Scrap.h>
#include <Windows.h>

#include "checks.h"

QDGlobals qd;
static MenuHandle file, edit;

static void items(void)
{
    Str255 text;
    short value;
    Style style;
    source("Macintosh Toolbox Essentials, chapter 3, NewMenu");
    file = NewMenu(129, "\pFile");
    check("its number", (*file)->menuID, 129);
    check("all is enabled", (*file)->enableFlags, -1);
    check("its title", (*file)->menuData[0], 4);
    check("no items", CountMItems(file), 0);
    source("Macintosh Toolbox Essentials, chapter 3, AppendMenu");
    AppendMenu(file, "\pNew/N;Open.../O;(-;Bold<B;Marked!x;(Gray;Icon^2;Quit/Q");
    check("semicolons part items", CountMItems(file), 8);
    GetMenuItemText(file, 1, text);
    check("metacharacters are not text", text[0], 3);
    GetItemCmd(file, 1, &value);
    check("a slash gives a keyboard equivalent", value, 'N');
    GetMenuItemText(file, 3, text);
    check("a hyphen is a divider", text[1], '-');
    check("a parenthesis disables", ((*file)->enableFlags >> 6) & 1, 0);
    check("others stay enabled", ((*file)->enableFlags >> 5) & 1, 1);
    GetItemStyle(file, 4, &style);
    check("a style", style, bold);
    GetItemMark(file, 5, &value);
    check("a mark", value, 'x');
    GetItemIcon(file, 7, &value);
    check("an icon", value, 2);
    source("Macintosh Toolbox Essentials, chapter 3, items");
    SetMenuItemText(file, 1, "\pNew; or not");
    GetMenuItemText(file, 1, text);
    check("SetMenuItemText takes text as it is", text[0], 11);
    check("the number of items stays", CountMItems(file), 8);
    CheckItem(file, 2, true);
    GetItemMark(file, 2, &value);
    check("a check mark", value, checkMark);
    CheckItem(file, 2, false);
    GetItemMark(file, 2, &value);
    check("none", value, noMark);
    SetItemMark(file, 2, diamondMark);
    GetItemMark(file, 2, &value);
    check("another mark", value, diamondMark);
    SetItemStyle(file, 2, italic + underline);
    GetItemStyle(file, 2, &style);
    check("two styles", style, italic + underline);
    SetItemCmd(file, 2, 'P');
    GetItemCmd(file, 2, &value);
    check("another key", value, 'P');
    DisableItem(file, 1);
    check("DisableItem", (*file)->enableFlags & 2, 0);
    EnableItem(file, 1);
    check("EnableItem", (*file)->enableFlags & 2, 2);
    source("Macintosh Toolbox Essentials, chapter 3, InsertMenuItem");
    InsertMenuItem(file, "\pFirst", 0);
    GetMenuItemText(file, 1, text);
    check("before all others", text[0], 5);
    check("flags move along", ((*file)->enableFlags >> 7) & 1, 0);
    InsertMenuItem(file, "\pLast", 100);
    check("after all others", CountMItems(file), 10);
    DeleteMenuItem(file, 10);
    DeleteMenuItem(file, 1);
    check("DeleteMenuItem", CountMItems(file), 8);
    check("flags move back", ((*file)->enableFlags >> 6) & 1, 0);
    GetMenuItemText(file, 55, text);
}

static void bar(void)
{
    long choice;
    source("Macintosh Toolbox Essentials, chapter 3, InsertMenu");
    edit = NewMenu(130, "\pEdit");
    AppendMenu(edit, "\pCut/X;Copy/C;New/N");
    InsertMenu(edit, 0);
    InsertMenu(file, 130);
    check("GetMenuHandle", (long)GetMenuHandle(129), (long)file);
    check("there is no such menu", (long)GetMenuHandle(99), 0);
    DrawMenuBar();
    source("Macintosh Toolbox Essentials, chapter 3, MenuKey");
    choice = MenuKey('c');
    check("the menu", choice >> 16, 130);
    check("the item", choice & 0xFFFF, 2);
    HiliteMenu(0);
    check("no such key", MenuKey('z'), 0);
    source("Inside Macintosh volume I, Menu Manager, MenuKey");
    check("menus are searched from right to left", MenuKey('N'), 130L << 16 | 3);
    HiliteMenu(0);
    DisableItem(edit, 0);
    check("a disabled menu is passed over", MenuKey('N'), 129L << 16 | 1);
    HiliteMenu(0);
    DisableItem(file, 1);
    check("a disabled item too", MenuKey('N'), 0);
    EnableItem(file, 1);
    EnableItem(edit, 0);
    source("Macintosh Toolbox Essentials, chapter 3, GetMenuBar");
    {
        Handle saved = GetMenuBar();
        ClearMenuBar();
        check("ClearMenuBar", (long)GetMenuHandle(129), 0);
        SetMenuBar(saved);
        check("SetMenuBar", (long)GetMenuHandle(129), (long)file);
        DisposeHandle(saved);
    }
    DeleteMenu(130);
    check("DeleteMenu", (long)GetMenuHandle(130), 0);
    InsertMenu(edit, 0);
    source("Macintosh Toolbox Essentials, chapter 3, CalcMenuSize");
    CalcMenuSize(file);
    checkTrue("a width", (*file)->menuWidth > 50);
    checkTrue("a height", (*file)->menuHeight > 8 * 10);
    check("GetMenu without a resource", (long)GetMenu(4711), 0);
    check("GetNewMBar without a resource", (long)GetNewMBar(4711), 0);
}

static void byMouse(void)
{
    EventRecord e;
    WindowPtr w;
    DrawMenuBar();
    source("Macintosh Toolbox Essentials, chapter 3, MenuSelect");
    while (!WaitNextEvent(mDownMask, &e, 60, NULL))
        ;
    check("pressed in the menu bar", FindWindow(e.where, &w), inMenuBar);
    check("what the script chooses", MenuSelect(e.where), 129L << 16 | 8);
    check("the title stays highlighted", *(short *)0x0A26, 129);
    HiliteMenu(0);
    while (!WaitNextEvent(mDownMask, &e, 60, NULL))
        ;
    check("what the mouse is dragged to", MenuSelect(e.where), 130L << 16 | 2);
    HiliteMenu(0);
    while (!WaitNextEvent(mDownMask, &e, 60, NULL))
        ;
    check("nothing, where it is let go elsewhere", MenuSelect(e.where), 0);
    check("no title is highlighted", *(short *)0x0A26, 0);
}

static short calls, lastPart;
static void action(ControlHandle control, short part)
{
    calls++;
    lastPart = part;
    if (part == inDownButton)
        SetControlValue(control, GetControlValue(control) + 1);
}

static void controls(void)
{
    Rect r;
    Str255 text;
    WindowPtr w;
    ControlHandle button, box, scroll, found;
    Point pt;
    SetRect(&r, 100, 100, 400, 300);
    w = NewWindow(NULL, &r, "\pControls", true, documentProc, (WindowPtr)-1, true, 0);
    SetPort(w);
    source("Macintosh Toolbox Essentials, chapter 5, NewControl");
    check("a control record has 296 bytes", sizeof(ControlRecord), 296);
    SetRect(&r, 20, 20, 90, 40);
    button = NewControl(w, &r, "\pPress", true, 0, 0, 1, pushButProc, 77);
    check("its window", (long)(*button)->contrlOwner, (long)w);
    check("it is in the window's list", (long)((WindowPeek)w)->controlList, (long)button);
    check("it is the only one", (long)(*button)->nextControl, 0);
    check("its title", (*button)->contrlTitle[0], 5);
    check("its reference value", GetControlReference(button), 77);
    SetRect(&r, 20, 50, 150, 70);
    box = NewControl(w, &r, "\pChoose", true, 0, 0, 1, checkBoxProc, 0);
    check("the new one is first", (long)((WindowPeek)w)->controlList, (long)box);
    SetRect(&r, 285, -1, 301, 186);
    scroll = NewControl(w, &r, "\p", true, 5, 0, 10, scrollBarProc, 0);
    source("Macintosh Toolbox Essentials, chapter 5, values");
    check("its value", GetControlValue(scroll), 5);
    SetControlValue(scroll, 99);
    check("not beyond the maximum", GetControlValue(scroll), 10);
    SetControlValue(scroll, -99);
    check("not below the minimum", GetControlValue(scroll), 0);
    SetControlMaximum(scroll, 50);
    check("SetControlMaximum", GetControlMaximum(scroll), 50);
    SetControlMinimum(scroll, 3);
    check("SetControlMinimum", GetControlMinimum(scroll), 3);
    check("the value follows", GetControlValue(scroll), 3);
    SetControlTitle(button, "\pAnother");
    GetControlTitle(button, text);
    check("SetControlTitle", text[0], 7);
    source("Macintosh Toolbox Essentials, chapter 5, FindControl");
    pt.h = 30;
    pt.v = 30;
    check("a button", FindControl(pt, w, &found), inButton);
    check("which one", (long)found, (long)button);
    pt.v = 60;
    check("a check box", FindControl(pt, w, &found), inCheckBox);
    pt.v = 150;
    check("none", FindControl(pt, w, &found), 0);
    check("nil then", (long)found, 0);
    pt.h = 290;
    pt.v = 5;
    check("the up arrow", FindControl(pt, w, &found), inUpButton);
    pt.v = 180;
    check("the down arrow", FindControl(pt, w, &found), inDownButton);
    pt.v = 100;
    check("below the scroll box", FindControl(pt, w, &found), inPageDown);
    pt.v = 20;
    check("the scroll box at the minimum", FindControl(pt, w, &found), inThumb);
    SetControlValue(scroll, 50);
    check("above the scroll box", FindControl(pt, w, &found), inPageUp);
    HiliteControl(scroll, 255);
    check("an inactive control is not found", FindControl(pt, w, &found), 0);
    HiliteControl(scroll, 0);
    SetControlValue(scroll, 3);
    source("Macintosh Toolbox Essentials, chapter 5, TrackControl");
    {
        EventRecord e;
        ControlActionUPP upp = NewControlActionProc(action);
        while (!WaitNextEvent(mDownMask, &e, 60, NULL))
            ;
        pt = e.where;
        GlobalToLocal(&pt);
        check("the part is given back", TrackControl(button, pt, NULL), inButton);
        check("it is not highlighted afterwards", (*button)->contrlHilite, 0);
        while (!WaitNextEvent(mDownMask, &e, 60, NULL))
            ;
        pt = e.where;
        GlobalToLocal(&pt);
        check("let go elsewhere", TrackControl(button, pt, NULL), 0);
        while (!WaitNextEvent(mDownMask, &e, 60, NULL))
            ;
        pt = e.where;
        GlobalToLocal(&pt);
        check("the arrow", TrackControl(scroll, pt, upp), inDownButton);
        check("a click is one call", calls, 1);
        check("with the part", lastPart, inDownButton);
        check("which changed the value", GetControlValue(scroll), 4);
        while (!WaitNextEvent(mDownMask, &e, 60, NULL))
            ;
        pt = e.where;
        GlobalToLocal(&pt);
        check("the scroll box", TrackControl(scroll, pt, NULL), inThumb);
        check("dragged to the end", GetControlValue(scroll), 50);
        DisposeRoutineDescriptor(upp);
    }
    source("Macintosh Toolbox Essentials, chapter 5, places");
    MoveControl(button, 40, 100);
    check("MoveControl", (*button)->contrlRect.right, 110);
    SizeControl(button, 100, 20);
    check("SizeControl", (*button)->contrlRect.right, 140);
    HideControl(button);
    check("HideControl", (*button)->contrlVis, 0);
    pt.h = 50;
    pt.v = 110;
    check("a hidden control is not found", FindControl(pt, w, &found), 0);
    ShowControl(button);
    check("ShowControl", FindControl(pt, w, &found), inButton);
    SetControlValue(box, 1);
    DisposeControl(scroll);
    check("DisposeControl", (long)((WindowPeek)w)->controlList, (long)box);
    SetRect(&r, 285, -1, 301, 186);
    NewControl(w, &r, "\p", true, 5, 0, 10, scrollBarProc, 0);
    DrawGrowIcon(w);
    BeginUpdate(w);
    DrawControls(w);
    EndUpdate(w);
}

static void scrap(void)
{
    long offset;
    Handle h = NewHandle(0);
    short count = InfoScrap()->scrapCount;
    source("More Macintosh Toolbox, chapter 2, the scrap");
    check("ZeroScrap", ZeroScrap(), noErr);
    check("ZeroScrap changes the count", InfoScrap()->scrapCount, count + 1);
    check("it is empty", InfoScrap()->scrapSize, 0);
    check("no text", GetScrap(h, 'TEXT', &offset), noTypeErr);
    check("PutScrap", PutScrap(5, 'TEXT', "Hello"), noErr);
    check("another format", PutScrap(4, 'Bndi', "bond"), noErr);
    check("its length", GetScrap(h, 'TEXT', &offset), 5);
    check("the handle has that size", GetHandleSize(h), 5);
    check("and the data", (*h)[4], 'o');
    check("where it is in the scrap", offset, 8);
    check("the other format", GetScrap(h, 'Bndi', &offset), 4);
    check("comes after, at an even place", offset, 22);
    check("only the length", GetScrap(NULL, 'TEXT', &offset), 5);
    check("the whole size", InfoScrap()->scrapSize, 26);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    items();
    bar();
    byMouse();
    controls();
    scrap();
    FSClose(resultsFile);
    return 0;
}
