/* Scrap Manager: Inside Macintosh: More Macintosh Toolbox, chapter 2. */
#ifndef __SCRAP__
#define __SCRAP__

#include "MacTypes.h"

enum { noTypeErr = -102 };
#pragma pack(push, 2)
typedef struct ScrapStuff {
    long scrapSize;
    Handle scrapHandle;
    short scrapCount;
    short scrapState;
    StringPtr scrapName;
} ScrapStuff;
#pragma pack(pop)
typedef ScrapStuff *PScrapStuff, *ScrapStuffPtr;

BEGIN_MAC_DECLARATIONS
PScrapStuff InfoScrap(void);
long UnloadScrap(void);
long LoadScrap(void);
long GetScrap(Handle hDest, ResType theType, long *offset);
long ZeroScrap(void);
long PutScrap(long length, ResType theType, const void *source);
END_MAC_DECLARATIONS

#endif
