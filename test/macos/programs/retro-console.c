/*
 * A console window in the way of Retro68's: a cell a character, drawn by DrawChar; a window that is dragged, grown and closed; keys read
 * in a loop with WaitNextEvent. Says what is typed back to whoever types it.
 */

#include <Desk.h>
#include <Events.h>
#include <Fonts.h>
#include <Menus.h>
#include <Processes.h>
#include <Quickdraw.h>
#include <Windows.h>

enum { ROWS = 80, COLUMNS = 200, CELL_HEIGHT = 12 };

QDGlobals qd;
static WindowPtr window;
static char cells[ROWS][COLUMNS];
static short rows, columns, row, column, cellWidth;
static Boolean cursorShown;

static void drawCell(short y, short x)
{
    Rect r;
    SetRect(&r, 2 + x * cellWidth, 2 + y * CELL_HEIGHT, 2 + (x + 1) * cellWidth, 2 + (y + 1) * CELL_HEIGHT);
    EraseRect(&r);
    MoveTo(r.left, r.bottom - 2);
    DrawChar(cells[y][x] ? cells[y][x] : ' ');
    if (cursorShown && y == row && x == column)
        InvertRect(&r);
}

static void drawAll(void)
{
    short y, x;
    EraseRect(&window->portRect);
    for (y = 0; y < rows; y++)
        for (x = 0; x < columns; x++)
            if (cells[y][x] || (y == row && x == column))
                drawCell(y, x);
}

static void measure(void)
{
    rows = (window->portRect.bottom - window->portRect.top - 4) / CELL_HEIGHT;
    columns = (window->portRect.right - window->portRect.left - 4) / cellWidth;
    if (rows > ROWS)
        rows = ROWS;
    if (columns > COLUMNS)
        columns = COLUMNS;
}

static void scrollUp(void)
{
    RgnHandle rgn = NewRgn();
    short y, x;
    ScrollRect(&window->portRect, 0, -CELL_HEIGHT, rgn);
    DisposeRgn(rgn);
    for (y = 1; y < rows; y++)
        for (x = 0; x < columns; x++)
            cells[y - 1][x] = cells[y][x];
    for (x = 0; x < columns; x++)
        cells[rows - 1][x] = 0;
}

static void showCursor(Boolean shown)
{
    if (cursorShown == shown)
        return;
    cursorShown = shown;
    drawCell(row, column);
}

static void newLine(void)
{
    column = 0;
    if (row + 1 < rows)
        row++;
    else
        scrollUp();
}

static void putCharacter(char c)
{
    showCursor(false);
    if (c == '\n') {
        newLine();
        return;
    }
    cells[row][column] = c;
    drawCell(row, column);
    if (++column == columns)
        newLine();
}

static void putText(const char *text)
{
    while (*text)
        putCharacter(*text++);
}

static void init(void)
{
    Rect r;
    EventRecord e;
    short i;
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    for (i = 0; i < 5; i++)
        EventAvail(everyEvent, &e);
    r = qd.screenBits.bounds;
    r.top += 40;
    InsetRect(&r, 5, 5);
    window = NewWindow(NULL, &r, (ConstStr255Param) "\pConsole", true, 0, (WindowPtr)-1, true, 0);
    SetPort(window);
    EraseRect(&window->portRect);
    TextFont(kFontIDMonaco);
    TextSize(9);
    cellWidth = CharWidth('M');
    measure();
    InitCursor();
}

static Boolean pressed(const EventRecord *e)
{
    WindowPtr w;
    Rect limits;
    long size;
    switch (FindWindow(e->where, &w)) {
    case inDrag:
        limits = qd.screenBits.bounds;
        DragWindow(w, e->where, &limits);
        break;
    case inGrow:
        SetRect(&limits, 100, 80, 800, 600);
        size = GrowWindow(w, e->where, &limits);
        if (size) {
            InvalRect(&window->portRect);
            SizeWindow(w, size & 0xFFFF, size >> 16, true);
            measure();
            InvalRect(&window->portRect);
        }
        break;
    case inGoAway:
        return TrackGoAway(w, e->where);
    }
    return false;
}

/* The next key; 0 when the window is closed. */
static char getKey(void)
{
    EventRecord e;
    for (;;) {
        SystemTask();
        showCursor(TickCount() % 60 < 30);
        if (!WaitNextEvent(everyEvent, &e, 5, NULL))
            continue;
        if (e.what == updateEvt) {
            BeginUpdate(window);
            drawAll();
            EndUpdate(window);
        } else if (e.what == keyDown || e.what == autoKey)
            return e.message & charCodeMask;
        else if (e.what == mouseDown && pressed(&e))
            return 0;
    }
}

int main(void)
{
    char line[256];
    init();
    putText("What is your name?\n");
    for (;;) {
        short length = 0;
        char c;
        putText("> ");
        while ((c = getKey()) != '\r') {
            if (c == 0) {
                DisposeWindow(window);
                return 0;
            }
            if (c == '\b') {
                if (length > 0) {
                    length--;
                    showCursor(false);
                    cells[row][--column] = 0;
                    drawCell(row, column);
                }
            } else if (length < 255) {
                line[length++] = c;
                putCharacter(c);
            }
        }
        line[length] = 0;
        putCharacter('\n');
        putText("Hello, ");
        putText(line);
        putText("!\n");
    }
}
