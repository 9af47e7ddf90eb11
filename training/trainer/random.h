/* xorshift64* (Vigna). */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>

static inline uint32_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)(*state * 0x2545f4914f6cdd1dull >> 32);
}

/* Of deviation 1 and nearly normal: a sum of twelve uniform numbers. */
static inline double next_normal(uint64_t *state) {
    double sum = -6;
    for (int index = 0; index < 12; index++) {
        sum += next_random(state) / 4294967296.0;
    }
    return sum;
}

#endif
