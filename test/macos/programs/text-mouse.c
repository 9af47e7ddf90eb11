/* Selects text as a user's mouse says: for each click, where the selection begins and ends. */

#include "checks.h"
#include <Events.h>
#include <Fonts.h>
#include <Quickdraw.h>
#include <TextEdit.h>

QDGlobals qd;
static GrafPort port;

int main(void)
{
    Rect r;
    TEHandle te;
    EventRecord event;
    openResults();
    InitGraf(&qd.thePort);
    OpenPort(&port);
    InitFonts();
    TEInit();
    TextFont(kFontIDMonaco);
    TextSize(9);
    SetRect(&r, 10, 20, 210, 120);
    te = TENew(&r, &r);
    TESetText("one two three", 13, te);
    TEActivate(te);
    do {
        if (!WaitNextEvent(everyEvent, &event, 600, 0) || event.what != mouseDown)
            continue;
        TEClick(event.where, (event.modifiers & shiftKey) != 0, te);
        putNumber((*te)->selStart);
        put(" to ");
        putNumber((*te)->selEnd);
        put("\n");
    } while (event.what != keyDown);
    FSClose(resultsFile);
    ExitToShell();
    return 0;
}
