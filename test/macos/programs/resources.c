/* Resource Manager: Inside Macintosh: More Macintosh Toolbox, chapter 1. */
#include <Resources.h>
#include <Files.h>
#include "checks.h"

static Str255 text;
static ResType type;
static short id;

static Handle newText(const char *data)
{
    long size = 0;
    while (data[size])
        size++;
    Handle handle = NewHandle(size);
    BlockMoveData(data, *handle, size);
    return handle;
}

static int holds(Handle handle, const char *data)
{
    long size = 0;
    while (data[size])
        size++;
    if (!handle || !*handle || GetHandleSize(handle) != size)
        return 0;
    for (long i = 0; i < size; i++)
        if ((*handle)[i] != data[i])
            return 0;
    return 1;
}

static void readOwnResources(void)
{
    short own = CurResFile();
    source("More Macintosh Toolbox, chapter 1, GetResource");
    Handle greeting = GetResource('TEST', 128);
    checkTrue("GetResource reads the data", holds(greeting, "Hello"));
    check("no error", ResError(), noErr);
    checkTrue("the same handle the next time", GetResource('TEST', 128) == greeting);
    checkTrue("by name", GetNamedResource('TEST', (ConstStr255Param)"\pGREETING") == greeting);
    checkTrue("nil for what is not there", GetResource('TEST', 1000) == 0);
    check("and resNotFound", ResError(), resNotFound);
    checkTrue("RGetResource finds it too", RGetResource('TEST', 128) == greeting);
    source("More Macintosh Toolbox, chapter 1, Count1Resources");
    check("Count1Resources", Count1Resources('TEST'), 5);
    checkTrue("Get1IndResource", Get1IndResource('TEST', 1) == greeting);
    checkTrue("an index past the last is nil", Get1IndResource('TEST', 6) == 0);
    source("More Macintosh Toolbox, chapter 1, GetResInfo");
    GetResInfo(greeting, &id, &type, text);
    check("GetResInfo tells the ID", id, 128);
    check("the type", type, 'TEST');
    check("the name's length", text[0], 8);
    check("HomeResFile", HomeResFile(greeting), own);
    source("More Macintosh Toolbox, chapter 1, GetResAttrs");
    check("GetResAttrs", GetResAttrs(GetResource('TEST', 130)), resPurgeable);
    checkTrue("resPurgeable makes the block purgeable", HGetState(GetResource('TEST', 130)) & 0x40);
    checkTrue("the handle knows that it is a resource's", HGetState(greeting) & 0x20);
    source("More Macintosh Toolbox, chapter 1, SetResLoad");
    SetResLoad(false);
    Handle empty = GetResource('TEST', 129);
    checkTrue("without ResLoad the handle is empty", empty && !*empty);
    SetResLoad(true);
    source("More Macintosh Toolbox, chapter 1, GetResourceSizeOnDisk");
    check("the size on disk needs no loading", GetResourceSizeOnDisk(empty), 6);
    char part[4] = {0, 0, 0, 0};
    ReadPartialResource(empty, 2, part, 3);
    check("ReadPartialResource", part[0] == 'r' && part[1] == 'l' && part[2] == 'd' && !part[3], 1);
    ReadPartialResource(empty, 4, part, 3);
    check("past the end is inputOutOfBounds", ResError(), inputOutOfBounds);
    LoadResource(empty);
    checkTrue("LoadResource", holds(empty, "World!"));
    ReadPartialResource(empty, 0, part, 1);
    check("a resource in memory is told of", ResError(), resourceInMemory);
    source("More Macintosh Toolbox, chapter 1, LoadResource");
    EmptyHandle(GetResource('TEST', 130));
    checkTrue("a purged resource is read again", holds(GetResource('TEST', 130), "purge me"));
    Handle preloaded = *(Handle *)0xa50;
    checkTrue("resPreload reads it when the file is opened", preloaded != 0);
    source("More Macintosh Toolbox, chapter 1, DetachResource");
    DetachResource(empty);
    check("a detached handle is no resource", (GetResAttrs(empty), ResError()), resNotFound);
    checkTrue("its data stays", holds(empty, "World!"));
    checkTrue("the next GetResource makes another", GetResource('TEST', 129) != empty);
    ReleaseResource(GetResource('TEST', 129));
    check("ReleaseResource", ResError(), noErr);
    ReleaseResource(empty);
    check("of what is no resource", ResError(), resNotFound);
    checkTrue("compressed resources are refused", GetResource('TEST', 132) == 0);
    check("by name", ResError(), CantDecompress);
}

static short file;

static void create(void)
{
    source("More Macintosh Toolbox, chapter 1, HCreateResFile");
    HCreateResFile(0, 0, (ConstStr255Param)"\pmade");
    check("HCreateResFile", ResError(), noErr);
    HCreateResFile(0, 0, (ConstStr255Param)"\pmade");
    check("a second time", ResError(), dupFNErr);
    source("More Macintosh Toolbox, chapter 1, CurResFile and UseResFile");
    short before = CurResFile();
    file = HOpenResFile(0, 0, (ConstStr255Param)"\pmade", fsRdWrPerm);
    checkTrue("HOpenResFile", file > 2);
    check("it is the current file", CurResFile(), file);
    UseResFile(before);
    check("once more: the same number", HOpenResFile(0, 0, (ConstStr255Param)"\pmade", fsRdWrPerm), file);
    check("and it does not become current", CurResFile(), before);
    check("one that is not there", HOpenResFile(0, 0, (ConstStr255Param)"\pabsent", fsRdPerm), -1);
    check("is fnfErr", ResError(), fnfErr);
    check("one without a resource fork", OpenResFile((ConstStr255Param)"\presults"), -1);
    check("is eofErr", ResError(), eofErr);
    UseResFile(12345);
    check("UseResFile of no file", ResError(), resFNotFound);
    UseResFile(file);
    check("a new file has no types", Count1Types(), 0);
}

static void add(void)
{
    source("More Macintosh Toolbox, chapter 1, AddResource");
    Handle first = newText("first");
    AddResource(first, 'DATA', 1, (ConstStr255Param)"\pone");
    check("AddResource", ResError(), noErr);
    checkTrue("the handle is the resource's", Get1Resource('DATA', 1) == first);
    AddResource(first, 'DATA', 2, (ConstStr255Param)"\p");
    check("a resource cannot be added again", ResError(), addResFailed);
    AddResource(0, 'DATA', 2, (ConstStr255Param)"\p");
    check("nor nil", ResError(), addResFailed);
    check("it is changed", GetResAttrs(first) & resChanged, resChanged);
    check("and so is the map", GetResFileAttrs(file) & mapChanged, mapChanged);
    AddResource(newText("second"), 'DATA', 128, (ConstStr255Param)"\p");
    AddResource(newText("third"), 'MORE', -5, (ConstStr255Param)"\pnegative");
    check("two types", Count1Types(), 2);
    Get1IndType(&type, 2);
    check("in the order of their first", type, 'MORE');
    source("More Macintosh Toolbox, chapter 1, Unique1ID");
    id = Unique1ID('DATA');
    checkTrue("Unique1ID is free", id > 0 && id != 1 && id != 128);
    source("More Macintosh Toolbox, chapter 1, UpdateResFile");
    UpdateResFile(file);
    check("UpdateResFile", ResError(), noErr);
    check("nothing is changed any more", GetResAttrs(first), 0);
    check("nor the map", GetResFileAttrs(file), 0);
}

static void change(void)
{
    source("More Macintosh Toolbox, chapter 1, ChangedResource");
    Handle first = Get1Resource('DATA', 1);
    SetHandleSize(first, 8);
    BlockMoveData("changed!", *first, 8);
    check("on disk it is as it was", GetResourceSizeOnDisk(first), 5);
    ChangedResource(first);
    WriteResource(first);
    check("WriteResource", ResError(), noErr);
    check("now it is as changed", GetResourceSizeOnDisk(first), 8);
    SetResInfo(first, 7, (ConstStr255Param)"\p");
    GetResInfo(first, &id, &type, text);
    check("SetResInfo", id, 7);
    check("an empty name leaves the name", text[0], 3);
    SetResAttrs(first, resProtected);
    ChangedResource(first);
    check("a protected resource cannot change", ResError(), resAttrErr);
    SetResInfo(first, 9, (ConstStr255Param)"\pnine");
    check("nor be renamed", ResError(), resAttrErr);
    RemoveResource(first);
    check("nor be removed", ResError(), rmvResFailed);
    SetResAttrs(first, 0);
    source("More Macintosh Toolbox, chapter 1, RemoveResource");
    Handle second = Get1Resource('DATA', 128);
    RemoveResource(second);
    check("RemoveResource", ResError(), noErr);
    checkTrue("the data stays in memory", holds(second, "second"));
    check("one is left", Count1Resources('DATA'), 1);
    DisposeHandle(second);
    source("More Macintosh Toolbox, chapter 1, SetResourceSize");
    Handle third = Get1Resource('MORE', -5);
    ReleaseResource(third);
    SetResLoad(false);
    third = Get1Resource('MORE', -5);
    SetResLoad(true);
    WritePartialResource(third, 2, "IRDS", 4);
    check("past the end it grows, and tells", ResError(), writingPastEnd);
    check("by one", GetResourceSizeOnDisk(third), 6);
    SetResourceSize(third, 5);
    check("SetResourceSize", GetResourceSizeOnDisk(third), 5);
    LoadResource(third);
    checkTrue("the data is what was written", holds(third, "thIRD"));
    source("More Macintosh Toolbox, chapter 1, SetResPurge");
    Handle purged = newText("saved while purged");
    AddResource(purged, 'PURG', 1, (ConstStr255Param)"\p");
    SetResPurge(true);
    HPurge(purged);
    PurgeMem(0x7fffffff);
    checkTrue("purged", *purged == 0);
    LoadResource(purged);
    checkTrue("SetResPurge has written it first", holds(purged, "saved while purged"));
    SetResPurge(false);
}

static void maps(void)
{
    source("Inside Macintosh volume I, Resource Manager");
    Handle top = *(Handle *)0xa50;
    check("TopMapHndl is the last opened file's map", *(short *)(*top + 20), file);
    Handle next = *(Handle *)(*top + 16);
    check("it leads to the application's", *(short *)(*next + 20), *(short *)0x900);
    Handle last = next;
    while (*(Handle *)(*last + 16))
        last = *(Handle *)(*last + 16);
    checkTrue("and at last to the System file's", last == *(Handle *)0xa54);
    Handle first = Get1Resource('DATA', 7);
    long entry = RsrcMapEntry(first);
    check("RsrcMapEntry is the offset of the reference", *(short *)(*top + entry), 7);
    checkTrue("which has the handle", *(Handle *)(*top + entry + 8) == first);
}

static void closeAndLook(void)
{
    source("More Macintosh Toolbox, chapter 1, Resource Files in Low Memory");
    short own = *(short *)0x900;
    CloseResFile(file);
    check("CloseResFile", ResError(), noErr);
    check("the file before it is current", CurResFile(), own);
    CloseResFile(file);
    check("it is closed", ResError(), resFNotFound);
    file = OpenRFPerm((ConstStr255Param)"\pmade", 0, fsRdPerm);
    checkTrue("what was written is there", holds(Get1NamedResource('DATA', (ConstStr255Param)"\pone"), "changed!"));
    checkTrue("also what was written while purged", holds(Get1Resource('PURG', 1), "saved while purged"));
    check("a file opened to be read", GetResFileAttrs(file) & mapReadOnly, mapReadOnly);
    AddResource(newText("lost"), 'LOST', 1, (ConstStr255Param)"\p");
    CloseResFile(file);
    file = OpenRFPerm((ConstStr255Param)"\pmade", 0, fsRdWrPerm);
    check("is not written", Count1Resources('LOST'), 0);
    AddResource(newText("left open"), 'LEFT', 1, (ConstStr255Param)"\p");
    source("More Macintosh Toolbox, chapter 1, The Search Path");
    checkTrue("the search goes on to files opened before", GetResource('TEST', 128) != 0);
    checkTrue("not with Get1Resource", Get1Resource('TEST', 128) == 0);
    UseResFile(own);
    checkTrue("nor back to those opened after", GetResource('LEFT', 1) == 0);
    UseResFile(0);
    check("UseResFile(0) is the System file", CurResFile(), *(short *)0xa58);
    checkTrue("which knows its version", GetResource('vers', 1) && (*GetResource('vers', 1))[0] == 8);
    check("HomeResFile of it is 0", HomeResFile(GetResource('vers', 1)), 0);
    UseResFile(own);
    Handle mine = GetResource('TEST', 128);
    BlockMoveData("Howdy", *mine, 5);
    ChangedResource(mine);
    check("a program may change its own resources", ResError(), noErr);
}

int main(void)
{
    openResults();
    readOwnResources();
    create();
    add();
    change();
    maps();
    closeAndLook();
    return 0;
}
