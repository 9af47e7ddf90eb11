/* Time Manager: Inside Macintosh: Processes, chapter 3. */
#ifndef __TIMER__
#define __TIMER__

#include "MacTypes.h"

typedef UniversalProcPtr TimerUPP;
#pragma pack(push, 2)
typedef struct TMTask {
    QElemPtr qLink;
    short qType;
    TimerUPP tmAddr;
    long tmCount;
    long tmWakeUp;
    long tmReserved;
} TMTask;
#pragma pack(pop)
typedef TMTask *TMTaskPtr;

BEGIN_MAC_DECLARATIONS
void Microseconds(UnsignedWide *microTickCount);
void InsTime(QElemPtr tmTaskPtr);
void InsXTime(QElemPtr tmTaskPtr);
void PrimeTime(QElemPtr tmTaskPtr, long count);
void RmvTime(QElemPtr tmTaskPtr);
END_MAC_DECLARATIONS

#endif
