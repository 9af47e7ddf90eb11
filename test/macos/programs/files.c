/* File Manager: Inside Macintosh: Files, chapter 2. */
#include <Files.h>
#include <MixedMode.h>
#include "checks.h"

#define P(text) ((ConstStr255Param)"\p" text)

static Str255 name;
static short vRefNum, refNum, other;
static long dirID, folder, inner;

static long writeText(short file, const char *text)
{
    long count = 0;
    while (text[count])
        count++;
    return FSWrite(file, &count, text);
}

static void makeFile(short volume, long directory, ConstStr255Param file, const char *text)
{
    HCreate(volume, directory, file, 'ttxt', 'TEXT');
    HOpenDF(volume, directory, file, fsRdWrPerm, &refNum);
    writeText(refNum, text);
    FSClose(refNum);
}

static long firstByte(short volume, long directory, ConstStr255Param file)
{
    char byte = 0;
    long count = 1;
    if (HOpenDF(volume, directory, file, fsRdPerm, &refNum))
        return -1;
    FSRead(refNum, &count, &byte);
    FSClose(refNum);
    return count == 1 ? byte : -2;
}

static void specifications(void)
{
    FSSpec spec;
    source("Files, chapter 2, HGetVol and HSetVol");
    HGetVol(0, &vRefNum, &dirID);
    check("DirCreate", DirCreate(0, 0, P("Folder"), &folder), noErr);
    check("inside of it", DirCreate(0, folder, P("Inner"), &inner), noErr);
    check("twice", DirCreate(0, 0, P("Folder"), &inner + 0), dupFNErr);
    makeFile(0, folder, P("a"), "A");
    check("a name", FSMakeFSSpec(0, folder, P("a"), &spec), noErr);
    check("its parent", spec.parID, folder);
    check("its volume", spec.vRefNum, vRefNum);
    check(":name", FSMakeFSSpec(0, folder, P(":a"), &spec), noErr);
    check(":folder:name", FSMakeFSSpec(0, 0, P(":Folder:a"), &spec), noErr);
    check("is in the folder", spec.parID, folder);
    check("::name goes up", FSMakeFSSpec(0, inner, P("::a"), &spec), noErr);
    check("is there too", spec.parID, folder);
    check("a full path", FSMakeFSSpec(0, 0, P("Macintosh HD:Folder:a"), &spec), noErr);
    check("is in the same folder", spec.parID, folder);
    check("a trailing colon", FSMakeFSSpec(0, 0, P(":Folder:"), &spec), noErr);
    check("means the folder", spec.name[0], 6);
    check("the volume's name and a colon", FSMakeFSSpec(0, 0, P("Macintosh HD:"), &spec), noErr);
    check("is the root, whose parent is 1", spec.parID, fsRtParID);
    check("by the name that it has there", FSMakeFSSpec(vRefNum, fsRtParID, P("Macintosh HD"), &spec), noErr);
    check("the same", spec.parID, fsRtParID);
    check("no name: the directory itself", FSMakeFSSpec(vRefNum, folder, P(""), &spec), noErr);
    check("by its name", spec.name[0], 6);
    check("what is not there", FSMakeFSSpec(0, folder, P("b"), &spec), fnfErr);
    check("has a specification all the same", spec.parID, folder);
    check("in a folder that is not there", FSMakeFSSpec(0, 0, P(":None:b"), &spec), dirNFErr);
    check("on a volume that is not there", FSMakeFSSpec(0, 0, P("None:b"), &spec), nsvErr);
}

static void catalog(void)
{
    CInfoPBRec block;
    CMovePBRec move;
    source("Files, chapter 2, PBGetCatInfo");
    block.hFileInfo.ioNamePtr = (StringPtr)P("a");
    block.hFileInfo.ioVRefNum = 0;
    block.hFileInfo.ioDirID = folder;
    block.hFileInfo.ioFDirIndex = 0;
    check("PBGetCatInfo of a file", PBGetCatInfoSync(&block), noErr);
    check("is no folder", block.hFileInfo.ioFlAttrib & ioDirMask, 0);
    check("has its length", block.hFileInfo.ioFlLgLen, 1);
    check("its type", block.hFileInfo.ioFlFndrInfo.fdType, 'TEXT');
    check("its parent", block.hFileInfo.ioFlParID, folder);
    long file = block.hFileInfo.ioDirID;
    block.hFileInfo.ioDirID = folder;
    block.hFileInfo.ioFlMdDat = 12345678;
    block.hFileInfo.ioFlFndrInfo.fdType = 'NEXT';
    check("PBSetCatInfo", PBSetCatInfoSync(&block), noErr);
    FInfo info;
    HGetFInfo(0, folder, P("a"), &info);
    check("has set the type", info.fdType, 'NEXT');
    block.dirInfo.ioNamePtr = name;
    block.dirInfo.ioDrDirID = folder;
    block.dirInfo.ioFDirIndex = -1;
    check("index -1 is the directory itself", PBGetCatInfoSync(&block), noErr);
    check("which is a folder", block.dirInfo.ioFlAttrib & ioDirMask, ioDirMask);
    check("of two items", block.dirInfo.ioDrNmFls, 2);
    check("by name", name[0], 6);
    block.dirInfo.ioDrDirID = folder;
    block.dirInfo.ioFDirIndex = 3;
    check("an index past the last", PBGetCatInfoSync(&block), fnfErr);
    source("Files, chapter 2, HRename");
    check("HRename", HRename(0, folder, P("a"), P("renamed")), noErr);
    check("the old name is gone", firstByte(0, folder, P("a")), -1);
    check("CatMove", CatMove(0, folder, P("renamed"), inner, P("")), noErr);
    check("it is there", firstByte(0, inner, P("renamed")), 'A');
    check("a folder into its own", CatMove(0, 0, P("Folder"), inner, P("")), badMovErr);
    move.ioNamePtr = (StringPtr)P("renamed");
    move.ioVRefNum = 0;
    move.ioDirID = inner;
    move.ioNewName = 0;
    move.ioNewDirID = folder;
    check("PBCatMove", PBCatMoveSync(&move), noErr);
    check("back", firstByte(0, folder, P("renamed")), 'A');
    check("a folder that is not empty stays", HDelete(0, 0, P("Folder")), fBsyErr);
    source("Files, chapter 2, CatMove");
    HParamBlockRec ids;
    ids.fidParam.ioNamePtr = (StringPtr)P("renamed");
    ids.fidParam.ioVRefNum = 0;
    ids.fidParam.ioSrcDirID = folder;
    check("PBCreateFileIDRef", PBCreateFileIDRefSync(&ids), noErr);
    check("the ID is the catalog's", ids.fidParam.ioFileID, file);
    check("again", PBCreateFileIDRefSync(&ids), fidExists);
    HRename(0, folder, P("renamed"), P("again"));
    ids.fidParam.ioNamePtr = 0;
    ids.fidParam.ioVRefNum = vRefNum;
    ids.fidParam.ioSrcDirID = 0;
    check("PBResolveFileIDRef", PBResolveFileIDRefSync(&ids), noErr);
    check("tells the folder", ids.fidParam.ioSrcDirID, folder);
    check("PBDeleteFileIDRef", PBDeleteFileIDRefSync(&ids), noErr);
    check("and there is none", PBResolveFileIDRefSync(&ids), fidNotFound);
}

static void exchange(void)
{
    FSSpec first, second;
    char byte = 0;
    long count = 1;
    source("Files, chapter 2, HDelete");
    makeFile(0, folder, P("x"), "X");
    makeFile(0, folder, P("y"), "Y and more");
    FSMakeFSSpec(0, folder, P("x"), &first);
    FSMakeFSSpec(0, folder, P("y"), &second);
    HOpenDF(0, folder, P("x"), fsRdWrPerm, &other);
    check("FSpExchangeFiles", FSpExchangeFiles(&first, &second), noErr);
    check("x has what y had", firstByte(0, folder, P("x")), 'Y');
    check("y has what x had", firstByte(0, folder, P("y")), 'X');
    FSRead(other, &count, &byte);
    check("an open path stays with the contents", byte, 'X');
    FSClose(other);
    check("the same file", FSpExchangeFiles(&first, &first), sameFileErr);
    FSpSetFLock(&first);
    check("a locked file", FSpExchangeFiles(&first, &second), fLckdErr);
    FSpRstFLock(&first);
}

static void locking(void)
{
    ParamBlockRec block;
    long count = 4;
    char buffer[8];
    source("Files, chapter 2, HSetFLock");
    check("HSetFLock", HSetFLock(0, folder, P("x")), noErr);
    check("it cannot be opened to be written", HOpenDF(0, folder, P("x"), fsRdWrPerm, &refNum), permErr);
    check("nor deleted", HDelete(0, folder, P("x")), fLckdErr);
    check("nor renamed", HRename(0, folder, P("x"), P("z")), fLckdErr);
    check("HRstFLock", HRstFLock(0, folder, P("x")), noErr);
    source("Files, chapter 2, Access Modes");
    HOpenDF(0, folder, P("x"), fsRdWrShPerm, &refNum);
    HOpenDF(0, folder, P("x"), fsRdWrShPerm, &other);
    checkTrue("shared paths may both write", refNum > 0 && other > 0 && refNum != other);
    block.ioParam.ioRefNum = refNum;
    block.ioParam.ioPosMode = fsFromStart;
    block.ioParam.ioPosOffset = 2;
    block.ioParam.ioReqCount = 3;
    check("PBLockRange", PBLockRangeSync(&block), noErr);
    SetFPos(other, fsFromStart, 0);
    check("the other path cannot read there", FSRead(other, &count, buffer), fLckdErr);
    SetFPos(other, fsFromStart, 5);
    check("but after it", FSRead(other, &count, buffer), noErr);
    SetFPos(refNum, fsFromStart, 0);
    count = 4;
    check("its own path can", FSRead(refNum, &count, buffer), noErr);
    block.ioParam.ioRefNum = other;
    check("nor lock it", PBLockRangeSync(&block), afpRangeOverlap);
    block.ioParam.ioRefNum = refNum;
    check("PBUnlockRange", PBUnlockRangeSync(&block), noErr);
    check("once", PBUnlockRangeSync(&block), afpRangeNotLocked);
    FSClose(refNum);
    FSClose(other);
}

static int completions;
static short resultAtCompletion;
static char asyncBuffer[16];

static void completed(ParmBlkPtr block)
{
    completions++;
    resultAtCompletion = block->ioParam.ioResult;
}

static void asynchronous(void)
{
    ParamBlockRec block, second;
    source("Files, chapter 2, Access Modes");
    HOpenDF(0, folder, P("x"), fsRdWrPerm, &refNum);
    block.ioParam.ioCompletion = NewRoutineDescriptor((ProcPtr)completed, 0xc0, 1);
    block.ioParam.ioRefNum = refNum;
    block.ioParam.ioBuffer = asyncBuffer;
    block.ioParam.ioReqCount = 5;
    block.ioParam.ioPosMode = fsFromStart;
    block.ioParam.ioPosOffset = 0;
    OSErr started = PBReadAsync(&block);
    short meanwhile = block.ioParam.ioResult;
    int early = completions;
    long spins = 0;
    while (block.ioParam.ioResult == 1 && spins < 100000000)
        spins++;
    check("PBReadAsync returns at once", started, noErr);
    check("ioResult is 1 meanwhile", meanwhile, 1);
    check("nothing is read yet", early, 0);
    checkTrue("the program runs on", spins > 0);
    check("then ioResult is the result", block.ioParam.ioResult, noErr);
    check("the data is there", asyncBuffer[0], 'Y');
    check("the completion routine was called", completions, 1);
    check("with its result", resultAtCompletion, noErr);
    block.ioParam.ioReqCount = 100;
    block.ioParam.ioPosOffset = 6;
    PBReadAsync(&block);
    second = block;
    second.ioParam.ioCompletion = 0;
    check("a synchronous call waits for it", PBGetEOFSync(&second), noErr);
    check("which has come to the end", block.ioParam.ioResult, eofErr);
    check("and completed", completions, 2);
    FSClose(refNum);
}

static void space(void)
{
    long count = 10000, before, free;
    source("Files, chapter 2, Locking and Unlocking File Ranges");
    HOpenDF(0, folder, P("x"), fsRdWrPerm, &refNum);
    GetVInfo(0, name, &vRefNum, &before);
    check("AllocContig", AllocContig(refNum, &count), noErr);
    checkTrue("at least as much", count >= 10000);
    GetVInfo(0, name, &vRefNum, &free);
    check("comes from the volume", before - free, count);
    count = 0x10000000;
    check("more than there is", AllocContig(refNum, &count), dskFulErr);
    check("adds nothing", count, 0);
    FCBPBRec fcb;
    fcb.ioNamePtr = name;
    fcb.ioVRefNum = 0;
    fcb.ioRefNum = refNum;
    fcb.ioFCBIndx = 0;
    source("Files, chapter 2, PBGetFCBInfo");
    check("PBGetFCBInfo", PBGetFCBInfoSync(&fcb), noErr);
    check("the name", name[0] == 1 && name[1] == 'x', 1);
    check("the parent", fcb.ioFCBParID, folder);
    check("the end", fcb.ioFCBEOF, 10);
    check("may be written", fcb.ioFCBFlags & 0x100, 0x100);
    check("FSClose", FSClose(refNum), noErr);
    check("a closed path", FSClose(refNum), fnOpnErr);
    check("SetEOF of no file", SetEOF(3, 0), rfNumErr);
}

static void workingDirectories(void)
{
    short wd, volume;
    long directory, process;
    source("Files, chapter 2, Working Directories");
    check("OpenWD", OpenWD(vRefNum, folder, 'Bndi', &wd), noErr);
    checkTrue("is below all volumes", wd < -32000);
    check("GetWDInfo", GetWDInfo(wd, &volume, &directory, &process), noErr);
    check("its volume", volume, vRefNum);
    check("its directory", directory, folder);
    check("its process", process, 'Bndi');
    check("in place of a volume's number", firstByte(wd, 0, P("y")), 'X');
    check("a directory ID is more", firstByte(wd, dirID, P("y")), -1);
    check("SetVol", SetVol(0, wd), noErr);
    check("is where names start", firstByte(0, 0, P("y")), 'X');
    HGetVol(0, &volume, &directory);
    check("HGetVol tells the volume", volume, vRefNum);
    check("and the directory", directory, folder);
    check("CloseWD", CloseWD(wd), noErr);
    check("of a closed one", GetWDInfo(wd, &volume, &directory, &process), nsvErr);
    check("of a volume does nothing", CloseWD(vRefNum), noErr);
    HSetVol(0, vRefNum, dirID);
    GetVol(name, &wd);
    check("GetVol of the root is the volume", wd, vRefNum);
}

static void volumes(void)
{
    HParamBlockRec block;
    ParamBlockRec drive;
    GetVolParmsInfoBuffer parameters;
    short second;
    long free;
    source("Files, chapter 2, PBHGetVInfo");
    block.volumeParam.ioNamePtr = name;
    block.volumeParam.ioVRefNum = 0;
    block.volumeParam.ioVolIndex = 2;
    check("PBHGetVInfo of the second volume", PBHGetVInfoSync(&block), noErr);
    second = block.volumeParam.ioVRefNum;
    check("by name", name[0], 5);
    check("it is an HFS volume", block.volumeParam.ioVSigWord, 0x4244);
    block.volumeParam.ioVolIndex = 3;
    check("there is no third", PBHGetVInfoSync(&block), nsvErr);
    check("a file of its own", (makeFile(second, 0, P("there"), "2"), firstByte(second, 0, P("there"))), '2');
    check("by a full path", firstByte(0, 0, P("Other:there")), '2');
    source("Files, chapter 2, PBFlushVol");
    block.ioParam.ioNamePtr = 0;
    block.ioParam.ioVRefNum = vRefNum;
    block.ioParam.ioBuffer = (Ptr)&parameters;
    block.ioParam.ioReqCount = sizeof parameters;
    check("PBHGetVolParms", PBHGetVolParmsSync(&block), noErr);
    checkTrue("file IDs", parameters.vMAttrib & (1L << bHasFileIDs));
    check("nothing that only servers have", parameters.vMAttrib & (1L << bHasMoveRename), 0);
    check("so PBHMoveRename is paramErr", PBHMoveRenameSync(&block), paramErr);
    source("Files, chapter 2, PBSetVInfo");
    block.volumeParam.ioNamePtr = 0;
    block.volumeParam.ioVRefNum = second;
    block.volumeParam.ioVolIndex = 0;
    PBHGetVInfoSync(&block);
    block.volumeParam.ioVAtrb |= 0x8000;
    check("PBSetVInfo locks a volume", PBSetVInfoSync(&block), noErr);
    check("vLckdErr from then on", HDelete(second, 0, P("there")), vLckdErr);
    check("nothing can be created", HCreate(second, 0, P("more"), 'ttxt', 'TEXT'), vLckdErr);
    check("nor opened to be written", HOpenDF(second, 0, P("there"), fsRdWrPerm, &refNum), vLckdErr);
    check("but read", firstByte(second, 0, P("there")), '2');
    block.volumeParam.ioVAtrb &= 0x7fff;
    check("and unlocks it", (PBSetVInfoSync(&block), HCreate(second, 0, P("more"), 'ttxt', 'TEXT')), noErr);
    check("CatMove stays on a volume", FSDelete(P("Other:more"), 0), noErr);
    source("Files, chapter 2, UnmountVol");
    HOpenDF(second, 0, P("there"), fsRdPerm, &refNum);
    check("a volume with open files", UnmountVol(0, second), fBsyErr);
    FSClose(refNum);
    check("the start-up volume", UnmountVol(0, vRefNum), fBsyErr);
    check("UnmountVol", UnmountVol(0, second), noErr);
    check("it is gone", firstByte(0, 0, P("Other:there")), -1);
    check("its number too", GetVInfo(second, name, &refNum, &free), nsvErr);
    drive.volumeParam.ioVRefNum = 2;
    drive.volumeParam.ioNamePtr = 0;
    check("PBMountVol", PBMountVol(&drive), noErr);
    check("it is there again", firstByte(0, 0, P("Other:there")), '2');
    drive.volumeParam.ioVRefNum = 2;
    check("once", PBMountVol(&drive), volOnLinErr);
    drive.volumeParam.ioVRefNum = 9;
    check("a drive that is not there", PBMountVol(&drive), nsDrvErr);
}

static void searching(void)
{
    HParamBlockRec search;
    CInfoPBRec first, second;
    FSSpec found[4];
    source("Files, chapter 2, PBCatSearch");
    first.hFileInfo.ioNamePtr = (StringPtr)P("INNE");
    search.csParam.ioNamePtr = 0;
    search.csParam.ioVRefNum = vRefNum;
    search.csParam.ioMatchPtr = found;
    search.csParam.ioReqMatchCount = 4;
    search.csParam.ioSearchBits = fsSBPartialName;
    search.csParam.ioSearchInfo1 = &first;
    search.csParam.ioSearchInfo2 = &second;
    search.csParam.ioSearchTime = 0;
    search.csParam.ioCatPosition.initialize = 0;
    search.csParam.ioOptBuffer = 0;
    check("PBCatSearch comes to the end", PBCatSearchSync(&search), eofErr);
    check("one match", search.csParam.ioActMatchCount, 1);
    check("in its folder", found[0].parID, folder);
    first.hFileInfo.ioFlAttrib = ioDirMask;
    second.hFileInfo.ioFlAttrib = ioDirMask;
    search.csParam.ioSearchBits = fsSBFlAttrib;
    search.csParam.ioReqMatchCount = 1;
    search.csParam.ioCatPosition.initialize = 0;
    check("as many as asked for", PBCatSearchSync(&search), noErr);
    check("one folder", search.csParam.ioActMatchCount, 1);
    check("then the rest", PBCatSearchSync(&search), eofErr);
    check("the other folder", search.csParam.ioActMatchCount, 1);
}

static void desktop(void)
{
    DTPBRec block;
    char comment[32];
    source("More Macintosh Toolbox, chapter 9, Desktop Database");
    block.ioNamePtr = 0;
    block.ioVRefNum = vRefNum;
    check("PBDTGetPath", PBDTGetPath(&block), noErr);
    block.ioNamePtr = (StringPtr)P("y");
    block.ioDirID = folder;
    block.ioDTBuffer = "a comment";
    block.ioDTReqCount = 9;
    check("PBDTSetComment", PBDTSetCommentSync(&block), noErr);
    block.ioDTBuffer = comment;
    block.ioDTReqCount = sizeof comment;
    check("PBDTGetComment", PBDTGetCommentSync(&block), noErr);
    check("its length", block.ioDTActCount, 9);
    check("its text", comment[2], 'c');
    check("PBDTRemoveComment", PBDTRemoveCommentSync(&block), noErr);
    check("there is none", PBDTGetCommentSync(&block), afpItemNotFound);
    source("More Macintosh Toolbox, chapter 9, Desktop Database");
    block.ioNamePtr = name;
    block.ioIndex = 0;
    block.ioFileCreator = 'Bndi';
    check("PBDTGetAPPL finds this program", PBDTGetAPPLSync(&block), noErr);
    check("by name", name[0], 5);
    check("in the root", block.ioAPPLParID, dirID);
    block.ioFileCreator = 'none';
    check("not what is not there", PBDTGetAPPLSync(&block), afpItemNotFound);
}

int main(void)
{
    openResults();
    specifications();
    catalog();
    exchange();
    locking();
    asynchronous();
    space();
    workingDirectories();
    volumes();
    searching();
    desktop();
    return 0;
}
