/* Alias Manager (Inside Macintosh: Files, chapter 4) and Folder Manager (Macintosh Toolbox Essentials, chapter 7). */
#include <Aliases.h>
#include <Folders.h>
#include <Resources.h>
#include "checks.h"

#define P(text) ((ConstStr255Param)"\p" text)

static long folder, other;
static FSSpec file, found;
static AliasHandle alias;
static Boolean changed, isFolder, wasAliased;
static Str63 name;

static int isCalled(const FSSpec *spec, long parent, const char *text)
{
    if (spec->parID != parent || spec->name[0] != (unsigned char)text[0])
        return 0;
    for (int i = 1; i <= text[0]; i++)
        if (spec->name[i] != (unsigned char)text[i])
            return 0;
    return 1;
}

static void resolve(void)
{
    source("Files, chapter 4, NewAlias");
    DirCreate(0, 0, P("One"), &folder);
    DirCreate(0, 0, P("Two"), &other);
    HCreate(0, folder, P("target"), 'ttxt', 'TEXT');
    FSMakeFSSpec(0, folder, P("target"), &file);
    check("NewAlias", NewAlias(0, &file, &alias), noErr);
    check("userType is the program's own", (**alias).userType, 0);
    check("aliasSize is the handle's size", (**alias).aliasSize, GetHandleSize((Handle)alias));
    source("Files, chapter 4, ResolveAlias");
    check("ResolveAlias", ResolveAlias(0, alias, &found, &changed), noErr);
    checkTrue("finds it", isCalled(&found, folder, "\ptarget"));
    check("unchanged", changed, false);
    source("Files, chapter 4, Searching for Alias Targets");
    HRename(0, folder, P("target"), P("renamed"));
    check("a renamed target", ResolveAlias(0, alias, &found, &changed), noErr);
    checkTrue("is found by its ID", isCalled(&found, folder, "\prenamed"));
    check("and the record updated", changed, true);
    check("so that it is right now", (ResolveAlias(0, alias, &found, &changed), changed), false);
    CatMove(0, folder, P("renamed"), other, P(""));
    check("a moved target", ResolveAlias(0, alias, &found, &changed), noErr);
    checkTrue("is found too", isCalled(&found, other, "\prenamed"));
    (**alias).userType = 'mine';
    HDelete(0, other, P("renamed"));
    check("a deleted one is not", ResolveAlias(0, alias, &found, &changed), fnfErr);
    checkTrue("but where it was", isCalled(&found, other, "\prenamed"));
    HCreate(0, other, P("renamed"), 'ttxt', 'TEXT');
    check("another of its name", ResolveAlias(0, alias, &found, &changed), noErr);
    check("is it now", changed, true);
    check("userType stays", (**alias).userType, 'mine');
    source("Files, chapter 4, GetAliasInfo");
    check("GetAliasInfo", GetAliasInfo(alias, asiVolumeName, name), noErr);
    check("the volume", name[0], 12);
    GetAliasInfo(alias, asiAliasName, name);
    check("the target", name[0], 7);
    GetAliasInfo(alias, asiParentName, name);
    check("its folder", name[0] == 3 && name[1] == 'T', 1);
    source("Files, chapter 4, Getting and Changing Alias Records");
    short count = 1;
    check("MatchAlias", MatchAlias(0, kARMNoUI | kARMSearch, alias, &count, &found, &changed, 0, 0), noErr);
    check("one match", count, 1);
    source("Files, chapter 4, MatchAlias");
    FSSpec folderSpec;
    FSMakeFSSpec(0, folder, P(""), &folderSpec);
    AliasHandle minimal;
    check("NewAliasMinimal of a folder", NewAliasMinimal(&folderSpec, &minimal), noErr);
    check("resolves", ResolveAlias(0, minimal, &found, &changed), noErr);
    checkTrue("to the folder", isCalled(&found, fsRtDirID, "\pOne"));
    FSMakeFSSpec(0, folder, P("nothing"), &file);
    check("of nothing", NewAliasMinimal(&file, &minimal), fnfErr);
    AliasHandle full;
    const char path[] = "Macintosh HD:Two:renamed";
    check("from a full path", NewAliasMinimalFromFullPath(sizeof path - 1, path, 0, 0, &full), noErr);
    check("resolves as well", ResolveAlias(0, full, &found, &changed), noErr);
    checkTrue("to the file", isCalled(&found, other, "\prenamed"));
}

static void makeAliasFile(ConstStr255Param called, AliasHandle record)
{
    FSSpec spec;
    FInfo info;
    FSMakeFSSpec(0, 0, called, &spec);
    FSpCreateResFile(&spec, 'MACS', 'alis', 0);
    short refNum = FSpOpenResFile(&spec, fsRdWrPerm);
    Handle copy = (Handle)record;
    HandToHand(&copy);
    AddResource(copy, rAliasType, 0, P("an alias"));
    CloseResFile(refNum);
    FSpGetFInfo(&spec, &info);
    info.fdFlags |= 0x8000;
    FSpSetFInfo(&spec, &info);
}

static void files(void)
{
    FSSpec spec;
    source("Files, chapter 4, ResolveAliasFile");
    makeAliasFile(P("first"), alias);
    FSMakeFSSpec(0, 0, P("first"), &spec);
    check("IsAliasFile", (IsAliasFile(&spec, &wasAliased, &isFolder), wasAliased), true);
    FSSpec link = spec;
    check("ResolveAliasFile", ResolveAliasFile(&spec, true, &isFolder, &wasAliased), noErr);
    checkTrue("leads to the target", isCalled(&spec, other, "\prenamed"));
    check("was an alias", wasAliased, true);
    check("of no folder", isFolder, false);
    AliasHandle toLink;
    NewAlias(0, &link, &toLink);
    makeAliasFile(P("second"), toLink);
    FSMakeFSSpec(0, 0, P("second"), &spec);
    check("a chain", ResolveAliasFile(&spec, true, &isFolder, &wasAliased), noErr);
    checkTrue("leads to its end", isCalled(&spec, other, "\prenamed"));
    FSMakeFSSpec(0, 0, P("second"), &spec);
    ResolveAliasFile(&spec, false, &isFolder, &wasAliased);
    checkTrue("or one step", isCalled(&spec, fsRtDirID, "\pfirst"));
    FSMakeFSSpec(0, 0, P(":Two:"), &spec);
    check("what is no alias", ResolveAliasFile(&spec, true, &isFolder, &wasAliased), noErr);
    checkTrue("stays", isCalled(&spec, fsRtDirID, "\pTwo"));
    check("and is said to be none", wasAliased, false);
    check("but a folder", isFolder, true);
}

static void folders(void)
{
    short vRefNum, root;
    long dirID, system, directory;
    source("Macintosh Toolbox Essentials, chapter 7, FindFolder");
    HGetVol(0, &root, &directory);
    check("no Preferences yet", FindFolder(kOnSystemDisk, kPreferencesFolderType, kDontCreateFolder, &vRefNum, &dirID), fnfErr);
    check("made when asked", FindFolder(kOnSystemDisk, kPreferencesFolderType, kCreateFolder, &vRefNum, &dirID), noErr);
    check("on the start-up volume", vRefNum, root);
    FindFolder(kOnSystemDisk, kSystemFolderType, kDontCreateFolder, &vRefNum, &system);
    CInfoPBRec block;
    block.dirInfo.ioNamePtr = name;
    block.dirInfo.ioVRefNum = vRefNum;
    block.dirInfo.ioDrDirID = dirID;
    block.dirInfo.ioFDirIndex = -1;
    PBGetCatInfoSync(&block);
    check("in the System Folder", block.dirInfo.ioDrParID, system);
    check("by its name", name[0], 11);
    long again;
    check("the same from then on", (FindFolder(vRefNum, kPreferencesFolderType, kCreateFolder, &vRefNum, &again), again), dirID);
    HParamBlockRec volume;
    volume.volumeParam.ioNamePtr = 0;
    volume.volumeParam.ioVRefNum = root;
    volume.volumeParam.ioVolIndex = 0;
    PBHGetVInfoSync(&volume);
    source("Files, chapter 2, Volume Information");
    check("the volume says which the System Folder is", volume.volumeParam.ioVFndrInfo[0], system);
    source("Macintosh Toolbox Essentials, chapter 7, FindFolder");
    check("Temporary Items", FindFolder(kOnSystemDisk, kTemporaryFolderType, kCreateFolder, &vRefNum, &dirID), noErr);
    check("a type that nobody knows", FindFolder(kOnSystemDisk, 'none', kCreateFolder, &vRefNum, &dirID), fnfErr);
    check("a volume that is not there", FindFolder(-77, kTemporaryFolderType, kCreateFolder, &vRefNum, &dirID), nsvErr);
}

int main(void)
{
    openResults();
    resolve();
    files();
    folders();
    return 0;
}
