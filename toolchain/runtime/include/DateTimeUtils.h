/* Date and time: Inside Macintosh: Operating System Utilities, chapter 4. Seconds count from 1904, in local time. */
#ifndef __DATETIMEUTILS__
#define __DATETIMEUTILS__

#include "MacTypes.h"

#pragma pack(push, 2)
typedef struct DateTimeRec {
    short year;
    short month;
    short day;
    short hour;
    short minute;
    short second;
    short dayOfWeek;
} DateTimeRec;
#pragma pack(pop)

BEGIN_MAC_DECLARATIONS
void GetDateTime(unsigned long *secs);
OSErr ReadDateTime(unsigned long *time);
OSErr SetDateTime(unsigned long time);
void GetTime(DateTimeRec *d);
void SecondsToDate(unsigned long secs, DateTimeRec *d);
void DateToSeconds(const DateTimeRec *d, unsigned long *secs);
END_MAC_DECLARATIONS

#endif
