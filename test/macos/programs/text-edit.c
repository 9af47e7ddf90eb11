/* TextEdit, as a program sees it (Inside Macintosh: Text, chapter 2). Metrics are those of the machine's own Monaco 9. */

#include "checks.h"
#include <Fonts.h>
#include <OSUtils.h>
#include <Quickdraw.h>
#include <Scrap.h>
#include <TextEdit.h>

#define CR "\r"

QDGlobals qd;
static GrafPort port;
/* The port draws in a bitmap of its own, of 256 by 240 pixels. */
#define ROW_BYTES 32
static unsigned char bits[ROW_BYTES * 240];
static FontInfo info;
static short cell, lineHeight;

static long lengthOf(const char *text)
{
    long length = 0;
    while (text[length])
        length++;
    return length;
}

static int textIs(TEHandle te, const char *expected)
{
    long i, length = lengthOf(expected);
    if ((*te)->teLength != length)
        return 0;
    for (i = 0; i < length; i++)
        if ((*(*te)->hText)[i] != expected[i])
            return 0;
    return 1;
}

static void setText(TEHandle te, const char *text) { TESetText(text, lengthOf(text), te); }
static void insert(TEHandle te, const char *text) { TEInsert(text, lengthOf(text), te); }
static void typeText(TEHandle te, const char *text)
{
    while (*text)
        TEKey(*text++, te);
}

static TEHandle newRecord(short columns)
{
    Rect r;
    SetRect(&r, 10, 20, 10 + 2 + columns * cell, 20 + 10 * lineHeight);
    return TENew(&r, &r);
}

static void creating(void)
{
    Rect dest, view;
    TEHandle te;
    TERec record;
    source("Text, chapter 2, TENew");
    SetRect(&dest, 10, 20, 110, 120);
    SetRect(&view, 11, 21, 90, 100);
    te = TENew(&dest, &view);
    checkTrue("TENew", te != 0);
    record = **te;
    checkTrue("destRect", EqualRect(&record.destRect, &dest));
    checkTrue("viewRect", EqualRect(&record.viewRect, &view));
    check("teLength of a new record", record.teLength, 0);
    check("selStart", record.selStart, 0);
    check("selEnd", record.selEnd, 0);
    check("lineHeight is that of the port's font", record.lineHeight, lineHeight);
    check("fontAscent", record.fontAscent, info.ascent);
    check("txFont", record.txFont, kFontIDMonaco);
    check("txSize", record.txSize, 9);
    check("just", record.just, teFlushDefault);
    checkTrue("crOnly says that lines wrap", record.crOnly >= 0);
    checkTrue("inPort", record.inPort == &port);
    check("nLines", record.nLines, 0);
    check("active", record.active, 0);
    checkTrue("hText is a handle", record.hText != 0 && GetHandleSize(record.hText) == 0);
    check("offset of lineStarts in the record", (long)((char *)record.lineStarts - (char *)&record), 96);
    TEDispose(te);
    check("TEDispose", MemError(), noErr);
}

static void texts(void)
{
    TEHandle te = newRecord(10);
    source("Text, chapter 2, TESetText and TEGetText");
    setText(te, "hello");
    checkTrue("TESetText", textIs(te, "hello"));
    checkTrue("TEGetText", (Handle)TEGetText(te) == (*te)->hText);
    check("the insertion point is at the end", (*te)->selStart, 5);
    check("and nothing is selected", (*te)->selEnd, 5);
    check("hText's size", GetHandleSize((*te)->hText), 5);

    source("Text, chapter 2, lineStarts");
    setText(te, "one" CR "two three four" CR "five");
    check("nLines", (*te)->nLines, 4);
    check("first line", (*te)->lineStarts[0], 0);
    check("after a return", (*te)->lineStarts[1], 4);
    check("where a word does not fit", (*te)->lineStarts[2], 14);
    check("after the second return", (*te)->lineStarts[3], 19);
    check("the last entry is the length", (*te)->lineStarts[4], 23);
    setText(te, "0123456789012345");
    check("a word that is too long is broken", (*te)->lineStarts[1], 10);
    setText(te, "0123456789   x");
    check("spaces stay at the end of a line", (*te)->lineStarts[1], 13);
    setText(te, "abc" CR);
    check("a return at the end begins no line that counts", (*te)->nLines, 1);
    setText(te, "");
    check("no text, no line", (*te)->nLines, 0);

    source("Text, chapter 2, crOnly");
    (*te)->crOnly = -1;
    setText(te, "a line as long as it likes" CR "another");
    check("only returns end lines", (*te)->nLines, 2);
    (*te)->crOnly = 1;
    source("Text, chapter 2, TECalText");
    TECalText(te);
    check("lines are found anew", (*te)->nLines, 4);
    (*te)->destRect.right += 100 * cell;
    TECalText(te);
    check("with a wider destination there are fewer", (*te)->nLines, 2);
    TEDispose(te);
}

static void editing(void)
{
    TEHandle te = newRecord(20);
    source("Text, chapter 2, TEKey");
    typeText(te, "wonder");
    checkTrue("characters typed", textIs(te, "wonder"));
    check("the insertion point follows", (*te)->selStart, 6);
    TEKey(8, te);
    checkTrue("Backspace", textIs(te, "wonde"));
    TESetSelect(1, 4, te);
    TEKey('a', te);
    checkTrue("a key replaces the selection", textIs(te, "wae"));
    check("insertion point after it", (*te)->selStart, 2);
    check("and it is one", (*te)->selEnd, 2);
    TESetSelect(0, 1, te);
    TEKey(8, te);
    checkTrue("Backspace deletes the selection", textIs(te, "ae"));
    TESetSelect(0, 0, te);
    TEKey(8, te);
    checkTrue("Backspace at the start does nothing", textIs(te, "ae"));
    setText(te, "abc" CR "defgh");
    TEKey(0x1C, te);
    check("left arrow", (*te)->selStart, 8);
    TEKey(0x1E, te);
    check("up arrow goes to the end of a shorter line", (*te)->selStart, 3);
    TEKey(0x1F, te);
    check("down arrow", (*te)->selStart, 7);
    TEKey(0x1D, te);
    check("right arrow", (*te)->selStart, 8);
    TESetSelect(2, 6, te);
    TEKey(0x1C, te);
    check("left arrow goes to the start of a selection", (*te)->selStart, 2);
    check("and ends it", (*te)->selEnd, 2);

    source("Text, chapter 2, TEInsert");
    setText(te, "one three");
    TESetSelect(4, 9, te);
    insert(te, "two ");
    checkTrue("TEInsert", textIs(te, "one two three"));
    check("the selection moves along", (*te)->selStart, 8);
    check("to its end", (*te)->selEnd, 13);
    source("Text, chapter 2, TEDelete");
    TEDelete(te);
    checkTrue("TEDelete", textIs(te, "one two "));
    check("insertion point", (*te)->selStart, 8);
    TEDelete(te);
    checkTrue("TEDelete without a selection", textIs(te, "one two "));

    source("Text, chapter 2, TESetSelect");
    TESetSelect(2, 32767, te);
    check("selEnd is no greater than the length", (*te)->selEnd, 8);
    check("selStart", (*te)->selStart, 2);

    source("Text, chapter 2, TECut, TECopy and TEPaste");
    setText(te, "cut and paste");
    TESetSelect(4, 8, te);
    TECopy(te);
    check("TEGetScrapLength", TEGetScrapLength(), 4);
    checkTrue("TEScrapHandle", (*TEScrapHandle())[0] == 'a' && (*TEScrapHandle())[3] == ' ');
    checkTrue("TECopy leaves the text", textIs(te, "cut and paste"));
    TECut(te);
    checkTrue("TECut", textIs(te, "cut paste"));
    check("insertion point after TECut", (*te)->selStart, 4);
    TESetSelect(0, 0, te);
    TEPaste(te);
    checkTrue("TEPaste", textIs(te, "and cut paste"));
    check("the insertion point is behind what was pasted", (*te)->selStart, 4);
    TESetSelect(4, 8, te);
    TEPaste(te);
    checkTrue("TEPaste replaces the selection", textIs(te, "and and paste"));
    TESetScrapLength(2);
    TESetSelect(0, 0, te);
    TEPaste(te);
    checkTrue("TESetScrapLength", textIs(te, "anand and paste"));
    TEDispose(te);
}

static void places(void)
{
    TEHandle te = newRecord(10);
    Point pt;
    short left;
    setText(te, "abc" CR "defghijk");
    source("Text, chapter 2, TEGetPoint");
    pt = TEGetPoint(0, te);
    left = pt.h;
    check("v is the bottom of the line", pt.v, 20 + lineHeight);
    check("at the destination's left edge, with room for the caret", left, 11);
    pt = TEGetPoint(2, te);
    check("two characters on", pt.h, left + 2 * cell);
    pt = TEGetPoint(4, te);
    check("first of the second line", pt.h, left);
    check("second line", pt.v, 20 + 2 * lineHeight);
    source("Text, chapter 2, TEGetOffset");
    pt.v = 22;
    pt.h = left + cell + 1;
    check("left half of the second character", TEGetOffset(pt, te), 1);
    pt.h = left + 2 * cell - 1;
    check("right half of it", TEGetOffset(pt, te), 2);
    pt.h = 500;
    check("right of the line", TEGetOffset(pt, te), 3);
    pt.h = 0;
    pt.v = 500;
    check("below the text: in the last line", TEGetOffset(pt, te), 4);
    pt.v = 0;
    check("above the text: in the first line", TEGetOffset(pt, te), 0);
    source("Text, chapter 2, TEGetHeight");
    check("one line", TEGetHeight(1, 1, te), lineHeight);
    check("two lines", TEGetHeight(2, 1, te), 2 * lineHeight);
    check("no more than there are", TEGetHeight(100, 1, te), 2 * lineHeight);
    source("Text, chapter 2, TESetAlignment");
    TESetAlignment(teFlushRight, te);
    pt = TEGetPoint(3, te);
    check("flush right", pt.h, 10 + 2 + 10 * cell - 1);
    TESetAlignment(teCenter, te);
    pt = TEGetPoint(0, te);
    check("centred", pt.h, 11 + 7 * cell / 2);
    TESetAlignment(teFlushLeft, te);
    source("Text, chapter 2, TEScroll");
    TEScroll(-3, -5, te);
    check("destRect moves, h", (*te)->destRect.left, 7);
    check("destRect moves, v", (*te)->destRect.top, 15);
    check("viewRect stays", (*te)->viewRect.top, 20);
    TEScroll(3, 5, te);
    source("Text, chapter 2, TEPinScroll");
    TEPinScroll(0, -50, te);
    check("text that is all in view does not scroll", (*te)->destRect.top, 20);
    TEPinScroll(0, 50, te);
    check("nor down", (*te)->destRect.top, 20);
    source("Text, chapter 2, TEAutoView and TESelView");
    (*te)->viewRect.bottom = 20 + lineHeight;
    TESelView(te);
    check("without automatic scrolling nothing happens", (*te)->destRect.top, 20);
    TEAutoView(1, te);
    check("TEFeatureFlag knows", TEFeatureFlag(teFAutoScroll, teBitTest, te), 1);
    TESelView(te);
    check("the insertion point comes into view", (*te)->destRect.top, 20 - lineHeight);
    source("Text, chapter 2, TEFeatureFlag");
    check("clearing tells what was", TEFeatureFlag(teFAutoScroll, teBitClear, te), 1);
    check("it is clear now", TEFeatureFlag(teFAutoScroll, teBitTest, te), 0);
    check("setting another", TEFeatureFlag(teFOutlineHilite, teBitSet, te), 0);
    check("which is set", TEFeatureFlag(teFOutlineHilite, teBitTest, te), 1);
    TEDispose(te);
}

static int pixel(short h, short v) { return bits[v * ROW_BYTES + (h >> 3)] >> (7 - (h & 7)) & 1; }

static int inkIn(short left, short top, short right, short bottom)
{
    short h, v;
    int count = 0;
    for (v = top; v < bottom; v++)
        for (h = left; h < right; h++)
            count += pixel(h, v) != 0;
    return count;
}

static void drawing(void)
{
    TEHandle te = newRecord(10);
    Rect all = port.portRect;
    RgnHandle region = NewRgn();
    int plain, selected;
    EraseRect(&all);
    setText(te, "HHHHH" CR "H");
    source("Text, chapter 2, TESetText");
    check("nothing is drawn", inkIn(0, 0, 200, 200), 0);
    source("Text, chapter 2, TEUpdate");
    TEUpdate(&all, te);
    plain = inkIn(0, 0, 200, 200);
    checkTrue("TEUpdate draws", plain > 0);
    check("on the first line's baseline", pixel(11, 20 + info.ascent - 1), 1);
    check("nothing above the destination", inkIn(0, 0, 200, 20), 0);
    source("Text, chapter 2, TEActivate");
    TESetSelect(0, 2, te);
    check("an inactive record shows no selection", inkIn(0, 0, 200, 200), plain);
    TEActivate(te);
    check("active", (*te)->active, 1);
    selected = inkIn(11, 20, 11 + 2 * cell, 20 + lineHeight);
    checkTrue("the selection is inverted", selected > lineHeight * cell);
    check("and nothing else", 2 * inkIn(11 + 2 * cell, 20, 200, 20 + lineHeight), 3 * (2 * cell * lineHeight - selected));
    source("Text, chapter 2, TEGetHiliteRgn");
    check("TEGetHiliteRgn", TEGetHiliteRgn(region, te), noErr);
    check("its left edge", (**region).rgnBBox.left, 11);
    check("its right edge", (**region).rgnBBox.right, 11 + 2 * cell);
    check("its bottom", (**region).rgnBBox.bottom, 20 + lineHeight);
    source("Text, chapter 2, TEDeactivate");
    TEDeactivate(te);
    check("TEDeactivate", inkIn(0, 0, 200, 200), plain);
    source("Text, chapter 2, TEIdle");
    TESetSelect(5, 5, te);
    TEActivate(te);
    check("the caret is one pixel wide and a line high", inkIn(0, 0, 200, 200) - plain, lineHeight);
    {
        unsigned long ticks;
        long on = inkIn(0, 0, 200, 200);
        TEIdle(te);
        check("before its time it stays", inkIn(0, 0, 200, 200), on);
        Delay(40, &ticks);
        TEIdle(te);
        check("then it blinks", inkIn(0, 0, 200, 200), plain);
        Delay(40, &ticks);
        TEIdle(te);
        check("and comes back", inkIn(0, 0, 200, 200), on);
    }
    source("Text, chapter 2, TEKey");
    TEKey(8, te);
    TEDeactivate(te);
    check("a letter less", inkIn(0, 0, 200, 200), plain - plain / 6);
    source("Text, chapter 2, TETextBox");
    EraseRect(&all);
    SetRect(&all, 10, 20, 10 + 2 + 10 * cell, 20 + 2 * lineHeight);
    TETextBox("HHHHH\rH", 7, &all, teFlushLeft);
    check("TETextBox draws the same", inkIn(0, 0, 200, 200), plain);
    TETextBox("", 0, &all, teFlushLeft);
    check("and erases what was there", inkIn(0, 0, 200, 200), 0);
    DisposeRgn(region);
    TEDispose(te);
}

static short breaksAsked;
static Boolean breakAtDash(Ptr text, short at)
{
    breaksAsked++;
    return text[at] == '-';
}

static short looped;
static Boolean loop(TEPtr te)
{
    (void)te;
    looped++;
    return 1;
}

static void hooks(void)
{
    TEHandle te = newRecord(10);
    UniversalProcPtr word = NewRoutineDescriptor((ProcPtr)breakAtDash, uppWordBreakProcInfo, kPowerPCISA), old;
    UniversalProcPtr click = NewRoutineDescriptor((ProcPtr)loop, uppTEClickLoopProcInfo, kPowerPCISA);
    Point pt;
    source("Text, chapter 2, TESetWordBreak");
    TESetWordBreak(word, te);
    setText(te, "ab-cd ef-gh");
    checkTrue("the routine is asked", breaksAsked > 0);
    check("and says where lines break", (*te)->lineStarts[1], 9);
    TESetWordBreak(0, te);
    source("Text, chapter 2, TESetClickLoop");
    TESetClickLoop(click, te);
    checkTrue("kept in the record", (*te)->clickLoop == click);
    source("Text, chapter 2, TEClick");
    setText(te, "two words");
    pt.h = 11 + 5 * cell + 1;
    pt.v = 22;
    TEClick(pt, 0, te);
    check("a click sets the insertion point", (*te)->selStart, 5);
    check("where it is", (*te)->selEnd, 5);
    TEClick(pt, 0, te);
    check("a second one selects the word", (*te)->selStart, 4);
    check("to its end", (*te)->selEnd, 9);
    TESetSelect(3, 3, te);
    TEClick(pt, 1, te);
    check("with Shift it extends the selection", (*te)->selStart, 3);
    check("to the click", (*te)->selEnd, 5);
    source("Text, chapter 2, TECustomHook");
    old = word;
    TECustomHook(intEOLHook, &old, te);
    checkTrue("TECustomHook gives the hook that was", old != word);
    TECustomHook(intEOLHook, &old, te);
    checkTrue("and takes the new one", old == word);
    TEDispose(te);
}

static void styled(void)
{
    Rect r;
    TEHandle te;
    TEStyleHandle styles;
    TextStyle style;
    StScrpHandle scrap;
    short height, ascent, mode;
    SetRect(&r, 10, 20, 210, 220);
    source("Text, chapter 2, TEStyleNew");
    te = TEStyleNew(&r, &r);
    check("txSize says that it is styled", (*te)->txSize, -1);
    check("lineHeight", (*te)->lineHeight, -1);
    check("fontAscent", (*te)->fontAscent, -1);
    styles = TEGetStyleHandle(te);
    checkTrue("TEGetStyleHandle", styles != 0);
    checkTrue("it is where txFont and txFace are", *(TEStyleHandle *)&(*te)->txFont == styles);
    check("one run", (*styles)->nRuns, 1);
    check("one style", (*styles)->nStyles, 1);
    check("its font", (*(*styles)->styleTab)->stFont, kFontIDMonaco);
    check("its size", (*(*styles)->styleTab)->stSize, 9);
    check("its height", (*(*styles)->styleTab)->stHeight, lineHeight);
    insert(te, "plain and bold");
    check("the end of the runs is marked", (*styles)->runs[1].startChar, 15);
    check("with no style", (*styles)->runs[1].styleIndex, -1);

    source("Text, chapter 2, TESetStyle");
    TESetSelect(10, 14, te);
    style.tsFace = bold;
    TESetStyle(doFace, &style, 0, te);
    check("TESetStyle makes a run", (*styles)->nRuns, 2);
    check("where it starts", (*styles)->runs[1].startChar, 10);
    check("in a style of its own", (*styles)->nStyles, 2);
    source("Text, chapter 2, TEGetStyle");
    TEGetStyle(12, &style, &height, &ascent, te);
    check("TEGetStyle: face", style.tsFace, bold);
    check("font", style.tsFont, kFontIDMonaco);
    check("size", style.tsSize, 9);
    check("line height", height, lineHeight);
    check("ascent", ascent, info.ascent);
    TEGetStyle(3, &style, &height, &ascent, te);
    check("plain text", style.tsFace, normal);
    source("Text, chapter 2, TEContinuousStyle");
    mode = doFont | doFace | doSize;
    checkTrue("bold text is bold throughout", TEContinuousStyle(&mode, &style, te) && style.tsFace == bold);
    TESetSelect(0, 14, te);
    mode = doFont | doFace | doSize;
    checkTrue("some is not", !TEContinuousStyle(&mode, &style, te));
    check("what is common is told", mode, doFont | doSize);
    source("Text, chapter 2, TENumStyles");
    check("TENumStyles", TENumStyles(0, 14, te), 2);
    check("of a part", TENumStyles(0, 5, te), 1);
    source("Text, chapter 2, TESetStyle with doToggle");
    style.tsFace = underline;
    TESetStyle(doFace | doToggle, &style, 0, te);
    TEGetStyle(12, &style, &height, &ascent, te);
    check("toggling adds", style.tsFace, bold | underline);
    style.tsFace = underline;
    TESetStyle(doFace | doToggle, &style, 0, te);
    TEGetStyle(12, &style, &height, &ascent, te);
    check("where all have it, toggling takes it away", style.tsFace, bold);
    style.tsSize = 3;
    TESetStyle(addSize, &style, 0, te);
    TEGetStyle(0, &style, &height, &ascent, te);
    check("addSize", style.tsSize, 12);
    style.tsSize = 9;
    TESetStyle(doSize, &style, 0, te);

    source("Text, chapter 2, TEGetStyleScrapHandle");
    TESetSelect(8, 14, te);
    scrap = TEGetStyleScrapHandle(te);
    check("its styles", (*scrap)->scrpNStyles, 2);
    check("the second starts", (*scrap)->scrpStyleTab[1].scrpStartChar, 2);
    check("and is bold", (*scrap)->scrpStyleTab[1].scrpFace, bold);
    source("Text, chapter 2, TEUseStyleScrap");
    TEUseStyleScrap(0, 6, scrap, 0, te);
    TEGetStyle(3, &style, &height, &ascent, te);
    check("TEUseStyleScrap", style.tsFace, bold);
    source("Text, chapter 2, TEStyleInsert");
    TESetSelect(14, 14, te);
    TEStyleInsert("xxyy", 4, scrap, te);
    TEGetStyle(15, &style, &height, &ascent, te);
    check("its first style", style.tsFace, normal);
    TEGetStyle(17, &style, &height, &ascent, te);
    check("its second", style.tsFace, bold);
    DisposeHandle((Handle)scrap);

    source("Text, chapter 2, the null scrap");
    setText(te, "ab");
    TESetSelect(1, 1, te);
    style.tsFace = italic;
    TESetStyle(doFace, &style, 0, te);
    check("a style waits at the insertion point", (*(*(*styles)->nullStyle)->nullScrap)->scrpNStyles, 1);
    TEKey('i', te);
    TEGetStyle(1, &style, &height, &ascent, te);
    check("for the next character", style.tsFace, italic);
    TEGetStyle(2, &style, &height, &ascent, te);
    checkTrue("but not for others", style.tsFace != italic);
    check("and waits no more", (*(*(*styles)->nullStyle)->nullScrap)->scrpNStyles, 0);

    source("Text, chapter 2, TEReplaceStyle");
    {
        TextStyle old;
        old.tsFace = italic;
        style.tsFace = bold | italic;
        TEReplaceStyle(doFace, &old, &style, 0, te);
    }
    TEGetStyle(1, &style, &height, &ascent, te);
    check("TEReplaceStyle", style.tsFace, bold | italic);

    source("Text, chapter 2, the line-height table");
    setText(te, "small" CR "large");
    style.tsFont = kFontIDGeneva;
    style.tsSize = 18;
    TESetSelect(6, 11, te);
    TESetStyle(doFont | doSize, &style, 0, te);
    TEGetStyle(8, &style, &height, &ascent, te);
    check("a line is as high as its text", (*(*styles)->lhTab)[1].lhHeight, height);
    check("its ascent too", (*(*styles)->lhTab)[1].lhAscent, ascent);
    check("TEGetHeight adds them up", TEGetHeight(2, 1, te), (*(*styles)->lhTab)[0].lhHeight + height);

    source("Text, chapter 2, TEToScrap and TEFromScrap");
    ZeroScrap();
    TESetSelect(0, 3, te);
    TESetScrapLength(0);
    check("no text in the desk scrap", TEFromScrap(), noTypeErr);
    {
        long offset;
        TECopy(te);
        check("a styled record copies to the desk scrap", GetScrap(0, 'TEXT', &offset), 3);
        check("with its styles", GetScrap(0, 'styl', &offset), 2 + sizeof(ScrpSTElement));
        ZeroScrap();
        check("TEToScrap", TEToScrap(), noErr);
        check("puts the text there", GetScrap(0, 'TEXT', &offset), 3);
        TESetScrapLength(0);
        check("TEFromScrap", TEFromScrap(), noErr);
        check("takes it back", TEGetScrapLength(), 3);
    }
    source("Text, chapter 2, TEStylePaste");
    TESetSelect(6, 8, te);
    TECopy(te);
    TESetSelect(0, 0, te);
    TEStylePaste(te);
    TEGetStyle(1, &style, &height, &ascent, te);
    check("text comes with its style", style.tsSize, 18);
    TEDispose(te);
    check("TEDispose", MemError(), noErr);
}

static void memoryShort(void)
{
    TEHandle te = newRecord(10);
    char *text = NewPtrClear(32767);
    source("Text, chapter 2, the limit of a record");
    TESetText(text, 32767, te);
    check("32767 characters", (*te)->teLength, 32767);
    TEKey('x', te);
    check("and no more", (*te)->teLength, 32767);
    DisposePtr(text);
    TEDispose(te);
}

int main(void)
{
    BitMap map;
    openResults();
    InitGraf(&qd.thePort);
    OpenPort(&port);
    map.baseAddr = (Ptr)bits;
    map.rowBytes = ROW_BYTES;
    SetRect(&map.bounds, 0, 0, 256, 240);
    SetPortBits(&map);
    port.portRect = map.bounds;
    RectRgn(port.visRgn, &map.bounds);
    InitFonts();
    TEInit();
    TextFont(kFontIDMonaco);
    TextSize(9);
    GetFontInfo(&info);
    lineHeight = info.ascent + info.descent + info.leading;
    cell = CharWidth('m');
    creating();
    texts();
    editing();
    places();
    drawing();
    hooks();
    styled();
    memoryShort();
    FSClose(resultsFile);
    ExitToShell();
    return 0;
}
