/* Resource Manager: Inside Macintosh: More Macintosh Toolbox, chapter 1. */
#ifndef __RESOURCES__
#define __RESOURCES__

#include "Files.h"
#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
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
