/* Single precision: the product of two matrices, the inner loop along rows. Small integers, as in the dot product. */
#include "benchmark.h"

enum { SIZE = 48 };

static float a[SIZE][SIZE], b[SIZE][SIZE], product[SIZE][SIZE];

KEPT static void multiply(float c[SIZE][SIZE], const float x[SIZE][SIZE], const float y[SIZE][SIZE]) {
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) c[i][j] = 0;
        for (int k = 0; k < SIZE; k++) {
            float factor = x[i][k];
            for (int j = 0; j < SIZE; j++) c[i][j] += factor * y[k][j];
        }
    }
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 2, checksum = 0;
    for (int i = 0; i < SIZE; i++) {
        for (int j = 0; j < SIZE; j++) {
            a[i][j] = (float)((int)(next_random(&seed) % 31) - 15);
            b[i][j] = (float)((int)(next_random(&seed) % 31) - 15);
        }
    }
    for (uint32_t n = 0; n < iterations; n++) {
        a[n % SIZE][n % 7] = (float)(n & 15);
        multiply(product, a, b);
        checksum = mix(checksum, (uint32_t)(int32_t)product[n % SIZE][(n * 5) % SIZE]);
    }
    return checksum;
}
