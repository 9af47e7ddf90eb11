/* Conversions between 64-bit integers and floating point. The names are those that the compiler calls. */

typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

#define TWO_32 4294967296.0
#define TWO_63 9223372036854775808.0

static u64 to_unsigned(double value) {
    if (!(value >= 1)) {
        return 0;
    }
    if (value >= 2 * TWO_63) {
        return ~0ULL;
    }
    /* Both steps are exact: the high part is an integer, and what is left is less than 2^32. */
    u32 high = (u32)(value / TWO_32);
    u32 low = (u32)(value - (double)high * TWO_32);
    return (u64)high << 32 | low;
}

u64 __fixunsdfdi(double value) {
    return to_unsigned(value);
}

s64 __fixdfdi(double value) {
    if (value >= TWO_63) {
        return 0x7fffffffffffffffLL;
    }
    if (value <= -TWO_63) {
        return -0x7fffffffffffffffLL - 1;
    }
    return value < 0 ? -(s64)to_unsigned(-value) : (s64)to_unsigned(value);
}

u64 __fixunssfdi(float value) {
    return to_unsigned(value);
}

s64 __fixsfdi(float value) {
    return __fixdfdi(value);
}

/* One rounding: the high part is exact, so the sum rounds the true value. */
double __floatundidf(u64 value) {
    return (double)(u32)(value >> 32) * TWO_32 + (double)(u32)value;
}

double __floatdidf(s64 value) {
    return (double)(int)(value >> 32) * TWO_32 + (double)(u32)value;
}

/*
 * To single precision through double would round twice. Bits that no double keeps are first gathered into the lowest one that
 * it does (rounding to odd), after which the second rounding is right.
 */
static u64 sticky(u64 value) {
    return value >> 53 ? (value & ~0x7ffULL) | ((value & 0x7ff) ? 0x800 : 0) : value;
}

float __floatundisf(u64 value) {
    return (float)__floatundidf(sticky(value));
}

float __floatdisf(s64 value) {
    return value < 0 ? -__floatundisf(-(u64)value) : __floatundisf((u64)value);
}
