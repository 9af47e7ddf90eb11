/* QuickDraw, as a program sees it: ports, pens, shapes, regions (Inside Macintosh: Imaging With QuickDraw, chapters 2 and 3). */

#include "checks.h"
#include <MacMemory.h>
#include <Quickdraw.h>

QDGlobals qd;

#define WIDTH 32
#define HEIGHT 32

static GrafPort port;
static unsigned long bits[HEIGHT];

/* A row of the bitmap, the leftmost pixel in the highest bit. */
static unsigned long row(short v) { return bits[v]; }

static void clear(void)
{
    short v;
    for (v = 0; v < HEIGHT; v++)
        bits[v] = 0;
    PenNormal();
}

static long inked(void)
{
    long count = 0;
    short v, h;
    for (v = 0; v < HEIGHT; v++)
        for (h = 0; h < WIDTH; h++)
            count += row(v) >> h & 1;
    return count;
}

static void checkRow(const char *name, short v, unsigned long expected) { check(name, (long)row(v), (long)expected); }

static void checkRect(const char *name, const Rect *r, short top, short left, short bottom, short right)
{
    checkTrue(name, r->top == top && r->left == left && r->bottom == bottom && r->right == right);
}

static void openTestPort(void)
{
    BitMap map;
    map.baseAddr = (Ptr)bits;
    map.rowBytes = 4;
    SetRect(&map.bounds, 0, 0, WIDTH, HEIGHT);
    OpenPort(&port);
    SetPortBits(&map);
    port.portRect = map.bounds;
    RectRgn(port.visRgn, &map.bounds);
    ClipRect(&map.bounds);
}

static void globals(void)
{
    Rect *screen = &qd.screenBits.bounds;
    source("Imaging With QuickDraw, chapter 2, InitGraf");
    check("screenBits is as wide as the screen", screen->right - screen->left, 800);
    check("screenBits is as high as the screen", screen->bottom - screen->top, 600);
    check("randSeed", qd.randSeed, 1);
    check("black", qd.black.pat[0] << 8 | qd.black.pat[7], 0xffff);
    check("white", qd.white.pat[0] << 8 | qd.white.pat[7], 0);
    check("gray", qd.gray.pat[0] << 8 | qd.gray.pat[1], 0xaa55);
    check("ltGray", qd.ltGray.pat[0] << 8 | qd.ltGray.pat[1], 0x8822);
    check("dkGray", qd.dkGray.pat[0] << 8 | qd.dkGray.pat[1], 0x77dd);
    source("Imaging With QuickDraw, chapter 3, Random");
    check("the first random number: 16807", Random(), 16807);
    check("the second: 16807 squared, its low word", Random(), (short)(16807L * 16807L));
}

static void openedPort(void)
{
    GrafPtr current;
    source("Imaging With QuickDraw, chapter 2, OpenPort");
    GetPort(&current);
    check("OpenPort makes it the current port", (long)current, (long)&port);
    check("pnSize", *(long *)&port.pnSize, 0x00010001);
    check("pnMode", port.pnMode, patCopy);
    check("pnVis", port.pnVis, 0);
    check("txMode", port.txMode, srcOr);
    check("fgColor", port.fgColor, blackColor);
    check("bkColor", port.bkColor, whiteColor);
    check("grafProcs", (long)port.grafProcs, 0);
}

static void coordinates(void)
{
    Point p;
    Rect clip;
    RgnHandle saved = NewRgn();
    source("Imaging With QuickDraw, chapter 2, SetOrigin");
    SetOrigin(100, 50);
    checkRect("SetOrigin moves portRect", &port.portRect, 50, 100, 82, 132);
    checkRect("and portBits.bounds", &port.portBits.bounds, 50, 100, 82, 132);
    checkRect("and visRgn", &(*port.visRgn)->rgnBBox, 50, 100, 82, 132);
    checkRect("but not clipRgn", &(*port.clipRgn)->rgnBBox, 0, 0, 32, 32);
    check("nor the pen", port.pnLoc.h, 0);
    SetPt(&p, 103, 54);
    LocalToGlobal(&p);
    check("LocalToGlobal", *(long *)&p, 0x00040003);
    GlobalToLocal(&p);
    check("GlobalToLocal", *(long *)&p, 0x00360067);
    SetOrigin(0, 0);
    source("Imaging With QuickDraw, chapter 2, GetClip and SetClip");
    GetClip(saved);
    SetRect(&clip, 2, 2, 10, 10);
    ClipRect(&clip);
    checkRect("ClipRect", &(*port.clipRgn)->rgnBBox, 2, 2, 10, 10);
    clear();
    PaintRect(&port.portRect);
    check("drawing stays in the clipping region", inked(), 64);
    SetClip(saved);
    checkRect("SetClip copies", &(*port.clipRgn)->rgnBBox, 0, 0, 32, 32);
    checkTrue("the region itself", port.clipRgn != saved);
    DisposeRgn(saved);
    source("Imaging With QuickDraw, chapter 2, PortSize");
    PortSize(20, 10);
    checkRect("PortSize", &port.portRect, 0, 0, 10, 20);
    clear();
    PaintRect(&port.portBits.bounds);
    check("drawing stays in portRect", inked(), 200);
    PortSize(WIDTH, HEIGHT);
    MovePortTo(5, 6);
    checkRect("MovePortTo", &port.portBits.bounds, -6, -5, 26, 27);
    MovePortTo(0, 0);
}

static void rectangles(void)
{
    Rect a, b, c;
    Point p;
    short angle;
    source("Imaging With QuickDraw, chapter 2, Calculating and Manipulating Rectangles");
    SetRect(&a, 10, 20, 30, 40);
    checkRect("SetRect: left, top, right, bottom", &a, 20, 10, 40, 30);
    OffsetRect(&a, 5, -5);
    checkRect("OffsetRect", &a, 15, 15, 35, 35);
    InsetRect(&a, 2, -1);
    checkRect("InsetRect", &a, 14, 17, 36, 33);
    InsetRect(&a, 8, 0);
    checkRect("InsetRect to nothing makes all zero", &a, 0, 0, 0, 0);
    SetRect(&a, 0, 0, 10, 10);
    SetRect(&b, 5, 6, 20, 20);
    checkTrue("SectRect", SectRect(&a, &b, &c));
    checkRect("the intersection", &c, 6, 5, 10, 10);
    SetRect(&b, 10, 0, 20, 10);
    checkTrue("rectangles that touch do not intersect", !SectRect(&a, &b, &c));
    checkRect("the result is then all zero", &c, 0, 0, 0, 0);
    UnionRect(&a, &b, &c);
    checkRect("UnionRect", &c, 0, 0, 10, 20);
    SetPt(&p, 0, 0);
    checkTrue("a pixel at the upper left is inside", PtInRect(p, &a));
    SetPt(&p, 10, 10);
    checkTrue("one at the lower right is not", !PtInRect(p, &a));
    SetRect(&b, 5, 5, 5, 10);
    checkTrue("EmptyRect: no width", EmptyRect(&b));
    checkTrue("EqualRect", EqualRect(&a, &a) && !EqualRect(&a, &b));
    Pt2Rect(*(Point *)&b.bottom, *(Point *)&a.top, &c);
    checkRect("Pt2Rect", &c, 0, 0, 10, 5);
    source("Imaging With QuickDraw, chapter 2, Manipulating Points");
    SetRect(&a, 0, 0, 10, 20);
    SetPt(&p, 5, 0);
    PtToAngle(&a, p, &angle);
    check("PtToAngle: the top", angle, 0);
    SetPt(&p, 10, 0);
    PtToAngle(&a, p, &angle);
    check("the upper right corner is at 45 degrees whatever the shape", angle, 45);
    SetPt(&p, 0, 10);
    PtToAngle(&a, p, &angle);
    check("the left", angle, 270);
    source("Imaging With QuickDraw, chapter 2, Manipulating Points");
    SetPt(&p, 5, 5);
    SetRect(&a, 0, 0, 10, 10);
    SetRect(&b, 100, 100, 120, 130);
    MapPt(&p, &a, &b);
    check("MapPt", *(long *)&p, 0x0073006e);
    SetPt(&p, 1, 1);
    ScalePt(&p, &b, &a);
    check("ScalePt keeps at least one pixel", *(long *)&p, 0x00010001);
    SetRect(&c, 2, 4, 6, 8);
    MapRect(&c, &a, &b);
    checkRect("MapRect", &c, 112, 104, 124, 112);
}

static void pens(void)
{
    Rect r;
    PenState state;
    source("Imaging With QuickDraw, chapter 3, Drawing Lines");
    clear();
    MoveTo(3, 2);
    LineTo(6, 2);
    checkRow("a line has both its ends", 2, 0x1e000000);
    check("and the pen is at its end", *(long *)&port.pnLoc, 0x00020006);
    clear();
    PenSize(3, 2);
    MoveTo(4, 4);
    Line(0, 0);
    checkRow("the pen hangs to the right", 4, 0x0e000000);
    checkRow("and below", 5, 0x0e000000);
    check("its point", inked(), 6);
    clear();
    PenSize(3, 1);
    MoveTo(0, 0);
    LineTo(4, 4);
    checkRow("a diagonal has as many pixels in a row as the pen is wide", 2, 0x38000000);
    checkRow("to its end", 4, 0x0e000000);
    clear();
    PenSize(3, 2);
    SetRect(&r, 2, 2, 12, 8);
    FrameRect(&r);
    checkRow("a frame is inside its rectangle: the top", 2, 0x3ff00000);
    checkRow("which is as high as the pen", 3, 0x3ff00000);
    checkRow("and its sides as wide", 5, 0x38700000);
    checkRow("the bottom", 7, 0x3ff00000);
    checkRow("nothing below", 8, 0);
    clear();
    PenSize(0, 5);
    FrameRect(&r);
    check("a pen without width draws nothing", inked(), 0);
    clear();
    HidePen();
    PaintRect(&r);
    ShowPen();
    check("nor does a hidden one", inked(), 0);
    PenSize(4, 4);
    PenMode(patXor);
    GetPenState(&state);
    PenNormal();
    check("PenNormal", port.pnMode, patCopy);
    SetPenState(&state);
    check("SetPenState", *(long *)&port.pnSize, 0x00040004);
    clear();
    MoveTo(5, 6);
    Move(-2, 3);
    check("Move", *(long *)&port.pnLoc, 0x00090003);
}

static void patternsAndModes(void)
{
    Rect r;
    source("Imaging With QuickDraw, chapter 3, Drawing Rectangles");
    clear();
    SetRect(&r, 1, 1, 9, 3);
    PenPat(&qd.gray);
    PaintRect(&r);
    checkRow("a pattern is aligned with the port, not with the shape", 1, 0x55000000);
    checkRow("its next row", 2, 0x2a800000);
    clear();
    FillRect(&r, &qd.black);
    checkRow("FillRect", 1, 0x7f800000);
    InvertRect(&r);
    check("InvertRect", inked(), 0);
    BackPat(&qd.ltGray);
    EraseRect(&r);
    checkRow("EraseRect draws the background pattern", 1, 0x22000000);
    BackPat(&qd.white);
    source("Imaging With QuickDraw, chapter 3, Boolean Transfer Modes");
    clear();
    FillRect(&r, &qd.black);
    PenPat(&qd.gray);
    PenMode(patBic);
    PaintRect(&r);
    checkRow("patBic clears where the pattern is black", 1, 0x2a800000);
    PenMode(patOr);
    PaintRect(&r);
    checkRow("patOr sets", 1, 0x7f800000);
    PenMode(patXor);
    PaintRect(&r);
    checkRow("patXor inverts", 1, 0x2a800000);
    PenMode(notPatCopy);
    PaintRect(&r);
    checkRow("notPatCopy", 2, 0x55000000);
}

static void roundShapes(void)
{
    Rect r;
    source("Imaging With QuickDraw, chapter 3, Drawing Rounded Rectangles and Ovals");
    clear();
    SetRect(&r, 0, 0, 8, 8);
    PaintOval(&r);
    checkRow("an oval touches the top", 0, 0x3c000000);
    checkRow("widens", 1, 0x7e000000);
    checkRow("to its full width", 3, 0xff000000);
    checkRow("and is the same below", 7, 0x3c000000);
    check("inside its rectangle", (long)row(8), 0);
    clear();
    FrameOval(&r);
    checkRow("a framed oval is empty inside", 4, 0x81000000);
    clear();
    SetRect(&r, 0, 0, 20, 10);
    PaintRoundRect(&r, 6, 6);
    checkRow("a round rectangle's corners", 0, 0x7fffe000);
    checkRow("its sides are straight", 5, 0xfffff000);
    clear();
    PaintRoundRect(&r, 0, 0);
    check("square corners", inked(), 200);
    source("Imaging With QuickDraw, chapter 3, Drawing Arcs and Wedges");
    clear();
    SetRect(&r, 0, 0, 16, 16);
    PaintArc(&r, 0, 90);
    checkRow("a quarter from the top clockwise has nothing to the left", 7, 0x00ff0000);
    checkRow("nor below", 8, 0);
    clear();
    PaintArc(&r, 90, -90);
    checkRow("counterclockwise it is the same quarter", 7, 0x00ff0000);
    clear();
    PaintArc(&r, 180, 90);
    checkRow("from the bottom", 8, 0xff000000);
    checkRow("not above", 7, 0);
    clear();
    PaintArc(&r, 17, 360);
    checkRow("a full circle", 8, 0xffff0000);
}

static void regions(void)
{
    RgnHandle a = NewRgn(), b = NewRgn(), c = NewRgn();
    Rect r;
    Point p;
    BitMap map;
    source("Imaging With QuickDraw, chapter 2, Creating and Managing Regions");
    check("a new region is empty", EmptyRgn(a), true);
    check("and takes ten bytes", (*a)->rgnSize, 10);
    SetRectRgn(a, 0, 0, 10, 10);
    SetRectRgn(b, 5, 5, 15, 15);
    SectRgn(a, b, c);
    checkRect("SectRgn", &(*c)->rgnBBox, 5, 5, 10, 10);
    check("a rectangle takes ten bytes", (*c)->rgnSize, 10);
    UnionRgn(a, b, c);
    checkRect("UnionRgn", &(*c)->rgnBBox, 0, 0, 15, 15);
    checkTrue("another shape more", (*c)->rgnSize > 10);
    SetPt(&p, 12, 2);
    checkTrue("PtInRgn: not in the corner", !PtInRgn(p, c));
    SetPt(&p, 12, 12);
    checkTrue("but in the shape", PtInRgn(p, c));
    DiffRgn(a, b, c);
    SetPt(&p, 7, 7);
    checkTrue("DiffRgn", !PtInRgn(p, c));
    XorRgn(a, b, c);
    checkTrue("XorRgn", !PtInRgn(p, c));
    SetRect(&r, 6, 6, 8, 8);
    checkTrue("RectInRgn", !RectInRgn(&r, c));
    SetRect(&r, 6, 3, 8, 8);
    checkTrue("RectInRgn where a part is inside", RectInRgn(&r, c));
    XorRgn(c, b, c);
    checkTrue("EqualRgn", EqualRgn(a, c));
    OffsetRgn(c, 3, 4);
    checkRect("OffsetRgn", &(*c)->rgnBBox, 4, 3, 14, 13);
    InsetRgn(c, 2, 1);
    checkRect("InsetRgn", &(*c)->rgnBBox, 5, 5, 13, 11);
    SetRectRgn(c, 5, 5, 5, 9);
    checkTrue("SetRectRgn of an empty rectangle", EmptyRgn(c));
    source("Imaging With QuickDraw, chapter 2, OpenRgn and CloseRgn");
    clear();
    OpenRgn();
    check("OpenRgn hides the pen", port.pnVis, -1);
    checkTrue("and sets rgnSave", port.rgnSave != nil);
    SetRect(&r, 2, 2, 12, 12);
    FrameRect(&r);
    SetRect(&r, 4, 4, 8, 8);
    FrameRect(&r);
    CloseRgn(c);
    check("CloseRgn shows it", port.pnVis, 0);
    check("nothing was drawn", inked(), 0);
    PaintRgn(c);
    check("a shape in a shape is a hole", inked(), 100 - 16);
    OpenRgn();
    MoveTo(0, 0);
    LineTo(8, 0);
    LineTo(8, 8);
    LineTo(0, 8);
    LineTo(0, 0);
    CloseRgn(c);
    checkRect("lines enclose what is between them", &(*c)->rgnBBox, 0, 0, 8, 8);
    check("a rectangle", (*c)->rgnSize, 10);
    clear();
    PenSize(2, 1);
    FrameRgn(c);
    check("FrameRgn draws inside", inked(), 64 - 4 * 6);
    SetRect(&r, 0, 0, 8, 8);
    SetRectRgn(a, 0, 0, 16, 4);
    MapRgn(c, &r, &(*a)->rgnBBox);
    checkTrue("MapRgn", EqualRgn(a, c));
    source("Imaging With QuickDraw, chapter 2, Manipulating Regions");
    clear();
    SetRect(&r, 3, 3, 9, 7);
    PaintRect(&r);
    map = port.portBits;
    check("BitMapToRegion", BitMapToRegion(c, &map), noErr);
    checkRect("the pixels that are set", &(*c)->rgnBBox, 3, 3, 7, 9);
    DisposeRgn(a);
    DisposeRgn(b);
    DisposeRgn(c);
}

static void polygons(void)
{
    PolyHandle poly;
    Rect r;
    source("Imaging With QuickDraw, chapter 3, Polygons");
    clear();
    poly = OpenPoly();
    check("OpenPoly hides the pen", port.pnVis, -1);
    MoveTo(0, 0);
    LineTo(16, 0);
    LineTo(16, 16);
    LineTo(0, 0);
    ClosePoly();
    check("four points", (*poly)->polySize, 10 + 4 * 4);
    checkRect("polyBBox", &(*poly)->polyBBox, 0, 0, 16, 16);
    check("nothing was drawn", inked(), 0);
    PaintPoly(poly);
    checkRow("the triangle's upper row", 0, 0x7fff0000);
    checkRow("and its last", 15, 0x00000000);
    checkRow("and one between", 8, 0x007f0000);
    OffsetPoly(poly, 3, 4);
    checkRect("OffsetPoly", &(*poly)->polyBBox, 4, 3, 20, 19);
    check("moves its points", *(long *)&(*poly)->polyPoints[1], 0x00040013);
    clear();
    FramePoly(poly);
    checkRow("a framed polygon's lines hang below and to the right", 20, 0x00001000);
    SetRect(&r, 3, 4, 19, 20);
    MapPoly(poly, &r, &port.portRect);
    check("MapPoly", *(long *)&(*poly)->polyPoints[2], 0x00200020);
    KillPoly(poly);
}

static void scrolling(void)
{
    Rect r;
    RgnHandle update = NewRgn();
    source("Imaging With QuickDraw, chapter 2, Clipping");
    clear();
    SetRect(&r, 0, 0, 8, 8);
    PaintRect(&r);
    SetRect(&r, 0, 0, 16, 16);
    ScrollRect(&r, 2, 3, update);
    checkRow("the pixels move down", 2, 0);
    checkRow("and to the right", 3, 0x3fc00000);
    checkRow("to the last row", 10, 0x3fc00000);
    checkRect("the update region", &(*update)->rgnBBox, 0, 0, 16, 16);
    OffsetRect(&r, 2, 3);
    checkTrue("is what was vacated", !RectInRgn(&r, update));
    checkRow("pixels outside the rectangle stay", 16, 0);
    DisposeRgn(update);
}

static void cursors(void)
{
    CursHandle watch = GetCursor(watchCursor);
    source("Imaging With QuickDraw, chapter 8, GetCursor");
    checkTrue("GetCursor: the system's watch", watch != nil);
    check("a cursor takes 68 bytes", GetHandleSize((Handle)watch), 68);
    checkTrue("there is no cursor 999", GetCursor(999) == nil);
    SetCursor(*watch);
    InitCursor();
    check("the arrow's hot spot", *(long *)&qd.arrow.hotSpot, 0x00010001);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    globals();
    openTestPort();
    openedPort();
    coordinates();
    rectangles();
    pens();
    patternsAndModes();
    roundShapes();
    regions();
    polygons();
    scrolling();
    cursors();
    return 0;
}
