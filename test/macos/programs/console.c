/*
 * A console program as Retro68's users write them: stdio of the C library, with a window that is made at the first output. The window's part
 * calls the system as RetroConsole's does: a cell for each character, ScrollRect, WaitNextEvent for the next key.
 */

#include <Events.h>
#include <Fonts.h>
#include <Quickdraw.h>
#include <QuickdrawText.h>
#include <Windows.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELL_HEIGHT = 12, DESCENT = 3 };

QDGlobals qd;
extern void InitMenus(void);

static WindowPtr window;
static Rect bounds;
static short cellWidth, rows, columns, row, column;

static void openWindow(void) {
    Rect place;
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    place = qd.screenBits.bounds;
    place.top += 40;
    InsetRect(&place, 5, 5);
    window = NewWindow(NULL, &place, (ConstStr255Param)"\pConsole", true, 0, (WindowPtr)-1, true, 0);
    SetPort(window);
    EraseRect(&window->portRect);
    TextFont(4);
    TextSize(9);
    cellWidth = CharWidth('M');
    bounds = window->portRect;
    InsetRect(&bounds, 2, 2);
    rows = (bounds.bottom - bounds.top) / CELL_HEIGHT;
    columns = (bounds.right - bounds.left) / cellWidth;
    InitCursor();
}

static Rect cell(void) {
    Rect r;
    SetRect(&r, bounds.left + column * cellWidth, bounds.top + row * CELL_HEIGHT,
            bounds.left + (column + 1) * cellWidth, bounds.top + (row + 1) * CELL_HEIGHT);
    return r;
}

static void newLine(void) {
    column = 0;
    if (++row < rows)
        return;
    RgnHandle update = NewRgn();
    ScrollRect(&bounds, 0, -CELL_HEIGHT, update);
    DisposeRgn(update);
    row--;
}

static void show(char c) {
    Rect r;
    if (c == '\n') {
        newLine();
        return;
    }
    if (column >= columns)
        newLine();
    r = cell();
    EraseRect(&r);
    MoveTo(r.left, r.bottom - DESCENT);
    DrawChar(c);
    column++;
}

ssize_t _consolewrite(int fd, const void *data, size_t count) {
    const char *text = data;
    (void)fd;
    if (!window)
        openWindow();
    SetPort(window);
    for (size_t i = 0; i < count; i++)
        show(text[i]);
    return count;
}

static void cursor(void) {
    Rect r = cell();
    InvertRect(&r);
}

/* A line as it is typed; ends the program when the close box is clicked. */
ssize_t _consoleread(int fd, void *data, size_t count) {
    char *line = data;
    size_t length = 0;
    (void)fd;
    if (!window)
        openWindow();
    cursor();
    for (;;) {
        EventRecord event;
        WindowPtr where;
        if (!WaitNextEvent(everyEvent, &event, 5, NULL))
            continue;
        if (event.what == updateEvt) {
            BeginUpdate((WindowPtr)event.message);
            EndUpdate((WindowPtr)event.message);
        } else if (event.what == mouseDown && FindWindow(event.where, &where) == inGoAway) {
            if (TrackGoAway(where, event.where))
                exit(0);
        } else if (event.what == keyDown || event.what == autoKey) {
            char c = event.message & charCodeMask;
            cursor();
            if (c == '\r')
                c = '\n';
            if (c == '\b') {
                if (length > 0) {
                    length--;
                    column--;
                    Rect r = cell();
                    EraseRect(&r);
                }
            } else if (length < count) {
                line[length++] = c;
                show(c);
            }
            if (c == '\n')
                return length;
            cursor();
        }
    }
}

int main(void) {
    char name[80];
    printf("What is your name? ");
    fflush(stdout);
    if (!fgets(name, sizeof name, stdin))
        return 1;
    name[strcspn(name, "\n")] = 0;
    for (int i = 1; i <= 100; i++)
        printf("%3d. Hello, %s!\n", i, name);
    FILE *file = fopen("name", "w");
    fprintf(file, "%s\n", name);
    fclose(file);
    printf("Close the window.");
    fflush(stdout);
    getchar();
    return 0;
}
