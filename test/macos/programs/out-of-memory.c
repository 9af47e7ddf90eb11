/* A program that runs out of memory wherever it asks for some, is told so, and goes on. */

#include "checks.h"

#include <AppleEvents.h>
#include <Controls.h>
#include <Dialogs.h>
#include <Fonts.h>
#include <Icons.h>
#include <Lists.h>
#include <Menus.h>
#include <OSUtils.h>
#include <QDOffscreen.h>
#include <Quickdraw.h>
#include <Resources.h>
#include <Scrap.h>
#include <Sound.h>
#include <TextEdit.h>
#include <TextUtils.h>
#include <Threads.h>
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
    source("Memory, chapter 2, result codes");
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
    source("More Macintosh Toolbox, chapter 1, GetResource");
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
    source("Imaging With QuickDraw, chapter 6, NewGWorld");
    SetRect(&r, 0, 0, 400, 400);
    exhaust();
    checkTrue("NewGWorld", NewGWorld(&world, 32, &r, nil, nil, 0) != noErr);
    source("Imaging With QuickDraw 2-70 to 2-75: regions, polygons, pictures");
    checkTrue("NewRgn", NewRgn() == nil);
    check("MemError of NewRgn", MemError(), memFullErr);
    checkTrue("NewPixMap", NewPixMap() == nil);
    checkTrue("NewPixPat", NewPixPat() == nil);
    release();
    RgnHandle region = NewRgn();
    checkTrue("NewRgn with memory", region != nil);
    DisposeRgn(region);
    SetRect(&r, 0, 0, 20, 20);
    check("NewGWorld with memory", NewGWorld(&world, 8, &r, nil, nil, 0), noErr);
    DisposeGWorld(world);
}

static void windows(void) {
    Rect r, bounds;
    Point cell = {16, 100};
    source("Macintosh Toolbox Essentials, chapter 4, NewWindow");
    SetRect(&r, 50, 50, 200, 200);
    exhaust();
    checkTrue("NewWindow", NewWindow(nil, &r, (ConstStr255Param)"\p", true, 0, (WindowPtr)-1, false, 0) == nil);
    release();
    WindowPtr window = NewWindow(nil, &r, (ConstStr255Param)"\p", true, 0, (WindowPtr)-1, false, 0);
    checkTrue("NewWindow with memory", window != nil);
    SetPort(window);
    SetRect(&r, 0, 0, 100, 100);
    source("Macintosh Toolbox Essentials, chapter 5, NewControl");
    exhaust();
    checkTrue("NewControl", NewControl(window, &r, (ConstStr255Param)"\p", true, 0, 0, 1, pushButProc, 0) == nil);
    source("Text, chapter 2, TENew");
    checkTrue("TENew", TENew(&r, &r) == nil);
    source("More Macintosh Toolbox, chapter 4, LNew");
    SetRect(&bounds, 0, 0, 1, 100);
    checkTrue("LNew", LNew(&r, &bounds, cell, 0, window, false, false, false, false) == nil);
    release();
    source("Text, chapter 2, TENew");
    TEHandle text = TENew(&r, &r);
    checkTrue("TENew with memory", text != nil);
    TEDispose(text);
    SetRect(&bounds, 0, 0, 1, 100);
    ListHandle list = LNew(&r, &bounds, cell, 0, window, false, false, false, false);
    checkTrue("LNew with memory", list != nil);
    exhaust();
    source("More Macintosh Toolbox, chapter 4, LAddRow");
    LAddRow(30000, 100, list);
    check("a list that cannot grow keeps its rows", (*list)->dataBounds.bottom, 100);
    release();
    LDispose(list);
    ControlHandle control = NewControl(window, &r, (ConstStr255Param)"\p", true, 0, 0, 1, pushButProc, 0);
    checkTrue("NewControl with memory", control != nil);
    DisposeControl(control);
    DisposeWindow(window);
}

static void menusAndDialogs(void)
{
    Rect r;
    Handle items;
    source("Macintosh Toolbox Essentials, chapter 3, NewMenu");
    exhaust();
    checkTrue("NewMenu", NewMenu(200, (ConstStr255Param)"\pMenu") == nil);
    checkTrue("GetMenu", GetMenu(200) == nil);
    source("Macintosh Toolbox Essentials, chapter 6, NewDialog");
    SetRect(&r, 50, 50, 200, 200);
    checkTrue("NewDialog", NewDialog(nil, &r, (ConstStr255Param)"\p", true, dBoxProc, (WindowPtr)-1, false, 0, nil) == nil);
    release();
    MenuHandle menu = NewMenu(200, (ConstStr255Param)"\pMenu");
    checkTrue("NewMenu with memory", menu != nil);
    DisposeMenu(menu);
    items = NewHandleClear(2);
    DialogPtr dialog = NewDialog(nil, &r, (ConstStr255Param)"\p", true, dBoxProc, (WindowPtr)-1, false, 0, items);
    checkTrue("NewDialog with memory", dialog != nil);
    DisposeDialog(dialog);
}

static void appleEvents(void)
{
    AEDesc desc, list;
    source("Interapplication Communication, chapter 4, AECreateDesc");
    check("AECreateList with memory", AECreateList(nil, 0, false, &list), noErr);
    exhaust();
    check("AECreateDesc", AECreateDesc(typeChar, blocks[0], 1000, &desc), memFullErr);
    checkTrue("makes a null descriptor", desc.descriptorType == typeNull && desc.dataHandle == nil);
    check("AEPutPtr", AEPutPtr(&list, 0, typeChar, blocks[0], 10000), memFullErr);
    release();
    long count = -1;
    check("the list is whole", AECountItems(&list, &count), noErr);
    check("and as it was", count, 0);
    check("AECreateDesc with memory", AECreateDesc(typeChar, "ab", 2, &desc), noErr);
    AEDisposeDesc(&desc);
    AEDisposeDesc(&list);
}

static void sounds(void)
{
    SndChannelPtr channel = nil;
    source("Sound, chapter 2, SndNewChannel");
    exhaust();
    check("SndNewChannel", SndNewChannel(&channel, 0, 0, nil), memFullErr);
    checkTrue("makes none", channel == nil);
    release();
    check("SndNewChannel with memory", SndNewChannel(&channel, 0, 0, nil), noErr);
    SndDisposeChannel(channel, true);
}

static void scrap(void)
{
    Handle copy;
    long offset, size = 20000;
    Ptr text = NewPtrClear(size);
    source("More Macintosh Toolbox, chapter 2, PutScrap");
    ZeroScrap();
    check("PutScrap with memory", PutScrap(size, 'TEXT', text), noErr);
    copy = NewHandle(0);
    exhaust();
    check("GetScrap", GetScrap(copy, 'TEXT', &offset), memFullErr);
    release();
    check("GetScrap with memory", GetScrap(copy, 'TEXT', &offset), size);
    DisposeHandle(copy);
    DisposePtr(text);
}

static void *nothing(void *parameter) { return parameter; }

static void threads(void)
{
    ThreadID thread;
    source("Thread Manager, NewThread");
    exhaust();
    check("NewThread", NewThread(kCooperativeThread, (ThreadEntryProcPtr)nothing, nil, 20000, kCreateIfNeeded, nil, &thread), memFullErr);
    release();
    check("NewThread with memory", NewThread(kCooperativeThread, (ThreadEntryProcPtr)nothing, nil, 20000, kCreateIfNeeded, nil, &thread), noErr);
    DisposeThread(thread, nil, false);
}

static void files(void) {
    short refNum;
    long count = 5;
    char buffer[5];
    source("Files, chapter 2, HOpenDF");
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
    InitMenus();
    TEInit();
    InitDialogs(nil);
    windows();
    menusAndDialogs();
    appleEvents();
    sounds();
    scrap();
    threads();
    files();
    source("Memory, chapter 2, FreeMem");
    checkTrue("most of the heap is free again", MaxBlock() > 100000);
    ExitToShell();
    return 0;
}
