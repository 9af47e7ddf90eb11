/* Pictures, as a program sees them (Imaging With QuickDraw, chapter 7 and appendix A). */

#include "checks.h"
#include <MacMemory.h>
#include <QDOffscreen.h>
#include <Quickdraw.h>

QDGlobals qd;

static GrafPort port;
static unsigned long bits[32];

static void clear(void)
{
    short v;
    for (v = 0; v < 32; v++)
        bits[v] = 0;
}

static long inked(void)
{
    long count = 0;
    short v, h;
    for (v = 0; v < 32; v++)
        for (h = 0; h < 32; h++)
            count += bits[v] >> h & 1;
    return count;
}

static void openTestPort(void)
{
    BitMap map;
    map.baseAddr = (Ptr)bits;
    map.rowBytes = 4;
    SetRect(&map.bounds, 0, 0, 32, 32);
    OpenPort(&port);
    SetPortBits(&map);
    port.portRect = map.bounds;
    RectRgn(port.visRgn, &map.bounds);
    ClipRect(&map.bounds);
}

/* Whether the bytes of a picture have these in them. */
static int hasBytes(PicHandle picture, const UInt8 *bytes, long count)
{
    long size = GetHandleSize((Handle)picture), at, i;
    const UInt8 *data = (const UInt8 *)*picture;
    for (at = 0; at + count <= size; at++) {
        for (i = 0; i < count && data[at + i] == bytes[i]; i++)
            ;
        if (i == count)
            return 1;
    }
    return 0;
}

static PicHandle pictureOf(const UInt8 *bytes, long count)
{
    Handle handle = NewHandle(count);
    BlockMoveData(bytes, *handle, count);
    return (PicHandle)handle;
}

static void recording(void)
{
    Rect frame, r, big;
    PicHandle picture;
    RgnHandle clip = NewRgn();
    const UInt8 *data;
    static const UInt8 frameRect[] = {0x30, 0, 4, 0, 2, 0, 12, 0, 20}, paintOval[] = {0x51, 0, 0, 0, 0, 0, 8, 0, 8};
    static const UInt8 penSize[] = {0x07, 0, 3, 0, 2}, shortLine[] = {0x22, 0, 20, 0, 1, 9, 5};
    static const UInt8 shortLineFrom[] = {0x23, 0xff, 2}, comment[] = {0xa0, 0, 7};
    static const UInt8 clipRegion[] = {0x01, 0, 10, 0, 0, 0, 0, 0, 32, 0, 32};
    unsigned long before[32];
    short v, same = 1;
    source("Imaging With QuickDraw, chapter 7, OpenPicture");
    SetRect(&frame, 0, 0, 32, 32);
    clear();
    picture = OpenPicture(&frame);
    checkTrue("OpenPicture", picture != nil);
    checkTrue("picSave", port.picSave != nil);
    check("hides the pen", port.pnVis, -1);
    checkTrue("no picture in a picture", OpenPicture(&frame) == nil);
    PenSize(2, 3);
    SetRect(&r, 2, 4, 20, 12);
    FrameRect(&r);
    PenNormal();
    SetRect(&r, 0, 0, 8, 8);
    PaintOval(&r);
    MoveTo(1, 20);
    Line(9, 5);
    Line(-1, 2);
    PicComment(7, 0, nil);
    check("nothing is drawn", inked(), 0);
    ClosePicture();
    check("ClosePicture shows the pen", port.pnVis, 0);
    check("picSave again", (long)port.picSave, 0);
    data = (const UInt8 *)*picture;
    source("Imaging With QuickDraw, appendix A, Version 2 Pictures");
    check("picSize", (*picture)->picSize, GetHandleSize((Handle)picture));
    checkTrue("picFrame", EqualRect(&(*picture)->picFrame, &frame));
    check("a basic port makes version 1", data[10] << 8 | data[11], 0x1101);
    check("the last opcode", data[GetHandleSize((Handle)picture) - 1], 0xff);
    checkTrue("Clip", hasBytes(picture, clipRegion, sizeof clipRegion));
    checkTrue("PnSize", hasBytes(picture, penSize, sizeof penSize));
    checkTrue("frameRect", hasBytes(picture, frameRect, sizeof frameRect));
    checkTrue("paintOval", hasBytes(picture, paintOval, sizeof paintOval));
    checkTrue("ShortLine", hasBytes(picture, shortLine, sizeof shortLine));
    checkTrue("ShortLineFrom", hasBytes(picture, shortLineFrom, sizeof shortLineFrom));
    checkTrue("ShortComment", hasBytes(picture, comment, sizeof comment));
    source("Imaging With QuickDraw, chapter 7, DrawPicture");
    clear();
    DrawPicture(picture, &frame);
    for (v = 0; v < 32; v++)
        before[v] = bits[v];
    clear();
    PenSize(2, 3);
    SetRect(&r, 2, 4, 20, 12);
    FrameRect(&r);
    PenNormal();
    SetRect(&r, 0, 0, 8, 8);
    PaintOval(&r);
    MoveTo(1, 20);
    Line(9, 5);
    Line(-1, 2);
    for (v = 0; v < 32; v++)
        same &= before[v] == bits[v];
    checkTrue("DrawPicture draws what was drawn", same);
    KillPicture(picture);
    picture = OpenPicture(&frame);
    SetRect(&r, 4, 4, 8, 6);
    PaintRect(&r);
    ClosePicture();
    clear();
    PenSize(5, 5);
    MoveTo(3, 3);
    SetRect(&big, 0, 0, 64, 64);
    DrawPicture(picture, &big);
    check("scaled to twice the size", inked(), 32);
    check("its upper left", (long)bits[8], 0x00ff0000);
    check("the pen's size is as before", *(long *)&port.pnSize, 0x00050005);
    check("and its place", *(long *)&port.pnLoc, 0x00030003);
    PenNormal();
    GetClip(clip);
    checkTrue("and the clipping region", EqualRect(&(*clip)->rgnBBox, &frame));
    OffsetRect(&frame, 8, 2);
    clear();
    DrawPicture(picture, &frame);
    check("moved", (long)bits[6], 0x000f0000);
    KillPicture(picture);
    DisposeRgn(clip);
}

static void version1(void)
{
    static const UInt8 bytes[] = {
        0, 0, 0, 0, 0, 0, 0, 16, 0, 32, /* a size that does not count, a frame of 32 by 16 */
        0x11, 0x01,                     /* version 1 */
        0x0a, 0xaa, 0x55, 0xaa, 0x55, 0xaa, 0x55, 0xaa, 0x55, /* FillPat */
        0x34, 0, 0, 0, 0, 0, 2, 0, 8,   /* fillRect */
        0x3b,                           /* invertSameRect */
        0x0c, 0, 4, 0, 2,               /* Origin: 4 to the right, 2 down */
        0x31, 0, 6, 0, 12, 0, 8, 0, 16, /* paintRect, which the origin moves to 8, 4 */
        0x90, 0, 2, 0, 0, 0, 0, 0, 2, 0, 16, /* BitsRect: a bitmap */
        0, 0, 0, 0, 0, 2, 0, 16, 0, 12, 0, 4, 0, 14, 0, 20, 0, 1, 0xf0, 0x0f, 0x80, 0x01, /* from, to, srcOr, rows */
        0x98, 0, 8, 0, 0, 0, 0, 0, 1, 0, 64, /* PackBitsRect */
        0, 0, 0, 0, 0, 1, 0, 64, 0, 8, 0, 4, 0, 9, 0, 36, 0, 0, /* 64 pixels become 32 */
        4, 0xfd, 0xff, 0xfd, 0x00,      /* four bytes of ones, four of zeros */
        0xff};
    Rect r;
    PicHandle picture = pictureOf(bytes, sizeof bytes);
    source("Imaging With QuickDraw, appendix A, Picture Opcodes");
    clear();
    SetRect(&r, 0, 0, 32, 16);
    DrawPicture(picture, &r);
    check("fillRect, inverted", (long)bits[0], 0x55000000);
    check("its second row", (long)bits[1], (long)0xaa000000);
    check("Origin", (long)bits[4], 0x00f00000);
    check("BitsRect", (long)bits[10], (long)0xf00f0000);
    check("its second row", (long)bits[11], (long)0x80010000);
    check("PackBitsRect, scaled", (long)bits[6], (long)0xffff0000);
    KillPicture(picture);
    source("Imaging With QuickDraw, chapter 7, DrawPicture");
    clear();
    picture = pictureOf(bytes, 40);
    DrawPicture(picture, &r);
    check("a picture that ends early draws as far as it goes", (long)bits[0], 0x55000000);
    DrawPicture(nil, &r);
    KillPicture(picture);
}

static void version2(void)
{
    static const UInt8 bytes[] = {
        0, 0, 0, 0, 0, 0, 0, 16, 0, 16, 0x00, 0x11, 0x02, 0xff, 0x0c, 0x00, /* version, header */
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0,
        0x00, 0x1a, 0xff, 0xff, 0, 0, 0, 0,             /* RGBFgCol: red */
        0x00, 0x31, 0, 0, 0, 0, 0, 4, 0, 4,             /* paintRect */
        0x00, 0x1c, 0x00, 0x1e,                         /* HiliteMode, DefHilite: nothing to see */
        0x02, 0x00, 1, 2, 3, 4,                         /* a reserved opcode with two words */
        0x81, 0x00, 0, 0, 0, 2, 9, 9,                   /* one whose length comes first */
        0x00, 0xa1, 0, 1, 0, 3, 1, 2, 3, 0,             /* LongComment, padded to a word */
        0x00, 0x0e, 0, 0, 0, 33,                        /* FgColor: black, which colours nothing */
        0x00, 0x9a, 0, 0, 0, 0xff, 0x80, 16, 0, 0, 0, 0, 0, 1, 0, 4, /* DirectBitsRect: four pixels of 32 bits */
        0, 0, 0, 4, 0, 0, 0, 0, 0, 72, 0, 0, 0, 72, 0, 0, 0, 16, 0, 32, 0, 3, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 1, 0, 4, 0, 8, 0, 8, 0, 9, 0, 12, 0, 0, /* from, to, srcCopy */
        7, 0xfd, 0x00, 0xfd, 0xff, 0xfd, 0x00, 0x80, 0, /* packed: no red, all green, no blue */
        0x00, 0xff};
    GWorldPtr gw, old;
    GDHandle device;
    Rect r;
    RGBColor c;
    PicHandle picture = pictureOf(bytes, sizeof bytes);
    SetRect(&r, 0, 0, 16, 16);
    GetGWorld(&old, &device);
    NewGWorld(&gw, 32, &r, nil, nil, 0);
    SetGWorld(gw, nil);
    EraseRect(&r);
    source("Imaging With QuickDraw, appendix A, Picture Opcodes");
    DrawPicture(picture, &r);
    GetCPixel(3, 3, &c);
    checkTrue("RGBFgCol and paintRect", c.red == 0xffff && c.green == 0);
    GetCPixel(4, 4, &c);
    checkTrue("and no more", c.red == 0xffff && c.green == 0xffff);
    GetCPixel(11, 8, &c);
    checkTrue("DirectBitsRect", c.red == 0 && c.green == 0xffff && c.blue == 0);
    GetForeColor(&c);
    checkTrue("the foreground is as before", c.red == 0 && c.green == 0 && c.blue == 0);
    KillPicture(picture);
    SetGWorld(old, device);
    DisposeGWorld(gw);
}

/* Pixels of each depth go into a picture and out of it. */
static void pixels(short depth, const char *name)
{
    static const RGBColor red = {0xffff, 0, 0}, green = {0, 0xffff, 0};
    GWorldPtr from, to, old;
    GDHandle device;
    Rect r, part, frame;
    PicHandle picture;
    RGBColor c;
    short h, v;
    long bad = 0;
    SetRect(&frame, 0, 0, 40, 12);
    GetGWorld(&old, &device);
    NewGWorld(&from, depth, &frame, nil, nil, 0);
    NewGWorld(&to, depth, &frame, nil, nil, 0);
    SetGWorld(from, nil);
    EraseRect(&frame);
    RGBForeColor(&red);
    SetRect(&part, 5, 2, 30, 6);
    PaintRect(&part);
    RGBForeColor(&green);
    MoveTo(0, 0);
    LineTo(39, 11);
    ForeColor(blackColor);
    SetGWorld(to, nil);
    picture = OpenPicture(&frame);
    CopyBits(&((GrafPtr)from)->portBits, &((GrafPtr)to)->portBits, &frame, &frame, srcCopy, nil);
    ClosePicture();
    source("Imaging With QuickDraw, appendix A, Version 2 Pictures");
    check(name, ((const UInt8 *)*picture)[11] << 8 | ((const UInt8 *)*picture)[12], 0x1102);
    EraseRect(&frame);
    DrawPicture(picture, &frame);
    for (v = 0; v < 12; v++)
        for (h = 0; h < 40; h++) {
            RGBColor expected;
            SetGWorld(from, nil);
            GetCPixel(h, v, &expected);
            SetGWorld(to, nil);
            GetCPixel(h, v, &c);
            bad += c.red != expected.red || c.green != expected.green || c.blue != expected.blue;
        }
    check("  are the same pixels again", bad, 0);
    SetRect(&r, 0, 0, 20, 6);
    EraseRect(&frame);
    DrawPicture(picture, &r);
    GetCPixel(25, 3, &c);
    checkTrue("  in half the size", c.red == 0xffff && c.green == 0xffff);
    KillPicture(picture);
    SetGWorld(old, device);
    DisposeGWorld(from);
    DisposeGWorld(to);
}

static void shapesInColor(void)
{
    OpenCPicParams params;
    GWorldPtr gw, old;
    GDHandle device;
    PicHandle picture;
    Rect r;
    PolyHandle poly;
    RgnHandle rgn = NewRgn();
    RGBColor blue = {0, 0, 0xffff}, c;
    const UInt8 *data;
    SetRect(&params.srcRect, 0, 0, 60, 60);
    params.hRes = params.vRes = 72L << 16;
    params.version = -2;
    params.reserved1 = 0;
    params.reserved2 = 0;
    GetGWorld(&old, &device);
    NewGWorld(&gw, 16, &params.srcRect, nil, nil, 0);
    SetGWorld(gw, nil);
    EraseRect(&params.srcRect);
    source("Imaging With QuickDraw, chapter 7, OpenCPicture");
    picture = OpenCPicture(&params);
    RGBForeColor(&blue);
    SetRect(&r, 0, 0, 10, 10);
    PaintRoundRect(&r, 4, 4);
    OffsetRect(&r, 20, 0);
    PaintArc(&r, 0, 180);
    poly = OpenPoly();
    MoveTo(40, 0);
    LineTo(50, 0);
    LineTo(50, 10);
    LineTo(40, 10);
    ClosePoly();
    PaintPoly(poly);
    KillPoly(poly);
    SetRectRgn(rgn, 0, 20, 10, 30);
    PaintRgn(rgn);
    MoveTo(20, 30);
    DrawString((ConstStr255Param)"\pII");
    ClosePicture();
    data = (const UInt8 *)*picture;
    check("the extended version 2 header", data[16] << 8 | data[17], 0xfffe);
    check("its resolution", data[20] << 8 | data[21], 72);
    DrawPicture(picture, &params.srcRect);
    source("Imaging With QuickDraw, chapter 7, DrawPicture");
    GetCPixel(5, 5, &c);
    checkTrue("paintRRect in its colour", c.red == 0 && c.blue == 0xffff);
    GetCPixel(0, 0, &c);
    checkTrue("has round corners", c.red == 0xffff);
    GetCPixel(27, 5, &c);
    checkTrue("paintArc", c.red == 0);
    GetCPixel(22, 5, &c);
    checkTrue("is half an oval", c.red == 0xffff);
    GetCPixel(45, 5, &c);
    checkTrue("paintPoly", c.red == 0);
    GetCPixel(5, 25, &c);
    checkTrue("paintRgn", c.red == 0);
    {
        long count = 0;
        short h, v;
        for (v = 15; v < 30; v++)
            for (h = 20; h < 35; h++) {
                GetCPixel(h, v, &c);
                count += c.red == 0;
            }
        checkTrue("text", count > 8);
    }
    KillPicture(picture);
    DisposeRgn(rgn);
    SetGWorld(old, device);
    DisposeGWorld(gw);
}

/* A picture that goes into a buffer of the program's and comes out of it. */
static UInt8 spool[2000];
static long spooled, taken;

static void putPic(const void *dataPtr, short byteCount)
{
    BlockMoveData(dataPtr, spool + spooled, byteCount);
    spooled += byteCount;
}

static void getPic(void *dataPtr, short byteCount)
{
    BlockMoveData(spool + taken, dataPtr, byteCount);
    taken += byteCount;
}

static void spooling(void)
{
    QDProcs procs;
    Rect frame, r;
    PicHandle picture;
    source("Imaging With QuickDraw, chapter 7, The Picture Record");
    SetRect(&frame, 0, 0, 32, 32);
    SetRect(&r, 4, 4, 8, 8);
    SetPort(&port);
    SetStdProcs(&procs);
    procs.putPicProc = (QDPutPicUPP)putPic;
    procs.getPicProc = (QDGetPicUPP)getPic;
    port.grafProcs = &procs;
    clear();
    picture = OpenPicture(&frame);
    PaintRect(&r);
    ClosePicture();
    check("putPicProc takes the picture from its version on", spool[0] << 8 | spool[1], 0x1101);
    check("to its end", spool[spooled - 1], 0xff);
    check("the handle has only the header", GetHandleSize((Handle)picture), 10);
    DrawPicture(picture, &frame);
    check("getPicProc gives it back", inked(), 16);
    check("every byte once", taken, spooled);
    port.grafProcs = nil;
    KillPicture(picture);
}

static void patterns(void)
{
    static const RGBColor red = {0xffff, 0, 0};
    static const UInt8 fillPixPat[] = {0, 0x14, 0, 2};
    GWorldPtr gw, old;
    GDHandle device;
    Rect frame;
    PicHandle picture;
    PixPatHandle pattern = NewPixPat();
    RGBColor c;
    source("Imaging With QuickDraw, appendix A, Picture Opcodes");
    SetRect(&frame, 0, 0, 20, 20);
    GetGWorld(&old, &device);
    NewGWorld(&gw, 32, &frame, nil, nil, 0);
    SetGWorld(gw, nil);
    MakeRGBPat(pattern, &red);
    picture = OpenPicture(&frame);
    FillCRect(&frame, pattern);
    ClosePicture();
    DisposePixPat(pattern);
    checkTrue("FillPixPat", hasBytes(picture, fillPixPat, sizeof fillPixPat));
    EraseRect(&frame);
    DrawPicture(picture, &frame);
    GetCPixel(7, 7, &c);
    checkTrue("is played in its colour", c.red == 0xffff && c.green == 0 && c.blue == 0);
    KillPicture(picture);
    SetGWorld(old, device);
    DisposeGWorld(gw);
}

static void packing(void)
{
    /* The example of Technical Note TN1023. */
    static char packed[] = {(char)0xfe, (char)0xaa, 0x02, (char)0x80, 0x00, 0x2a, (char)0xfd, (char)0xaa, 0x03, (char)0x80,
                            0x00, 0x2a, 0x22, (char)0xf7, (char)0xaa};
    char unpacked[24], again[30];
    Ptr from = packed, to = unpacked;
    source("Technical Note TN1023");
    UnpackBits(&from, &to, 24);
    check("UnpackBits leaves the source after what it took", from - packed, 15);
    check("and the destination after what it gave", to - unpacked, 24);
    check("which is", unpacked[3] << 8 | unpacked[23], 0x80aa);
    from = unpacked;
    to = again;
    PackBits(&from, &to, 24);
    check("PackBits", to - again, 15);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    openTestPort();
    recording();
    version1();
    version2();
    pixels(1, "pixels of 1 bit");
    pixels(4, "pixels of 4 bits");
    pixels(8, "pixels of 8 bits");
    pixels(16, "pixels of 16 bits");
    pixels(32, "pixels of 32 bits");
    shapesInColor();
    spooling();
    patterns();
    packing();
    return 0;
}
