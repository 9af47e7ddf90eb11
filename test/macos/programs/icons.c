/* Icons, palettes and low-level routines of a port's own (More Macintosh Toolbox 5, Advanced Color Imaging 1, Imaging With QuickDraw 3). */

#include "checks.h"
#include <Icons.h>
#include <MacMemory.h>
#include <Palettes.h>
#include <Quickdraw.h>
#include <Resources.h>

QDGlobals qd;

static CGrafPort port;
static const RGBColor red = {0xffff, 0, 0}, green = {0, 0xffff, 0}, odd = {0x1234, 0x5678, 0x9abc};

static int pixelIs(short h, short v, unsigned short r, unsigned short g, unsigned short b)
{
    RGBColor c;
    GetCPixel(h, v, &c);
    return c.red == r && c.green == g && c.blue == b;
}

static void clear(void) { EraseRect(&port.portRect); }

static void icons(void)
{
    Rect r;
    Handle icon;
    CIconHandle color;
    IconSuiteRef suite;
    RgnHandle rgn = NewRgn();
    Point p;
    source("More Macintosh Toolbox, chapter 5, PlotIconID");
    SetRect(&r, 10, 10, 42, 42);
    icon = GetIcon(128);
    checkTrue("GetIcon", icon != nil);
    checkTrue("GetIcon of none", GetIcon(4711) == nil);
    clear();
    PlotIcon(&r, icon);
    checkTrue("PlotIcon", pixelIs(10, 10, 0, 0, 0) && pixelIs(11, 10, 0xffff, 0xffff, 0xffff) && pixelIs(41, 41, 0, 0, 0));
    color = GetCIcon(128);
    checkTrue("GetCIcon", color != nil);
    check("its pixel map", (*color)->iconPMap.pixelSize, 8);
    check("its pixels", GetHandleSize((*color)->iconData), 256);
    check("its colours", (*(*color)->iconPMap.pmTable)->ctSize, 1);
    clear();
    SetRect(&r, 10, 10, 26, 26);
    PlotCIcon(&r, color);
    checkTrue("PlotCIcon", pixelIs(10, 10, 0xffff, 0, 0));
    checkTrue("only where its mask is", pixelIs(18, 10, 0xffff, 0xffff, 0xffff));
    DisposeCIcon(color);
    source("More Macintosh Toolbox, chapter 5, PlotIconHandle");
    clear();
    SetRect(&r, 10, 10, 42, 42);
    check("PlotIconID", PlotIconID(&r, atNone, ttNone, 128), noErr);
    checkTrue("takes the large icon of 8 bits", pixelIs(10, 10, 0xffff, 0, 0));
    checkTrue("through the mask of the family", pixelIs(10, 26, 0xffff, 0xffff, 0xffff));
    clear();
    SetRect(&r, 100, 10, 116, 26);
    check("PlotIconID in a small rectangle", PlotIconID(&r, atNone, ttNone, 128), noErr);
    checkTrue("takes the small icon", pixelIs(100, 10, 0, 0, 0) && pixelIs(115, 25, 0, 0, 0));
    check("PlotIconID of none", PlotIconID(&r, atNone, ttNone, 4711), noMaskFoundErr);
    clear();
    SetRect(&r, 0, 0, 64, 64);
    PlotIconID(&r, atAbsoluteCenter, ttNone, 128);
    checkTrue("centred", pixelIs(16, 16, 0xffff, 0, 0) && pixelIs(15, 16, 0xffff, 0xffff, 0xffff));
    clear();
    PlotIconID(&r, atRight + atTop, ttNone, 128);
    checkTrue("at the right", pixelIs(32, 0, 0xffff, 0, 0) && pixelIs(31, 0, 0xffff, 0xffff, 0xffff));
    clear();
    SetRect(&r, 10, 10, 42, 42);
    PlotIconID(&r, atNone, ttSelected, 128);
    checkTrue("a selected icon is darker", !pixelIs(10, 10, 0xffff, 0, 0) && !pixelIs(10, 10, 0xffff, 0xffff, 0xffff));
    source("More Macintosh Toolbox, chapter 5, GetIconSuite");
    check("GetIconSuite", GetIconSuite(&suite, 128, kSelectorAllAvailableData), noErr);
    checkTrue("GetIconFromSuite", GetIconFromSuite(&icon, suite, 'icl8') == noErr && GetHandleSize(icon) == 1024);
    check("of none", GetIconFromSuite(&icon, suite, 'icm8'), paramErr);
    clear();
    check("PlotIconSuite", PlotIconSuite(&r, atNone, ttNone, suite), noErr);
    checkTrue("  draws", pixelIs(10, 10, 0xffff, 0, 0));
    check("SetSuiteLabel", SetSuiteLabel(suite, 3), noErr);
    check("GetSuiteLabel", GetSuiteLabel(suite), 3);
    source("More Macintosh Toolbox, chapter 5, IconIDToRgn");
    check("IconIDToRgn", IconIDToRgn(rgn, &r, atNone, 128), noErr);
    checkTrue("is the mask's", (*rgn)->rgnBBox.top == 10 && (*rgn)->rgnBBox.bottom == 26 && (*rgn)->rgnBBox.right == 42);
    SetPt(&p, 20, 20);
    checkTrue("PtInIconID", PtInIconID(p, &r, atNone, 128));
    SetPt(&p, 20, 30);
    checkTrue("not below the mask", !PtInIconID(p, &r, atNone, 128));
    DisposeIconSuite(suite, false);
    DisposeRgn(rgn);
}

static void palettes(void)
{
    CTabHandle table = GetCTable(2);
    PaletteHandle palette = NewPalette(4, table, pmTolerant, 0x2000), other;
    WindowPtr window = (WindowPtr)&port;
    RGBColor c;
    Rect r;
    short usage, tolerance;
    source("Advanced Color Imaging, chapter 1, NewPalette");
    check("NewPalette", (*palette)->pmEntries, 4);
    GetEntryColor(palette, 3, &c);
    checkTrue("has the table's colours", c.red == 0);
    GetEntryUsage(palette, 1, &usage, &tolerance);
    check("their usage", usage, pmTolerant);
    check("their tolerance", tolerance, 0x2000);
    SetEntryColor(palette, 1, &odd);
    GetEntryColor(palette, 1, &c);
    check("SetEntryColor", c.green, 0x5678);
    SetEntryUsage(palette, 1, pmTolerant, 0);
    SetEntryUsage(palette, 2, pmAnimated, 0);
    SetEntryColor(palette, 2, &green);
    SetPalette(window, palette, true);
    check("GetPalette", (long)GetPalette(window), (long)palette);
    ActivatePalette(window);
    source("Advanced Color Imaging, chapter 1, PmForeColor");
    PmForeColor(1);
    SetRect(&r, 0, 0, 8, 8);
    PaintRect(&r);
    checkTrue("a tolerant colour gets a place of its own where none is near", pixelIs(3, 3, 0x1234, 0x5678, 0x9abc));
    PmForeColor(2);
    PaintRect(&r);
    checkTrue("PmForeColor of an animated entry", pixelIs(3, 3, 0, 0xffff, 0));
    AnimateEntry(window, 2, &red);
    checkTrue("AnimateEntry changes what is drawn already", pixelIs(3, 3, 0xffff, 0, 0));
    RGBForeColor(&green);
    PaintRect(&r);
    checkTrue("RGBForeColor after it", pixelIs(3, 3, 0, 0xffff, 0));
    SetEntryUsage(palette, 0, pmExplicit, 0);
    check("an explicit entry is that of the screen", Entry2Index(0), 0);
    RestoreDeviceClut(GetMainDevice());
    source("Advanced Color Imaging, chapter 1, Palette Usage");
    other = NewPalette(0, nil, pmCourteous, 0);
    CopyPalette(palette, other, 1, 2, 2);
    check("CopyPalette grows the other", (*other)->pmEntries, 4);
    GetEntryColor(other, 2, &c);
    check("and copies", c.blue, 0x9abc);
    ResizePalette(other, 2);
    check("ResizePalette", (*other)->pmEntries, 2);
    CTab2Palette(table, other, pmTolerant, 7);
    check("CTab2Palette", (*other)->pmEntries, 4);
    Palette2CTab(palette, table);
    check("Palette2CTab", (*table)->ctTable[1].rgb.red, 0x1234);
    SetPalette(window, nil, false);
    check("a window without one", (long)GetPalette(window), 0);
    DisposePalette(other);
    DisposePalette(palette);
    DisposeCTable(table);
    ForeColor(blackColor);
}

static CQDProcs procs;
static long rects, lines, copies;
static GrafVerb lastVerb;

static void countRect(GrafVerb verb, const Rect *r)
{
    rects++;
    lastVerb = verb;
    StdRect(verb, r);
}

static void countLine(Point newPt)
{
    lines++;
    StdLine(newPt);
}

static void countBits(const BitMap *srcBits, const Rect *srcRect, const Rect *dstRect, short mode, RgnHandle maskRgn)
{
    copies++;
    StdBits(srcBits, srcRect, dstRect, mode, maskRgn);
}

static void lowLevel(void)
{
    Rect r;
    source("Imaging With QuickDraw, chapter 3, SetStdCProcs");
    SetStdCProcs(&procs);
    checkTrue("SetStdCProcs", procs.rectProc != nil && procs.textProc != nil && procs.putPicProc != nil);
    port.grafProcs = &procs;
    clear();
    SetRect(&r, 2, 2, 10, 10);
    PaintRect(&r);
    checkTrue("the standard routines draw", pixelIs(2, 2, 0, 0, 0) && pixelIs(10, 2, 0xffff, 0xffff, 0xffff));
    procs.rectProc = (QDRectUPP)countRect;
    procs.lineProc = (QDLineUPP)countLine;
    procs.bitsProc = (QDBitsUPP)countBits;
    EraseRect(&r);
    check("the program's routine is called", rects, 1);
    check("with the verb", lastVerb, erase);
    checkTrue("and the standard one does the rest", pixelIs(2, 2, 0xffff, 0xffff, 0xffff));
    FrameRect(&r);
    check("for framing too", lastVerb, frame);
    MoveTo(0, 20);
    LineTo(5, 20);
    Line(3, 3);
    check("lines", lines, 2);
    checkTrue("are drawn", pixelIs(8, 23, 0, 0, 0));
    check("and the pen has moved", *(long *)&port.pnLoc, 0x00170008);
    CopyBits(&((GrafPtr)&port)->portBits, &((GrafPtr)&port)->portBits, &r, &r, srcCopy, nil);
    check("CopyBits", copies, 1);
    port.grafProcs = nil;
    PaintRect(&r);
    check("none is called without grafProcs", rects, 2);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    OpenCPort(&port);
    icons();
    palettes();
    lowLevel();
    return 0;
}
