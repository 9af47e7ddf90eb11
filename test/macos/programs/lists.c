/* List Manager: checks against Inside Macintosh: More Macintosh Toolbox, chapter 4. */

#include <Fonts.h>
#include <Lists.h>
#include <Quickdraw.h>
#include <Windows.h>

#include "checks.h"

QDGlobals qd;
static short clickLoops, searched;

static Boolean clickLoop(void)
{
    clickLoops++;
    return true;
}
/* Equal where the first characters are. */
static short firstCharacter(Ptr a, Ptr b, short aLen, short bLen)
{
    searched++;
    return aLen > 0 && bLen > 0 && a[0] == b[0] ? 0 : 1;
}
static Cell cell(short h, short v)
{
    Cell c;
    c.h = h;
    c.v = v;
    return c;
}
static void setText(ListHandle list, short h, short v, const char *text)
{
    short length = 0;
    while (text[length])
        length++;
    LSetCell(text, length, cell(h, v), list);
}
static short selected(ListHandle list, short h, short v)
{
    Cell c = cell(h, v);
    return LGetSelect(false, &c, list);
}
static short countSelected(ListHandle list)
{
    short count = 0;
    Cell c = cell(0, 0);
    while (LGetSelect(true, &c, list)) {
        count++;
        if (!LNextCell(true, true, &c, list))
            break;
    }
    return count;
}
/* Waits for the user's next press of the button and gives it to the list. */
static Boolean click(ListHandle list)
{
    EventRecord e;
    Point where;
    do
        WaitNextEvent(mDownMask, &e, 60, NULL);
    while (e.what != mouseDown);
    where = e.where;
    GlobalToLocal(&where);
    return LClick(where, e.modifiers, list);
}

static void contents(WindowPtr window)
{
    static const char *names[] = {"Alpha", "Beta", "Gamma", "Delta", "Epsilon"};
    Rect view, bounds, r;
    ListHandle list;
    FontInfo info;
    char data[64];
    short length, offset, i;
    Cell c;
    SetRect(&view, 10, 10, 130, 58);
    SetRect(&bounds, 0, 0, 2, 5);
    source("More Macintosh Toolbox, chapter 4, LNew");
    check("the fixed part of a list record", (long)&((ListPtr)0)->cellArray, 86);
    check("no list without a window", (long)LNew(&view, &bounds, cell(0, 0), 0, NULL, true, false, false, true), 0);
    list = LNew(&view, &bounds, cell(0, 0), 0, window, true, false, false, true);
    checkTrue("a list", list != NULL);
    GetFontInfo(&info);
    check("as wide as the view's share", (**list).cellSize.h, 60);
    check("as high as the font", (**list).cellSize.v, info.ascent + info.descent + info.leading);
    check("its port", (long)(**list).port, (long)window);
    checkTrue("a vertical scroll bar", (**list).vScroll != NULL);
    check("no horizontal one", (long)(**list).hScroll, 0);
    check("to the right of the view", (**(**list).vScroll).contrlRect.left, 130);
    check("16 wide", (**(**list).vScroll).contrlRect.right, 146);
    check("it is active", (**list).lActive, 1);
    check("it scrolls by itself as its bars do", (**list).listFlags, lDoVAutoscroll);
    check("nothing is selected by flags", (**list).selFlags, 0);
    check("nothing was clicked", LLastClick(list).v, -1);
    source("More Macintosh Toolbox, chapter 4, LCellSize");
    LCellSize(cell(60, 16), list);
    check("the height", (**list).cellSize.v, 16);
    check("rows seen", (**list).visible.bottom, 3);
    check("columns seen", (**list).visible.right, 2);
    check("as far as the bar goes", GetControlMaximum((**list).vScroll), 2);
    source("More Macintosh Toolbox, chapter 4, LSetCell");
    for (i = 0; i < 5; i++)
        setText(list, 0, i, names[i]);
    LGetCellDataLocation(&offset, &length, cell(0, 2), list);
    check("after the data before it", offset, 9);
    check("its length", length, 5);
    check("the data", (*(**list).cells)[offset], 'G');
    setText(list, 0, 1, "Be");
    LGetCellDataLocation(&offset, &length, cell(0, 2), list);
    check("shorter data make the others move", offset, 7);
    LGetCellDataLocation(&offset, &length, cell(2, 0), list);
    check("no such cell: no place", offset, -1);
    check("and no length", length, -1);
    LAddToCell("ta", 2, cell(0, 1), list);
    length = sizeof data;
    LGetCell(data, &length, cell(0, 1), list);
    check("LAddToCell", length, 4);
    check("behind what there was", data[3], 'a');
    length = 3;
    data[3] = '-';
    LGetCell(data, &length, cell(0, 4), list);
    check("only as much as there is room for", length, 3);
    check("nothing more", data[3], '-');
    LClrCell(cell(0, 4), list);
    length = sizeof data;
    LGetCell(data, &length, cell(0, 4), list);
    check("LClrCell", length, 0);
    source("More Macintosh Toolbox, chapter 4, LAddRow");
    check("in the middle", LAddRow(2, 1, list), 1);
    check("more rows", (**list).dataBounds.bottom, 7);
    length = sizeof data;
    LGetCell(data, &length, cell(0, 1), list);
    check("new ones are empty", length, 0);
    length = sizeof data;
    LGetCell(data, &length, cell(0, 3), list);
    check("the others move", data[0], 'B');
    check("no such row: at the end", LAddRow(1, 99, list), 7);
    check("the bar's new maximum", GetControlMaximum((**list).vScroll), 5);
    source("More Macintosh Toolbox, chapter 4, LDelRow");
    LDelRow(2, 1, list);
    length = sizeof data;
    LGetCell(data, &length, cell(0, 1), list);
    check("they move back", data[0], 'B');
    LDelRow(0, 1, list);
    check("none", (**list).dataBounds.bottom, 6);
    LDelRow(1, 17, list);
    check("no such row", (**list).dataBounds.bottom, 6);
    LDelRow(9, 5, list);
    check("as many as there are", (**list).dataBounds.bottom, 5);
    source("More Macintosh Toolbox, chapter 4, LAddColumn");
    check("in front", LAddColumn(1, 0, list), 0);
    length = sizeof data;
    LGetCell(data, &length, cell(1, 2), list);
    check("columns move", data[0], 'G');
    LDelColumn(1, 0, list);
    LGetCellDataLocation(&offset, &length, cell(0, 2), list);
    check("LDelColumn", (*(**list).cells)[offset], 'G');
    source("More Macintosh Toolbox, chapter 4, LRect");
    LRect(&r, cell(1, 2), list);
    check("its left", r.left, 70);
    check("its top", r.top, 42);
    check("its bottom", r.bottom, 58);
    LRect(&r, cell(0, 4), list);
    check("also where it is not seen", r.top, 74);
    LRect(&r, cell(9, 9), list);
    checkTrue("none", EmptyRect(&r) && r.right == 0);
    source("More Macintosh Toolbox, chapter 4, LNextCell");
    c = cell(1, 0);
    check("in the row: no more", LNextCell(true, false, &c, list), 0);
    check("the cell stays", c.h, 1);
    check("in both", LNextCell(true, true, &c, list), 1);
    check("the next row", c.v, 1);
    check("from its start", c.h, 0);
    check("in the column", LNextCell(false, true, &c, list), 1);
    check("the same column", c.h, 0);
    source("More Macintosh Toolbox, chapter 4, LSearch");
    c = cell(0, 0);
    check("found, whatever the case", LSearch("GAMMA", 5, NULL, &c, list), 1);
    check("there", c.v, 2);
    c = cell(0, 3);
    check("only from the cell on", LSearch("Gamma", 5, NULL, &c, list), 0);
    c = cell(0, 0);
    check("with a function", LSearch("Dx", 2, NewListSearchProc(firstCharacter), &c, list), 1);
    check("it found", c.v, 3);
    check("cell after cell, row by row", searched, 7);
    source("More Macintosh Toolbox, chapter 4, LSetSelect");
    LSetSelect(true, cell(0, 3), list);
    c = cell(0, 0);
    check("the next one", LGetSelect(true, &c, list), 1);
    check("is it", c.v, 3);
    checkTrue("the upper bit of its offset", (**list).cellArray[6] < 0);
    c = cell(0, 4);
    check("none after it", LGetSelect(true, &c, list), 0);
    source("More Macintosh Toolbox, chapter 4, LAutoScroll");
    LAutoScroll(list);
    check("as far as the end is seen", (**list).visible.top, 2);
    check("the bar's value", GetControlValue((**list).vScroll), 2);
    source("More Macintosh Toolbox, chapter 4, LScroll");
    LScroll(0, -1, list);
    check("up", (**list).visible.top, 1);
    LScroll(0, -100, list);
    check("not beyond the start", (**list).visible.top, 0);
    LScroll(0, 100, list);
    check("nor the end", (**list).visible.top, 2);
    source("More Macintosh Toolbox, chapter 4, LSize");
    LSize(120, 80, list);
    check("the view", (**list).rView.bottom, 90);
    check("all rows", (**list).visible.top, 0);
    check("its bar", (**(**list).vScroll).contrlRect.bottom, 91);
    check("nothing to scroll", GetControlMaximum((**list).vScroll), 0);
    source("More Macintosh Toolbox, chapter 4, LActivate");
    LActivate(false, list);
    check("not active", (**list).lActive, 0);
    check("still selected", selected(list, 0, 3), 1);
    LDispose(list);
    check("its bar is gone", (long)((WindowPeek)window)->controlList, 0);
}

static void clicks(WindowPtr window)
{
    Rect view, bounds;
    ListHandle list;
    short i;
    SetRect(&view, 10, 10, 130, 58);
    SetRect(&bounds, 0, 0, 1, 10);
    list = LNew(&view, &bounds, cell(120, 16), 0, window, false, false, false, true);
    for (i = 0; i < 10; i++)
        setText(list, 0, i, "A cell");
    LSetDrawingMode(true, list);
    LUpdate(window->visRgn, list);
    (**list).lClickLoop = NewListClickLoopProc(clickLoop);
    source("More Macintosh Toolbox, chapter 4, LClick");
    check("one click", click(list), 0);
    check("selects", selected(list, 0, 1), 1);
    check("the last click", LLastClick(list).v, 1);
    checkTrue("the procedure was called", clickLoops > 0);
    check("the first of two", click(list), 0);
    check("the other one is not selected any more", selected(list, 0, 1), 0);
    check("two clicks", click(list), 1);
    source("More Macintosh Toolbox, chapter 4, selection");
    click(list);
    check("Shift selects to there", countSelected(list), 3);
    click(list);
    check("Command takes one away", countSelected(list), 2);
    check("that one", selected(list, 0, 1), 0);
    (**list).selFlags = lOnlyOne;
    click(list);
    check("only one", countSelected(list), 1);
    (**list).selFlags = lExtendDrag;
    click(list);
    check("dragging selects all on the way", countSelected(list), 3);
    source("More Macintosh Toolbox, chapter 4, LClick");
    check("in the scroll bar", click(list), 0);
    check("a row further", (**list).visible.top, 1);
    click(list);
    check("a page further", (**list).visible.top, 3);
    LDispose(list);
}

int main(void)
{
    WindowPtr window;
    Rect bounds;
    openResults();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    SetRect(&bounds, 100, 100, 400, 300);
    window = NewWindow(NULL, &bounds, "\pLists", true, documentProc, (WindowPtr)-1, false, 0);
    SetPort(window);
    contents(window);
    clicks(window);
    FSClose(resultsFile);
    return 0;
}
