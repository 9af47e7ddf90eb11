/* Division of 64-bit integers, which the 32-bit PowerPC has no instructions for. The names are those that the compiler calls. */

typedef unsigned int u32;
typedef unsigned long long u64;
typedef long long s64;

static u64 divide(u64 dividend, u64 divisor, u64 *remainder) {
    if ((dividend >> 32) == 0 && (divisor >> 32) == 0) {
        u32 quotient = (u32)dividend / (u32)divisor;
        *remainder = (u32)dividend - quotient * (u32)divisor;
        return quotient;
    }
    if (divisor > dividend) {
        *remainder = dividend;
        return 0;
    }
    /* Long division in base 2, from the highest bit at which the divisor fits. */
    int shift = __builtin_clzll(divisor) - __builtin_clzll(dividend);
    u64 shifted = divisor << shift;
    u64 quotient = 0;
    for (; shift >= 0; shift--, shifted >>= 1) {
        quotient <<= 1;
        if (dividend >= shifted) {
            dividend -= shifted;
            quotient |= 1;
        }
    }
    *remainder = dividend;
    return quotient;
}

static u64 magnitude(s64 value) {
    return value < 0 ? -(u64)value : (u64)value;
}

u64 __udivdi3(u64 dividend, u64 divisor) {
    u64 remainder;
    return divide(dividend, divisor, &remainder);
}

u64 __umoddi3(u64 dividend, u64 divisor) {
    u64 remainder;
    divide(dividend, divisor, &remainder);
    return remainder;
}

u64 __udivmoddi4(u64 dividend, u64 divisor, u64 *remainder) {
    u64 left;
    u64 quotient = divide(dividend, divisor, &left);
    if (remainder) {
        *remainder = left;
    }
    return quotient;
}

s64 __divdi3(s64 dividend, s64 divisor) {
    u64 remainder;
    u64 quotient = divide(magnitude(dividend), magnitude(divisor), &remainder);
    return (s64)((dividend < 0) != (divisor < 0) ? -quotient : quotient);
}

s64 __moddi3(s64 dividend, s64 divisor) {
    u64 remainder;
    divide(magnitude(dividend), magnitude(divisor), &remainder);
    return (s64)(dividend < 0 ? -remainder : remainder);
}

int __popcountsi2(u32 value) {
    int count = 0;
    for (; value; value &= value - 1) {
        count++;
    }
    return count;
}

int __popcountdi2(u64 value) {
    return __popcountsi2((u32)(value >> 32)) + __popcountsi2((u32)value);
}
