#include "arithmetic.h"

#include <stdint.h>
/* Unions, not memcpy: a compiler that may not know memcpy would call it each time. */
typedef union {
    double number;
    uint64_t bits;
} DoubleBits;

typedef union {
    float number;
    uint32_t bits;
} FloatBits;

static uint64_t bits_of_double(double number) {
    DoubleBits both = {.number = number};
    return both.bits;
}

static double double_of_bits(uint64_t bits) {
    DoubleBits both = {.bits = bits};
    return both.number;
}

static uint32_t bits_of_float(float number) {
    FloatBits both = {.number = number};
    return both.bits;
}

static float float_of_bits(uint32_t bits) {
    FloatBits both = {.bits = bits};
    return both.number;
}

/*
 * The product of two floats is exact in a double. Rounding the sum to 53 bits and then to 24 goes wrong only where the first rounding
 * lands on a midpoint of the second, or where the second has fewer than 24 bits because the result is subnormal. There the sum is
 * rounded to odd instead, after which a second rounding is right (Boldo and Melquiond, "Emulation of a FMA and correctly rounded sums").
 */
float fused_multiply_add_software(float a, float b, float c) {
    double product = (double)a * (double)b;
    double sum = product + (double)c;
    uint64_t bits = bits_of_double(sum);
    int midpoint = (bits & 0x1fffffff) == 0x10000000;
    int subnormal = sum > -0x1p-126 && sum < 0x1p-126;
    if (midpoint || subnormal) {
        double added = sum - product;
        double error = (product - (sum - added)) + ((double)c - added); /* Knuth's two-sum: exact */
        if (error != 0 && (bits & 1) == 0) {
            bits = (error > 0) == (sum > 0) ? bits + 1 : bits - 1;
            sum = double_of_bits(bits);
        }
    }
    return (float)sum;
}

/* One bit of the root at a time, and one more bit to round by: a root of 24 bits never lies on a midpoint. */
float square_root(float x) {
    uint32_t bits = bits_of_float(x);
    if (x == 0 || bits == 0x7f800000 || x != x) {
        return x;
    }
    if (bits >> 31) {
        return float_of_bits(0x7fc00000);
    }
    int exponent = (int)(bits >> 23);
    uint32_t fraction = bits & 0x7fffff;
    if (exponent == 0) {
        exponent = 1;
        while (!(fraction & 0x800000)) {
            fraction <<= 1;
            exponent--;
        }
    }
    fraction |= 0x800000;
    exponent -= 127;
    if (exponent & 1) {
        fraction <<= 1;
        exponent--;
    }
    uint64_t remainder = (uint64_t)fraction << 25;
    uint32_t root = 0;
    for (uint32_t bit = 1u << 24; bit != 0; bit >>= 1) {
        uint64_t trial = ((uint64_t)root * 2 + bit) * bit; /* (root + bit)^2 - root^2 */
        if (trial <= remainder) {
            remainder -= trial;
            root += bit;
        }
    }
    uint32_t rounded = (root + 1) >> 1;
    return float_of_bits(rounded + ((uint32_t)(exponent / 2 + 126) << 23));
}

/* Adding and subtracting this rounds a double of less than 2^51 to the nearest integer, ties to even. */
static const double ROUNDER = 0x1.8p52;

/* 2^(i/16) */
static const double SIXTEENTH_POWERS[16] = {
    0x1p0,                 0x1.0b5586cf9890fp0,  0x1.172b83c7d517bp0,  0x1.2387a6e756238p0,
    0x1.306fe0a31b715p0,   0x1.3dea64c123422p0,  0x1.4bfdad5362a27p0,  0x1.5ab07dd485429p0,
    0x1.6a09e667f3bcdp0,   0x1.7a11473eb0187p0,  0x1.8ace5422aa0dbp0,  0x1.9c49182a3f090p0,
    0x1.ae89f995ad3adp0,   0x1.c199bdd85529cp0,  0x1.d5818dcfba487p0,  0x1.ea4afa2a490dap0,
};

/* x = n * ln(2)/16 + r, so e^x = 2^(n/16) * e^r with |r| < 0.0217: four terms leave 4e-11. */
float exponential(float x) {
    if (x != x) {
        return x;
    }
    if (x > 89.0f) {
        return float_of_bits(0x7f800000);
    }
    if (x < -104.0f) {
        return 0;
    }
    double wide = x;
    double n = (wide * 0x1.71547652b82fep4 + ROUNDER) - ROUNDER;
    double r = (wide - n * 0x1.62e42feep-5) - n * 0x1.a39ef35793c76p-37;
    double series = 1.0 + (r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24))));
    int32_t index = (int32_t)n;
    int32_t sixteenth = index & 15;
    int32_t power = (index - sixteenth) / 16;
    double scale = double_of_bits(bits_of_double(SIXTEENTH_POWERS[sixteenth]) + ((uint64_t)(int64_t)power << 52));
    return (float)(series * scale);
}

/* e^x in a double, for -700 < x <= 0. */
static double wide_exponential(double x) {
    double n = (x * 0x1.71547652b82fep0 + ROUNDER) - ROUNDER;
    double r = (x - n * 0x1.62e42feep-1) - n * 0x1.a39ef35793c76p-33;
    double series = 1;
    for (int term = 16; term > 0; term--) {
        series = 1 + series * r / term;
    }
    return series * double_of_bits((uint64_t)(uint32_t)((int32_t)n + 1023) << 52);
}

static double sine_series(double r) {
    double square = r * r;
    double series = 1;
    for (int term = 18; term > 1; term -= 2) {
        series = 1 - series * square / (term * (term + 1));
    }
    return series * r;
}

static double cosine_series(double r) {
    double square = r * r;
    double series = 1;
    for (int term = 18; term > 1; term -= 2) {
        series = 1 - series * square / (term * (term - 1));
    }
    return series;
}

void rotary_angle(int position, int pair, int head_size, float *cosine, float *sine) {
    double ln_10000 = 9.210340371976182736;
    double angle = position * wide_exponential(-(2.0 * pair / head_size) * ln_10000);
    /* pi/2 in three parts (Cody and Waite); the products with n are exact for angles up to a million. */
    double n = (angle * 0x1.45f306dc9c883p-1 + ROUNDER) - ROUNDER;
    double r = ((angle - n * 0x1.921fb544p0) - n * 0x1.0b4611a6p-34) - n * 0x1.3198a2e037073p-69;
    double c = cosine_series(r);
    double s = sine_series(r);
    switch ((int32_t)n & 3) {
    case 0:
        *cosine = (float)c;
        *sine = (float)s;
        break;
    case 1:
        *cosine = (float)-s;
        *sine = (float)c;
        break;
    case 2:
        *cosine = (float)-c;
        *sine = (float)-s;
        break;
    default:
        *cosine = (float)s;
        *sine = (float)-c;
        break;
    }
}
