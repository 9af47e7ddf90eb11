/* Icon Utilities: Inside Macintosh: More Macintosh Toolbox, chapter 5. */
#ifndef __ICONS__
#define __ICONS__

#include "Quickdraw.h"

enum {
    kAlignNone = 0,
    kAlignVerticalCenter = 1,
    kAlignTop = 2,
    kAlignBottom = 3,
    kAlignHorizontalCenter = 4,
    kAlignAbsoluteCenter = 5,
    kAlignLeft = 8,
    kAlignRight = 12,
    atNone = 0,
    atVerticalCenter = 1,
    atTop = 2,
    atBottom = 3,
    atHorizontalCenter = 4,
    atAbsoluteCenter = 5,
    atLeft = 8,
    atRight = 12
};
enum { kTransformNone = 0, kTransformDisabled = 1, kTransformOffline = 2, kTransformOpen = 3, kTransformSelected = 0x4000 };
enum { ttNone = 0, ttDisabled = 1, ttOffline = 2, ttOpen = 3, ttSelected = 0x4000 };
enum {
    kSelectorLarge1Bit = 0x00000001,
    kSelectorLarge4Bit = 0x00000002,
    kSelectorLarge8Bit = 0x00000004,
    kSelectorSmall1Bit = 0x00000100,
    kSelectorSmall4Bit = 0x00000200,
    kSelectorSmall8Bit = 0x00000400,
    kSelectorMini1Bit = 0x00010000,
    kSelectorMini4Bit = 0x00020000,
    kSelectorMini8Bit = 0x00040000,
    kSelectorAllLargeData = 0x000000FF,
    kSelectorAllSmallData = 0x0000FF00,
    kSelectorAllMiniData = 0x00FF0000,
    kSelectorAllAvailableData = (long)0xFFFFFFFF
};
enum { noMaskFoundErr = -1000 };
typedef UInt32 IconSelectorValue;
typedef SInt16 IconAlignmentType;
typedef SInt16 IconTransformType;
typedef UniversalProcPtr IconActionUPP;

#pragma pack(push, 2)
typedef struct CIcon {
    PixMap iconPMap;
    BitMap iconMask;
    BitMap iconBMap;
    Handle iconData;
    short iconMaskData[1];
} CIcon;
#pragma pack(pop)
typedef CIcon *CIconPtr, **CIconHandle;
typedef Handle IconSuiteRef;

BEGIN_MAC_DECLARATIONS
Handle GetIcon(short iconID);
void PlotIcon(const Rect *theRect, Handle theIcon);
CIconHandle GetCIcon(short iconID);
void PlotCIcon(const Rect *theRect, CIconHandle theIcon);
void DisposeCIcon(CIconHandle theIcon);
OSErr PlotIconID(const Rect *theRect, IconAlignmentType align, IconTransformType transform, short theResID);
OSErr PlotIconSuite(const Rect *theRect, IconAlignmentType align, IconTransformType transform, IconSuiteRef theIconSuite);
OSErr PlotIconHandle(const Rect *theRect, IconAlignmentType align, IconTransformType transform, Handle theIcon);
OSErr PlotCIconHandle(const Rect *theRect, IconAlignmentType align, IconTransformType transform, CIconHandle theCIcon);
OSErr PlotSICNHandle(const Rect *theRect, IconAlignmentType align, IconTransformType transform, Handle theSICN);
OSErr NewIconSuite(IconSuiteRef *theIconSuite);
OSErr GetIconSuite(IconSuiteRef *theIconSuite, short theResID, IconSelectorValue selector);
OSErr DisposeIconSuite(IconSuiteRef theIconSuite, Boolean disposeData);
OSErr AddIconToSuite(Handle theIconData, IconSuiteRef theSuite, ResType theType);
OSErr GetIconFromSuite(Handle *theIconData, IconSuiteRef theSuite, ResType theType);
OSErr ForEachIconDo(IconSuiteRef theSuite, IconSelectorValue selector, IconActionUPP action, void *yourDataPtr);
OSErr SetSuiteLabel(IconSuiteRef theSuite, short theLabel);
short GetSuiteLabel(IconSuiteRef theSuite);
OSErr IconIDToRgn(RgnHandle theRgn, const Rect *iconRect, IconAlignmentType align, short iconID);
OSErr IconSuiteToRgn(RgnHandle theRgn, const Rect *iconRect, IconAlignmentType align, IconSuiteRef theIconSuite);
Boolean PtInIconID(Point testPt, const Rect *iconRect, IconAlignmentType align, short iconID);
Boolean PtInIconSuite(Point testPt, const Rect *iconRect, IconAlignmentType align, IconSuiteRef theIconSuite);
Boolean RectInIconID(const Rect *testRect, const Rect *iconRect, IconAlignmentType align, short iconID);
END_MAC_DECLARATIONS

#endif
