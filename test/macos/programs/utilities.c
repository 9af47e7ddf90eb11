/* Fixed-point arithmetic, bits, queues and timed tasks, as a program sees them. */

#include "checks.h"
#include <FixMath.h>
#include <OSUtils.h>
#include <Timer.h>
#include <ToolUtils.h>

#define ONE 0x40000000L /* as a Fract */
#define MOST 0x7FFFFFFFL
#define LEAST (-0x7FFFFFFFL - 1)

static void conversions(void)
{
    source("Operating System Utilities, chapter 3, Converting Among 32-Bit Numeric Types");
    check("Long2Fix", Long2Fix(3), 0x30000);
    check("Long2Fix of a negative number", Long2Fix(-2), -0x20000);
    check("Long2Fix pins above", Long2Fix(40000), MOST);
    check("Long2Fix pins below", Long2Fix(-40000), LEAST);
    check("Fix2Long rounds down", Fix2Long(0x27FFF), 2);
    check("Fix2Long rounds halves up", Fix2Long(0x28000), 3);
    check("Fix2Long rounds negative halves away from zero", Fix2Long(-0x28000), -3);
    check("Fix2Frac", Fix2Frac(0x10000), ONE);
    check("Fix2Frac of a half", Fix2Frac(-0x8000), -ONE / 2);
    check("Fix2Frac pins above", Fix2Frac(0x20000), MOST);
    check("Fix2Frac pins below", Fix2Frac(-0x30000), LEAST);
    check("Frac2Fix", Frac2Fix(ONE), 0x10000);
    check("Frac2Fix rounds", Frac2Fix(0x2000), 1);
    check("Frac2Fix of a third", Frac2Fix(0x15555555), 0x5555);
    checkTrue("Fix2X", Fix2X(0x18000) == 1.5);
    check("X2Fix", X2Fix(-2.25), -0x24000);
    check("X2Fix pins", X2Fix(1e9), MOST);
    checkTrue("Frac2X", Frac2X(-ONE / 4) == -0.25);
    check("X2Frac", X2Frac(1.5), ONE + ONE / 2);
    check("X2Frac pins", X2Frac(-7.0), LEAST);
}

static void fractions(void)
{
    source("Operating System Utilities, chapter 3, Multiplying and Dividing Fixed-Point Numbers");
    check("FracMul", FracMul(ONE / 2, ONE / 2), ONE / 4);
    check("FracMul by -1", FracMul(-ONE, 12345), -12345);
    check("FracMul overflows to the most positive", FracMul(LEAST, LEAST), MOST);
    check("FracDiv", FracDiv(ONE / 4, ONE / 2), ONE / 2);
    check("FracDiv of different signs", FracDiv(-ONE, ONE), -ONE);
    check("FracDiv of a positive number by 0", FracDiv(5, 0), MOST);
    check("FracDiv of a negative number by 0", FracDiv(-5, 0), LEAST);
    check("FracSqrt of 1", FracSqrt(ONE), ONE);
    check("FracSqrt of 1/4", FracSqrt(ONE / 4), ONE / 2);
    check("FracSqrt of 2 takes the high bit for 2", FracSqrt(LEAST), 1518500250);
    check("FixMul", FixMul(0x18000, 0x20000), 0x30000);
    check("FixDiv by 0", FixDiv(-1, 0), LEAST);
    check("FixRatio", FixRatio(1, 4), 0x4000);
}

/* Angles in radians as Fixed: 0x19220 is a right angle. */
static void angles(void)
{
    source("Operating System Utilities, chapter 3, Fixed-Point Routines");
    check("FracSin of 0", FracSin(0), 0);
    check("FracCos of 0", FracCos(0), ONE);
    check("FracSin of a right angle", FracSin(0x19220), ONE);
    checkTrue("FracSin of pi / 6", FracSin(0x860B) > ONE / 2 - 65536 && FracSin(0x860B) < ONE / 2 + 65536);
    check("FracCos of two right angles", FracCos(0x32440), -ONE);
    check("FracSin is odd", FracSin(-0x12345), -FracSin(0x12345));
    check("FracCos is even", FracCos(-0x12345), FracCos(0x12345));
    check("FixATan2 of the diagonal", FixATan2(1, 1), 0xC910);
    check("FixATan2 takes x first: straight up", FixATan2(0, 7), 0x19220);
    check("FixATan2 to the left", FixATan2(-5, 0), 0x3243F);
    check("FixATan2 straight down", FixATan2(0, -0x10000), -0x19220);
    check("FixATan2 of any type that both have", FixATan2(-0x10000, -0x10000), FixATan2(-ONE, -ONE));
}

static void bits(void)
{
    unsigned char bytes[2] = {0x80, 0x01};
    wide product;
    source("Operating System Utilities, chapter 3, Testing and Setting Bits");
    checkTrue("BitTst counts from the highest bit", BitTst(bytes, 0) && !BitTst(bytes, 7));
    checkTrue("BitTst goes on in the next byte", BitTst(bytes, 15));
    BitSet(bytes, 1);
    check("BitSet", bytes[0], 0xC0);
    BitClr(bytes, 15);
    check("BitClr", bytes[1], 0);
    source("Operating System Utilities, chapter 3, Performing Logical Operations");
    check("BitAnd", BitAnd(0xF0F0, 0xFF00), 0xF000);
    check("BitOr", BitOr(0xF0F0, 0xFF00), 0xFFF0);
    check("BitXor", BitXor(0xF0F0, 0xFF00), 0x0FF0);
    check("BitNot", BitNot(0), -1);
    check("BitShift to the left", BitShift(3, 4), 48);
    check("BitShift to the right brings zeros", BitShift(-1, -28), 15);
    check("BitShift takes the count modulo 32", BitShift(1, 33), 2);
    source("Operating System Utilities, chapter 3, LongMul");
    LongMul(0x10000, 0x30000, &product);
    checkTrue("LongMul", product.hi == 3 && product.lo == 0);
    LongMul(-1, 5, &product);
    checkTrue("LongMul of a negative number", product.hi == -1 && (long)product.lo == -5);
}

static void queues(void)
{
    QHdr queue = {0, 0, 0};
    QElem a, b, c;
    source("Operating System Utilities, chapter 6, Enqueue and Dequeue");
    Enqueue(&a, &queue);
    checkTrue("the first element is head and tail", queue.qHead == &a && queue.qTail == &a);
    Enqueue(&b, &queue);
    Enqueue(&c, &queue);
    checkTrue("elements are added at the tail", queue.qHead == &a && queue.qTail == &c && a.qLink == &b);
    checkTrue("the last one has no next", c.qLink == 0);
    check("Dequeue from the middle", Dequeue(&b, &queue), noErr);
    checkTrue("links around it", a.qLink == &c);
    check("Dequeue of what is not there", Dequeue(&b, &queue), -1);
    check("Dequeue of the tail", Dequeue(&c, &queue), noErr);
    checkTrue("the tail moves back", queue.qTail == &a);
    check("Dequeue of the last", Dequeue(&a, &queue), noErr);
    checkTrue("the queue is empty", queue.qHead == 0 && queue.qTail == 0);
}

static volatile long fired;
static volatile unsigned long firedAt;
static void task(TMTaskPtr self)
{
    UnsignedWide now;
    Microseconds(&now);
    firedAt = now.lo;
    if (++fired >= 2 && fired < 5)
        PrimeTime((QElemPtr)self, 10);
}

static unsigned long microseconds(void)
{
    UnsignedWide now;
    Microseconds(&now);
    return now.lo;
}

static void timers(void)
{
    TMTask timer = {0};
    unsigned long start, ignored;
    source("Processes, chapter 3, Using the Time Manager");
    timer.tmAddr = (TimerUPP)task;
    InsTime((QElemPtr)&timer);
    check("an installed task is inactive", timer.qType & 0x8000, 0);
    start = microseconds();
    PrimeTime((QElemPtr)&timer, 50);
    checkTrue("a primed one is active", (timer.qType & 0x8000) != 0);
    check("it does not run at once", fired, 0);
    while (!fired && microseconds() - start < 200000)
        ;
    check("it interrupts a program that computes", fired, 1);
    checkTrue("after milliseconds", firedAt - start >= 50000 && firedAt - start < 52000);
    check("and is inactive then", timer.qType & 0x8000, 0);
    Delay(6, &ignored);
    check("it runs once", fired, 1);
    start = microseconds();
    PrimeTime((QElemPtr)&timer, -3000);
    Delay(30, &ignored);
    check("a task can prime itself, while the program waits", fired, 5);
    RmvTime((QElemPtr)&timer);
    check("a task that has run leaves no time", timer.tmCount, 0);
    InsXTime((QElemPtr)&timer);
    timer.tmWakeUp = 0;
    PrimeTime((QElemPtr)&timer, 1000);
    checkTrue("an extended task has its time in tmWakeUp", timer.tmWakeUp != 0);
    RmvTime((QElemPtr)&timer);
    checkTrue("RmvTime leaves microseconds, negated", timer.tmCount < -990000 && timer.tmCount >= -1000000);
    Delay(90, &ignored);
    check("a removed task does not run", fired, 5);
}

int main(void)
{
    openResults();
    conversions();
    fractions();
    angles();
    bits();
    queues();
    timers();
    FSClose(resultsFile);
    return 0;
}
