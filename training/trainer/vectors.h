/*
 * Numbers, and vectors of them, in the compiler's own vector notation. Sums run in an order that no compiler may change, and the width of
 * a vector never decides one, so that any machine with fused multiply-adds trains the same model.
 *
 * With -DREAL_IS_DOUBLE everything is computed in double precision, which gradients are checked in.
 */
#ifndef VECTORS_H
#define VECTORS_H

#include <math.h>
#include <stdint.h>

#ifdef REAL_IS_DOUBLE
typedef double real;
typedef int64_t real_bits;
#else
typedef float real;
typedef int32_t real_bits;
#endif

/* 16 numbers: also what every width and the padded length of a sequence are multiples of. */
enum { LANES = 16 };
typedef real Vector __attribute__((vector_size(LANES * sizeof(real)), aligned(sizeof(real)), may_alias));
typedef real_bits BitVector __attribute__((vector_size(LANES * sizeof(real)), aligned(sizeof(real)), may_alias));

#define INLINE static inline __attribute__((always_inline))

INLINE Vector load(const real *from) {
    return *(const Vector *)from;
}

INLINE void store(real *to, Vector value) {
    *(Vector *)to = value;
}

INLINE Vector all(real value) {
    return value - (Vector){0};
}

INLINE Vector choose(BitVector mask, Vector yes, Vector no) {
    return (Vector)(((BitVector)yes & mask) | ((BitVector)no & ~mask));
}

INLINE Vector larger(Vector a, Vector b) {
    return choose(a > b, a, b);
}

INLINE real sum_of(Vector value) {
    real sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
        sum += value[lane];
    }
    return sum;
}

#ifdef REAL_IS_DOUBLE
INLINE Vector exponential(Vector x) {
    for (int lane = 0; lane < LANES; lane++) {
        x[lane] = exp(x[lane]);
    }
    return x;
}
#else
/* x = n ln 2 + r with |r| < 0.35; a Taylor series of seven terms leaves 2e-7. Below -87 it stays at e^-87, above 87 at e^87. */
INLINE Vector exponential(Vector x) {
    const float rounder = 0x1.8p23f;
    x = larger(x, all(-87));
    x = choose(x > 87, all(87), x);
    Vector n = (x * 0x1.715476p0f + rounder) - rounder;
    Vector r = (x - n * 0x1.62e4p-1f) - n * 0x1.7f7d1cp-20f;
    Vector series = r * (1.0f / 720) + 1.0f / 120;
    series = series * r + 1.0f / 24;
    series = series * r + 1.0f / 6;
    series = series * r + 0.5f;
    series = series * r + 1.0f;
    series = series * r + 1.0f;
    BitVector power = __builtin_convertvector(n, BitVector);
    return series * (Vector)((power + 127) << 23);
}
#endif

#endif
