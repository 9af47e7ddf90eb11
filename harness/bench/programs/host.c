/*
 * Runs a program on a Unix system, native or under qemu-user.
 *
 *   program check ITERATIONS    prints the result
 *   program time SECONDS        doubles the iterations until they take so long on the processor; prints how many, and the seconds
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "benchmark.h"

static double processor_seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
    if (argc != 3) return 2;
    if (strcmp(argv[1], "check") == 0) {
        printf("%lu\n", (unsigned long)run((uint32_t)atol(argv[2])));
        return 0;
    }
    double wanted = atof(argv[2]);
    for (uint32_t iterations = 1;; iterations *= 2) {
        double started = processor_seconds();
        volatile uint32_t result = run(iterations);
        (void)result;
        double taken = processor_seconds() - started;
        if (taken < wanted && iterations < 1u << 30) continue;
        printf("%lu %.9f\n", (unsigned long)iterations, taken);
        return 0;
    }
}
