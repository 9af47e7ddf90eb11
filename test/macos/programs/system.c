/* What a program asks of the system around it: time, Gestalt, processes, resources, low memory. */

#include <DateTimeUtils.h>
#include <Events.h>
#include <Gestalt.h>
#include <LowMem.h>
#include <OSUtils.h>
#include <Resources.h>
#include <Timer.h>

#include "checks.h"

#define TICKS (*(volatile unsigned long *)0x016A)
#define TIME (*(volatile unsigned long *)0x020C)
#define CUR_AP_NAME ((unsigned char *)0x0910)

static int sameString(const unsigned char *a, const unsigned char *b)
{
    int i;
    for (i = 0; i <= a[0]; i++)
        if (a[i] != b[i])
            return 0;
    return 1;
}

static void times(void)
{
    unsigned long ticks, seconds, final, start = TICKS;
    UnsignedWide before, after;
    DateTimeRec date;
    source("Operating System Utilities, chapter 4, and Low-Memory Global Variables");
    check("Ticks in low memory", TICKS, TickCount());
    while (TICKS < start + 3)
        ;
    checkTrue("Ticks counts by itself", TICKS >= start + 3);
    check("and TickCount says the same", TICKS, TickCount());
    GetDateTime(&seconds);
    check("Time in low memory", TIME, seconds);
    SecondsToDate(seconds, &date);
    check("the year", date.year, 1998);
    check("the month", date.month, 10);
    check("the day", date.day, 26);
    check("a Monday", date.dayOfWeek, 2);
    DateToSeconds(&date, &ticks);
    check("and back", ticks, seconds);
    Microseconds(&before);
    ticks = TickCount();
    Delay(60, &final);
    Microseconds(&after);
    check("Delay waits", final - ticks, 60);
    check("and Ticks has moved", TICKS, final);
    checkTrue("Microseconds too", after.lo - before.lo > 980000 && after.lo - before.lo < 1020000);
    GetDateTime(&seconds);
    check("Time goes on", TIME, seconds);
}

static void gestalt(void)
{
    long response = 0;
    source("Operating System Utilities, chapter 1, Gestalt");
    check("Gestalt mach", Gestalt('mach', &response), noErr);
    check("an iMac", response, 406);
    Gestalt('sysv', &response);
    check("Mac OS 8.5", response, 0x0850);
    Gestalt('cput', &response);
    check("a PowerPC 750", response, 0x0108);
    Gestalt('ram ', &response);
    check("32 MB", response, 32L << 20);
    check("an unknown selector", Gestalt('x!y?', &response), gestaltUndefSelectorErr);
}

static void process(void)
{
    ProcessSerialNumber psn;
    ProcessInfoRec info;
    FSSpec spec;
    unsigned char name[32];
    Boolean same = false;
    source("Processes, chapter 2, Getting Process Information");
    info.processInfoLength = sizeof info;
    info.processName = name;
    info.processAppSpec = &spec;
    check("GetCurrentProcess", GetCurrentProcess(&psn), noErr);
    check("GetProcessInformation", GetProcessInformation(&psn, &info), noErr);
    checkTrue("processName is CurApName", sameString(name, CUR_AP_NAME));
    checkTrue("processAppSpec names the file", sameString(spec.name, CUR_AP_NAME));
    check("processSignature", info.processSignature, 'Bndi');
    check("processSize", info.processSize, 1048576);
    GetFrontProcess(&psn);
    SameProcess(&psn, &info.processNumber, &same);
    check("SameProcess", same, true);
}

static void resources(void)
{
    Handle h = GetResource('TEST', 128);
    short id = 0;
    ResType type = 0;
    Str255 name;
    source("More Macintosh Toolbox, chapter 1, Getting Resources");
    checkTrue("GetResource", h != NULL && ResError() == noErr);
    check("its size", GetHandleSize(h), 5);
    check("its contents", (*h)[4], 'o');
    GetResInfo(h, &id, &type, name);
    check("its ID", id, 128);
    checkTrue("its name", sameString(name, (const unsigned char *)"\pgreeting"));
    check("Count1Resources", Count1Resources('TEST'), 2);
    checkTrue("no such resource", GetResource('TEST', 1) == NULL);
    check("says so", ResError(), resNotFound);
    check("CurResFile", CurResFile(), LMGetCurApRefNum());
    ReleaseResource(h);
}

int main(void)
{
    openResults();
    times();
    gestalt();
    process();
    resources();
    FSClose(resultsFile);
    return 0;
}
