/*
 * Double precision: e to the x, by reduction to a small argument and its Taylor series. The last bits differ where multiply-add is
 * fused; the checksum is of what stands before them.
 */
#include "benchmark.h"

enum { POINTS = 128 };

static double points[POINTS];

static double power_of_two(int exponent) {
    union {
        uint64_t bits;
        double value;
    } result;
    result.bits = (uint64_t)(uint32_t)(exponent + 1023) << 52;
    return result.value;
}

KEPT static double exponential(double x) {
    static const double inverse_factorials[] = {
        1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320, 1.0 / 5040, 1.0 / 720,
        1.0 / 120,      1.0 / 24,      1.0 / 6,      1.0 / 2,     1.0,        1.0,
    };
    double scaled = x * 1.4426950408889634;
    int exponent = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    double r = x - exponent * 0.6931471805599453;
    double sum = inverse_factorials[0];
    for (int k = 1; k < 12; k++) sum = sum * r + inverse_factorials[k];
    return sum * power_of_two(exponent);
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 4, checksum = 0;
    for (int i = 0; i < POINTS; i++) points[i] = ((double)(next_random(&seed) % 20000) - 10000.0) / 1000.0;
    for (uint32_t n = 0; n < iterations; n++) {
        uint32_t sum = 0;
        points[n % POINTS] = -points[n % POINTS];
        for (int i = 0; i < POINTS; i++) sum += (uint32_t)(exponential(points[i]) * 256.0);
        checksum = mix(checksum, sum);
    }
    return checksum;
}
