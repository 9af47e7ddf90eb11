/* Text Utilities, Script Manager and international resources (Inside Macintosh: Text, chapters 5 and 6, appendix B). */

#include "checks.h"
#include <Script.h>
#include <TextUtils.h>

static int equalStrings(const unsigned char *got, const char *expected)
{
    short i, length = 0;
    while (expected[length])
        length++;
    if (got[0] != length)
        return 0;
    for (i = 0; i < length; i++)
        if (got[i + 1] != (unsigned char)expected[i])
            return 0;
    return 1;
}

static int contains(Handle h, const char *expected)
{
    long i, length = 0;
    while (expected[length])
        length++;
    if (GetHandleSize(h) != length)
        return 0;
    for (i = 0; i < length; i++)
        if ((*h)[i] != expected[i])
            return 0;
    return 1;
}

static Handle handleOf(const char *text)
{
    long length = 0;
    Handle h;
    while (text[length])
        length++;
    PtrToHand(text, &h, length);
    return h;
}

#define P(text) ((ConstStr255Param) "\p" text)

static void numbers(void)
{
    Str255 s;
    long n;
    source("Text, chapter 5, NumToString");
    NumToString(0, s);
    checkTrue("zero", equalStrings(s, "0"));
    NumToString(-2147483647 - 1, s);
    checkTrue("the lowest number", equalStrings(s, "-2147483648"));
    source("Text, chapter 5, StringToNum");
    StringToNum(P("-23"), &n);
    check("a negative number", n, -23);
    StringToNum(P("0"), &n);
    check("zero", n, 0);
    StringToNum(P("055"), &n);
    check("leading zeros", n, 55);
    StringToNum(P("2147483648"), &n);
    check("a number too big wraps", n, -2147483647 - 1);
}

static void strings(void)
{
    Str255 s = "\pa\x8A" "B\xA7\xC9";
    StringHandle h = NewString(P("first"));
    unsigned char text[] = "\x8E" "cole Z";
    source("Text, chapter 5, NewString");
    checkTrue("NewString", equalStrings(*h, "first"));
    check("only as long as it needs to be", GetHandleSize((Handle)h), 6);
    source("Text, chapter 5, SetString");
    SetString(h, P("the second"));
    checkTrue("SetString", equalStrings(*h, "the second"));
    check("and grows", GetHandleSize((Handle)h), 11);
    source("Text, chapter 5, UpperString");
    UpperString(s, 1);
    checkTrue("with diacritics", equalStrings(s, "A\x80" "B\xA7\xC9"));
    UpperString(s, 0);
    checkTrue("and without", equalStrings(s, "AAB\xA7\xC9"));
    source("Text, chapter 5, UppercaseText");
    UppercaseText((Ptr)text, 5, smSystemScript);
    checkTrue("UppercaseText", text[0] == 0x83 && text[1] == 'C' && text[4] == 'E' && text[5] == ' ');
    LowercaseText((Ptr)text, 7, smSystemScript);
    checkTrue("LowercaseText", text[0] == 0x8E && text[1] == 'c' && text[6] == 'z');
    StripDiacritics((Ptr)text, 7, smSystemScript);
    checkTrue("StripDiacritics", text[0] == 'e');
    text[0] = 0x8E;
    UppercaseStripDiacritics((Ptr)text, 7, smSystemScript);
    checkTrue("UppercaseStripDiacritics", text[0] == 'E' && text[6] == 'Z');
    source("MPW's TextUtils.h, c2pstr");
    checkTrue("c2pstr", equalStrings(c2pstr((char *)text), "ECOLE Z"));
    checkTrue("p2cstr", p2cstr(text)[6] == 'Z' && text[7] == 0);
}

static void comparing(void)
{
    source("Text, chapter 5, EqualString");
    checkTrue("case counts", !EqualString(P("Rose"), P("rose"), 1, 1));
    checkTrue("case does not count", EqualString(P("Rose"), P("rose"), 0, 1));
    checkTrue("marks count", !EqualString(P("ros\x8E"), P("rose"), 0, 1));
    checkTrue("marks do not count", EqualString(P("ros\x8E"), P("rose"), 1, 0));
    checkTrue("length", !EqualString(P("rose"), P("roses"), 0, 0));
    source("Text, chapter 5, RelString");
    check("less", RelString(P("abc"), P("abd"), 0, 1), -1);
    check("greater", RelString(P("b"), P("abc"), 0, 1), 1);
    check("equal", RelString(P("ABC"), P("abc"), 0, 1), 0);
    check("codes of capitals are lower", RelString(P("B"), P("a"), 1, 1), -1);
    check("a beginning is less", RelString(P("ab"), P("abc"), 1, 1), -1);
    source("Text, chapter 5, CompareString");
    check("letters before case", CompareString(P("apple"), P("Banana"), 0), -1);
    check("marks decide where letters are equal", CompareString(P("resume"), P("r\x8Esum\x8E"), 0), -1);
    check("but letters come first", CompareString(P("r\x8Esum\x8E"), P("resumes"), 0), -1);
    check("\xAE stands where AE does", CompareString(P("\xAEsop"), P("Afar"), 0), -1);
    source("Text, chapter 5, IdenticalString");
    check("in primary order", IdenticalString(P("R\x8Esum\x8E"), P("resume"), 0), 0);
    check("different", IdenticalString(P("a"), P("b"), 0), 1);
    source("Text, chapter 5, CompareText");
    check("CompareText", CompareText("abc", "ABD", 3, 3, 0), -1);
    check("IdenticalText", IdenticalText("abc", "ABC", 3, 3, 0), 0);
    source("Text, chapter 5, StringOrder");
    check("StringOrder", StringOrder(P("b"), P("a"), smRoman, smRoman, langEnglish, langEnglish), 1);
    check("ScriptOrder", ScriptOrder(smRoman, smRoman), 0);
    check("LanguageOrder", LanguageOrder(langEnglish, langEnglish), 0);
    check("TextOrder", TextOrder("a", "b", 1, 1, smRoman, smRoman, langEnglish, langEnglish), -1);
}

static void munging(void)
{
    Handle h = handleOf("one two three two"), to = handleOf("2");
    source("Text, chapter 5, Munger");
    check("a search", Munger(h, 0, "two", 3, 0, 0), 4);
    check("from an offset on", Munger(h, 5, "two", 3, 0, 0), 14);
    check("not found", Munger(h, 0, "four", 4, 0, 0), -1);
    check("replacing gives the offset after it", Munger(h, 0, "two", 3, "2", 1), 5);
    checkTrue("the first alone", contains(h, "one 2 three two"));
    check("without a target: bytes from the offset", Munger(h, 4, 0, 2, "", 0), 4);
    checkTrue("deleted", contains(h, "one three two"));
    check("to the end", Munger(h, 3, 0, -1, "!", 1), 4);
    checkTrue("replaced", contains(h, "one!"));
    check("an empty target inserts", Munger(h, 0, "", 0, ">>", 2), 2);
    checkTrue("inserted", contains(h, ">>one!"));
    check("an empty replacement deletes", Munger(h, 0, ">>", 2, "", 0), 0);
    checkTrue("deleted again", contains(h, "one!"));
    DisposeHandle(h);
    h = handleOf("two to the power of two");
    source("Text, chapter 5, ReplaceText");
    check("how many were replaced", ReplaceText(h, to, (unsigned char *)"\ptwo"), 2);
    checkTrue("all of them", contains(h, "2 to the power of 2"));
    check("none", ReplaceText(h, to, (unsigned char *)"\ptwo"), 0);
    DisposeHandle(h);
    DisposeHandle(to);
}

static void dates(void)
{
    Str255 s;
    LongDateTime seconds = 0;
    LongDateRec date;
    DateCacheRecord cache;
    long used;
    char text[] = "10/26/98 rest", named[] = "October 26, 1998", clock[] = "2:05:09 PM", bad[] = "nothing";
    unsigned long when = 2992240800UL; /* Monday 26 October 1998, 10:00 */
    source("Text, chapter 5, DateString");
    DateString(when, shortDate, s, 0);
    checkTrue("short", equalStrings(s, "10/26/98"));
    DateString(when, longDate, s, 0);
    checkTrue("long", equalStrings(s, "Monday, October 26, 1998"));
    DateString(when, abbrevDate, s, 0);
    checkTrue("abbreviated", equalStrings(s, "Mon, Oct 26, 1998"));
    source("Text, chapter 5, TimeString");
    TimeString(when, 0, s, 0);
    checkTrue("morning", equalStrings(s, "10:00 AM"));
    TimeString(when + 4 * 3600 + 9, 1, s, 0);
    checkTrue("afternoon, with seconds", equalStrings(s, "2:00:09 PM"));
    TimeString(when + 14 * 3600, 0, s, 0);
    checkTrue("midnight", equalStrings(s, "12:00 AM"));

    source("Operating System Utilities, chapter 4, LongSecondsToDate");
    seconds = when;
    LongSecondsToDate(&seconds, &date);
    check("year", date.ld.year, 1998);
    check("month", date.ld.month, 10);
    check("day", date.ld.day, 26);
    check("hour", date.ld.hour, 10);
    check("day of week", date.ld.dayOfWeek, 2);
    check("day of year", date.ld.dayOfYear, 299);
    check("era", date.ld.era, 0);
    seconds = 0;
    LongSecondsToDate(&seconds, &date);
    check("the beginning: year", date.ld.year, 1904);
    check("a Friday", date.ld.dayOfWeek, 6);
    source("Operating System Utilities, chapter 4, LongDateToSeconds");
    date.ld.year = 2100;
    date.ld.month = 3;
    date.ld.day = 1;
    date.ld.hour = date.ld.minute = date.ld.second = 0;
    LongDateToSeconds(&date, &seconds);
    checkTrue("beyond what 32 bits hold", seconds == 6190387200LL);
    date.ld.month = 13;
    LongDateToSeconds(&date, &seconds);
    LongSecondsToDate(&seconds, &date);
    check("the 13th month is January of the next year", date.ld.year * 100L + date.ld.month, 210101);
    source("Operating System Utilities, chapter 4, ValidDate");
    date.ld.month = 2;
    date.ld.day = 29;
    check("no leap year: the month is another", ValidDate(&date, dateStdMask, &seconds), monthField);
    date.ld.day = 28;
    check("a date", ValidDate(&date, dateStdMask, &seconds), validDateFields);

    source("Text, chapter 5, InitDateCache");
    check("InitDateCache", InitDateCache(&cache), noErr);
    source("Text, chapter 5, StringToDate");
    check("with characters left over", StringToDate(text, 13, &cache, &used, &date) & leftOverChars, leftOverChars);
    check("how many were used", used, 8);
    check("year", date.ld.year, 1998);
    check("month", date.ld.month, 10);
    check("day", date.ld.day, 26);
    date.ld.month = 0;
    checkTrue("a name", StringToDate(named, 16, &cache, &used, &date) >= 0 && date.ld.month == 10);
    check("none", (unsigned short)StringToDate(bad, 7, &cache, &used, &date), dateTimeNotFound);
    source("Text, chapter 5, StringToTime");
    check("a time", StringToTime(clock, 10, &cache, &used, &date), 0);
    check("hour", date.ld.hour, 14);
    check("minute", date.ld.minute, 5);
    check("second", date.ld.second, 9);
}

static void scripts(void)
{
    Handle from = handleOf("A\x8Cz"), to = NewHandle(0);
    char text[] = "a\x80" "5 +";
    char table[256];
    Intl0Hndl itl0 = (Intl0Hndl)GetIntlResource(0);
    Intl1Hndl itl1 = (Intl1Hndl)GetIntlResource(1);
    source("Text, chapter 6, GetScriptManagerVariable");
    check("one script is enabled", GetScriptManagerVariable(smEnabled), 1);
    check("the system's is Roman", GetScriptManagerVariable(smSysScript), smRoman);
    check("nothing is bidirectional", GetScriptManagerVariable(smBidirect), 0);
    check("unknown selectors give 0", GetScriptManagerVariable(999), 0);
    check("SetScriptManagerVariable", SetScriptManagerVariable(smFontForce, 1), noErr);
    check("is kept", GetScriptManagerVariable(smFontForce), 1);
    check("smBadVerb", SetScriptManagerVariable(999, 1), smBadVerb);
    source("Text, chapter 6, GetScriptVariable");
    check("the application font", GetScriptVariable(smRoman, smScriptAppFond), 3);
    check("the system font's size", GetScriptVariable(smSystemScript, smScriptSysFondSize) & 0xFFFF, 12);
    check("a script that is not there", GetScriptVariable(smJapanese, smScriptEnabled), 0);
    check("smBadScript", SetScriptVariable(smJapanese, smScriptLang, 1), smBadScript);
    source("Text, chapter 6, FontScript");
    check("FontScript", FontScript(), smRoman);
    check("IntlScript", IntlScript(), smRoman);
    check("FontToScript", FontToScript(4), smRoman);
    check("GetSysDirection", GetSysDirection(), 0);
    source("Text, chapter 6, CharacterType");
    check("a letter", CharacterType(text, 0, smRoman) & (smcTypeMask | smcUpperMask), smCharAscii);
    check("a letter with a mark", CharacterType(text, 1, smRoman) & (smcTypeMask | smcUpperMask),
          smCharExtAscii | smCharUpper);
    check("a digit", CharacterType(text, 2, smRoman) & (smcTypeMask | smcClassMask), smCharPunct | smPunctNumber);
    check("a space", CharacterType(text, 3, smRoman) & (smcTypeMask | smcClassMask), smCharPunct | smPunctBlank);
    check("CharacterByteType", CharacterByteType(text, 0, smRoman), smSingleByte);
    table[0xE0 - 0x80] = 1;
    checkTrue("FillParseTable", FillParseTable(table, smRoman) && table[0xE0 - 0x80] == 0);
    source("Text, chapter 6, TransliterateText");
    check("TransliterateText", TransliterateText(from, to, smTransUpper, smMaskAll, smRoman), noErr);
    checkTrue("to capitals", contains(to, "A\x81Z"));
    source("Text, appendix B, itl0");
    check("decimal point", (*itl0)->decimalPt, '.');
    check("thousands", (*itl0)->thousSep, ',');
    check("date order", (*itl0)->dateOrder, mdy);
    check("date separator", (*itl0)->dateSep, '/');
    check("time separator", (*itl0)->timeSep, ':');
    checkTrue("evening", (*itl0)->eveStr == ' PM\0');
    check("size", GetHandleSize((Handle)itl0), sizeof(Intl0Rec));
    source("Text, appendix B, itl1");
    checkTrue("days", equalStrings((*itl1)->days[1], "Monday"));
    checkTrue("months", equalStrings((*itl1)->months[11], "December"));
    check("abbreviations", (*itl1)->abbrLen, 3);
    check("size", GetHandleSize((Handle)itl1), sizeof(Intl1Rec));
}

static void words(void)
{
    char text[] = "two words, isn't it";
    OffsetTable offsets;
    source("Text, chapter 5, FindWordBreaks");
    FindWordBreaks(text, 19, 5, 1, 0, offsets, smSystemScript);
    check("a word starts", offsets[0].offFirst, 4);
    check("and ends", offsets[0].offSecond, 9);
    FindWordBreaks(text, 19, 13, 1, 0, offsets, smSystemScript);
    check("with an apostrophe", offsets[0].offFirst, 11);
    check("in it", offsets[0].offSecond, 16);
}

int main(void)
{
    openResults();
    numbers();
    strings();
    comparing();
    munging();
    dates();
    scripts();
    words();
    FSClose(resultsFile);
    ExitToShell();
    return 0;
}
