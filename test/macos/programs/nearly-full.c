/*
 * A console as programs make their own: a window, a screen of text, a buffer. Tables fill its partition of 1 MB so far that there is no
 * room for these, and nobody looks at what the system answers.
 */

#include <Fonts.h>
#include <MacMemory.h>
#include <MacTypes.h>
#include <Quickdraw.h>
#include <Windows.h>

#ifndef TABLE_BYTES
#define TABLE_BYTES (940 * 1024)
#endif

QDGlobals qd;
static volatile char tables[TABLE_BYTES];

struct Console {
    WindowPtr window;
    char **lines;
    long cursor;
};

static struct Console *__attribute__((noinline)) openConsole(void)
{
    Rect bounds = {60, 40, 360, 560};
    struct Console *console = (struct Console *)NewPtrClear(sizeof *console);
    console->lines = NewHandleClear(32 * 1024);
    console->window = NewCWindow(0, &bounds, "\pOutput", true, 0, (WindowPtr)-1, false, 0);
    SetPort(console->window);
    TextFont(4);
    return console;
}

static void put(struct Console *console, char character)
{
    (*console->lines)[console->cursor++] = character;
    DrawChar(character);
}

int main(void)
{
    struct Console *console;
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    tables[sizeof tables - 1] = 1;
    console = openConsole();
    MoveTo(10, 20);
    put(console, 'H');
    put(console, 'i');
    return 0;
}
