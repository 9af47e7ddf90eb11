/* Comparing strings: Inside Macintosh: Text, chapter 5. */
#ifndef __STRINGCOMPARE__
#define __STRINGCOMPARE__

#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
Boolean EqualString(ConstStr255Param str1, ConstStr255Param str2, Boolean caseSensitive, Boolean diacSensitive);
short RelString(ConstStr255Param str1, ConstStr255Param str2, Boolean caseSensitive, Boolean diacSensitive);
short CompareString(ConstStr255Param aStr, ConstStr255Param bStr, Handle itl2Handle);
short IdenticalString(ConstStr255Param aStr, ConstStr255Param bStr, Handle itl2Handle);
short CompareText(const void *aPtr, const void *bPtr, short aLen, short bLen, Handle itl2Handle);
short IdenticalText(const void *aPtr, const void *bPtr, short aLen, short bLen, Handle itl2Handle);
short StringOrder(ConstStr255Param aStr, ConstStr255Param bStr, ScriptCode aScript, ScriptCode bScript,
                  LangCode aLang, LangCode bLang);
short TextOrder(const void *aPtr, const void *bPtr, short aLen, short bLen, ScriptCode aScript, ScriptCode bScript,
                LangCode aLang, LangCode bLang);
short ScriptOrder(ScriptCode script1, ScriptCode script2);
short LanguageOrder(LangCode language1, LangCode language2);
END_MAC_DECLARATIONS

#endif
