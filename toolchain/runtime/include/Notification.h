/* Notification Manager: Inside Macintosh: Processes, chapter 5. */
#ifndef __NOTIFICATION__
#define __NOTIFICATION__

#include "MacErrors.h"
#include "MacTypes.h"

typedef UniversalProcPtr NMUPP;
enum { nmType = 8 };
#pragma pack(push, 2)
typedef struct NMRec {
    QElemPtr qLink;
    short qType;
    short nmFlags;
    long nmPrivate;
    short nmReserved;
    short nmMark;
    Handle nmIcon;
    Handle nmSound;
    StringPtr nmStr;
    NMUPP nmResp;
    long nmRefCon;
} NMRec, *NMRecPtr;
#pragma pack(pop)

BEGIN_MAC_DECLARATIONS
OSErr NMInstall(NMRecPtr nmReqPtr);
OSErr NMRemove(NMRecPtr nmReqPtr);
END_MAC_DECLARATIONS

#endif
