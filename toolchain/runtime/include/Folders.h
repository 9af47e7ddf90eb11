/* Folder Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 7. */
#ifndef __FOLDERS__
#define __FOLDERS__

#include "Files.h"
#include "MacTypes.h"

enum { kOnSystemDisk = -32768, kOnAppropriateDisk = -32767 };
enum { kCreateFolder = 1, kDontCreateFolder = 0 };
enum {
    kSystemFolderType = 'macs',
    kDesktopFolderType = 'desk',
    kTrashFolderType = 'trsh',
    kWhereToEmptyTrashFolderType = 'empt',
    kPrintMonitorDocsFolderType = 'prnt',
    kStartupFolderType = 'strt',
    kShutdownFolderType = 'shdf',
    kAppleMenuFolderType = 'amnu',
    kControlPanelFolderType = 'ctrl',
    kExtensionFolderType = 'extn',
    kFontsFolderType = 'font',
    kPreferencesFolderType = 'pref',
    kTemporaryFolderType = 'temp',
    kApplicationsFolderType = 'apps',
    kDocumentsFolderType = 'docs'
};

BEGIN_MAC_DECLARATIONS
OSErr FindFolder(short vRefNum, OSType folderType, Boolean createFolder, short *foundVRefNum, long *foundDirID);
END_MAC_DECLARATIONS

#endif
