/* Resource Manager: Inside Macintosh: More Macintosh Toolbox, chapter 1. */
#ifndef __RESOURCES__
#define __RESOURCES__

#include "Files.h"
#include "MacTypes.h"

enum {
    resSysHeap = 64,
    resPurgeable = 32,
    resLocked = 16,
    resProtected = 8,
    resPreload = 4,
    resChanged = 2
};
enum { mapReadOnly = 128, mapCompact = 64, mapChanged = 32 };
enum { kResFileNotOpened = -1, kSystemResFile = 0 };

BEGIN_MAC_DECLARATIONS
short InitResources(void);
short OpenRFPerm(ConstStr255Param fileName, short vRefNum, SignedByte permission);
void CreateResFile(ConstStr255Param fileName);
void HCreateResFile(short vRefNum, long dirID, ConstStr255Param fileName);
void FSpCreateResFile(const FSSpec *spec, OSType creator, OSType fileType, ScriptCode scriptTag);
void UpdateResFile(short refNum);
short GetResFileAttrs(short refNum);
void SetResFileAttrs(short refNum, short attrs);
short UniqueID(ResType theType);
short Unique1ID(ResType theType);
Handle RGetResource(ResType theType, short theID);
void GetIndType(ResType *theType, short index);
void Get1IndType(ResType *theType, short index);
void AddResource(Handle theData, ResType theType, short theID, ConstStr255Param name);
void RemoveResource(Handle theResource);
void ChangedResource(Handle theResource);
void WriteResource(Handle theResource);
void SetResInfo(Handle theResource, short theID, ConstStr255Param name);
void SetResAttrs(Handle theResource, short attrs);
void SetResPurge(Boolean install);
void ReadPartialResource(Handle theResource, long offset, void *buffer, long count);
void WritePartialResource(Handle theResource, long offset, const void *buffer, long count);
void SetResourceSize(Handle theResource, long newSize);
long RsrcMapEntry(Handle theResource);
Handle GetNextFOND(Handle fondHandle);
short CurResFile(void);
void UseResFile(short refNum);
short HomeResFile(Handle theResource);
short OpenResFile(ConstStr255Param fileName);
short HOpenResFile(short vRefNum, long dirID, ConstStr255Param fileName, SInt8 permission);
short FSpOpenResFile(const FSSpec *spec, SignedByte permission);
void CloseResFile(short refNum);
void SetResLoad(Boolean load);
short CountTypes(void);
short Count1Types(void);
short CountResources(ResType theType);
short Count1Resources(ResType theType);
Handle GetIndResource(ResType theType, short index);
Handle Get1IndResource(ResType theType, short index);
Handle GetResource(ResType theType, short theID);
Handle Get1Resource(ResType theType, short theID);
Handle GetNamedResource(ResType theType, ConstStr255Param name);
Handle Get1NamedResource(ResType theType, ConstStr255Param name);
void LoadResource(Handle theResource);
void ReleaseResource(Handle theResource);
void DetachResource(Handle theResource);
void GetResInfo(Handle theResource, short *theID, ResType *theType, Str255 name);
short GetResAttrs(Handle theResource);
Size GetResourceSizeOnDisk(Handle theResource);
Size GetMaxResourceSize(Handle theResource);
OSErr ResError(void);
END_MAC_DECLARATIONS

#endif
