/*
 * How far results of mathematical functions are from the truth, in units of the last place: lines "name x y result low" with patterns of doubles
 * in hexadecimal, answered by the error of each; a long double's result is the sum of two. The truth is libquadmath's, with 113 bits.
 */
#include <inttypes.h>
#include <quadmath.h>
#include <stdio.h>
#include <string.h>

static double fromBits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static __float128 compound(__float128 rate, __float128 periods) { return expq(periods * log1pq(rate)); }
static __float128 annuity(__float128 rate, __float128 periods) { return -expm1q(-periods * log1pq(rate)) / rate; }
static __float128 exp2Of(__float128 x) { return powq(2, x); }

static const struct {
    const char *name;
    __float128 (*unary)(__float128);
    __float128 (*binary)(__float128, __float128);
} functions[] = {
    { "acos", acosq, 0 },   { "acosh", acoshq, 0 }, { "asin", asinq, 0 },     { "asinh", asinhq, 0 },
    { "atan", atanq, 0 },   { "atanh", atanhq, 0 }, { "cos", cosq, 0 },       { "cosh", coshq, 0 },
    { "erf", erfq, 0 },     { "erfc", erfcq, 0 },   { "exp", expq, 0 },       { "exp2", exp2Of, 0 },
    { "expm1", expm1q, 0 }, { "gamma", tgammaq, 0 },{ "lgamma", lgammaq, 0 }, { "log", logq, 0 },
    { "log10", log10q, 0 }, { "log1p", log1pq, 0 }, { "log2", log2q, 0 },     { "sin", sinq, 0 },
    { "sinh", sinhq, 0 },   { "sqrt", sqrtq, 0 },   { "tan", tanq, 0 },       { "tanh", tanhq, 0 },
    { "atan2", 0, atan2q }, { "fmod", 0, fmodq },   { "hypot", 0, hypotq },   { "pow", 0, powq },
    { "remainder", 0, remainderq }, { "compound", 0, compound }, { "annuity", 0, annuity },
};

static double error(__float128 truth, double got, double low)
{
    double rounded = (double)truth;
    if (rounded != rounded || got != got)
        return rounded != rounded && got != got ? 0 : HUGE_VALQ;
    if (isinfq(rounded) || isinfq(got))
        return rounded == got ? 0 : HUGE_VALQ;
    if (rounded == 0 && got == 0)
        return signbitq(rounded) == signbitq(got) ? 0 : HUGE_VALQ;
    int exponent;
    frexpq(truth, &exponent);
    __float128 unit = ldexpq(1, exponent - 53 < -1074 ? -1074 : exponent - 53);
    return (double)fabsq((truth - got - low) / unit);
}

int main(void)
{
    char name[32];
    uint64_t x, y, result, low;
    while (scanf("%31s %" SCNx64 " %" SCNx64 " %" SCNx64 " %" SCNx64, name, &x, &y, &result, &low) == 5) {
        double answer = -1;
        for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
            if (!strcmp(functions[i].name, name)) {
                __float128 truth = functions[i].unary ? functions[i].unary(fromBits(x))
                                                      : functions[i].binary(fromBits(x), fromBits(y));
                answer = error(truth, fromBits(result), fromBits(low));
            }
        printf("%.17g\n", answer);
    }
    return 0;
}
