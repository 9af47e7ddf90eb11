/* Calls: recursion that does almost nothing else. */
#include "benchmark.h"

KEPT static uint32_t fibonacci(uint32_t n) {
    if (n < 2) return n;
    return fibonacci(n - 1) + fibonacci(n - 2);
}

uint32_t run(uint32_t iterations) {
    uint32_t checksum = 0;
    for (uint32_t k = 0; k < iterations; k++) checksum = mix(checksum, fibonacci(16 + (k & 3)));
    return checksum;
}
