/* International resources: Inside Macintosh: Text, appendix B. */
#ifndef __INTLRESOURCES__
#define __INTLRESOURCES__

#include "MacTypes.h"

enum { mdy = 0, dmy = 1, ymd = 2, myd = 3, dym = 4, ydm = 5 };

#pragma pack(push, 2)
typedef struct Intl0Rec {
    char decimalPt;
    char thousSep;
    char listSep;
    char currSym1;
    char currSym2;
    char currSym3;
    UInt8 currFmt;
    UInt8 dateOrder;
    UInt8 shrtDateFmt;
    char dateSep;
    UInt8 timeCycle;
    UInt8 timeFmt;
    OSType mornStr;
    OSType eveStr;
    char timeSep;
    char time1Suff;
    char time2Suff;
    char time3Suff;
    char time4Suff;
    char time5Suff;
    char time6Suff;
    char time7Suff;
    char time8Suff;
    UInt8 metricSys;
    short intl0Vers;
} Intl0Rec, *Intl0Ptr, **Intl0Hndl;
typedef struct Intl1Rec {
    Str15 days[7];
    Str15 months[12];
    UInt8 suppressDay;
    UInt8 lngDateFmt;
    UInt8 dayLeading0;
    UInt8 abbrLen;
    OSType st0;
    OSType st1;
    OSType st2;
    OSType st3;
    OSType st4;
    short intl1Vers;
    short localRtn[1];
} Intl1Rec, *Intl1Ptr, **Intl1Hndl;
#pragma pack(pop)

#endif
