/*
 * Computes for a while, then looks at the floating-point status: in the program itself, and first of all in a callback of the system's when
 * IN_CALLBACK is defined. With NEVER the code that looks is there and is not reached.
 */

#include <Events.h>
#include <MacMemory.h>

#include "checks.h"

static volatile int isWanted
#ifdef NEVER
    = 0;
#else
    = 1;
#endif

static volatile double sum;

static unsigned long status(void)
{
    union {
        double value;
        unsigned long words[2];
    } read;
    __asm__ volatile("mffs %0" : "=f"(read.value));
    return read.words[1];
}

static void compute(long from, long to)
{
    long k;
    double s = sum;
    for (k = from; k < to; k++)
        s = s * 0.75 + 1.0 / (double)k;
    sum = s;
}

static pascal long growZone(Size needed)
{
    (void)needed;
    if (isWanted) {
        /* An exact sum: the flags of before must show all the same */
        double two = sum - sum + 2.0;
        __asm__ volatile("fadd. %0, %0, %0" : "+f"(two) : : "cr1");
        check("in the callback: exceptions", status() >> 25, 0x8A000000 >> 25);
    }
    compute(1, 100);
    return 0;
}

#ifdef ENABLED
static double __attribute__((noinline)) divide(double a, double b) { return a / b; }
#endif

int main(void)
{
    long ticks;
    volatile double tiny = 1e-300;
    openResults();
    source("PowerPC Microprocessor Family: The Programming Environments, chapter 3");
#ifdef ENABLED
    __asm__ volatile("mtfsfi 6, 9");
    putNumber(divide(1.0, 4.0) == 0.25);
    putNumber(divide(sum, 0.0) != 0.0);
    put("\n");
#endif
    compute(1, 50000);
    /* An underflow that nobody looks at for a long time */
    tiny = tiny * tiny;
    ticks = TickCount();
    while (TickCount() < ticks + 2)
        compute(3, 1000);
#ifdef IN_CALLBACK
    SetGrowZone(growZone);
    checkTrue("no memory is that large", NewPtr(0x10000000) == 0);
#endif
    compute(7, 10000);
    if (isWanted) {
        volatile double one = 1.0, three = 3.0, third;
        check("exceptions", status() >> 25, 0x8A000000 >> 25);
        check("the last result was positive", status() >> 12 & 31, 4);
        __asm__ volatile("mtfsfi 7, 2\n\tmtfsb0 6");
        third = one / three;
        __asm__ volatile("mtfsfi 7, 0");
        check("up is more than nearest", *((volatile unsigned long *)&third + 1), 0x55555556);
        check("inexact again", status() >> 25 & 1, 1);
    }
    compute(5, 10000);
    /* The same in every mode */
    putNumber(*((volatile long *)&sum + 1));
    put("\n");
    putNumber(TickCount());
    put("\n");
    return 0;
}
