/* Threads that end a program: one with too small a stack, or one that stops when no other is ready. */

#include <Threads.h>

static long below(long depth);
static long (*volatile callBelow)(long depth) = below;
static long below(long depth)
{
    volatile char room[404];
    room[depth % 404] = (char)depth;
    return callBelow(depth + 1) + room[depth % 404];
}

static void *overflows(void *unused) { return (void *)callBelow(0); }

int main(void)
{
    ThreadID id;
    NewThread(kCooperativeThread, overflows, NULL, 8192, STOPS ? kNewSuspend : 0, NULL, &id);
    SetThreadState(kCurrentThreadID, kStoppedThreadState, kNoThreadID);
    return 0;
}
