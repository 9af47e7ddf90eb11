/* Mixed Mode Manager between PowerPC routines (Inside Macintosh: PowerPC System Software, chapter 2). */

#include <MixedMode.h>

#include "checks.h"

static long seen[16];

static long none(void) { return 77; }
static long three(long a, short b, unsigned char c)
{
    seen[0] = a, seen[1] = b, seen[2] = c;
    return a + b + c;
}
static long twelve(long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l)
{
    return a + 2 * b + 3 * c + 4 * d + 5 * e + 6 * f + 7 * g + 8 * h + 9 * i + 10 * j + 11 * k + 12 * l;
}
static void nothing(long *where) { *where = 5; }
static long dispatched(long selector, long value) { return selector * 1000 + value; }
static long other(long selector, long value) { return -selector - value; }

static RoutineDescriptor *outer;
static long nested(long depth)
{
    return depth == 0 ? 1 : 1 + CallUniversalProc((UniversalProcPtr)outer, kCStackBased | RESULT_SIZE(kFourByteCode) | STACK_ROUTINE_PARAMETER(1, kFourByteCode), depth - 1);
}

#define LONG(which) STACK_ROUTINE_PARAMETER(which, kFourByteCode)

int main(void)
{
    ProcInfoType info = kCStackBased | RESULT_SIZE(kFourByteCode) | STACK_ROUTINE_PARAMETER(1, kFourByteCode) | STACK_ROUTINE_PARAMETER(2, kTwoByteCode) | STACK_ROUTINE_PARAMETER(3, kOneByteCode);
    ProcInfoType long12 = kPascalStackBased | RESULT_SIZE(kFourByteCode) | LONG(1) | LONG(2) | LONG(3) | LONG(4) | LONG(5) | LONG(6) | LONG(7) | LONG(8) | LONG(9) | LONG(10) | LONG(11) | LONG(12);
    RoutineDescriptor *d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)three, info, kPowerPCISA);
    struct {
        RoutineDescriptor first;
        RoutineRecord second;
    } table;
    long free, stored = 0;
    openResults();

    source("PowerPC System Software, chapter 2, Routine Descriptors");
    check("the Mixed Mode trap", d->goMixedModeTrap, 0xAAFE);
    check("version", d->version, 7);
    check("one routine: its count is 0", d->routineCount, 0);
    check("procInfo", d->routineRecords[0].procInfo, info);
    check("ISA", d->routineRecords[0].ISA, kPowerPCISA);
    check("routineFlags", d->routineRecords[0].routineFlags, 0);
    check("the routine", (long)d->routineRecords[0].procDescriptor, (long)three);
    check("size of a descriptor", sizeof(RoutineDescriptor), 32);
    check("size of a record", sizeof(RoutineRecord), 20);

    source("PowerPC System Software, chapter 2, NewRoutineDescriptor");
    check("of nil", (long)NewRoutineDescriptor(NULL, info, kPowerPCISA), 0);

    source("PowerPC System Software, chapter 2, CallUniversalProc");
    check("its result", CallUniversalProc((UniversalProcPtr)d, info, 1000L, -20, 3), 983);
    check("a long", seen[0], 1000);
    check("a short, with its sign", seen[1], -20);
    check("a byte", seen[2], 3);
    DisposeRoutineDescriptor((UniversalProcPtr)d);
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)none, kCStackBased | RESULT_SIZE(kFourByteCode), kPowerPCISA);
    check("no parameters", CallUniversalProc((UniversalProcPtr)d, kCStackBased | RESULT_SIZE(kFourByteCode)), 77);
    DisposeRoutineDescriptor((UniversalProcPtr)d);
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)twelve, long12, kPowerPCISA);
    check("twelve, four of them on the stack", CallUniversalProc((UniversalProcPtr)d, long12, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L), 650);
    DisposeRoutineDescriptor((UniversalProcPtr)d);
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)nothing, kPascalStackBased | LONG(1), kPowerPCISA);
    CallUniversalProc((UniversalProcPtr)d, kPascalStackBased | LONG(1), &stored);
    check("a procedure", stored, 5);
    DisposeRoutineDescriptor((UniversalProcPtr)d);
    outer = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)nested, kCStackBased | RESULT_SIZE(kFourByteCode) | LONG(1), kPowerPCISA);
    check("calls within calls", CallUniversalProc((UniversalProcPtr)outer, kCStackBased | RESULT_SIZE(kFourByteCode) | LONG(1), 40L), 41);

    source("PowerPC System Software, chapter 2, Register-Based Routines");
    info = kRegisterBased | RESULT_SIZE(kFourByteCode) | REGISTER_RESULT_LOCATION(0) | REGISTER_ROUTINE_PARAMETER(1, 0, kFourByteCode) | REGISTER_ROUTINE_PARAMETER(2, 4, kTwoByteCode) | REGISTER_ROUTINE_PARAMETER(3, 1, kOneByteCode);
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)three, info, kPowerPCISA);
    check("three parameters", CallOSTrapUniversalProc((UniversalProcPtr)d, info, 7L, 8, 9), 24);
    check("in their order", seen[1] * 10 + seen[2], 89);
    DisposeRoutineDescriptor((UniversalProcPtr)d);

    source("PowerPC System Software, chapter 2, NewFatRoutineDescriptor");
    info = kCStackBased | RESULT_SIZE(kFourByteCode);
    d = (RoutineDescriptor *)NewFatRoutineDescriptor((ProcPtr)0x1234, (ProcPtr)none, info);
    check("two routines", d->routineCount, 1);
    check("the 68K one comes first", d->routineRecords[0].ISA, kM68kISA);
    check("then the PowerPC one", (&d->routineRecords[0])[1].ISA, kPowerPCISA);
    check("which PowerPC code calls", CallUniversalProc((UniversalProcPtr)d, info), 77);
    DisposeRoutineDescriptor((UniversalProcPtr)d);

    source("PowerPC System Software, chapter 2, Dispatched Routines");
    info = kD0DispatchedPascalStackBased | RESULT_SIZE(kFourByteCode) | DISPATCHED_STACK_ROUTINE_SELECTOR_SIZE(kFourByteCode) | DISPATCHED_STACK_ROUTINE_PARAMETER(1, kFourByteCode);
    for (stored = 0; stored < (long)sizeof table; stored++)
        ((char *)&table)[stored] = 0;
    table.first.goMixedModeTrap = 0xAAFE;
    table.first.version = kRoutineDescriptorVersion;
    table.first.routineCount = 1;
    table.first.routineRecords[0].procInfo = info;
    table.first.routineRecords[0].ISA = kPowerPCISA;
    table.first.routineRecords[0].procDescriptor = (ProcPtr)dispatched;
    table.first.routineRecords[0].selector = 3;
    table.second = table.first.routineRecords[0];
    table.second.procDescriptor = (ProcPtr)other;
    table.second.selector = 4;
    check("the selector chooses", CallUniversalProc((UniversalProcPtr)&table, info, 3L, 6L), 3006);
    check("another", CallUniversalProc((UniversalProcPtr)&table, info, 4L, 6L), -10);

    source("PowerPC System Software, chapter 2, Routine Flags");
    table.first.routineCount = 0;
    table.first.routineRecords[0].routineFlags = kProcDescriptorIsRelative;
    table.first.routineRecords[0].procDescriptor = (ProcPtr)((char *)none - (char *)&table);
    check("a routine relative to its descriptor", CallUniversalProc((UniversalProcPtr)&table, kCStackBased | RESULT_SIZE(kFourByteCode)), 77);

    source("PowerPC System Software, chapter 2, DisposeRoutineDescriptor");
    free = FreeMem();
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)none, info, kPowerPCISA);
    DisposeRoutineDescriptor((UniversalProcPtr)d);
    check("gives its memory back", FreeMem(), free);
    FSClose(resultsFile);
#ifdef CALL_68K
    d = (RoutineDescriptor *)NewRoutineDescriptor((ProcPtr)0x4E75, info, kM68kISA);
    CallUniversalProc((UniversalProcPtr)d, kCStackBased);
#endif
    return 0;
}
