/* Single precision: the inner loop of a matrix times a vector. Small integers, so that fusing the multiply-add changes nothing. */
#include "benchmark.h"

enum { LENGTH = 512 };

static float left[LENGTH], right[LENGTH];

KEPT static float dot_product(const float *a, const float *b, int length) {
    float sum = 0;
    for (int i = 0; i < length; i++) sum += a[i] * b[i];
    return sum;
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 1, checksum = 0;
    for (int i = 0; i < LENGTH; i++) {
        left[i] = (float)((int)(next_random(&seed) % 31) - 15);
        right[i] = (float)((int)(next_random(&seed) % 31) - 15);
    }
    for (uint32_t k = 0; k < iterations; k++) {
        left[k % LENGTH] = (float)(k & 15);
        checksum = mix(checksum, (uint32_t)(int32_t)dot_product(left, right, LENGTH));
    }
    return checksum;
}
