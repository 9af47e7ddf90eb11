/* Memory: comparing strings byte by byte, most of them equal for long. */
#include "benchmark.h"

enum { STRINGS = 64, LENGTH = 96 };

static char strings[STRINGS][LENGTH];

KEPT static int compare(const char *a, const char *b) {
    while (*a != 0 && *a == *b) {
        a++;
        b++;
    }
    return (int)(unsigned char)*a - (int)(unsigned char)*b;
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 7, checksum = 0;
    for (int s = 0; s < STRINGS; s++) {
        for (int i = 0; i < LENGTH - 1; i++) strings[s][i] = (char)('a' + i % 23);
        strings[s][LENGTH / 2 + (int)(next_random(&seed) % (LENGTH / 2 - 1))] = (char)('A' + s % 26);
    }
    for (uint32_t n = 0; n < iterations; n++) {
        uint32_t order = 0;
        for (int s = 1; s < STRINGS; s++) order = order * 3 + (uint32_t)compare(strings[s - 1], strings[s]);
        checksum = mix(checksum, order + n);
    }
    return checksum;
}
