/* Event Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 2. */
#ifndef __EVENTS__
#define __EVENTS__

#include "MacTypes.h"

typedef UInt16 EventKind;
typedef UInt16 EventMask;
typedef UInt16 EventModifiers;

enum { nullEvent = 0, mouseDown = 1, mouseUp = 2, keyDown = 3, keyUp = 4, autoKey = 5, updateEvt = 6, diskEvt = 7, activateEvt = 8, osEvt = 15, kHighLevelEvent = 23 };
enum {
    mDownMask = 1 << mouseDown,
    mUpMask = 1 << mouseUp,
    keyDownMask = 1 << keyDown,
    keyUpMask = 1 << keyUp,
    autoKeyMask = 1 << autoKey,
    updateMask = 1 << updateEvt,
    diskMask = 1 << diskEvt,
    activMask = 1 << activateEvt,
    highLevelEventMask = 0x0400,
    osMask = 1 << osEvt,
    everyEvent = 0xFFFF
};
enum { charCodeMask = 0x000000FF, keyCodeMask = 0x0000FF00, adbAddrMask = 0x00FF0000, osEvtMessageMask = (int)0xFF000000 };
enum { mouseMovedMessage = 0x00FA, suspendResumeMessage = 0x0001, resumeFlag = 1, convertClipboardFlag = 2 };
enum {
    activeFlag = 1 << 0,
    btnState = 1 << 7,
    cmdKey = 1 << 8,
    shiftKey = 1 << 9,
    alphaLock = 1 << 10,
    optionKey = 1 << 11,
    controlKey = 1 << 12
};
enum { evtNotEnb = 1 };

#pragma pack(push, 2)
typedef struct EventRecord {
    EventKind what;
    UInt32 message;
    UInt32 when;
    Point where;
    EventModifiers modifiers;
} EventRecord;
#pragma pack(pop)
typedef struct MacRegion **RgnHandle;
/* 128 bits, a key each by its virtual key code. */
typedef UInt32 KeyMap[4];

BEGIN_MAC_DECLARATIONS
UInt32 TickCount(void);
Boolean GetNextEvent(EventMask eventMask, EventRecord *theEvent);
Boolean WaitNextEvent(EventMask eventMask, EventRecord *theEvent, UInt32 sleep, RgnHandle mouseRgn);
Boolean EventAvail(EventMask eventMask, EventRecord *theEvent);
Boolean GetOSEvent(EventMask mask, EventRecord *theEvent);
Boolean OSEventAvail(EventMask mask, EventRecord *theEvent);
OSErr PostEvent(EventKind eventNum, UInt32 eventMsg);
void FlushEvents(EventMask whichMask, EventMask stopMask);
void SetEventMask(EventMask value);
void SystemTask(void);
Boolean Button(void);
Boolean StillDown(void);
Boolean WaitMouseUp(void);
void GetMouse(Point *mouseLoc);
void GetKeys(KeyMap theKeys);
UInt32 GetDblTime(void);
UInt32 GetCaretTime(void);
END_MAC_DECLARATIONS

#endif
