/* What a program asks of the machine: clock, location, parameter RAM, addressing, low memory. */

#include "checks.h"
#include <Events.h>
#include <LowMem.h>
#include <OSUtils.h>

static void clockSetting(void)
{
    DateTimeRec date;
    unsigned long now, before, final, ticks;
    ParamBlockRec block = {0};
    FSSpec spec;
    source("Operating System Utilities, chapter 4, SetDateTime");
    ticks = TickCount();
    check("SetDateTime", SetDateTime(3000000000UL), noErr);
    GetDateTime(&now);
    check("is what GetDateTime gives", now, 3000000000UL);
    check("and Time", LMGetTime(), 3000000000UL);
    checkTrue("ticks go on", TickCount() - ticks < 5);
    Delay(130, &final);
    GetDateTime(&now);
    checkTrue("the clock goes on from there", now - 3000000000UL >= 2 && now - 3000000000UL <= 3);
    source("Operating System Utilities, chapter 4, SetTime");
    date.year = 2001;
    date.month = 3;
    date.day = 24;
    date.hour = 12;
    date.minute = 30;
    date.second = 15;
    date.dayOfWeek = 0;
    SetTime(&date);
    date.year = 0;
    GetTime(&date);
    check("the year", date.year, 2001);
    check("the minute", date.minute, 30);
    check("the day of the week is found out", date.dayOfWeek, 7);
    ReadDateTime(&before);
    source("Files, chapter 2, Dates of Files");
    HCreate(0, 0, (ConstStr255Param)"\pdated", 'ttxt', 'TEXT');
    block.fileParam.ioNamePtr = (StringPtr) "\pdated";
    check("a file made then", PBGetFInfoSync(&block), noErr);
    checkTrue("has that date", block.fileParam.ioFlCrDat - before < 2);
}

static void location(void)
{
    MachineLocation place;
    source("Operating System Utilities, chapter 4, ReadLocation");
    place.latitude = 1;
    ReadLocation(&place);
    check("a location that was never set has latitude 0", place.latitude, 0);
    check("and no offset from Greenwich", place.u.gmtDelta & 0x00FFFFFF, 0);
    place.latitude = 0x20000000;
    place.longitude = -0x10000000;
    place.u.gmtDelta = -28800 & 0x00FFFFFF;
    place.u.dlsDelta = (SInt8)0x80;
    WriteLocation(&place);
    place.latitude = place.longitude = place.u.gmtDelta = 0;
    ReadLocation(&place);
    check("latitude", place.latitude, 0x20000000);
    check("longitude", place.longitude, -0x10000000);
    check("seconds from Greenwich", (place.u.gmtDelta & 0x00FFFFFF) | ~0x00FFFFFF, -28800);
    check("daylight saving", place.u.dlsDelta, (SInt8)0x80);
    source("Text, appendix B, metricSys");
    check("the United States are not metric", IsMetric(), false);
}

static void parameters(void)
{
    SysPPtr parameters = GetSysPPtr();
    source("Operating System Utilities, chapter 7, GetSysPPtr");
    check("the copy is in low memory", (long)parameters, 0x1F8);
    check("it is valid", parameters->valid, 0xA8);
    check("double-click time in units of four ticks", (parameters->volClik >> 4 & 15) * 4, GetDblTime());
    check("caret-blink time too", (parameters->volClik & 15) * 4, GetCaretTime());
    check("the application font is Geneva", parameters->font + 1, 3);
    parameters->font = 7;
    check("InitUtil", InitUtil(), noErr);
    check("reads what was there", parameters->font, 2);
    parameters->font = 8;
    check("WriteParam", WriteParam(), noErr);
    parameters->font = 7;
    InitUtil();
    check("keeps what it is given", parameters->font, 8);
}

static void addresses(void)
{
    SInt8 mode = false32b;
    long a5;
    source("Memory, chapter 4, StripAddress and SwapMMUMode");
    check("an address has 32 bits", (long)StripAddress((void *)0x81234567), 0x81234567);
    check("another way", (long)Translate24To32((void *)0x81234567), 0x81234567);
    check("32-bit addressing is on", GetMMUMode(), true32b);
    SwapMMUMode(&mode);
    check("as SwapMMUMode says", mode, true32b);
    check("and stays on", GetMMUMode(), true32b);
    source("Memory, chapter 4, SetA5 and SetCurrentA5");
    a5 = SetA5(0x1000);
    check("SetA5 gives the old value", SetCurrentA5(), 0x1000);
    check("SetCurrentA5 sets that of the program", SetA5(a5), *(long *)0x904);
    source("Memory, chapter 4, FlushCodeCacheRange");
    check("FlushCodeCacheRange", FlushCodeCacheRange((void *)addresses, 16), noErr);
}

#define LONG(address) (*(volatile long *)(address))
#define BYTE(address) (*(volatile UInt8 *)(address))

static void lowMemory(void)
{
    const Rect *pin = (const Rect *)0x834;
    source("Inside Macintosh III, appendix D, Assembly-Language Summary");
    check("OneOne", LONG(0xA02), 0x00010001);
    check("MinusOne", LONG(0xA06), -1);
    check("Lo3Bytes", LONG(0x31A), 0x00FFFFFF);
    check("dots an inch across", LMGetScrHRes(), 72);
    check("and down", LMGetScrVRes(), 72);
    checkTrue("the cursor stays on the screen", pin->top == 0 && pin->left == 0 && pin->right == 800 && pin->bottom == 600);
    checkTrue("ScrnBase", LMGetScrnBase() != NULL);
    check("SPValid", LMGetSPValid(), 0xA8);
    source("Inside Macintosh V, Compatibility Guidelines");
    check("ROM85 tells of Color QuickDraw", *(volatile UInt16 *)0x28E, 0x3FFF);
    check("MMU32Bit", BYTE(0xCB2), 1);
    source("Inside Macintosh II, chapter 10, PortBUse");
    checkTrue("AppleTalk is not in use", LMGetPortBUse() & 0x80);
    source("Devices, chapter 1, The Unit Table");
    check("no drivers", LMGetUnitTableEntryCount(), 0);
    source("LowMem.h, LMGetStkLowPt");
    checkTrue("no stack sniffer of 68K code", LMGetStkLowPt() == NULL);
}

int main(void)
{
    openResults();
    clockSetting();
    location();
    parameters();
    addresses();
    lowMemory();
    FSClose(resultsFile);
    return 0;
}
