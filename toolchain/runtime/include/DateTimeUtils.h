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
typedef long long LongDateTime;
typedef union LongDateRec {
    struct {
        short era;
        short year;
        short month;
        short day;
        short hour;
        short minute;
        short second;
        short dayOfWeek;
        short dayOfYear;
        short weekOfYear;
        short pm;
        short res1;
        short res2;
        short res3;
    } ld;
    short list[14];
    struct {
        short eraAlt;
        DateTimeRec oldDate;
    } od;
} LongDateRec;
typedef struct DateCacheRecord {
    short hidden[256];
} DateCacheRecord, *DateCachePtr;
#pragma pack(pop)
typedef SInt8 DateForm;
enum { shortDate = 0, longDate = 1, abbrevDate = 2 };
typedef short StringToDateStatus;
enum { longDateFound = 1, leftOverChars = 2, fatalDateTime = 0x8000, dateTimeNotFound = 0x8400, dateTimeInvalid = 0x8800 };
enum { eraMask = 1, yearMask = 2, monthMask = 4, dayMask = 8, hourMask = 16, minuteMask = 32, secondMask = 64, dateStdMask = 127 };
enum { validDateFields = -1, eraField = 0, yearField = 1, monthField = 2, dayField = 3, hourField = 4, minuteField = 5, secondField = 6 };

BEGIN_MAC_DECLARATIONS
void GetDateTime(unsigned long *secs);
OSErr ReadDateTime(unsigned long *time);
OSErr SetDateTime(unsigned long time);
void SetTime(const DateTimeRec *d);
void GetTime(DateTimeRec *d);
void SecondsToDate(unsigned long secs, DateTimeRec *d);
void DateToSeconds(const DateTimeRec *d, unsigned long *secs);
void DateString(long dateTime, DateForm longFlag, Str255 result, Handle intlHandle);
void TimeString(long dateTime, Boolean wantSeconds, Str255 result, Handle intlHandle);
void LongDateString(const LongDateTime *dateTime, DateForm longFlag, Str255 result, Handle intlHandle);
void LongTimeString(const LongDateTime *dateTime, Boolean wantSeconds, Str255 result, Handle intlHandle);
OSErr InitDateCache(DateCachePtr theCache);
StringToDateStatus StringToDate(Ptr textPtr, long textLen, DateCachePtr theCache, long *lengthUsed, LongDateRec *dateTime);
StringToDateStatus StringToTime(Ptr textPtr, long textLen, DateCachePtr theCache, long *lengthUsed, LongDateRec *dateTime);
void LongDateToSeconds(const LongDateRec *lDate, LongDateTime *lSecs);
void LongSecondsToDate(const LongDateTime *lSecs, LongDateRec *lDate);
short ValidDate(const LongDateRec *vDate, long flags, LongDateTime *newSecs);
END_MAC_DECLARATIONS

#endif
