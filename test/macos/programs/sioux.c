/*
 * A console program as CodeWarrior's users write them: a text window with an edit record, numbers converted by MathLib's decimal records,
 * files by parameter blocks, and an initialization routine that runs before main.
 */

#include <Events.h>
#include <Files.h>
#include <Fonts.h>
#include <MacMemory.h>
#include <Processes.h>
#include <Quickdraw.h>
#include <QuickdrawText.h>
#include <TextEdit.h>
#include <Windows.h>
#include <fp.h>

QDGlobals qd;

static WindowPtr window;
static TEHandle text;
static long initialized;

long initialize(const void *block) {
    (void)block;
    initialized = 1;
    return 0;
}

static long lengthOf(const char *string) {
    long length = 0;
    while (string[length])
        length++;
    return length;
}

static void openWindow(void) {
    Rect place, view;
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    TEInit();
    InitCursor();
    SetRect(&place, 20, 60, 500, 400);
    window = NewWindow(NULL, &place, (ConstStr255Param)"\pProgram.out", true, 0, (WindowPtr)-1, true, 0);
    SetPort(window);
    TextFont(4);
    TextSize(9);
    view = window->portRect;
    InsetRect(&view, 4, 4);
    text = TENew(&view, &view);
    TEActivate(text);
}

static void print(const char *string) { TEInsert(string, lengthOf(string), text); }

/* As %.17g would, with the zeros at the end of the digits left out. */
static void printNumber(double x) {
    decform form = { FLOATDECIMAL, 0, 17 };
    decimal record;
    char string[DECSTROUTLEN + 1];
    num2dec(&form, x, &record);
    while (record.sig.length > 1 && record.sig.text[record.sig.length - 1] == '0') {
        record.sig.length--;
        record.exp++;
    }
    dec2str(&form, &record, string);
    print(string);
}

/* What is typed up to a return goes through TEKey; the line is what came after the prompt. */
static short readLine(char *line, short most) {
    short start = (**text).teLength;
    for (;;) {
        EventRecord event;
        if (!WaitNextEvent(everyEvent, &event, 30, NULL)) {
            TEIdle(text);
            continue;
        }
        if (event.what == updateEvt) {
            BeginUpdate((WindowPtr)event.message);
            TEUpdate(&window->portRect, text);
            EndUpdate((WindowPtr)event.message);
        } else if (event.what == keyDown) {
            char c = event.message & charCodeMask;
            TEKey(c, text);
            if (c != '\r')
                continue;
            short length = (**text).teLength - start - 1;
            if (length > most)
                length = most;
            BlockMove(*(**text).hText + start, line, length);
            line[length] = 0;
            return length;
        }
    }
}

static OSErr save(ConstStr255Param name, Ptr data, long count) {
    HParamBlockRec block = { 0 };
    block.fileParam.ioNamePtr = (StringPtr)name;
    PBHCreateSync(&block);
    block.ioParam.ioPermssn = fsRdWrPerm;
    OSErr error = PBHOpenDFSync(&block);
    if (error)
        return error;
    block.ioParam.ioBuffer = data;
    block.ioParam.ioReqCount = count;
    block.ioParam.ioPosMode = fsFromStart;
    error = PBWriteSync((ParmBlkPtr)&block);
    PBCloseSync((ParmBlkPtr)&block);
    return error;
}

int main(void) {
    char line[80];
    openWindow();
    print(initialized ? "Numbers, then an empty line.\r" : "not initialized\r");
    for (;;) {
        decimal record;
        short index = 0, isPrefix;
        print("? ");
        if (readLine(line, sizeof line - 1) == 0)
            break;
        str2dec(line, &index, &record, &isPrefix);
        double x = dec2num(&record);
        if (index == 0 || isnan(x)) {
            print("that is no number\r");
            continue;
        }
        print("the number");
        printNumber(x);
        print(", its root");
        printNumber(sqrt(x));
        print(", rounded up");
        printNumber(ceil(x));
        print("\r");
    }
    HLock((**text).hText);
    OSErr error = save((ConstStr255Param)"\ptranscript", *(**text).hText, (**text).teLength);
    HUnlock((**text).hText);
    if (error)
        return error;
    TEDispose(text);
    DisposeWindow(window);
    ExitToShell();
    return 0;
}
