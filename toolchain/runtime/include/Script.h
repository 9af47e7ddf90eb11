/* Scripts and international resources: Inside Macintosh: Text, chapter 6 and appendix B. */
#ifndef __SCRIPT__
#define __SCRIPT__

#include "IntlResources.h"
#include "MacTypes.h"

enum { smSystemScript = -1, smCurrentScript = -2, smAllScripts = -3, smRoman = 0, smJapanese = 1 };
enum { langEnglish = 0, langFrench = 1, langGerman = 2 };
enum { smNotInstalled = 0, smBadVerb = -1, smBadScript = -2 };
enum {
    smVersion = 0,
    smMunged = 2,
    smEnabled = 4,
    smBidirect = 6,
    smFontForce = 8,
    smIntlForce = 10,
    smSysScript = 18,
    smLastScript = 20,
    smKeyScript = 22,
    smRegionCode = 40
};
enum {
    smScriptVersion = 0,
    smScriptEnabled = 4,
    smScriptSysFond = 12,
    smScriptAppFond = 14,
    smScriptLang = 28,
    smScriptSysFondSize = 84,
    smScriptAppFondSize = 86
};
enum { smSingleByte = 0, smFirstByte = -1, smLastByte = 1, smMiddleByte = 2 };
enum { smcTypeMask = 0x000F, smcClassMask = 0x0F00, smcUpperMask = 0x4000 };
enum { smCharPunct = 0, smCharAscii = 1, smCharExtAscii = 7, smPunctNumber = 0x0100, smPunctSymbol = 0x0200, smPunctBlank = 0x0300, smCharUpper = 0x4000 };
enum { smTransAscii = 0, smTransLower = 0x1000, smTransUpper = 0x2000, smMaskAll = -1 };

BEGIN_MAC_DECLARATIONS
long GetScriptManagerVariable(short selector);
OSErr SetScriptManagerVariable(short selector, long param);
long GetScriptVariable(short script, short selector);
OSErr SetScriptVariable(short script, short selector, long param);
short FontScript(void);
short IntlScript(void);
short FontToScript(short fontNumber);
void KeyScript(short code);
short CharacterType(Ptr textBuf, short textOffset, ScriptCode script);
short CharacterByteType(Ptr textBuf, short textOffset, ScriptCode script);
Boolean FillParseTable(char *table, ScriptCode script);
OSErr TransliterateText(Handle srcHandle, Handle dstHandle, short target, long srcMask, ScriptCode script);
short GetSysDirection(void);
void SetSysDirection(short value);
Handle GetIntlResource(short theID);
void SetIntlResource(short refNum, short theID, Handle intlHandle);
void ClearIntlResourceCache(void);
void GetIntlResourceTable(ScriptCode script, short tableCode, Handle *itlHandle, long *offset, long *length);
END_MAC_DECLARATIONS

#endif
