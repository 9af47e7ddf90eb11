/* Standard File Package: Inside Macintosh: Files, chapter 3. The test's script answers. */
#include <MixedMode.h>
#include <StandardFile.h>
#include "checks.h"

#define P(text) ((ConstStr255Param)"\p" text)

static StandardFileReply reply;
static SFReply old;
static long filtered, filteredLength;

static Boolean filter(CInfoPBRec *block)
{
    filtered++;
    filteredLength = block->hFileInfo.ioNamePtr[0];
    return false;
}

int main(void)
{
    OSType types[2] = {'ttro', 'TEXT'};
    Point where = {80, 100};
    short vRefNum, refNum;
    long dirID, folder;
    openResults();
    HGetVol(0, &vRefNum, &dirID);
    DirCreate(0, 0, P("Documents"), &folder);
    HCreate(0, folder, P("letter"), 'ttxt', 'TEXT');
    source("Files, chapter 3, StandardPutFile");
    StandardPutFile(P("Save as:"), P("untitled"), &reply);
    check("StandardPutFile is answered", reply.sfGood, true);
    check("by name", reply.sfFile.name[0], 3);
    check("in the application's folder", reply.sfFile.parID, dirID);
    check("on its volume", reply.sfFile.vRefNum, vRefNum);
    check("nothing is replaced", reply.sfReplacing, false);
    check("the file can be made", FSpCreate(&reply.sfFile, 'ttxt', 'TEXT', reply.sfScript), noErr);
    StandardPutFile(P("Save as:"), P("untitled"), &reply);
    check("cancelled", reply.sfGood, false);
    source("Files, chapter 3, StandardGetFile");
    StandardGetFile(NewRoutineDescriptor((ProcPtr)filter, 0xd1, 1), 2, types, &reply);
    check("StandardGetFile is answered", reply.sfGood, true);
    check("by a path", reply.sfFile.parID, folder);
    check("the name is the last of it", reply.sfFile.name[0], 6);
    check("its type", reply.sfType, 'TEXT');
    check("it is no folder", reply.sfIsFolder, false);
    check("the file filter was asked", filtered, 1);
    check("by name", filteredLength, 6);
    check("it can be opened", FSpOpenDF(&reply.sfFile, fsRdPerm, &refNum), noErr);
    FSClose(refNum);
    source("Files, chapter 3, Where Dialogs Begin");
    check("the next dialog shows that folder", *(long *)0x398, folder);
    check("of that volume", *(short *)0x214, -vRefNum);
    source("Files, chapter 3, SFGetFile");
    SFGetFile(where, P(""), 0, -1, 0, 0, &old);
    check("SFGetFile", old.good, true);
    check("a name", old.fName[0], 6);
    check("in a working directory", FSOpen(old.fName, old.vRefNum, &refNum), noErr);
    FSClose(refNum);
    check("the type", old.fType, 'TEXT');
    source("Files, chapter 3, SFPutFile");
    SFPutFile(where, P("Save as:"), P("letter"), 0, &old);
    check("SFPutFile", old.good, true);
    check("an empty answer is the name proposed", old.fName[0], 6);
    source("Files, chapter 3, CustomPutFile");
    CustomPutFile(P("Save as:"), P("x"), &reply, 0, where, 0, 0, 0, 0, 0);
    check("CustomPutFile of what is there", reply.sfReplacing, true);
    CustomGetFile(0, -1, 0, &reply, 0, where, 0, 0, 0, 0, 0);
    check("CustomGetFile", reply.sfGood, true);
    StandardGetFile(0, -1, 0, &reply);
    check("nobody is left to answer: cancelled", reply.sfGood, false);
    return 0;
}
