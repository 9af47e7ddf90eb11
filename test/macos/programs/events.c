/* Says what events it gets, one a line, until it is told to stop (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

#include <Events.h>

#include "checks.h"

static void event(const EventRecord *e)
{
    static const char *const names[] = {"null", "mouseDown", "mouseUp", "keyDown", "keyUp", "autoKey"};
    put(e->what < 6 ? names[e->what] : "other");
    put(" ");
    putNumber(e->message);
    put(" at ");
    putNumber(e->where.h);
    put(",");
    putNumber(e->where.v);
    put(" modifiers ");
    putNumber(e->modifiers);
    put("\n");
}

int main(void)
{
    EventRecord e;
    openResults();
    for (;;) {
        while (!WaitNextEvent(everyEvent, &e, 600, NULL))
            ;
        event(&e);
        if (e.what == mouseDown) {
            while (StillDown())
                ;
            put("let go\n");
        }
        if (e.what == keyDown && (e.message & charCodeMask) == 'q')
            break;
    }
    FSClose(resultsFile);
    return 0;
}
