/* List Manager: Inside Macintosh: More Macintosh Toolbox, chapter 4. */
#ifndef __LISTS__
#define __LISTS__

#include "MacTypes.h"
#include "Controls.h"
#include "MixedMode.h"
#include "Quickdraw.h"

enum { lDoHAutoscroll = 1, lDoVAutoscroll = 2 };
enum {
    lOnlyOne = -128,
    lExtendDrag = 64,
    lNoDisjoint = 32,
    lNoExtend = 16,
    lNoRect = 8,
    lUseSense = 4,
    lNoNilHilite = 2
};
enum { lInitMsg = 0, lDrawMsg = 1, lHiliteMsg = 2, lCloseMsg = 3 };

typedef Point Cell;
typedef Rect ListBounds;
typedef char DataArray[32001];
typedef char *DataPtr, **DataHandle;
typedef UniversalProcPtr ListSearchUPP, ListClickLoopUPP, ListDefUPP;
typedef short (*ListSearchProcPtr)(Ptr aPtr, Ptr bPtr, short aLen, short bLen);
typedef Boolean (*ListClickLoopProcPtr)(void);

#pragma pack(push, 2)
typedef struct ListRec {
    Rect rView;
    GrafPtr port;
    Point indent;
    Point cellSize;
    ListBounds visible;
    ControlHandle vScroll;
    ControlHandle hScroll;
    SInt8 selFlags;
    Boolean lActive;
    SInt8 lReserved;
    SInt8 listFlags;
    long clikTime;
    Point clikLoc;
    Point mouseLoc;
    ListClickLoopUPP lClickLoop;
    Cell lastClick;
    long refCon;
    Handle listDefProc;
    Handle userHandle;
    ListBounds dataBounds;
    DataHandle cells;
    short maxIndex;
    short cellArray[1];
} ListRec;
#pragma pack(pop)
typedef ListRec *ListPtr, **ListHandle, **ListRef;

enum { uppListSearchProcInfo = 0x00002BE0, uppListClickLoopProcInfo = 0x00000012, uppListDefProcInfo = 0x000EBD80 };
#define NewListSearchProc(routine) \
    ((ListSearchUPP)NewRoutineDescriptor((ProcPtr)(routine), uppListSearchProcInfo, GetCurrentArchitecture()))
#define NewListClickLoopProc(routine) \
    ((ListClickLoopUPP)NewRoutineDescriptor((ProcPtr)(routine), uppListClickLoopProcInfo, GetCurrentArchitecture()))
#define NewListDefProc(routine) \
    ((ListDefUPP)NewRoutineDescriptor((ProcPtr)(routine), uppListDefProcInfo, GetCurrentArchitecture()))

BEGIN_MAC_DECLARATIONS
ListHandle LNew(const Rect *rView, const ListBounds *dataBounds, Point cSize, short theProc, WindowPtr theWindow,
                Boolean drawIt, Boolean hasGrow, Boolean scrollHoriz, Boolean scrollVert);
void LDispose(ListHandle lHandle);
short LAddColumn(short count, short colNum, ListHandle lHandle);
short LAddRow(short count, short rowNum, ListHandle lHandle);
void LDelColumn(short count, short colNum, ListHandle lHandle);
void LDelRow(short count, short rowNum, ListHandle lHandle);
void LSetCell(const void *dataPtr, short dataLen, Cell theCell, ListHandle lHandle);
void LAddToCell(const void *dataPtr, short dataLen, Cell theCell, ListHandle lHandle);
void LClrCell(Cell theCell, ListHandle lHandle);
void LGetCell(void *dataPtr, short *dataLen, Cell theCell, ListHandle lHandle);
void LGetCellDataLocation(short *offset, short *len, Cell theCell, ListHandle lHandle);
void LSetSelect(Boolean setIt, Cell theCell, ListHandle lHandle);
Boolean LGetSelect(Boolean next, Cell *theCell, ListHandle lHandle);
Cell LLastClick(ListHandle lHandle);
Boolean LClick(Point pt, short modifiers, ListHandle lHandle);
Boolean LNextCell(Boolean hNext, Boolean vNext, Cell *theCell, ListHandle lHandle);
Boolean LSearch(const void *dataPtr, short dataLen, ListSearchUPP searchProc, Cell *theCell, ListHandle lHandle);
void LRect(Rect *cellRect, Cell theCell, ListHandle lHandle);
void LCellSize(Point cSize, ListHandle lHandle);
void LSize(short listWidth, short listHeight, ListHandle lHandle);
void LScroll(short dCols, short dRows, ListHandle lHandle);
void LAutoScroll(ListHandle lHandle);
void LUpdate(RgnHandle theRgn, ListHandle lHandle);
void LDraw(Cell theCell, ListHandle lHandle);
void LActivate(Boolean act, ListHandle lHandle);
void LSetDrawingMode(Boolean drawIt, ListHandle lHandle);
END_MAC_DECLARATIONS

#define LFind LGetCellDataLocation
#define LDoDraw LSetDrawingMode

#endif
