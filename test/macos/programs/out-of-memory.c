/* A program that runs out of memory wherever it asks for some, is told so, and goes on. */

#include "checks.h"

#include <Fonts.h>
#include <Icons.h>
#include <OSUtils.h>
#include <QDOffscreen.h>
#include <Quickdraw.h>
#include <Resources.h>
#include <TextEdit.h>
#include <TextUtils.h>
#include <Windows.h>

QDGlobals qd;
static Ptr blocks[4000];
static int blockCount;

/* Takes all there is, down to a few bytes. */
static void exhaust(void) {
    for (Size size = 65536; size >= 4; size /= 2)
        for (;;) {
            Ptr block = NewPtr(size);
            if (!block || blockCount == 4000)
                break;
            blocks[blockCount++] = block;
        }
}

static void release(void) {
    while (blockCount > 0)
        DisposePtr(blocks[--blockCount]);
}

static void memory(void) {
    Handle handle;
    Ptr pointer;
    source("Memory 2-30: result codes");
    exhaust();
    checkTrue("the heap was worth taking", blockCount > 5);
    pointer = NewPtr(1000);
    checkTrue("NewPtr", pointer == nil);
    check("MemError", MemError(), memFullErr);
    checkTrue("NewHandle", NewHandle(1000) == nil);
    check("MemError of NewHandle", MemError(), memFullErr);
    check("PtrToHand", PtrToHand("0123456789", &handle, 1000), memFullErr);
    checkTrue("NewPtrClear", NewPtrClear(1 << 20) == nil);
    release();
    handle = NewHandle(100);
    exhaust();
    SetHandleSize(handle, 100000);
    check("SetHandleSize", MemError(), memFullErr);
    check("the handle keeps its size", GetHandleSize(handle), 100);
    Handle copy = handle;
    check("HandToHand", HandToHand(&copy), memFullErr);
    release();
    SetHandleSize(handle, 100000);
    check("SetHandleSize with memory", MemError(), noErr);
    DisposeHandle(handle);
}

static void resources(void) {
    source("More Macintosh Toolbox 1-73: GetResource");
    exhaust();
    Handle resource = GetResource('TEST', 128);
    checkTrue("GetResource", resource == nil || *resource == nil);
    check("ResError", ResError(), memFullErr);
    release();
    resource = GetResource('TEST', 128);
    checkTrue("GetResource with memory", resource != nil && *resource != nil);
    check("its size", GetHandleSize(resource), 5000);
    ReleaseResource(resource);
}

static void drawing(void) {
    GWorldPtr world = nil;
    Rect r;
    source("Imaging With QuickDraw 6-16: NewGWorld");
    SetRect(&r, 0, 0, 400, 400);
    exhaust();
    checkTrue("NewGWorld", NewGWorld(&world, 32, &r, nil, nil, 0) != noErr);
    release();
    SetRect(&r, 0, 0, 20, 20);
    check("NewGWorld with memory", NewGWorld(&world, 8, &r, nil, nil, 0), noErr);
    DisposeGWorld(world);
}

static void windows(void) {
    Rect r;
    source("Macintosh Toolbox Essentials 4-77: NewWindow");
    SetRect(&r, 50, 50, 200, 200);
    exhaust();
    checkTrue("NewWindow", NewWindow(nil, &r, (ConstStr255Param)"\p", true, 0, (WindowPtr)-1, false, 0) == nil);
    release();
    WindowPtr window = NewWindow(nil, &r, (ConstStr255Param)"\p", true, 0, (WindowPtr)-1, false, 0);
    checkTrue("NewWindow with memory", window != nil);
    SetPort(window);
    SetRect(&r, 0, 0, 100, 100);
    source("Text 2-86: TENew");
    TEHandle text = TENew(&r, &r);
    checkTrue("TENew with memory", text != nil);
    TEDispose(text);
    DisposeWindow(window);
}

static void files(void) {
    short refNum;
    long count = 5;
    char buffer[5];
    source("Files 2-107: HOpenDF");
    exhaust();
    check("a file needs none of the program's memory", HCreate(0, 0, (ConstStr255Param)"\pfile", 'ttxt', 'TEXT'), noErr);
    check("to be opened", HOpenDF(0, 0, (ConstStr255Param)"\pfile", fsRdWrPerm, &refNum), noErr);
    check("to be written", FSWrite(refNum, &count, "12345"), noErr);
    check("to be read", (SetFPos(refNum, fsFromStart, 0), FSRead(refNum, &count, buffer)), noErr);
    check("to be closed", FSClose(refNum), noErr);
    release();
}

int main(void) {
    openResults();
    MaxApplZone();
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    memory();
    resources();
    drawing();
    windows();
    files();
    source("Memory 2-66: FreeMem");
    checkTrue("most of the heap is free again", MaxBlock() > 100000);
    ExitToShell();
    return 0;
}
