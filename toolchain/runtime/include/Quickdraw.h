/* QuickDraw and Color QuickDraw without text: Inside Macintosh: Imaging With QuickDraw. */
#ifndef __QUICKDRAW__
#define __QUICKDRAW__

#include "MacTypes.h"
#include "MixedMode.h"
#include "QuickdrawText.h"

enum {
    invalColReq = -1,
    srcCopy = 0,
    srcOr = 1,
    srcXor = 2,
    srcBic = 3,
    notSrcCopy = 4,
    notSrcOr = 5,
    notSrcXor = 6,
    notSrcBic = 7,
    patCopy = 8,
    patOr = 9,
    patXor = 10,
    patBic = 11,
    notPatCopy = 12,
    notPatOr = 13,
    notPatXor = 14,
    notPatBic = 15,
    blend = 32,
    addPin = 33,
    addOver = 34,
    subPin = 35,
    transparent = 36,
    addMax = 37,
    subOver = 38,
    adMin = 39,
    grayishTextOr = 49,
    hilitetransfermode = 50,
    ditherCopy = 64,
    hiliteBit = 7,
    pHiliteBit = 0
};
enum {
    blackColor = 33,
    whiteColor = 30,
    redColor = 205,
    greenColor = 341,
    blueColor = 409,
    cyanColor = 273,
    magentaColor = 137,
    yellowColor = 69
};
enum { frame = 0, paint = 1, erase = 2, invert = 3, fill = 4 };
typedef SInt8 GrafVerb;
enum { iBeamCursor = 1, crossCursor = 2, plusCursor = 3, watchCursor = 4 };
enum { sysPatListID = 0 };
enum { picLParen = 0, picRParen = 1, textCenter = 2 };
enum { clutType = 0, fixedType = 1, directType = 2 };
enum {
    gdDevType = 0,
    burstDevice = 7,
    ext32Device = 8,
    ramInit = 10,
    mainScreen = 11,
    allInit = 12,
    screenDevice = 13,
    noDriver = 14,
    screenActive = 15
};
enum { oldPat = 0, newPat = 1, ditherPat = 2 };
enum { RGBDirect = 16 };
enum { singleDevices = 1, dontMatchSeeds = 2, allDevices = 4 };
typedef SInt16 PixelType;

#pragma pack(push, 2)
typedef struct Pattern {
    UInt8 pat[8];
} Pattern;
typedef struct BitMap {
    Ptr baseAddr;
    short rowBytes;
    Rect bounds;
} BitMap;
typedef struct MacRegion {
    unsigned short rgnSize;
    Rect rgnBBox;
} Region;
typedef struct Polygon {
    short polySize;
    Rect polyBBox;
    Point polyPoints[1];
} Polygon;
typedef struct Picture {
    short picSize;
    Rect picFrame;
} Picture;
typedef short Bits16[16];
typedef struct Cursor {
    Bits16 data;
    Bits16 mask;
    Point hotSpot;
} Cursor;
typedef struct PenState {
    Point pnLoc;
    Point pnSize;
    short pnMode;
    Pattern pnPat;
} PenState;
typedef struct RGBColor {
    unsigned short red;
    unsigned short green;
    unsigned short blue;
} RGBColor;
typedef struct ColorSpec {
    short value;
    RGBColor rgb;
} ColorSpec;
typedef ColorSpec CSpecArray[1];
typedef struct ColorTable {
    long ctSeed;
    short ctFlags;
    short ctSize;
    CSpecArray ctTable;
} ColorTable;
typedef ColorTable *CTabPtr, **CTabHandle;
typedef struct PixMap {
    Ptr baseAddr;
    short rowBytes;
    Rect bounds;
    short pmVersion;
    short packType;
    long packSize;
    Fixed hRes;
    Fixed vRes;
    short pixelType;
    short pixelSize;
    short cmpCount;
    short cmpSize;
    long planeBytes;
    CTabHandle pmTable;
    long pmReserved;
} PixMap;
typedef PixMap *PixMapPtr, **PixMapHandle;
typedef struct PixPat {
    short patType;
    PixMapHandle patMap;
    Handle patData;
    Handle patXData;
    short patXValid;
    Handle patXMap;
    Pattern pat1Data;
} PixPat;
typedef PixPat *PixPatPtr, **PixPatHandle;
typedef struct CCrsr {
    short crsrType;
    PixMapHandle crsrMap;
    Handle crsrData;
    Handle crsrXData;
    short crsrXValid;
    Handle crsrXHandle;
    Bits16 crsr1Data;
    Bits16 crsrMask;
    Point crsrHotSpot;
    long crsrXTable;
    long crsrID;
} CCrsr;
typedef CCrsr *CCrsrPtr, **CCrsrHandle;
typedef struct GDevice {
    short gdRefNum;
    short gdID;
    short gdType;
    Handle gdITable;
    short gdResPref;
    Handle gdSearchProc;
    Handle gdCompProc;
    short gdFlags;
    PixMapHandle gdPMap;
    long gdRefCon;
    struct GDevice **gdNextGD;
    Rect gdRect;
    long gdMode;
    short gdCCBytes;
    short gdCCDepth;
    Handle gdCCXData;
    Handle gdCCXMask;
    long gdReserved;
} GDevice;
typedef GDevice *GDPtr, **GDHandle;
typedef struct GrafVars {
    RGBColor rgbOpColor;
    RGBColor rgbHiliteColor;
    Handle pmFgColor;
    short pmFgIndex;
    Handle pmBkColor;
    short pmBkIndex;
    short pmFlags;
} GrafVars;
typedef GrafVars *GVarPtr, **GVarHandle;

typedef BitMap *BitMapPtr;
typedef Pattern *PatPtr;
typedef const Pattern *ConstPatternParam;
typedef Region *RgnPtr, **RgnHandle;
typedef Polygon *PolyPtr, **PolyHandle;
typedef Picture *PicPtr, **PicHandle;
typedef Cursor *CursPtr, **CursHandle;

typedef UniversalProcPtr QDTextUPP, QDLineUPP, QDRectUPP, QDRRectUPP, QDOvalUPP, QDArcUPP, QDPolyUPP, QDRgnUPP, QDBitsUPP;
typedef UniversalProcPtr QDCommentUPP, QDTxMeasUPP, QDGetPicUPP, QDPutPicUPP, QDOpcodeUPP;
typedef struct QDProcs {
    QDTextUPP textProc;
    QDLineUPP lineProc;
    QDRectUPP rectProc;
    QDRRectUPP rRectProc;
    QDOvalUPP ovalProc;
    QDArcUPP arcProc;
    QDPolyUPP polyProc;
    QDRgnUPP rgnProc;
    QDBitsUPP bitsProc;
    QDCommentUPP commentProc;
    QDTxMeasUPP txMeasProc;
    QDGetPicUPP getPicProc;
    QDPutPicUPP putPicProc;
} QDProcs;
typedef QDProcs *QDProcsPtr;
typedef struct CQDProcs {
    QDTextUPP textProc;
    QDLineUPP lineProc;
    QDRectUPP rectProc;
    QDRRectUPP rRectProc;
    QDOvalUPP ovalProc;
    QDArcUPP arcProc;
    QDPolyUPP polyProc;
    QDRgnUPP rgnProc;
    QDBitsUPP bitsProc;
    QDCommentUPP commentProc;
    QDTxMeasUPP txMeasProc;
    QDGetPicUPP getPicProc;
    QDPutPicUPP putPicProc;
    QDOpcodeUPP opcodeProc;
    UniversalProcPtr newProc1;
    UniversalProcPtr newProc2;
    UniversalProcPtr newProc3;
    UniversalProcPtr newProc4;
    UniversalProcPtr newProc5;
    UniversalProcPtr newProc6;
} CQDProcs;
typedef CQDProcs *CQDProcsPtr;

typedef struct GrafPort {
    short device;
    BitMap portBits;
    Rect portRect;
    RgnHandle visRgn;
    RgnHandle clipRgn;
    Pattern bkPat;
    Pattern fillPat;
    Point pnLoc;
    Point pnSize;
    short pnMode;
    Pattern pnPat;
    short pnVis;
    short txFont;
    Style txFace;
    SInt8 filler;
    short txMode;
    short txSize;
    Fixed spExtra;
    long fgColor;
    long bkColor;
    short colrBit;
    short patStretch;
    Handle picSave;
    Handle rgnSave;
    Handle polySave;
    QDProcsPtr grafProcs;
} GrafPort;
typedef GrafPort *GrafPtr;
typedef GrafPtr WindowPtr;
typedef WindowPtr DialogPtr;
typedef struct CGrafPort {
    short device;
    PixMapHandle portPixMap;
    short portVersion;
    Handle grafVars;
    short chExtra;
    short pnLocHFrac;
    Rect portRect;
    RgnHandle visRgn;
    RgnHandle clipRgn;
    PixPatHandle bkPixPat;
    RGBColor rgbFgColor;
    RGBColor rgbBkColor;
    Point pnLoc;
    Point pnSize;
    short pnMode;
    PixPatHandle pnPixPat;
    PixPatHandle fillPixPat;
    short pnVis;
    short txFont;
    Style txFace;
    SInt8 filler;
    short txMode;
    short txSize;
    Fixed spExtra;
    long fgColor;
    long bkColor;
    short colrBit;
    short patStretch;
    Handle picSave;
    Handle rgnSave;
    Handle polySave;
    CQDProcsPtr grafProcs;
} CGrafPort;
typedef CGrafPort *CGrafPtr;
typedef CGrafPtr CWindowPtr;
typedef struct QDGlobals {
    char privates[76];
    long randSeed;
    BitMap screenBits;
    Cursor arrow;
    Pattern dkGray;
    Pattern ltGray;
    Pattern gray;
    Pattern black;
    Pattern white;
    GrafPtr thePort;
} QDGlobals;
typedef struct MatchRec {
    unsigned short red;
    unsigned short green;
    unsigned short blue;
    long matchData;
} MatchRec;
typedef struct OpenCPicParams {
    Rect srcRect;
    Fixed hRes;
    Fixed vRes;
    short version;
    short reserved1;
    long reserved2;
} OpenCPicParams;
#pragma pack(pop)
typedef UniversalProcPtr ColorSearchUPP, ColorComplementUPP, DeviceLoopDrawingUPP;
typedef unsigned long DeviceLoopFlags;

extern QDGlobals qd;

BEGIN_MAC_DECLARATIONS
void InitGraf(void *globalPtr);
void OpenPort(GrafPtr port);
void InitPort(GrafPtr port);
void ClosePort(GrafPtr port);
void SetPort(GrafPtr port);
void GetPort(GrafPtr *port);
void GrafDevice(short device);
void SetPortBits(const BitMap *bm);
void PortSize(short width, short height);
void MovePortTo(short leftGlobal, short topGlobal);
void SetOrigin(short h, short v);
void SetClip(RgnHandle rgn);
void GetClip(RgnHandle rgn);
void ClipRect(const Rect *r);
void BackPat(const Pattern *pat);
void OpenCPort(CGrafPtr port);
void InitCPort(CGrafPtr port);
void CloseCPort(CGrafPtr port);
void SetPortPix(PixMapHandle pm);
void LocalToGlobal(Point *pt);
void GlobalToLocal(Point *pt);

void InitCursor(void);
void SetCursor(const Cursor *crsr);
void HideCursor(void);
void ShowCursor(void);
void ObscureCursor(void);
void ShieldCursor(const Rect *shieldRect, Point offsetPt);
CursHandle GetCursor(short cursorID);
CCrsrHandle GetCCursor(short crsrID);
void SetCCursor(CCrsrHandle cCrsr);
void AllocCursor(void);
void DisposeCCursor(CCrsrHandle cCrsr);

void HidePen(void);
void ShowPen(void);
void GetPen(Point *pt);
void GetPenState(PenState *pnState);
void SetPenState(const PenState *pnState);
void PenSize(short width, short height);
void PenMode(short mode);
void PenPat(const Pattern *pat);
void PenNormal(void);
void MoveTo(short h, short v);
void Move(short dh, short dv);
void LineTo(short h, short v);
void Line(short dh, short dv);

void SetRect(Rect *r, short left, short top, short right, short bottom);
void OffsetRect(Rect *r, short dh, short dv);
void InsetRect(Rect *r, short dh, short dv);
Boolean SectRect(const Rect *src1, const Rect *src2, Rect *dstRect);
void UnionRect(const Rect *src1, const Rect *src2, Rect *dstRect);
Boolean EqualRect(const Rect *rect1, const Rect *rect2);
Boolean EmptyRect(const Rect *r);
Boolean PtInRect(Point pt, const Rect *r);
void Pt2Rect(Point pt1, Point pt2, Rect *dstRect);
void PtToAngle(const Rect *r, Point pt, short *angle);
void AddPt(Point src, Point *dst);
void SubPt(Point src, Point *dst);
long DeltaPoint(Point ptA, Point ptB);
void SetPt(Point *pt, short h, short v);
Boolean EqualPt(Point pt1, Point pt2);
void ScalePt(Point *pt, const Rect *srcRect, const Rect *dstRect);
void MapPt(Point *pt, const Rect *srcRect, const Rect *dstRect);
void MapRect(Rect *r, const Rect *srcRect, const Rect *dstRect);
void MapRgn(RgnHandle rgn, const Rect *srcRect, const Rect *dstRect);
void MapPoly(PolyHandle poly, const Rect *srcRect, const Rect *dstRect);

void FrameRect(const Rect *r);
void PaintRect(const Rect *r);
void EraseRect(const Rect *r);
void InvertRect(const Rect *r);
void FillRect(const Rect *r, const Pattern *pat);
void FillCRect(const Rect *r, PixPatHandle pp);
void FrameOval(const Rect *r);
void PaintOval(const Rect *r);
void EraseOval(const Rect *r);
void InvertOval(const Rect *r);
void FillOval(const Rect *r, const Pattern *pat);
void FillCOval(const Rect *r, PixPatHandle pp);
void FrameRoundRect(const Rect *r, short ovalWidth, short ovalHeight);
void PaintRoundRect(const Rect *r, short ovalWidth, short ovalHeight);
void EraseRoundRect(const Rect *r, short ovalWidth, short ovalHeight);
void InvertRoundRect(const Rect *r, short ovalWidth, short ovalHeight);
void FillRoundRect(const Rect *r, short ovalWidth, short ovalHeight, const Pattern *pat);
void FillCRoundRect(const Rect *r, short ovalWidth, short ovalHeight, PixPatHandle pp);
void FrameArc(const Rect *r, short startAngle, short arcAngle);
void PaintArc(const Rect *r, short startAngle, short arcAngle);
void EraseArc(const Rect *r, short startAngle, short arcAngle);
void InvertArc(const Rect *r, short startAngle, short arcAngle);
void FillArc(const Rect *r, short startAngle, short arcAngle, const Pattern *pat);
void FillCArc(const Rect *r, short startAngle, short arcAngle, PixPatHandle pp);

RgnHandle NewRgn(void);
void OpenRgn(void);
void CloseRgn(RgnHandle dstRgn);
OSErr BitMapToRegion(RgnHandle region, const BitMap *bMap);
void DisposeRgn(RgnHandle rgn);
void CopyRgn(RgnHandle srcRgn, RgnHandle dstRgn);
void SetEmptyRgn(RgnHandle rgn);
void SetRectRgn(RgnHandle rgn, short left, short top, short right, short bottom);
void RectRgn(RgnHandle rgn, const Rect *r);
void OffsetRgn(RgnHandle rgn, short dh, short dv);
void InsetRgn(RgnHandle rgn, short dh, short dv);
void SectRgn(RgnHandle srcRgnA, RgnHandle srcRgnB, RgnHandle dstRgn);
void UnionRgn(RgnHandle srcRgnA, RgnHandle srcRgnB, RgnHandle dstRgn);
void DiffRgn(RgnHandle srcRgnA, RgnHandle srcRgnB, RgnHandle dstRgn);
void XorRgn(RgnHandle srcRgnA, RgnHandle srcRgnB, RgnHandle dstRgn);
Boolean RectInRgn(const Rect *r, RgnHandle rgn);
Boolean EqualRgn(RgnHandle rgnA, RgnHandle rgnB);
Boolean EmptyRgn(RgnHandle rgn);
Boolean PtInRgn(Point pt, RgnHandle rgn);
void FrameRgn(RgnHandle rgn);
void PaintRgn(RgnHandle rgn);
void EraseRgn(RgnHandle rgn);
void InvertRgn(RgnHandle rgn);
void FillRgn(RgnHandle rgn, const Pattern *pat);
void FillCRgn(RgnHandle rgn, PixPatHandle pp);
void ScrollRect(const Rect *r, short dh, short dv, RgnHandle updateRgn);

PolyHandle OpenPoly(void);
void ClosePoly(void);
void KillPoly(PolyHandle poly);
void OffsetPoly(PolyHandle poly, short dh, short dv);
void FramePoly(PolyHandle poly);
void PaintPoly(PolyHandle poly);
void ErasePoly(PolyHandle poly);
void InvertPoly(PolyHandle poly);
void FillPoly(PolyHandle poly, const Pattern *pat);
void FillCPoly(PolyHandle poly, PixPatHandle pp);

void ForeColor(long color);
void BackColor(long color);
void ColorBit(short whichBit);
void RGBForeColor(const RGBColor *color);
void RGBBackColor(const RGBColor *color);
void GetForeColor(RGBColor *color);
void GetBackColor(RGBColor *color);
void OpColor(const RGBColor *color);
void HiliteColor(const RGBColor *color);
void PenPixPat(PixPatHandle pp);
void BackPixPat(PixPatHandle pp);
Boolean GetPixel(short h, short v);
void GetCPixel(short h, short v, RGBColor *cPix);
void SetCPixel(short h, short v, const RGBColor *cPix);
short Random(void);

void CopyBits(const BitMap *srcBits, const BitMap *dstBits, const Rect *srcRect, const Rect *dstRect, short mode,
              RgnHandle maskRgn);
void CopyMask(const BitMap *srcBits, const BitMap *maskBits, const BitMap *dstBits, const Rect *srcRect,
              const Rect *maskRect, const Rect *dstRect);
void CopyDeepMask(const BitMap *srcBits, const BitMap *maskBits, const BitMap *dstBits, const Rect *srcRect,
                  const Rect *maskRect, const Rect *dstRect, short mode, RgnHandle maskRgn);
void SeedFill(const void *srcPtr, void *dstPtr, short srcRow, short dstRow, short height, short words, short seedH,
              short seedV);
void CalcMask(const void *srcPtr, void *dstPtr, short srcRow, short dstRow, short height, short words);
void SeedCFill(const BitMap *srcBits, const BitMap *dstBits, const Rect *srcRect, const Rect *dstRect, short seedH,
               short seedV, ColorSearchUPP matchProc, long matchData);
void CalcCMask(const BitMap *srcBits, const BitMap *dstBits, const Rect *srcRect, const Rect *dstRect,
               const RGBColor *seedRGB, ColorSearchUPP matchProc, long matchData);

GDHandle GetMainDevice(void);
GDHandle GetGDevice(void);
void SetGDevice(GDHandle gd);
GDHandle GetDeviceList(void);
GDHandle GetNextDevice(GDHandle curDevice);
GDHandle GetMaxDevice(const Rect *globalRect);
Boolean TestDeviceAttribute(GDHandle gdh, short attribute);
void SetDeviceAttribute(GDHandle gdh, short attribute, Boolean value);
GDHandle NewGDevice(short refNum, long mode);
void DisposeGDevice(GDHandle gdh);
void InitGDevice(short qdRefNum, long mode, GDHandle gdh);
short HasDepth(GDHandle gd, short depth, short whichFlags, short flags);
OSErr SetDepth(GDHandle gd, short depth, short whichFlags, short flags);
void DeviceLoop(RgnHandle drawingRgn, DeviceLoopDrawingUPP drawingProc, long userData, DeviceLoopFlags flags);
void ScreenRes(short *scrnHRes, short *scrnVRes);
short QDError(void);

CTabHandle GetCTable(short ctID);
void DisposeCTable(CTabHandle cTable);
long GetCTSeed(void);
void Index2Color(long index, RGBColor *aColor);
long Color2Index(const RGBColor *myColor);
void InvertColor(RGBColor *myColor);
Boolean RealColor(const RGBColor *color);
void GetSubTable(CTabHandle myColors, short iTabRes, CTabHandle targetTbl);
void MakeITable(CTabHandle cTabH, Handle iTabH, short res);
void SetEntries(short start, short count, CSpecArray aTable);
PixMapHandle NewPixMap(void);
void DisposePixMap(PixMapHandle pm);
void CopyPixMap(PixMapHandle srcPM, PixMapHandle dstPM);
typedef Pattern **PatHandle;
PatHandle GetPattern(short patternID);
void GetIndPattern(Pattern *thePat, short patternListID, short index);
PixPatHandle NewPixPat(void);
void DisposePixPat(PixPatHandle pp);
PixPatHandle GetPixPat(short patID);
void CopyPixPat(PixPatHandle srcPP, PixPatHandle dstPP);
void MakeRGBPat(PixPatHandle pp, const RGBColor *myColor);

PicHandle OpenPicture(const Rect *picFrame);
PicHandle OpenCPicture(const OpenCPicParams *newHeader);
void ClosePicture(void);
void KillPicture(PicHandle myPicture);
void DrawPicture(PicHandle myPicture, const Rect *dstRect);
void PicComment(short kind, short dataSize, Handle dataHandle);
PicHandle GetPicture(short pictureID);

void SetStdProcs(QDProcsPtr procs);
void SetStdCProcs(CQDProcsPtr procs);
void StdLine(Point newPt);
void StdRect(GrafVerb verb, const Rect *r);
void StdRRect(GrafVerb verb, const Rect *r, short ovalWidth, short ovalHeight);
void StdOval(GrafVerb verb, const Rect *r);
void StdArc(GrafVerb verb, const Rect *r, short startAngle, short arcAngle);
void StdPoly(GrafVerb verb, PolyHandle poly);
void StdRgn(GrafVerb verb, RgnHandle rgn);
void StdBits(const BitMap *srcBits, const Rect *srcRect, const Rect *dstRect, short mode, RgnHandle maskRgn);
void StdComment(short kind, short dataSize, Handle dataHandle);
void StdGetPic(void *dataPtr, short byteCount);
void StdPutPic(const void *dataPtr, short byteCount);
void PackBits(Ptr *srcPtr, Ptr *dstPtr, short srcBytes);
void UnpackBits(Ptr *srcPtr, Ptr *dstPtr, short dstBytes);
END_MAC_DECLARATIONS

#define BitTst(bytePtr, bitNum) ((((const UInt8 *)(bytePtr))[(bitNum) >> 3] >> (7 - ((bitNum) & 7))) & 1)

#endif
