/* Color QuickDraw, as a program sees it: offscreen worlds, devices, colours, CopyBits (Imaging With QuickDraw, chapters 4 to 6). */

#include "checks.h"
#include <MacMemory.h>
#include <QDOffscreen.h>
#include <Quickdraw.h>

QDGlobals qd;

#define HILITE_MODE (*(volatile UInt8 *)0x938)

static const RGBColor black = {0, 0, 0}, white = {0xffff, 0xffff, 0xffff}, red = {0xffff, 0, 0}, blue = {0, 0, 0xffff};

static CGrafPort screenPort;

static int isColor(const RGBColor *c, unsigned short r, unsigned short g, unsigned short b)
{
    return c->red == r && c->green == g && c->blue == b;
}

static int pixelIs(short h, short v, unsigned short r, unsigned short g, unsigned short b)
{
    RGBColor c;
    GetCPixel(h, v, &c);
    return isColor(&c, r, g, b);
}

static void colorPort(void)
{
    source("Imaging With QuickDraw, chapter 4, OpenCPort");
    OpenCPort(&screenPort);
    checkTrue("the version tells a colour port", (screenPort.portVersion & 0xc000) == 0xc000);
    checkTrue("its foreground is black", isColor(&screenPort.rgbFgColor, 0, 0, 0));
    checkTrue("and its background white", isColor(&screenPort.rgbBkColor, 0xffff, 0xffff, 0xffff));
    check("the pixel map is the screen's", (*screenPort.portPixMap)->pixelSize, 8);
    checkTrue("whose rowBytes say so", ((*screenPort.portPixMap)->rowBytes & 0x8000) != 0);
    check("bkPixPat is an old pattern", (*screenPort.bkPixPat)->patType, oldPat);
    checkTrue("grafVars", screenPort.grafVars != nil);
}

static void colors(void)
{
    RGBColor c;
    source("Imaging With QuickDraw, chapter 4, RGBForeColor");
    RGBForeColor(&red);
    GetForeColor(&c);
    checkTrue("RGBForeColor", isColor(&c, 0xffff, 0, 0));
    RGBBackColor(&blue);
    GetBackColor(&c);
    checkTrue("RGBBackColor", isColor(&c, 0, 0, 0xffff));
    ForeColor(whiteColor);
    GetForeColor(&c);
    checkTrue("ForeColor in a colour port", isColor(&c, 0xffff, 0xffff, 0xffff));
    RGBForeColor(&black);
    RGBBackColor(&white);
    source("Imaging With QuickDraw, chapter 4, SetCPixel");
    SetCPixel(3, 4, &red);
    GetCPixel(3, 4, &c);
    checkTrue("SetCPixel", isColor(&c, 0xffff, 0, 0));
    checkTrue("GetPixel of a light pixel", !GetPixel(4, 4));
    source("Imaging With QuickDraw, chapter 4, Index2Color");
    Index2Color(0, &c);
    checkTrue("index 0 of the screen is white", isColor(&c, 0xffff, 0xffff, 0xffff));
    Index2Color(255, &c);
    checkTrue("and 255 black", isColor(&c, 0, 0, 0));
    check("Color2Index", Color2Index(&black), 255);
    check("and of white", Color2Index(&white), 0);
    c = red;
    InvertColor(&c);
    checkTrue("InvertColor", isColor(&c, 0, 0xffff, 0xffff));
    checkTrue("RealColor of one that the screen has", RealColor(&red));
}

static void devices(void)
{
    GDHandle device = GetMainDevice();
    Rect r;
    source("Imaging With QuickDraw, chapter 5, GetGDevice");
    check("the current device is the main one", (long)GetGDevice(), (long)device);
    check("and the first of the list", (long)GetDeviceList(), (long)device);
    check("and the only one", (long)GetNextDevice(device), 0);
    check("gdType", (*device)->gdType, clutType);
    check("its width", (*device)->gdRect.right, 800);
    checkTrue("it is a screen", TestDeviceAttribute(device, screenDevice));
    checkTrue("the main one", TestDeviceAttribute(device, mainScreen));
    checkTrue("active", TestDeviceAttribute(device, screenActive));
    checkTrue("in colour", TestDeviceAttribute(device, gdDevType));
    SetRect(&r, 10, 10, 20, 20);
    check("GetMaxDevice", (long)GetMaxDevice(&r), (long)device);
    SetRect(&r, -20, -20, -10, -10);
    check("of a rectangle off all screens", (long)GetMaxDevice(&r), 0);
    source("Imaging With QuickDraw, chapter 5, HasDepth");
    checkTrue("HasDepth 32", HasDepth(device, 32, 1, 1) != 0);
    check("HasDepth 3", HasDepth(device, 3, 1, 1), 0);
    check("SetDepth 16", SetDepth(device, 16, 1, 1), noErr);
    check("the device's pixels", (*(*device)->gdPMap)->pixelSize, 16);
    check("are direct", (*device)->gdType, directType);
    RGBForeColor(&red);
    SetRect(&r, 0, 0, 10, 10);
    PaintRect(&r);
    checkTrue("an open port draws in the new depth", pixelIs(5, 5, 0xffff, 0, 0));
    check("SetDepth of none", SetDepth(device, 5, 1, 1), paramErr);
    SetDepth(device, 8, 1, 1);
    RGBForeColor(&black);
}

static void tables(void)
{
    CTabHandle table = GetCTable(8);
    source("Imaging With QuickDraw, chapter 4, GetCTable");
    check("GetCTable(8) has 256 colours", (*table)->ctSize, 255);
    checkTrue("the first is white", isColor(&(*table)->ctTable[0].rgb, 0xffff, 0xffff, 0xffff));
    checkTrue("the last black", isColor(&(*table)->ctTable[255].rgb, 0, 0, 0));
    DisposeCTable(table);
    table = GetCTable(36);
    check("GetCTable(36) has 16 greys", (*table)->ctSize, 15);
    checkTrue("in equal steps", isColor(&(*table)->ctTable[1].rgb, 0xeeee, 0xeeee, 0xeeee));
    DisposeCTable(table);
    checkTrue("GetCTable of none", GetCTable(4711) == nil);
    checkTrue("seeds are unique", GetCTSeed() != GetCTSeed());
}

/* Worlds of every depth: draw, read, and copy to each other. */
static void world(short depth, const char *name)
{
    GWorldPtr gw, old;
    GDHandle device;
    PixMapHandle pixels;
    Rect bounds, r;
    SetRect(&bounds, 0, 0, 20, 10);
    GetGWorld(&old, &device);
    source("Imaging With QuickDraw, chapter 6, NewGWorld");
    check(name, NewGWorld(&gw, depth, &bounds, nil, nil, 0), noErr);
    pixels = GetGWorldPixMap(gw);
    check("  its depth", (*pixels)->pixelSize, depth);
    checkTrue("  LockPixels", LockPixels(pixels));
    checkTrue("  GetPixBaseAddr", GetPixBaseAddr(pixels) != nil);
    SetGWorld(gw, nil);
    check("  the current device is the world's", (long)GetGDevice(), (long)GetGWorldDevice(gw));
    EraseRect(&bounds);
    SetRect(&r, 2, 3, 7, 6);
    PaintRect(&r);
    checkTrue("  painted", pixelIs(2, 3, 0, 0, 0) && pixelIs(6, 5, 0, 0, 0));
    checkTrue("  and not", pixelIs(7, 5, 0xffff, 0xffff, 0xffff) && pixelIs(2, 6, 0xffff, 0xffff, 0xffff));
    if (depth >= 4) {
        RGBForeColor(&black);
        InvertRect(&r);
        checkTrue("  black inverted is white", pixelIs(3, 4, 0xffff, 0xffff, 0xffff));
        InvertRect(&r);
    }
    SetGWorld(old, device);
    source("Imaging With QuickDraw, chapter 3, CopyBits");
    EraseRect(&bounds);
    CopyBits((BitMap *)*pixels, &((GrafPtr)old)->portBits, &bounds, &bounds, srcCopy, nil);
    checkTrue("  CopyBits to the screen", pixelIs(2, 3, 0, 0, 0) && pixelIs(7, 5, 0xffff, 0xffff, 0xffff));
    SetRect(&r, 100, 100, 140, 120);
    CopyBits((BitMap *)*pixels, &((GrafPtr)old)->portBits, &bounds, &r, srcCopy, nil);
    checkTrue("  scaled", pixelIs(104, 106, 0, 0, 0) && pixelIs(113, 111, 0, 0, 0) && pixelIs(103, 106, 0xffff, 0xffff, 0xffff)
                              && pixelIs(114, 111, 0xffff, 0xffff, 0xffff));
    UnlockPixels(pixels);
    DisposeGWorld(gw);
}

static void worldCalls(void)
{
    GWorldPtr gw;
    Rect bounds;
    source("Imaging With QuickDraw, chapter 6, NewGWorld");
    SetRect(&bounds, 0, 0, 20, 10);
    check("a depth that is none", NewGWorld(&gw, 7, &bounds, nil, nil, 0), -157);
    checkTrue("gives no world", gw == nil);
    check("QDError", QDError(), -157);
    check("one of the screen's depth", NewGWorld(&gw, 0, &bounds, nil, nil, 0), noErr);
    check("  is", (*GetGWorldPixMap(gw))->pixelSize, 8);
    source("Imaging With QuickDraw, chapter 6, UpdateGWorld");
    SetRect(&bounds, 0, 0, 30, 30);
    checkTrue("UpdateGWorld", (UpdateGWorld(&gw, 32, &bounds, nil, nil, clipPix) & (reallocPix | newDepth | gwFlagErr))
                                  == (reallocPix | newDepth));
    check("  its new size", gw->portRect.bottom, 30);
    check("  and depth", (*GetGWorldPixMap(gw))->pixelSize, 32);
    check("nothing to do", (long)UpdateGWorld(&gw, 32, &bounds, nil, nil, 0), 0);
    source("Imaging With QuickDraw, chapter 6, LockPixels");
    LockPixels(GetGWorldPixMap(gw));
    check("GetPixelsState", (long)GetPixelsState(GetGWorldPixMap(gw)), pixelsLocked);
    DisposeGWorld(gw);
}

static void modes(void)
{
    GWorldPtr gw, old;
    GDHandle device;
    Rect bounds, r;
    RGBColor half = {0x8000, 0x8000, 0x8000}, c;
    BitMap map;
    short bits[4] = {(short)0xf000, (short)0xf000, 0, 0};
    SetRect(&bounds, 0, 0, 16, 4);
    GetGWorld(&old, &device);
    NewGWorld(&gw, 32, &bounds, nil, nil, 0);
    SetGWorld(gw, nil);
    source("Imaging With QuickDraw, chapter 4, Arithmetic Transfer Modes");
    RGBForeColor(&red);
    PaintRect(&bounds);
    OpColor(&half);
    PenMode(blend);
    RGBForeColor(&blue);
    PaintRect(&bounds);
    GetCPixel(0, 0, &c);
    checkTrue("blend: half of each", c.red >> 12 == 7 && c.blue >> 12 == 8 && c.green == 0);
    PenMode(patCopy);
    RGBForeColor(&red);
    PaintRect(&bounds);
    PenMode(addMax);
    RGBForeColor(&blue);
    PaintRect(&bounds);
    checkTrue("addMax: the greater of each component", pixelIs(0, 0, 0xffff, 0, 0xffff));
    PenMode(adMin);
    PaintRect(&bounds);
    checkTrue("adMin: the lesser", pixelIs(0, 0, 0, 0, 0xffff));
    PenMode(subOver);
    PaintRect(&bounds);
    checkTrue("subOver", pixelIs(0, 0, 0, 0, 0));
    PenMode(patCopy);
    source("Imaging With QuickDraw, chapter 4, CopyBits");
    map.baseAddr = (Ptr)bits;
    map.rowBytes = 2;
    map.bounds = bounds;
    RGBForeColor(&red);
    RGBBackColor(&blue);
    CopyBits(&map, &((GrafPtr)gw)->portBits, &bounds, &bounds, srcCopy, nil);
    checkTrue("a bitmap's ones take the foreground", pixelIs(0, 0, 0xffff, 0, 0));
    checkTrue("and its zeros the background", pixelIs(5, 0, 0, 0, 0xffff));
    RGBForeColor(&black);
    RGBBackColor(&white);
    CopyBits(&map, &((GrafPtr)gw)->portBits, &bounds, &bounds, srcOr, nil);
    checkTrue("srcOr draws the ones", pixelIs(0, 0, 0, 0, 0));
    checkTrue("and leaves the rest", pixelIs(5, 0, 0, 0, 0xffff));
    RGBBackColor(&blue);
    source("Imaging With QuickDraw, chapter 4, Highlighting");
    HiliteColor(&red);
    HILITE_MODE &= ~(1 << hiliteBit);
    InvertRect(&bounds);
    checkTrue("highlighting takes the background colour to the highlight's", pixelIs(5, 0, 0xffff, 0, 0));
    checkTrue("and leaves the others", pixelIs(0, 0, 0, 0, 0));
    checkTrue("QuickDraw sets the bit again", (HILITE_MODE >> hiliteBit & 1) == 1);
    InvertRect(&bounds);
    checkTrue("so that the next inverts", pixelIs(0, 0, 0xffff, 0xffff, 0xffff));
    RGBBackColor(&white);
    source("Imaging With QuickDraw, chapter 3, CopyMask");
    EraseRect(&bounds);
    RGBForeColor(&red);
    SetRect(&r, 0, 0, 16, 4);
    PaintRect(&r);
    RGBForeColor(&black);
    {
        short picture[4] = {(short)0xff00, 0, 0, 0}, mask[4] = {(short)0xf0f0, 0, 0, 0};
        BitMap pictureMap = map, maskMap = map;
        pictureMap.baseAddr = (Ptr)picture;
        maskMap.baseAddr = (Ptr)mask;
        CopyMask(&pictureMap, &maskMap, &((GrafPtr)gw)->portBits, &bounds, &bounds, &bounds);
        checkTrue("CopyMask copies where the mask is black", pixelIs(0, 0, 0, 0, 0) && pixelIs(8, 0, 0xffff, 0xffff, 0xffff));
        checkTrue("and nowhere else", pixelIs(4, 0, 0xffff, 0, 0) && pixelIs(0, 1, 0xffff, 0, 0));
    }
    SetGWorld(old, device);
    DisposeGWorld(gw);
}

static void paintBuckets(void)
{
    UInt16 image[4] = {0x0ff0, 0x0810, 0x0810, 0x0ff0}, result[4];
    source("Imaging With QuickDraw, chapter 3, SeedFill");
    SeedFill(image, result, 2, 2, 4, 1, 6, 1);
    check("SeedFill stays inside", result[1], 0x07e0);
    check("and off the outline", result[0], 0);
    CalcMask(image, result, 2, 2, 4, 1);
    check("CalcMask marks what is not reached from outside", result[1], 0x0ff0);
}

static void pixelPatterns(void)
{
    PixPatHandle pattern = NewPixPat();
    GWorldPtr gw, old;
    GDHandle device;
    Rect bounds;
    source("Imaging With QuickDraw, chapter 4, MakeRGBPat");
    SetRect(&bounds, 0, 0, 16, 4);
    GetGWorld(&old, &device);
    NewGWorld(&gw, 16, &bounds, nil, nil, 0);
    SetGWorld(gw, nil);
    MakeRGBPat(pattern, &red);
    check("MakeRGBPat", (*pattern)->patType, ditherPat);
    FillCRect(&bounds, pattern);
    checkTrue("FillCRect", pixelIs(7, 2, 0xffff, 0, 0));
    PenPixPat(pattern);
    RGBForeColor(&blue);
    PaintRect(&bounds);
    checkTrue("a pixel pattern has colours of its own", pixelIs(7, 2, 0xffff, 0, 0));
    PenPat(&qd.black);
    PaintRect(&bounds);
    checkTrue("PenPat gives the pen an old one again", pixelIs(7, 2, 0, 0, 0xffff));
    SetGWorld(old, device);
    DisposeGWorld(gw);
    DisposePixPat(pattern);
}

int main(void)
{
    openResults();
    InitGraf(&qd.thePort);
    colorPort();
    colors();
    devices();
    tables();
    world(1, "a world of 1 bit");
    world(2, "a world of 2 bits");
    world(4, "a world of 4 bits");
    world(8, "a world of 8 bits");
    world(16, "a world of 16 bits");
    world(32, "a world of 32 bits");
    worldCalls();
    modes();
    paintBuckets();
    pixelPatterns();
    return 0;
}
