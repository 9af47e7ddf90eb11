/* Event Manager: Inside Macintosh: Macintosh Toolbox Essentials, chapter 2. */
#ifndef __EVENTS__
#define __EVENTS__

#include "MacTypes.h"

typedef UInt16 EventKind;
typedef UInt16 EventMask;
typedef UInt16 EventModifiers;

enum { nullEvent = 0, mouseDown = 1, mouseUp = 2, keyDown = 3, keyUp = 4, autoKey = 5, updateEvt = 6, diskEvt = 7, activateEvt = 8, osEvt = 15, kHighLevelEvent = 23 };
enum { everyEvent = 0xFFFF };

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

BEGIN_MAC_DECLARATIONS
UInt32 TickCount(void);
Boolean GetNextEvent(EventMask eventMask, EventRecord *theEvent);
Boolean WaitNextEvent(EventMask eventMask, EventRecord *theEvent, UInt32 sleep, RgnHandle mouseRgn);
Boolean EventAvail(EventMask eventMask, EventRecord *theEvent);
void FlushEvents(EventMask whichMask, EventMask stopMask);
void SystemTask(void);
Boolean Button(void);
void GetMouse(Point *mouseLoc);
END_MAC_DECLARATIONS

#endif
