/* Double precision: Horner's rule at many points. Integers that stay exact, so that fusing the multiply-add changes nothing. */
#include "benchmark.h"

enum { POINTS = 256, DEGREE = 8 };

static double coefficients[DEGREE + 1], points[POINTS], values[POINTS];

KEPT static void evaluate(double *result, const double *x, int count, const double *c) {
    for (int i = 0; i < count; i++) {
        double at = x[i], sum = c[DEGREE];
        for (int k = DEGREE - 1; k >= 0; k--) sum = sum * at + c[k];
        result[i] = sum;
    }
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 3, checksum = 0;
    for (int k = 0; k <= DEGREE; k++) coefficients[k] = (double)((int)(next_random(&seed) % 201) - 100);
    for (int i = 0; i < POINTS; i++) points[i] = (double)(i % 65 - 32);
    for (uint32_t n = 0; n < iterations; n++) {
        coefficients[n % DEGREE] = (double)(n % 100);
        evaluate(values, points, POINTS, coefficients);
        /* Below 2^53, but not below 2^31. */
        checksum = mix(checksum, (uint32_t)(int32_t)(values[n % POINTS] / 1048576.0));
    }
    return checksum;
}
