/* Control Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 5. */
#ifndef __CONTROLS__
#define __CONTROLS__

#include "MacTypes.h"
#include "Menus.h"
#include "MixedMode.h"
#include "Quickdraw.h"

enum {
    pushButProc = 0,
    checkBoxProc = 1,
    radioButProc = 2,
    useWFont = 8,
    scrollBarProc = 16,
    popupMenuProc = 1008
};
enum {
    inLabel = 1,
    inMenu = 2,
    inTriangle = 4,
    inButton = 10,
    inCheckBox = 11,
    inUpButton = 20,
    inDownButton = 21,
    inPageUp = 22,
    inPageDown = 23,
    inThumb = 129
};
enum { kControlNoPart = 0, kControlDisabledPart = 254, kControlInactivePart = 255 };
enum { drawCntl = 0, testCntl = 1, calcCRgns = 2, initCntl = 3, dispCntl = 4, posCntl = 5, thumbCntl = 6, dragCntl = 7, autoTrack = 8 };

typedef UniversalProcPtr ControlActionUPP, ControlDefUPP;
#pragma pack(push, 2)
typedef struct ControlRecord {
    struct ControlRecord **nextControl;
    WindowPtr contrlOwner;
    Rect contrlRect;
    UInt8 contrlVis;
    UInt8 contrlHilite;
    short contrlValue;
    short contrlMin;
    short contrlMax;
    Handle contrlDefProc;
    Handle contrlData;
    ControlActionUPP contrlAction;
    long contrlRfCon;
    Str255 contrlTitle;
} ControlRecord;
#pragma pack(pop)
typedef ControlRecord *ControlPtr, **ControlHandle, **ControlRef;
typedef void (*ControlActionProcPtr)(ControlHandle theControl, short partCode);
enum { uppControlActionProcInfo = 0x000002C0, uppControlDefProcInfo = 0x00003BB0 };
#define NewControlActionProc(routine) \
    ((ControlActionUPP)NewRoutineDescriptor((ProcPtr)(routine), uppControlActionProcInfo, GetCurrentArchitecture()))
#define NewControlDefProc(routine) \
    ((ControlDefUPP)NewRoutineDescriptor((ProcPtr)(routine), uppControlDefProcInfo, GetCurrentArchitecture()))

BEGIN_MAC_DECLARATIONS
ControlHandle NewControl(WindowPtr theWindow, const Rect *boundsRect, ConstStr255Param title, Boolean visible, short value,
                         short min, short max, short procID, long refCon);
ControlHandle GetNewControl(short controlID, WindowPtr owner);
void DisposeControl(ControlHandle theControl);
void KillControls(WindowPtr theWindow);
void HideControl(ControlHandle theControl);
void ShowControl(ControlHandle theControl);
void Draw1Control(ControlHandle theControl);
void DrawControls(WindowPtr theWindow);
void UpdateControls(WindowPtr theWindow, RgnHandle updateRgn);
void HiliteControl(ControlHandle theControl, short hiliteState);
short FindControl(Point thePoint, WindowPtr theWindow, ControlHandle *theControl);
short TestControl(ControlHandle theControl, Point thePt);
short TrackControl(ControlHandle theControl, Point thePoint, ControlActionUPP actionProc);
void DragControl(ControlHandle theControl, Point startPt, const Rect *limitRect, const Rect *slopRect, short axis);
void MoveControl(ControlHandle theControl, short h, short v);
void SizeControl(ControlHandle theControl, short w, short h);
void SetControlTitle(ControlHandle theControl, ConstStr255Param title);
void GetControlTitle(ControlHandle theControl, Str255 title);
short GetControlValue(ControlHandle theControl);
void SetControlValue(ControlHandle theControl, short newValue);
short GetControlMinimum(ControlHandle theControl);
void SetControlMinimum(ControlHandle theControl, short newMinimum);
short GetControlMaximum(ControlHandle theControl);
void SetControlMaximum(ControlHandle theControl, short newMaximum);
long GetControlReference(ControlHandle theControl);
void SetControlReference(ControlHandle theControl, long data);
ControlActionUPP GetControlAction(ControlHandle theControl);
void SetControlAction(ControlHandle theControl, ControlActionUPP actionProc);
short GetControlVariant(ControlHandle theControl);
END_MAC_DECLARATIONS

#define SetCTitle SetControlTitle
#define GetCTitle GetControlTitle
#define GetCtlValue GetControlValue
#define SetCtlValue SetControlValue
#define GetCtlMin GetControlMinimum
#define SetCtlMin SetControlMinimum
#define GetCtlMax GetControlMaximum
#define SetCtlMax SetControlMaximum
#define GetCRefCon GetControlReference
#define SetCRefCon SetControlReference
#define UpdtControl UpdateControls

#endif
