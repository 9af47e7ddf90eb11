/* QuickDraw's text: Inside Macintosh: Text, chapter 3. */
#ifndef __QUICKDRAWTEXT__
#define __QUICKDRAWTEXT__

#include "MacTypes.h"

enum { leftCaret = 0, rightCaret = -1, hilite = 1 };
enum { smLeftCaret = 0, smRightCaret = -1, smHilite = 1 };
enum { onlyStyleRun = 0, leftStyleRun = 1, rightStyleRun = 2, middleStyleRun = 3 };
enum { smOnlyStyleRun = 0, smLeftStyleRun = 1, smRightStyleRun = 2, smMiddleStyleRun = 3 };
enum { tfAntiAlias = 1, tfUnicode = 2 };

#pragma pack(push, 2)
typedef struct FontInfo {
    short ascent;
    short descent;
    short widMax;
    short leading;
} FontInfo;
typedef struct OffsetPair {
    short offFirst;
    short offSecond;
} OffsetPair;
#pragma pack(pop)
typedef OffsetPair OffsetTable[3];
typedef short FormatOrder[1];
typedef FormatOrder *FormatOrderPtr;
typedef short JustStyleCode;
typedef short FormatStatus;

BEGIN_MAC_DECLARATIONS
void TextFont(short font);
void TextFace(short face);
void TextMode(short mode);
void TextSize(short size);
void SpaceExtra(Fixed extra);
void CharExtra(Fixed extra);
void GetFontInfo(FontInfo *info);
void DrawChar(short ch);
void DrawString(ConstStr255Param s);
void DrawText(const void *textBuf, short firstByte, short byteCount);
short CharWidth(short ch);
short StringWidth(ConstStr255Param s);
short TextWidth(const void *textBuf, short firstByte, short byteCount);
void MeasureText(short count, const void *textAddr, void *charLocs);
void StdText(short count, const void *textAddr, Point numer, Point denom);
short StdTxMeas(short byteCount, const void *textAddr, Point *numer, Point *denom, FontInfo *info);
void DrawJustified(Ptr textPtr, long textLength, Fixed slop, JustStyleCode styleRunPosition, Point numer, Point denom);
void MeasureJustified(Ptr textPtr, long textLength, Fixed slop, Ptr charLocs, JustStyleCode styleRunPosition,
                      Point numer, Point denom);
Fixed PortionLine(Ptr textPtr, long textLen, JustStyleCode styleRunPosition, Point numer, Point denom);
short PixelToChar(Ptr textBuf, long textLength, Fixed slop, Fixed pixelWidth, Boolean *leadingEdge,
                  Fixed *widthRemaining, JustStyleCode styleRunPosition, Point numer, Point denom);
short CharToPixel(Ptr textBuf, long textLength, Fixed slop, long offset, short direction,
                  JustStyleCode styleRunPosition, Point numer, Point denom);
long VisibleLength(Ptr textPtr, long textLength);
void HiliteText(Ptr textPtr, short textLength, short firstOffset, short secondOffset, OffsetTable offsets);
END_MAC_DECLARATIONS

#endif
