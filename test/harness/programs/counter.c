/* Counts in a global, a function call at a time, and keeps a file open meanwhile. */
#include "file.h"

static volatile long counter;

__attribute__((noinline)) static void bump(long by) {
    counter = counter + by;
}

__attribute__((noinline)) static void countTo(long end) {
    long i;
    for (i = 1; i <= end; i++) {
        bump(i);
    }
}

int main(void) {
    write_file("\pout.txt", "begun\r", 6);
    countTo(5);
    return counter == 15 ? 0 : 1;
}
