/*
 * Arithmetic with the same bits on every machine.
 *
 * Everything here is defined by IEEE 754 alone: each operation rounds once, in the order written, and nothing comes from a C library.
 * Compile with -ffp-contract=off, so that a compiler joins no multiplication and addition by itself.
 */
#ifndef BONDI_ARITHMETIC_H
#define BONDI_ARITHMETIC_H

/* a * b + c rounded once, in portable C. Exact for all operands; wants doubles that round to 53 bits (no x87). */
float fused_multiply_add_software(float a, float b, float c);

/* The square root, correctly rounded. Negative numbers give NaN. */
float square_root(float x);

/* e to the power of x, within 0.501 ULP. */
float exponential(float x);

/* The rotation of a rotary position embedding: pair `pair` of a head of `head_size` at `position`. Each within 0.501 ULP. */
void rotary_angle(int position, int pair, int head_size, float *cosine, float *sine);

static inline float fused_multiply_add(float a, float b, float c) {
#if defined(BUG_UNFUSED)
    float product = a * b;
    return product + c;
#elif defined(__powerpc__) || defined(__PPC__) || defined(_ARCH_PPC)
    /* Not __builtin_fmaf: without -fno-math-errno clang calls the C library's fmaf, and newlib's rounds twice. */
    float result;
    __asm__("fmadds %0,%1,%2,%3" : "=f"(result) : "f"(a), "f"(b), "f"(c));
    return result;
#elif defined(__FMA__) || defined(__aarch64__)
    return __builtin_fmaf(a, b, c);
#else
    return fused_multiply_add_software(a, b, c);
#endif
}

#endif
