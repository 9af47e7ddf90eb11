/* Work that can be counted by hand, for the profiler. */
#include <Events.h>
#include <OSUtils.h>
#include <setjmp.h>
#include <stdlib.h>

#define ALONE __attribute__((noinline))

volatile int sink;

/* 1000 times around the loop. */
ALONE void loopThousand(void) {
    for (int i = 0; i < 1000; i++) sink += i;
}

/* recurse(15) makes as many calls as fibonacci(15), 1973. A difference is nothing that a compiler could make a loop of. */
ALONE int recurse(int n) { return n < 2 ? n : recurse(n - 1) - recurse(n - 2); }

static jmp_buf out;

/* Ten frames deep, then out of all at once. */
ALONE void dive(int depth) {
    if (depth == 0) longjmp(out, 1);
    dive(depth - 1);
    sink++;
}

ALONE void afterDive(void) { loopThousand(); }

ALONE void jumps(void) {
    for (int i = 0; i < 5; i++) {
        if (setjmp(out) == 0) dive(9);
        afterDive();
    }
}

ALONE int byValue(const void *a, const void *b) {
    int left = *(const int *)a, right = *(const int *)b;
    return (left > right) - (left < right);
}

ALONE void sorts(void) {
    int numbers[64];
    for (int i = 0; i < 64; i++) numbers[i] = (i * 37) % 64;
    qsort(numbers, 64, sizeof *numbers, byValue);
    sink += numbers[0];
}

ALONE void waits(void) {
    unsigned long ticks;
    Delay(6, &ticks);
}

int main(void) {
    loopThousand();
    loopThousand();
    sink += recurse(15);
    jumps();
    sorts();
    waits();
    return 0;
}
