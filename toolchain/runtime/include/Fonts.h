/* Fonts: Inside Macintosh: Text, chapter 4. */
#ifndef __FONTS__
#define __FONTS__

#include "MacTypes.h"
#include "QuickdrawText.h"

enum { systemFont = 0, applFont = 1 };
enum {
    kFontIDNewYork = 2,
    kFontIDGeneva = 3,
    kFontIDMonaco = 4,
    kFontIDVenice = 5,
    kFontIDLondon = 6,
    kFontIDAthens = 7,
    kFontIDSanFrancisco = 8,
    kFontIDToronto = 9,
    kFontIDCairo = 11,
    kFontIDLosAngeles = 12,
    kFontIDTimes = 20,
    kFontIDHelvetica = 21,
    kFontIDCourier = 22,
    kFontIDSymbol = 23,
    kFontIDMobile = 24
};
enum { commandMark = 17, checkMark = 18, diamondMark = 19, appleMark = 20 };
enum { propFont = 36864L, fixedFont = 45056L, fontWid = 44208L };

#pragma pack(push, 2)
typedef struct FMInput {
    short family;
    short size;
    Style face;
    Boolean needBits;
    short device;
    Point numer;
    Point denom;
} FMInput;
typedef struct FMOutput {
    short errNum;
    Handle fontHandle;
    UInt8 boldPixels;
    UInt8 italicPixels;
    UInt8 ulOffset;
    UInt8 ulShadow;
    UInt8 ulThick;
    UInt8 shadowPixels;
    SInt8 extra;
    UInt8 ascent;
    UInt8 descent;
    UInt8 widMax;
    SInt8 leading;
    SInt8 curStyle;
    Point numer;
    Point denom;
} FMOutput;
typedef struct FMetricRec {
    Fixed ascent;
    Fixed descent;
    Fixed leading;
    Fixed widMax;
    Handle wTabHandle;
} FMetricRec;
typedef struct FontRec {
    short fontType;
    short firstChar;
    short lastChar;
    short widMax;
    short kernMax;
    short nDescent;
    short fRectWidth;
    short fRectHeight;
    unsigned short owTLoc;
    short ascent;
    short descent;
    short leading;
    short rowWords;
} FontRec;
#pragma pack(pop)
typedef FMOutput *FMOutputPtr;
typedef FMOutputPtr FMOutPtr;
typedef FMetricRec *FMetricRecPtr;
typedef FMetricRecPtr *FMetricRecHandle;

BEGIN_MAC_DECLARATIONS
void InitFonts(void);
void GetFontName(short familyID, Str255 name);
void GetFNum(ConstStr255Param name, short *familyID);
Boolean RealFont(short fontNum, short size);
void SetFontLock(Boolean lockFlag);
FMOutPtr FMSwapFont(const FMInput *inRec);
void SetFScaleDisable(Boolean fscaleDisable);
void FontMetrics(FMetricRecPtr theMetrics);
void SetFractEnable(Boolean fractEnable);
short GetDefFontSize(void);
short GetSysFont(void);
short GetAppFont(void);
Boolean IsOutline(Point numer, Point denom);
void SetOutlinePreferred(Boolean outlinePreferred);
Boolean GetOutlinePreferred(void);
void SetPreserveGlyph(Boolean preserveGlyph);
Boolean GetPreserveGlyph(void);
OSErr OutlineMetrics(short byteCount, const void *textPtr, Point numer, Point denom, short *yMax, short *yMin,
                     Fixed *awArray, Fixed *lsbArray, Rect *boundsArray);
OSErr FlushFonts(void);
OSStatus SetAntiAliasedTextEnabled(Boolean iEnable, SInt16 iMinFontSize);
Boolean IsAntiAliasedTextEnabled(SInt16 *oMinFontSize);
void QDTextBounds(short byteCount, const void *textAddr, Rect *bounds);
OSErr FetchFontInfo(SInt16 fontID, SInt16 fontSize, SInt16 fontStyle, FontInfo *info);
END_MAC_DECLARATIONS

#endif
