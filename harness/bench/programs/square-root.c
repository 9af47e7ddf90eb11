/* Double precision: square roots by Newton's method, three divisions each, the first guess from the exponent. */
#include "benchmark.h"

enum { POINTS = 128 };

static double points[POINTS];

KEPT static double square_root(double x) {
    union {
        uint64_t bits;
        double value;
    } guess;
    guess.value = x;
    guess.bits = (guess.bits >> 1) + 0x1ff7a3bea91d9b1bull;
    double root = guess.value;
    root = 0.5 * (root + x / root);
    root = 0.5 * (root + x / root);
    root = 0.5 * (root + x / root);
    return root;
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 5, checksum = 0;
    for (int i = 0; i < POINTS; i++) points[i] = 1.0 + (double)next_random(&seed);
    for (uint32_t n = 0; n < iterations; n++) {
        double sum = 0;
        points[n % POINTS] += 1.0;
        for (int i = 0; i < POINTS; i++) sum += square_root(points[i]);
        checksum = mix(checksum, (uint32_t)sum);
    }
    return checksum;
}
