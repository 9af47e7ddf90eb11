/* QuickDraw's text and the Font Manager (Inside Macintosh: Text, chapters 3 and 4). Figures are asked of the machine's own fonts. */

#include "checks.h"
#include <Fonts.h>
#include <Quickdraw.h>
#include <QuickdrawText.h>
#include <TextUtils.h>

QDGlobals qd;
static GrafPort port;
#define ROW_BYTES 32
static unsigned char bits[ROW_BYTES * 64];
static const Point one = {1, 1};

static int ink(void)
{
    int i, count = 0;
    for (i = 0; i < (int)sizeof bits; i++) {
        int byte = bits[i];
        for (; byte; byte &= byte - 1)
            count++;
    }
    return count;
}

static void drawAt(short h, short v, ConstStr255Param s)
{
    EraseRect(&port.portRect);
    MoveTo(h, v);
    DrawString(s);
}

#define P(text) ((ConstStr255Param) "\p" text)

static void families(void)
{
    Str255 name;
    short id = -1;
    source("Text, chapter 4, GetFNum");
    GetFNum(P("Monaco"), &id);
    check("Monaco", id, kFontIDMonaco);
    GetFNum(P("geneva"), &id);
    check("case does not count", id, kFontIDGeneva);
    GetFNum(P("No Such Font"), &id);
    check("0 for one that is not there", id, 0);
    source("Text, chapter 4, GetFontName");
    GetFontName(kFontIDMonaco, name);
    checkTrue("Monaco", EqualString(name, P("Monaco"), 1, 1));
    GetFontName(9999, name);
    check("an empty name for one that is not there", name[0], 0);
    source("Text, chapter 4, RealFont");
    checkTrue("Monaco 9", RealFont(kFontIDMonaco, 9));
    checkTrue("a family that is not there has none", !RealFont(9999, 9));
    source("Text, chapter 4, GetSysFont and GetAppFont");
    check("system font", GetSysFont(), 0);
    check("application font", GetAppFont(), kFontIDGeneva);
    check("GetDefFontSize", GetDefFontSize(), 12);
    source("Text, chapter 4, SetOutlinePreferred");
    SetOutlinePreferred(1);
    checkTrue("GetOutlinePreferred", GetOutlinePreferred());
    SetOutlinePreferred(0);
    source("Text, chapter 4, SetPreserveGlyph");
    SetPreserveGlyph(1);
    checkTrue("GetPreserveGlyph", GetPreserveGlyph());
    SetPreserveGlyph(0);
}

static void characteristics(void)
{
    FontInfo info, metrics;
    source("Text, chapter 3, text characteristics");
    TextFont(kFontIDGeneva);
    check("txFont", port.txFont, kFontIDGeneva);
    TextFace(bold | italic);
    check("txFace", port.txFace, bold | italic);
    TextMode(srcXor);
    check("txMode", port.txMode, srcXor);
    TextSize(10);
    check("txSize", port.txSize, 10);
    SpaceExtra(0x18000);
    check("spExtra", port.spExtra, 0x18000);
    SpaceExtra(0);
    TextMode(srcOr);
    TextFace(normal);
    TextFont(kFontIDMonaco);
    TextSize(9);
    source("Text, chapter 3, GetFontInfo");
    GetFontInfo(&info);
    checkTrue("ascent, descent and the widest character", info.ascent > 0 && info.descent > 0 && info.widMax > 0);
    check("in Monaco it is as wide as any other", info.widMax, CharWidth('i'));
    FetchFontInfo(kFontIDMonaco, 9, normal, &metrics);
    check("FetchFontInfo", metrics.ascent, info.ascent);
    TextSize(0);
    GetFontInfo(&metrics);
    TextSize(GetDefFontSize());
    GetFontInfo(&info);
    check("size 0 is the system's size", metrics.ascent, info.ascent);
    TextSize(9);
}

static void widths(void)
{
    short locations[8];
    short w = CharWidth('x'), plain;
    FontInfo info;
    Point numer = one, denom = one;
    source("Text, chapter 3, measuring");
    check("StringWidth adds up", StringWidth(P("xyz")), CharWidth('x') + CharWidth('y') + CharWidth('z'));
    check("an empty string has none", StringWidth(P("")), 0);
    check("TextWidth takes a part", TextWidth("abcdef", 2, 3), 3 * w);
    MeasureText(3, "abc", locations);
    check("MeasureText begins with 0", locations[0], 0);
    check("and has each character's end", locations[2], 2 * w);
    check("up to the last", locations[3], 3 * w);
    check("StdTxMeas", StdTxMeas(4, "abcd", &numer, &denom, &info), 4 * w);
    source("Text, chapter 3, TextFace");
    plain = StringWidth(P("width"));
    TextFace(bold);
    checkTrue("bold is wider", StringWidth(P("width")) > plain);
    TextFace(extend);
    checkTrue("extended is wider", StringWidth(P("width")) > plain);
    TextFace(condense);
    checkTrue("condensed is narrower", StringWidth(P("width")) < plain);
    TextFace(underline);
    check("underline adds nothing", StringWidth(P("width")), plain);
    TextFace(normal);
    source("Text, chapter 3, SpaceExtra");
    SpaceExtra(0x20000);
    check("spaces are wider", StringWidth(P("a b")), 3 * w + 2);
    check("other characters are not", StringWidth(P("aab")), 3 * w);
    SpaceExtra(0);
}

static void drawing(void)
{
    int plain, other;
    short w = CharWidth('H');
    FontInfo info;
    GetFontInfo(&info);
    source("Text, chapter 3, DrawString");
    drawAt(10, 30, P("HH"));
    check("the pen moves by the width", port.pnLoc.h, 10 + 2 * w);
    check("along the baseline", port.pnLoc.v, 30);
    plain = ink();
    checkTrue("something is drawn", plain > 0);
    checkTrue("above the baseline", bits[29 * ROW_BYTES + 1] != 0 && bits[30 * ROW_BYTES + 1] == 0);
    source("Text, chapter 3, DrawChar");
    EraseRect(&port.portRect);
    MoveTo(10, 30);
    DrawChar('H');
    check("half as much", ink() * 2, plain);
    source("Text, chapter 3, DrawText");
    EraseRect(&port.portRect);
    MoveTo(10, 30);
    DrawText("xxHHxx", 2, 2);
    check("a part of a buffer", ink(), plain);
    source("Text, chapter 3, TextFace");
    TextFace(bold);
    drawAt(10, 30, P("HH"));
    checkTrue("bold has more ink", ink() > plain);
    TextFace(underline);
    drawAt(10, 30, P("HH"));
    check("underline is a line as long as the text", ink(), plain + 2 * w);
    TextFace(normal);
    source("Text, chapter 3, TextMode");
    TextMode(srcXor);
    drawAt(10, 30, P("HH"));
    MoveTo(10, 30);
    DrawString(P("HH"));
    check("srcXor twice leaves nothing", ink(), 0);
    TextMode(srcOr);
    PaintRect(&port.portRect);
    other = ink();
    TextMode(srcBic);
    MoveTo(10, 30);
    DrawString(P("HH"));
    check("srcBic takes ink away", other - ink(), plain);
    TextMode(srcCopy);
    PaintRect(&port.portRect);
    MoveTo(10, 30);
    DrawString(P("HH"));
    check("srcCopy draws the background too", other - ink(), 2 * w * (info.ascent + info.descent) - plain);
    TextMode(grayishTextOr);
    drawAt(10, 30, P("HH"));
    checkTrue("grayishTextOr draws less", ink() > 0 && ink() < plain);
    TextMode(srcOr);
    source("Imaging With QuickDraw, chapter 2, clipping");
    EraseRect(&port.portRect);
    {
        Rect half = port.portRect;
        half.right = 10 + w;
        ClipRect(&half);
        MoveTo(10, 30);
        DrawString(P("HH"));
        check("within the clip region", ink() * 2, plain);
        ClipRect(&port.portRect);
    }
    source("Text, chapter 3, StdText");
    EraseRect(&port.portRect);
    MoveTo(10, 30);
    StdText(2, "HH", one, one);
    check("StdText", ink(), plain);
    EraseRect(&port.portRect);
    HidePen();
    MoveTo(10, 30);
    DrawString(P("HH"));
    check("with the pen hidden nothing is drawn", ink(), 0);
    check("but it moves", port.pnLoc.h, 10 + 2 * w);
    ShowPen();
}

static void layout(void)
{
    short w = CharWidth('x');
    Boolean leading;
    Fixed remaining;
    OffsetTable offsets;
    Rect bounds;
    source("Text, chapter 3, PixelToChar");
    check("left half", PixelToChar((Ptr)"abcd", 4, 0, (Fixed)(w + 1) << 16, &leading, &remaining, onlyStyleRun, one, one), 1);
    checkTrue("is the leading edge", leading);
    check("right half", PixelToChar((Ptr)"abcd", 4, 0, (Fixed)(2 * w - 1) << 16, &leading, &remaining, onlyStyleRun, one, one), 2);
    checkTrue("is not", !leading);
    check("beyond the text", PixelToChar((Ptr)"abcd", 4, 0, (Fixed)(4 * w + 5) << 16, &leading, &remaining, onlyStyleRun, one, one), 4);
    check("the rest is told", remaining, 5L << 16);
    source("Text, chapter 3, CharToPixel");
    check("CharToPixel", CharToPixel((Ptr)"abcd", 4, 0, 3, hilite, onlyStyleRun, one, one), 3 * w);
    check("with slop in its spaces", CharToPixel((Ptr)"a b c", 5, 8L << 16, 5, hilite, onlyStyleRun, one, one), 5 * w + 8);
    source("Text, chapter 3, DrawJustified");
    MoveTo(10, 30);
    DrawJustified((Ptr)"a b c", 5, 8L << 16, onlyStyleRun, one, one);
    check("DrawJustified", port.pnLoc.h, 10 + 5 * w + 8);
    source("Text, chapter 3, VisibleLength");
    check("without white space at the end", VisibleLength((Ptr)"text  ", 6), 4);
    source("Text, chapter 3, HiliteText");
    HiliteText((Ptr)"abcd", 4, 1, 3, offsets);
    check("from", offsets[0].offFirst, 1);
    check("to", offsets[0].offSecond, 3);
    {
        Str255 s = "\pabcdefghij";
        short length = 10;
        char text[] = "abcdefghij";
        char words[] = "one two three";
        Fixed width = (Fixed)(9 * w) << 16;
        long offset = 1;
        short dots = CharWidth((char)0xC9);
        source("Text, chapter 5, TruncString");
        check("what fits stays", TruncString(10 * w, s, truncEnd), notTruncated);
        check("else it is cut", TruncString(5 * w, s, truncEnd), truncated);
        check("and ends in an ellipsis", s[s[0]], 0xC9);
        checkTrue("within the width", StringWidth(s) <= 5 * w && StringWidth(s) > 4 * w - dots);
        check("nothing fits", TruncString(0, s, truncEnd), truncErr);
        source("Text, chapter 5, TruncText");
        check("in the middle", TruncText(5 * w, text, &length, truncMiddle), truncated);
        checkTrue("both ends are left", text[0] == 'a' && text[length - 1] == 'j');
        source("Text, chapter 5, StyledLineBreak");
        check("between words", StyledLineBreak(words, 13, 0, 13, 0, &width, &offset), smBreakWord);
        check("after the last that fits", offset, 8);
        width = (Fixed)(2 * w) << 16;
        offset = 1;
        check("a word too long for the line", StyledLineBreak(words, 13, 8, 13, 0, &width, &offset), smBreakChar);
        check("is broken", offset, 10);
        width = (Fixed)(2 * w) << 16;
        offset = 0;
        check("unless the line has others", StyledLineBreak(words, 13, 8, 13, 0, &width, &offset), smBreakWord);
        check("then it goes to the next", offset, 8);
        width = (Fixed)(20 * w) << 16;
        offset = 1;
        check("all fits", StyledLineBreak(words, 13, 0, 13, 0, &width, &offset), smBreakOverflow);
        check("and room is left", width, (long)(7 * w) << 16);
    }
    source("Fonts.h, QDTextBounds");
    QDTextBounds(1, "H", &bounds);
    check("H stands on the baseline", bounds.bottom, 0);
    checkTrue("and is not wider than its cell", bounds.top < 0 && bounds.right > bounds.left && bounds.right <= w);
}

static void swapping(void)
{
    FMInput in = {kFontIDMonaco, 9, bold, 1, 0, {1, 1}, {1, 1}};
    FMOutPtr out;
    FontRec *font;
    FMetricRec metrics;
    FontInfo info;
    GetFontInfo(&info);
    source("Text, chapter 4, FMSwapFont");
    out = FMSwapFont(&in);
    checkTrue("a record", out != 0);
    check("ascent", out->ascent, info.ascent);
    check("descent", out->descent, info.descent);
    check("bold smears one pixel", out->boldPixels, 1);
    check("and makes characters wider", out->extra, 1);
    checkTrue("with a font", out->fontHandle != 0);
    font = (FontRec *)*out->fontHandle;
    source("Text, chapter 4, the bitmapped font resource");
    check("its ascent", font->ascent, info.ascent);
    check("its rows", font->fRectHeight, info.ascent + info.descent);
    {
        /* The table of offsets and widths lies owTLoc words after that field. */
        unsigned short *table = (unsigned short *)&font->owTLoc + font->owTLoc;
        check("a character's width", table['H' - font->firstChar] & 0xFF, CharWidth('H'));
    }
    source("Text, chapter 4, FontMetrics");
    FontMetrics(&metrics);
    check("ascent", metrics.ascent, (long)info.ascent << 16);
    check("widMax", metrics.widMax, (long)info.widMax << 16);
    check("the table of widths", ((Fixed *)*metrics.wTabHandle)['H'], (long)CharWidth('H') << 16);
}

static void ownFonts(void)
{
    short id = -1;
    FontInfo info;
    source("Text, chapter 4, fonts in a program's resources");
    GetFNum(P("Own Font"), &id);
    check("a family by its name", id, 2500);
    checkTrue("of a size", RealFont(2500, 8));
    checkTrue("and of no other", !RealFont(2500, 9));
    TextFont(2500);
    TextSize(8);
    GetFontInfo(&info);
    check("its ascent", info.ascent, 3);
    check("its leading", info.leading, 1);
    check("a character's width", CharWidth('A'), 5);
    check("the missing symbol's", CharWidth('z'), 2);
    drawAt(10, 30, P("A"));
    check("its pixels", ink(), 5);
    TextSize(16);
    check("in double size it is scaled", CharWidth('A'), 10);
    SetFScaleDisable(1);
    check("unless that is forbidden", CharWidth('A'), 5);
    SetFScaleDisable(0);
}

int main(void)
{
    BitMap map;
    openResults();
    InitGraf(&qd.thePort);
    OpenPort(&port);
    map.baseAddr = (Ptr)bits;
    map.rowBytes = ROW_BYTES;
    SetRect(&map.bounds, 0, 0, 256, 64);
    SetPortBits(&map);
    port.portRect = map.bounds;
    RectRgn(port.visRgn, &map.bounds);
    InitFonts();
    families();
    characteristics();
    widths();
    drawing();
    layout();
    swapping();
    ownFonts();
    FSClose(resultsFile);
    ExitToShell();
    return 0;
}
