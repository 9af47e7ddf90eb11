/* Reads outside RAM, some calls deep, after it has written a file. */
#include "file.h"

static volatile int sum;

__attribute__((noinline)) static void innermost(const volatile int *address) {
    sum += *address;
}

__attribute__((noinline)) static void middle(const volatile int *address) {
    innermost(address);
    sum++;
}

int main(void) {
    write_file("\pout.txt", "before\r", 7);
    middle((const volatile int *)0x40000000);
    return 0;
}
