/* TextEdit: Inside Macintosh: Text, chapter 2. */
#ifndef __TEXTEDIT__
#define __TEXTEDIT__

#include "MacTypes.h"
#include "MixedMode.h"
#include "Quickdraw.h"

typedef struct TERec TERec;
typedef TERec *TEPtr;
typedef TEPtr *TEHandle;
typedef void (*HighHookProcPtr)(const Rect *r, TEPtr pTE);
typedef Boolean (*EOLHookProcPtr)(char theChar, TEPtr pTE, TEHandle hTE);
typedef void (*CaretHookProcPtr)(const Rect *r, TEPtr pTE);
typedef Boolean (*TEClickLoopProcPtr)(TEPtr pTE);
typedef Boolean (*WordBreakProcPtr)(Ptr text, short charPos);
typedef UniversalProcPtr HighHookUPP, EOLHookUPP, CaretHookUPP, TEClickLoopUPP, WordBreakUPP;

enum {
    uppHighHookProcInfo = 0x0000000F,
    uppEOLHookProcInfo = 0x0000001F,
    uppCaretHookProcInfo = 0x0000000F,
    uppTEClickLoopProcInfo = 0x0000F812,
    uppWordBreakProcInfo = 0x00029812
};
#define NewHighHookProc(routine) ((HighHookUPP)NewRoutineDescriptor((ProcPtr)(routine), uppHighHookProcInfo, GetCurrentArchitecture()))
#define NewCaretHookProc(routine) ((CaretHookUPP)NewRoutineDescriptor((ProcPtr)(routine), uppCaretHookProcInfo, GetCurrentArchitecture()))
#define NewTEClickLoopProc(routine) ((TEClickLoopUPP)NewRoutineDescriptor((ProcPtr)(routine), uppTEClickLoopProcInfo, GetCurrentArchitecture()))
#define NewWordBreakProc(routine) ((WordBreakUPP)NewRoutineDescriptor((ProcPtr)(routine), uppWordBreakProcInfo, GetCurrentArchitecture()))

#pragma pack(push, 2)
struct TERec {
    Rect destRect;
    Rect viewRect;
    Rect selRect;
    short lineHeight;
    short fontAscent;
    Point selPoint;
    short selStart;
    short selEnd;
    short active;
    WordBreakUPP wordBreak;
    TEClickLoopUPP clickLoop;
    long clickTime;
    short clickLoc;
    long caretTime;
    short caretState;
    short just;
    short teLength;
    Handle hText;
    long hDispatchRec;
    short clikStuff;
    short crOnly;
    short txFont;
    StyleField txFace;
    short txMode;
    short txSize;
    GrafPtr inPort;
    HighHookUPP highHook;
    CaretHookUPP caretHook;
    short nLines;
    short lineStarts[16001];
};
typedef char Chars[32001];
typedef char *CharsPtr;
typedef CharsPtr *CharsHandle;
typedef struct StyleRun {
    short startChar;
    short styleIndex;
} StyleRun;
typedef struct STElement {
    short stCount;
    short stHeight;
    short stAscent;
    short stFont;
    StyleField stFace;
    short stSize;
    RGBColor stColor;
} STElement;
typedef STElement TEStyleTable[1777], *STPtr, **STHandle;
typedef struct LHElement {
    short lhHeight;
    short lhAscent;
} LHElement;
typedef LHElement LHTable[8001], *LHPtr, **LHHandle;
typedef struct ScrpSTElement {
    long scrpStartChar;
    short scrpHeight;
    short scrpAscent;
    short scrpFont;
    StyleField scrpFace;
    short scrpSize;
    RGBColor scrpColor;
} ScrpSTElement;
typedef ScrpSTElement ScrpSTTable[1601];
typedef struct StScrpRec {
    short scrpNStyles;
    ScrpSTTable scrpStyleTab;
} StScrpRec, *StScrpPtr, **StScrpHandle;
typedef struct NullStRec {
    long teReserved;
    StScrpHandle nullScrap;
} NullStRec, *NullStPtr, **NullStHandle;
typedef struct TEStyleRec {
    short nRuns;
    short nStyles;
    STHandle styleTab;
    LHHandle lhTab;
    long teRefCon;
    NullStHandle nullStyle;
    StyleRun runs[8001];
} TEStyleRec, *TEStylePtr, **TEStyleHandle;
typedef struct TextStyle {
    short tsFont;
    StyleField tsFace;
    short tsSize;
    RGBColor tsColor;
} TextStyle, *TextStylePtr, **TextStyleHandle;
#pragma pack(pop)
typedef short TEIntHook;

enum { teJustLeft = 0, teJustCenter = 1, teJustRight = -1, teForceLeft = -2 };
enum { teFlushDefault = 0, teCenter = 1, teFlushRight = -1, teFlushLeft = -2 };
enum { doFont = 1, doFace = 2, doSize = 4, doColor = 8, doAll = 15, addSize = 16, doToggle = 32 };
enum { intEOLHook = 0, intDrawHook = 1, intWidthHook = 2, intHitTestHook = 3, intNWidthHook = 6, intTextWidthHook = 7 };
enum { teFAutoScroll = 0, teFTextBuffering = 1, teFOutlineHilite = 2, teFInlineInput = 3, teFUseWhiteBackground = 4 };
enum { teBitClear = 0, teBitSet = 1, teBitTest = -1 };

BEGIN_MAC_DECLARATIONS
void TEInit(void);
TEHandle TENew(const Rect *destRect, const Rect *viewRect);
TEHandle TEStyleNew(const Rect *destRect, const Rect *viewRect);
void TEDispose(TEHandle hTE);
void TESetText(const void *text, long length, TEHandle hTE);
CharsHandle TEGetText(TEHandle hTE);
void TECalText(TEHandle hTE);
void TEIdle(TEHandle hTE);
void TESetSelect(long selStart, long selEnd, TEHandle hTE);
void TEActivate(TEHandle hTE);
void TEDeactivate(TEHandle hTE);
void TEClick(Point pt, Boolean fExtend, TEHandle h);
void TEKey(short key, TEHandle hTE);
void TECut(TEHandle hTE);
void TECopy(TEHandle hTE);
void TEPaste(TEHandle hTE);
void TEDelete(TEHandle hTE);
void TEInsert(const void *text, long length, TEHandle hTE);
void TESetAlignment(short just, TEHandle hTE);
void TEUpdate(const Rect *rUpdate, TEHandle hTE);
void TETextBox(const void *text, long length, const Rect *box, short just);
void TEScroll(short dh, short dv, TEHandle hTE);
void TESelView(TEHandle hTE);
void TEPinScroll(short dh, short dv, TEHandle hTE);
void TEAutoView(Boolean fAuto, TEHandle hTE);
short TEGetOffset(Point pt, TEHandle hTE);
Point TEGetPoint(short offset, TEHandle hTE);
long TEGetHeight(long endLine, long startLine, TEHandle hTE);
void TESetClickLoop(TEClickLoopUPP clikProc, TEHandle hTE);
void TESetWordBreak(WordBreakUPP wBrkProc, TEHandle hTE);
void TECustomHook(TEIntHook which, UniversalProcPtr *addr, TEHandle hTE);
short TEFeatureFlag(short feature, short action, TEHandle hTE);
OSErr TEGetHiliteRgn(RgnHandle region, TEHandle hTE);
Handle TEScrapHandle(void);
long TEGetScrapLength(void);
void TESetScrapLength(long length);
OSErr TEFromScrap(void);
OSErr TEToScrap(void);
void TESetStyleHandle(TEStyleHandle theHandle, TEHandle hTE);
TEStyleHandle TEGetStyleHandle(TEHandle hTE);
void TEGetStyle(short offset, TextStyle *theStyle, short *lineHeight, short *fontAscent, TEHandle hTE);
void TESetStyle(short mode, const TextStyle *newStyle, Boolean fRedraw, TEHandle hTE);
void TEReplaceStyle(short mode, const TextStyle *oldStyle, const TextStyle *newStyle, Boolean fRedraw, TEHandle hTE);
Boolean TEContinuousStyle(short *mode, TextStyle *aStyle, TEHandle hTE);
void TEStyleInsert(const void *text, long length, StScrpHandle hST, TEHandle hTE);
void TEStylePaste(TEHandle hTE);
StScrpHandle TEGetStyleScrapHandle(TEHandle hTE);
void TEUseStyleScrap(long rangeStart, long rangeEnd, StScrpHandle newStyles, Boolean fRedraw, TEHandle hTE);
long TENumStyles(long rangeStart, long rangeEnd, TEHandle hTE);
END_MAC_DECLARATIONS

#endif
