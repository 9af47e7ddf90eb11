/* Does what the bytes of the file "script" say, a byte what and a byte how much: allocates, draws, writes, waits, recurses, crashes. */
#include <Events.h>
#include <Files.h>
#include <Fonts.h>
#include <MacMemory.h>
#include <Processes.h>
#include <Quickdraw.h>
#include <Windows.h>

#include "../programs/file.h"

QDGlobals qd;
static unsigned char script[512];
static long length = sizeof script;
static Ptr blocks[16];
static volatile unsigned long sum;

static unsigned long deep(unsigned long n) { return n == 0 ? sum : deep(n - 1) * 31 + n; }

static void wait_for_event(short ticks) {
    EventRecord e;
    if (WaitNextEvent(everyEvent, &e, ticks, 0)) {
        sum = sum * 31 + e.what + e.message + e.when + e.where.h;
    }
}

static void draw(unsigned char n) {
    Rect box;
    RGBColor color = {(unsigned short)(n * 257), (unsigned short)(sum * 7), (unsigned short)(n * 991)};
    SetRect(&box, n % 60, n % 40, n % 60 + n, n % 40 + n / 2);
    RGBForeColor(&color);
    if (n & 1) PaintOval(&box); else FrameRect(&box);
    MoveTo(n, n / 2 + 12);
    DrawString("\pchaos");
}

static void step(unsigned char what, unsigned char n) {
    Ptr *block = &blocks[n % 16];
    switch (what % 16) {
    case 0: case 1: if (*block) { DisposePtr(*block); } *block = NewPtrClear(n * 97); break;
    case 2: if (*block) { SetPtrSize(*block, n * 13); } break;
    case 3: case 4: draw(n); break;
    case 5: case 6: wait_for_event(n % 8); break;
    case 7: sum += TickCount() + deep(n); break;
    case 8: write_file("\pout.bin", (const char *)script, n); break;
    case 9: for (unsigned long k = 0; k < n * 1000UL; k++) { sum = sum * 1664525UL + 1013904223UL; } break;
    case 10: if (*block) { (*block)[0] = (char)sum; } break;
    case 11: sum ^= (unsigned long)Random() + FreeMem(); break;
    case 12: MoveWindow(FrontWindow(), n, 40 + n / 2, n & 1); break;
    case 13: if (n > 240) { sum += deep(1000000); } break;
    case 14: if (n > 225) { *(volatile int *)(0x40000000UL + n * 4096UL) = 1; } break;
    case 15: if (n > 225) { ((void (*)(void))script)(); } break;
    }
}

int main(void) {
    short reference;
    Rect bounds = {50, 20, 350, 500};
    InitGraf(&qd.thePort);
    InitFonts();
    InitWindows();
    if (HOpenDF(0, 0, "\pscript", fsRdPerm, &reference) != noErr) { return 1; }
    FSRead(reference, &length, script);
    FSClose(reference);
    SetPort(NewCWindow(0, &bounds, "\pChaos", 1, documentProc, (WindowPtr)-1, 1, 0));
    for (long at = 0; at + 1 < length; at += 2) { step(script[at], script[at + 1]); }
    write_file("\psum", (const char *)&sum, sizeof sum);
    return 0;
}
