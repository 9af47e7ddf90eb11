/* Alias Manager: Inside Macintosh: Files, chapter 4. */
#ifndef __ALIASES__
#define __ALIASES__

#include "Files.h"
#include "MacTypes.h"

enum { rAliasType = 'alis' };
enum { kARMMountVol = 1, kARMNoUI = 2, kARMMultVols = 8, kARMSearch = 256, kARMSearchMore = 512, kARMSearchRelFirst = 1024 };
enum { asiZoneName = -3, asiServerName = -2, asiVolumeName = -1, asiAliasName = 0, asiParentName = 1 };

#pragma pack(push, 2)
typedef struct AliasRecord {
    OSType userType;
    unsigned short aliasSize;
} AliasRecord;
#pragma pack(pop)
typedef AliasRecord *AliasPtr;
typedef AliasPtr *AliasHandle;
typedef short AliasInfoType;
typedef UniversalProcPtr AliasFilterUPP;

BEGIN_MAC_DECLARATIONS
OSErr NewAlias(const FSSpec *fromFile, const FSSpec *target, AliasHandle *alias);
OSErr NewAliasMinimal(const FSSpec *target, AliasHandle *alias);
OSErr NewAliasMinimalFromFullPath(short fullPathLength, const void *fullPath, ConstStr255Param zoneName,
                                  ConstStr255Param serverName, AliasHandle *alias);
OSErr UpdateAlias(const FSSpec *fromFile, const FSSpec *target, AliasHandle alias, Boolean *wasChanged);
OSErr ResolveAlias(const FSSpec *fromFile, AliasHandle alias, FSSpec *target, Boolean *wasChanged);
OSErr ResolveAliasFile(FSSpec *theSpec, Boolean resolveAliasChains, Boolean *targetIsFolder, Boolean *wasAliased);
OSErr IsAliasFile(const FSSpec *fileFSSpec, Boolean *aliasFileFlag, Boolean *folderFlag);
OSErr MatchAlias(const FSSpec *fromFile, unsigned long rulesMask, AliasHandle alias, short *aliasCount, FSSpec *aliasList,
                 Boolean *needsUpdate, AliasFilterUPP aliasFilter, void *yourDataPtr);
OSErr GetAliasInfo(AliasHandle alias, AliasInfoType index, StringPtr theString);
OSErr FollowFinderAlias(const FSSpec *fromFile, AliasHandle alias, Boolean logon, FSSpec *target, Boolean *wasChanged);
OSErr ResolveAliasWithMountFlags(const FSSpec *fromFile, AliasHandle alias, FSSpec *target, Boolean *wasChanged,
                                 unsigned long mountFlags);
OSErr ResolveAliasFileWithMountFlags(FSSpec *theSpec, Boolean resolveAliasChains, Boolean *targetIsFolder,
                                     Boolean *wasAliased, unsigned long mountFlags);
END_MAC_DECLARATIONS

#endif
