/* Window Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 4. */
#ifndef __WINDOWS__
#define __WINDOWS__

#include "MacTypes.h"
#include "Events.h"
#include "MixedMode.h"
#include "Quickdraw.h"

/* Definition IDs. */
enum {
    documentProc = 0,
    dBoxProc = 1,
    plainDBox = 2,
    altDBoxProc = 3,
    noGrowDocProc = 4,
    movableDBoxProc = 5,
    zoomDocProc = 8,
    zoomNoGrow = 12,
    rDocProc = 16,
    floatProc = 1985,
    floatGrowProc = 1987,
    floatZoomProc = 1989,
    floatZoomGrowProc = 1991
};
enum { dialogKind = 2, userKind = 8, deskPatID = 16 };

/* Parts that FindWindow tells apart. */
enum {
    inDesk = 0,
    inMenuBar = 1,
    inSysWindow = 2,
    inContent = 3,
    inDrag = 4,
    inGrow = 5,
    inGoAway = 6,
    inZoomIn = 7,
    inZoomOut = 8,
    inCollapseBox = 11
};
enum { wDraw = 0, wHit = 1, wCalcRgns = 2, wNew = 3, wDispose = 4, wGrow = 5, wDrawGIcon = 6 };
enum { wNoHit = 0, wInContent = 1, wInDrag = 2, wInGrow = 3, wInGoAway = 4, wInZoomIn = 5, wInZoomOut = 6, wInCollapseBox = 9 };
enum { noConstraint = 0, hAxisOnly = 1, vAxisOnly = 2 };

struct ControlRecord;
#pragma pack(push, 2)
typedef struct WindowRecord *WindowPeek;
typedef struct WindowRecord {
    GrafPort port;
    short windowKind;
    Boolean visible;
    Boolean hilited;
    Boolean goAwayFlag;
    Boolean spareFlag;
    RgnHandle strucRgn;
    RgnHandle contRgn;
    RgnHandle updateRgn;
    Handle windowDefProc;
    Handle dataHandle;
    StringHandle titleHandle;
    short titleWidth;
    struct ControlRecord **controlList;
    WindowPeek nextWindow;
    PicHandle windowPic;
    long refCon;
} WindowRecord;
typedef struct CWindowRecord *CWindowPeek;
typedef struct CWindowRecord {
    CGrafPort port;
    short windowKind;
    Boolean visible;
    Boolean hilited;
    Boolean goAwayFlag;
    Boolean spareFlag;
    RgnHandle strucRgn;
    RgnHandle contRgn;
    RgnHandle updateRgn;
    Handle windowDefProc;
    Handle dataHandle;
    StringHandle titleHandle;
    short titleWidth;
    struct ControlRecord **controlList;
    CWindowPeek nextWindow;
    PicHandle windowPic;
    long refCon;
} CWindowRecord;
typedef struct WStateData {
    Rect userState;
    Rect stdState;
} WStateData;
#pragma pack(pop)
typedef WStateData *WStateDataPtr, **WStateDataHandle;
typedef UniversalProcPtr DragGrayRgnUPP, WindowDefUPP;
typedef long (*WindowDefProcPtr)(short varCode, WindowPtr theWindow, short message, long param);
enum { uppDragGrayRgnProcInfo = 0x00000000, uppWindowDefProcInfo = 0x00003BB0 };
#define NewDragGrayRgnProc(routine) \
    ((DragGrayRgnUPP)NewRoutineDescriptor((ProcPtr)(routine), uppDragGrayRgnProcInfo, GetCurrentArchitecture()))
#define NewWindowDefProc(routine) \
    ((WindowDefUPP)NewRoutineDescriptor((ProcPtr)(routine), uppWindowDefProcInfo, GetCurrentArchitecture()))

BEGIN_MAC_DECLARATIONS
void InitWindows(void);
WindowPtr NewWindow(void *wStorage, const Rect *boundsRect, ConstStr255Param title, Boolean visible, short theProc,
                    WindowPtr behind, Boolean goAwayFlag, long refCon);
WindowPtr NewCWindow(void *wStorage, const Rect *boundsRect, ConstStr255Param title, Boolean visible, short procID,
                     WindowPtr behind, Boolean goAwayFlag, long refCon);
WindowPtr GetNewWindow(short windowID, void *wStorage, WindowPtr behind);
WindowPtr GetNewCWindow(short windowID, void *wStorage, WindowPtr behind);
void CloseWindow(WindowPtr theWindow);
void DisposeWindow(WindowPtr theWindow);
void ShowWindow(WindowPtr theWindow);
void HideWindow(WindowPtr theWindow);
void ShowHide(WindowPtr theWindow, Boolean showFlag);
void SelectWindow(WindowPtr theWindow);
void BringToFront(WindowPtr theWindow);
void SendBehind(WindowPtr theWindow, WindowPtr behindWindow);
WindowPtr FrontWindow(void);
void HiliteWindow(WindowPtr theWindow, Boolean fHilite);
void SetWTitle(WindowPtr theWindow, ConstStr255Param title);
void GetWTitle(WindowPtr theWindow, Str255 title);
void SetWRefCon(WindowPtr theWindow, long data);
long GetWRefCon(WindowPtr theWindow);
short GetWVariant(WindowPtr theWindow);
void SetWindowPic(WindowPtr theWindow, PicHandle pic);
PicHandle GetWindowPic(WindowPtr theWindow);
void GetWMgrPort(GrafPtr *wPort);
void GetCWMgrPort(CGrafPtr *wMgrCPort);
RgnHandle GetGrayRgn(void);
void MoveWindow(WindowPtr theWindow, short hGlobal, short vGlobal, Boolean front);
void SizeWindow(WindowPtr theWindow, short w, short h, Boolean fUpdate);
void ZoomWindow(WindowPtr theWindow, short partCode, Boolean front);
void DragWindow(WindowPtr theWindow, Point startPt, const Rect *boundsRect);
long GrowWindow(WindowPtr theWindow, Point startPt, const Rect *bBox);
long DragGrayRgn(RgnHandle theRgn, Point startPt, const Rect *limitRect, const Rect *slopRect, short axis,
                 DragGrayRgnUPP actionProc);
long DragTheRgn(RgnHandle theRgn, Point startPt, const Rect *limitRect, const Rect *slopRect, short axis,
                DragGrayRgnUPP actionProc);
Boolean TrackGoAway(WindowPtr theWindow, Point thePt);
Boolean TrackBox(WindowPtr theWindow, Point thePt, short partCode);
short FindWindow(Point thePoint, WindowPtr *theWindow);
long PinRect(const Rect *theRect, Point thePt);
void DrawGrowIcon(WindowPtr theWindow);
void BeginUpdate(WindowPtr theWindow);
void EndUpdate(WindowPtr theWindow);
void InvalRect(const Rect *badRect);
void InvalRgn(RgnHandle badRgn);
void ValidRect(const Rect *goodRect);
void ValidRgn(RgnHandle goodRgn);
Boolean CheckUpdate(EventRecord *theEvent);
void PaintOne(WindowPeek window, RgnHandle clobberedRgn);
void PaintBehind(WindowPeek startWindow, RgnHandle clobberedRgn);
void CalcVis(WindowPeek window);
void CalcVisBehind(WindowPeek startWindow, RgnHandle clobberedRgn);
void ClipAbove(WindowPeek window);
END_MAC_DECLARATIONS

#endif
