/* Memory: copying by bytes and by words, as a C library's memcpy does. */
#include "benchmark.h"

enum { LENGTH = 8192 };

static uint32_t from[LENGTH / 4 + 4], to[LENGTH / 4 + 4];

KEPT static void copy(void *target, const void *source, uint32_t length) {
    uint8_t *t = target;
    const uint8_t *s = source;
    while (length > 0 && ((uintptr_t)t & 3) != 0) {
        *t++ = *s++;
        length--;
    }
    if (((uintptr_t)s & 3) == 0) {
        uint32_t *words = (uint32_t *)t;
        const uint32_t *sources = (const uint32_t *)s;
        for (; length >= 16; length -= 16) {
            words[0] = sources[0];
            words[1] = sources[1];
            words[2] = sources[2];
            words[3] = sources[3];
            words += 4;
            sources += 4;
        }
        t = (uint8_t *)words;
        s = (const uint8_t *)sources;
    }
    for (; length > 0; length--) *t++ = *s++;
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 8, checksum = 0;
    uint8_t *bytes = (uint8_t *)from;
    for (int i = 0; i < LENGTH; i++) bytes[i] = (uint8_t)next_random(&seed);
    for (uint32_t n = 0; n < iterations; n++) {
        copy(to, from, LENGTH);
        /* Not aligned to each other: by bytes. */
        copy((uint8_t *)to + 1, (uint8_t *)from + 2, LENGTH / 16);
        bytes[n % LENGTH] = (uint8_t)(n >> 3);
        checksum = mix(checksum, ((uint8_t *)to)[(n * 7) % LENGTH]);
    }
    return checksum;
}
