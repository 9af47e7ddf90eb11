/*
 * A console for programs that only know standard input and output: a window, made at the first output, in which a character has a
 * cell. Keys are read with WaitNextEvent; a line can be corrected until Return; the close box ends the program.
 */

#include <Events.h>
#include <Fonts.h>
#include <Menus.h>
#include <Quickdraw.h>
#include <QuickdrawText.h>
#include <Windows.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CELL_HEIGHT = 12, DESCENT = 3, MARGIN = 2, MOST_ROWS = 50, MOST_COLUMNS = 133, MENU_BAR_AND_TITLE = 40 };
enum { MONACO = 4, SIZE = 9, KEY_SLEEP = 5 };

/* A program with a console need not have QuickDraw's globals of its own. */
QDGlobals qd __attribute__((weak));

static WindowPtr window;
static char cells[MOST_ROWS][MOST_COLUMNS];
static short cell_width, rows, columns, row, column;

static short at_most(short value, short most) {
    return value < most ? value : most;
}

static void measure(void) {
    const Rect *port = &window->portRect;
    rows = at_most((port->bottom - port->top - 2 * MARGIN) / CELL_HEIGHT, MOST_ROWS);
    columns = at_most((port->right - port->left - 2 * MARGIN) / cell_width, MOST_COLUMNS);
}

static void open_window(void) {
    Rect place;
    if (window) {
        SetPort(window);
        return;
    }
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    InitMenus();
    place = qd.screenBits.bounds;
    place.top += MENU_BAR_AND_TITLE;
    InsetRect(&place, 5, 5);
    window = NewWindow(NULL, &place, (ConstStr255Param) "\pConsole", true, 0, (WindowPtr)-1, true, 0);
    if (!window) {
        /* Without memory for a window there is nobody to tell. */
        _exit(1);
    }
    SetPort(window);
    TextFont(MONACO);
    TextSize(SIZE);
    cell_width = CharWidth('M');
    measure();
    InitCursor();
}

static void cell_rect(short y, short x, Rect *r) {
    SetRect(r, MARGIN + x * cell_width, MARGIN + y * CELL_HEIGHT, MARGIN + (x + 1) * cell_width,
            MARGIN + (y + 1) * CELL_HEIGHT);
}

static void draw_cell(short y, short x) {
    Rect r;
    cell_rect(y, x, &r);
    EraseRect(&r);
    if (cells[y][x]) {
        MoveTo(r.left, r.bottom - DESCENT);
        DrawChar(cells[y][x]);
    }
}

static void draw_all(void) {
    EraseRect(&window->portRect);
    for (short y = 0; y < rows; y++)
        for (short x = 0; x < columns; x++)
            if (cells[y][x])
                draw_cell(y, x);
}

static void new_line(void) {
    column = 0;
    if (row + 1 < rows) {
        row++;
        return;
    }
    RgnHandle uncovered = NewRgn();
    ScrollRect(&window->portRect, 0, -CELL_HEIGHT, uncovered);
    DisposeRgn(uncovered);
    memmove(cells[0], cells[1], sizeof cells[0] * (MOST_ROWS - 1));
    memset(cells[rows - 1], 0, sizeof cells[0]);
}

static void put_character(char c) {
    if (c == '\n') {
        new_line();
        return;
    }
    if (column >= columns)
        new_line();
    cells[row][column] = c;
    draw_cell(row, column);
    column++;
}

ssize_t _consolewrite(int descriptor, const void *buffer, size_t count) {
    const char *text = buffer;
    (void)descriptor;
    open_window();
    for (size_t i = 0; i < count; i++)
        put_character(text[i]);
    return count;
}

static void resize(const EventRecord *event) {
    Rect limits;
    SetRect(&limits, 100, 80, 8 + MOST_COLUMNS * cell_width, MOST_ROWS * CELL_HEIGHT);
    long size = GrowWindow(window, event->where, &limits);
    if (!size)
        return;
    SizeWindow(window, size & 0xFFFF, size >> 16, true);
    measure();
    while (row >= rows) {
        memmove(cells[0], cells[1], sizeof cells[0] * (MOST_ROWS - 1));
        row--;
    }
    InvalRect(&window->portRect);
}

static void press(const EventRecord *event) {
    WindowPtr where;
    switch (FindWindow(event->where, &where)) {
    case inDrag:
        DragWindow(where, event->where, &qd.screenBits.bounds);
        break;
    case inGrow:
        resize(event);
        break;
    case inGoAway:
        if (TrackGoAway(where, event->where))
            exit(0);
    }
}

static void invert_cursor(void) {
    Rect r;
    cell_rect(row, at_most(column, columns - 1), &r);
    InvertRect(&r);
}

static char next_key(void) {
    EventRecord event;
    for (;;) {
        if (!WaitNextEvent(everyEvent, &event, KEY_SLEEP, NULL))
            continue;
        if (event.what == updateEvt) {
            BeginUpdate((WindowPtr)event.message);
            draw_all();
            EndUpdate((WindowPtr)event.message);
        } else if (event.what == mouseDown)
            press(&event);
        else if (event.what == keyDown || event.what == autoKey) {
            char c = event.message & charCodeMask;
            return c == '\r' ? '\n' : c;
        }
    }
}

ssize_t _consoleread(int descriptor, void *buffer, size_t count) {
    char *line = buffer;
    size_t length = 0;
    (void)descriptor;
    open_window();
    while (length < count) {
        invert_cursor();
        char c = next_key();
        invert_cursor();
        if (c == '\b') {
            if (length == 0 || column == 0)
                continue;
            length--;
            cells[row][--column] = 0;
            draw_cell(row, column);
            continue;
        }
        line[length++] = c;
        put_character(c);
        if (c == '\n')
            break;
    }
    return length;
}
