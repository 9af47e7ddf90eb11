/* Vertical Retrace Manager: Inside Macintosh: Processes, chapter 4. */
#ifndef __RETRACE__
#define __RETRACE__

#include "MacErrors.h"
#include "MacTypes.h"
#include "OSUtils.h"

typedef UniversalProcPtr VBLUPP;
enum { vType = 1 };
#pragma pack(push, 2)
typedef struct VBLTask {
    QElemPtr qLink;
    short qType;
    VBLUPP vblAddr;
    short vblCount;
    short vblPhase;
} VBLTask, *VBLTaskPtr;
#pragma pack(pop)

BEGIN_MAC_DECLARATIONS
QHdrPtr GetVBLQHdr(void);
OSErr SlotVInstall(QElemPtr vblBlockPtr, short theSlot);
OSErr SlotVRemove(QElemPtr vblBlockPtr, short theSlot);
OSErr AttachVBL(short theSlot);
OSErr DoVBLTask(short theSlot);
OSErr VInstall(QElemPtr vblTaskPtr);
OSErr VRemove(QElemPtr vblTaskPtr);
END_MAC_DECLARATIONS

#endif
