/* MathLib as a program uses it; what its functions give in every case is compared with other libraries elsewhere. */

#include "checks.h"

#include <fenv.h>
#include <fp.h>

/* The compiler must not know what comes out. */
static volatile double zero = 0, one = 1, three = 3, sink;

static int sameBits(double a, double b)
{
    union { double value; unsigned long words[2]; } x = { a }, y = { b };
    return x.words[0] == y.words[0] && x.words[1] == y.words[1];
}

static void checkDouble(const char *name, double got, double expected) { checkTrue(name, sameBits(got, expected)); }

static long highWord(double x)
{
    union { double value; long words[2]; } pattern = { x };
    return pattern.words[0];
}

static long length(const char *text)
{
    long count = 0;
    while (text[count])
        count++;
    return count;
}

static int sameText(const char *a, const char *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

static void checkText(const char *name, const char *got, const char *expected)
{
    checkTrue(name, sameText(got, expected));
    if (!sameText(got, expected))
        put(got), put("\n");
}

static void classes(void)
{
    source("PowerPC Numerics, chapter 9: inquiries");
    check("a normal number", fpclassify(one), FP_NORMAL);
    check("zero", fpclassify(zero), FP_ZERO);
    check("infinity", fpclassify(__inf()), FP_INFINITE);
    check("a quiet NaN", fpclassify(nan("1")), FP_QNAN);
    check("a denormal double", fpclassify(4.9e-324 * one), FP_SUBNORMAL);
    check("a denormal float", __fpclassifyf(1e-40f * (float)one), FP_SUBNORMAL);
    check("1e-40 is normal as a double", __fpclassifyd(1e-40 * one), FP_NORMAL);
    checkTrue("a NaN is a NaN", isnan(nan("3")));
    checkTrue("infinity is not finite", !isfinite(__inf()));
    checkTrue("minus zero has its sign", signbit(-zero));
    checkDouble("pi is exported", pi, 3.14159265358979323846);
    source("PowerPC Numerics, chapter 2: NaN codes");
    check("a NaN's code is in the low byte after the quiet bit", highWord(nan("17")), 0x7ff80220);
}

static void integers(void)
{
    source("PowerPC Numerics, chapter 9: rounding to integers");
    checkDouble("ceil", ceil(-1.5 * one), -1);
    checkDouble("ceil keeps the sign of zero", ceil(-0.5 * one), -0.0);
    checkDouble("floor", floor(-1.5 * one), -2);
    checkDouble("rint goes to even", rint(2.5 * one), 2);
    checkDouble("round goes away from zero", round(2.5 * one), 3);
    checkDouble("round of the number before 0.5", round(0.49999999999999994 * one), 0);
    checkDouble("trunc", trunc(-2.9 * one), -2);
    check("rinttol", rinttol(-3.5 * one), -4);
    check("roundtol", roundtol(-2.5 * one), -3);
    fesetround(FE_UPWARD);
    checkDouble("rint upward", rint(2.1 * one), 3);
    checkDouble("nearbyint upward", nearbyint(-2.9 * one), -2);
    check("rinttol upward", rinttol(2.1 * one), 3);
    fesetround(FE_TONEAREST);
    double whole;
    checkDouble("modf's fraction", modf(-3.25 * one, &whole), -0.25);
    checkDouble("modf's integer", whole, -3);
    float part;
    checkDouble("modff's fraction", modff(3.5f, &part), 0.5);
    checkDouble("modff's integer", part, 3);
}

static void parts(void)
{
    int power, quotient;
    double seed = 1;
    source("PowerPC Numerics, chapter 10");
    checkDouble("frexp", frexp(10 * one, &power), 0.625);
    check("frexp's exponent", power, 4);
    checkDouble("ldexp", ldexp(0.625 * one, 4), 10);
    checkDouble("scalb into the denormals", scalb(one, -1074), 4.9406564584124654e-324);
    checkDouble("logb of a denormal", logb(4.9e-324 * one), -1074);
    checkDouble("fmod", fmod(-7.5 * one, 2), -1.5);
    checkDouble("remainder", remainder(7 * one, 4), -1);
    checkDouble("remquo", remquo(-29 * one, 3, &quotient), 1);
    check("remquo's quotient", quotient, -10);
    checkDouble("copysign", copysign(3 * one, -zero), -3);
    checkDouble("nextafterd", nextafterd(one, 2), 1.0000000000000002);
    checkDouble("nextafterf", nextafterf((float)one, 0), 0.99999994f);
    checkDouble("fdim", fdim(2 * one, 5), 0);
    checkDouble("fmax of a NaN and a number", fmax(nan("1"), 2 * one), 2);
    checkDouble("fmin", fmin(-zero, zero), -0.0);
    check("relation: less", relation(one, three), LESSTHAN);
    check("relation: unordered", relation(one, nan("1")), UNORDERED);
    randomx(&seed);
    checkDouble("randomx", seed, 16807);
    checkDouble("randomx again", randomx(&seed), 282475249);
}

static void functions(void)
{
    source("PowerPC Numerics, chapter 10: special cases");
    checkDouble("sqrt", sqrt(2 * one), 1.4142135623730951);
    checkDouble("sqrt of minus zero", sqrt(-zero), -0.0);
    checkDouble("exp of 1", exp(one), 2.718281828459045);
    checkDouble("log10 of 1000", log10(1000 * one), 3);
    checkDouble("log2 of 8", log2(8 * one), 3);
    checkDouble("pow", pow(three, 34), 16677181699666568.0);
    checkDouble("pow of a NaN to 0", pow(nan("1"), zero), 1);
    checkDouble("sin of a large number", sin(1e22 * one), -0.8522008497671888);
    checkDouble("cos of pi / 2", cos(1.5707963267948966 * one), 6.123233995736766e-17);
    checkDouble("tan", tan(one), 1.5574077246549023);
    checkDouble("atan2 on the negative axis", atan2(zero, -one), 3.141592653589793);
    checkDouble("tanh", tanh(0.5 * one), 0.46211715726000973);
    checkDouble("hypot", hypot(3 * one, 4), 5);
    checkDouble("gamma of 5", gamma(5 * one), 24);
    checkDouble("gamma of 0.5", gamma(0.5 * one), 1.772453850905516);
    checkDouble("lgamma of 3", lgamma(three), 0.6931471805599453);
    checkDouble("erf of 1", erf(one), 0.8427007929497149);
    checkDouble("compound", compound(0.05 * one, 10), 1.6288946267774413);
    checkDouble("annuity", annuity(0.5 * one, 2), 1.1111111111111112);
    source("PowerPC Numerics, chapter 2: NaN codes");
    check("no square root", highWord(sqrt(-one)), highWord(nan("1")));
    check("no logarithm", highWord(log(-one)), highWord(nan("36")));
    check("no sine", highWord(sin(__inf())), highWord(nan("33")));
    check("no arc cosine", highWord(acos(three)), highWord(nan("34")));
    check("no power", highWord(pow(-three, 0.3)), highWord(nan("37")));
    check("no remainder", highWord(fmod(one, zero)), highWord(nan("9")));
    check("a NaN goes through with its code", highWord(sin(nan("12"))), highWord(nan("12")));
}

static void environment(void)
{
    fenv_t saved;
    fexcept_t flags;
    source("PowerPC Numerics, chapters 4 and 8");
    feclearexcept(FE_ALL_EXCEPT);
    check("flags are clear", fetestexcept(FE_ALL_EXCEPT), 0);
    sink = sqrt(-one);
    check("a root of a negative number is invalid", fetestexcept(FE_ALL_EXCEPT), FE_INVALID);
    feclearexcept(FE_INVALID);
    sink = log(zero);
    check("the logarithm of zero divides by zero", fetestexcept(FE_ALL_EXCEPT), FE_DIVBYZERO);
    feclearexcept(FE_ALL_EXCEPT);
    sink = exp(1000 * one);
    check("exp overflows", fetestexcept(FE_ALL_EXCEPT), FE_OVERFLOW | FE_INEXACT);
    feclearexcept(FE_ALL_EXCEPT);
    sink = exp(-1000 * one);
    check("exp underflows", fetestexcept(FE_ALL_EXCEPT), FE_UNDERFLOW | FE_INEXACT);
    feclearexcept(FE_ALL_EXCEPT);
    sink = floor(1.5 * one);
    sink = nearbyint(1.5 * one);
    check("floor and nearbyint are silent", fetestexcept(FE_ALL_EXCEPT), 0);
    sink = rint(1.5 * one);
    check("rint is inexact", fetestexcept(FE_ALL_EXCEPT), FE_INEXACT);
    fegetexcept(&flags, FE_ALL_EXCEPT);
    feclearexcept(FE_ALL_EXCEPT);
    sink = one / zero;
    check("the program's own division raises as well", fetestexcept(FE_DIVBYZERO), FE_DIVBYZERO);
    fesetexcept(&flags, FE_ALL_EXCEPT);
    check("flags come back", fetestexcept(FE_ALL_EXCEPT), FE_INEXACT);
    feraiseexcept(FE_OVERFLOW | FE_INVALID);
    check("flags are raised", fetestexcept(FE_OVERFLOW | FE_INVALID), FE_OVERFLOW | FE_INVALID);
    checkTrue("feholdexcept", feholdexcept(&saved) != 0);
    check("and clears", fetestexcept(FE_ALL_EXCEPT), 0);
    feraiseexcept(FE_UNDERFLOW);
    feupdateenv(&saved);
    check("feupdateenv adds to what was saved", fetestexcept(FE_ALL_EXCEPT),
          FE_OVERFLOW | FE_INVALID | FE_INEXACT | FE_UNDERFLOW);
    checkTrue("a direction is set", fesetround(FE_TOWARDZERO));
    check("and got", fegetround(), FE_TOWARDZERO);
    checkDouble("the processor rounds that way", 2 * one / three, 0.66666666666666663);
    checkDouble("and so does sqrt", sqrt(three), 1.7320508075688772);
    fesetround(FE_UPWARD);
    checkDouble("upward", one / three, 0.33333333333333337);
    checkDouble("sqrt upward", sqrt(three), 1.7320508075688774);
    check("no such direction", fesetround(17), 0);
    fesetenv(FE_DFL_ENV);
    check("the default environment", fegetround(), FE_TONEAREST);
}

static void decimals(void)
{
    decform form = { FLOATDECIMAL, 0, 5 };
    decimal d;
    char text[DECSTROUTLEN + 1];
    short index = 0, isPrefix;
    extended80 extended;
    source("PowerPC Numerics, chapter 9: decimal conversions");
    num2dec(&form, -1234.5678 * one, &d);
    check("sgn", d.sgn, 1);
    check("exp", d.exp, -1);
    check("length", d.sig.length, 5);
    check("the last digit is rounded", d.sig.text[4], '6');
    dec2str(&form, &d, text);
    checkText("dec2str, float", text, "-1.2346e+3");
    form.style = FIXEDDECIMAL;
    form.digits = 2;
    num2dec(&form, 0.125 * one, &d);
    check("fixed: exp", d.exp, -2);
    dec2str(&form, &d, text);
    checkText("halves go to even", text, "0.12");
    num2dec(&form, 1e300 * one, &d);
    check("too many digits", d.sig.text[0], '?');
    form.style = FLOATDECIMAL;
    num2dec(&form, zero, &d);
    check("zero", d.sig.text[0], '0');
    num2dec(&form, -__inf(), &d);
    check("infinity", d.sig.text[0], 'I');
    num2dec(&form, nan("9"), &d);
    check("NaN", d.sig.text[0], 'N');
    str2dec("x = 9007199254740993", (index = 4, &index), &d, &isPrefix);
    check("str2dec stops after the number", index, 20);
    checkTrue("str2dec: valid", isPrefix);
    checkDouble("dec2num rounds to even", dec2num(&d), 9007199254740992.0);
    str2dec("1.7976931348623157e308abc", (index = 0, &index), &d, &isPrefix);
    checkTrue("str2dec: not valid to the end", !isPrefix);
    checkDouble("the largest double", dec2num(&d), 1.7976931348623157e308);
    str2dec("0.1", (index = 0, &index), &d, &isPrefix);
    checkDouble("dec2f", dec2f(&d), 0.1f);
    str2dec("1234.5", (index = 0, &index), &d, &isPrefix);
    check("dec2l", dec2l(&d), 1234);
    check("dec2s", dec2s(&d), 1234);
    source("PowerPC Numerics, chapter 2: extended80");
    double value = -6.25;
    dtox80(&value, &extended);
    check("sign and exponent", (unsigned short)extended.exp, 0xc001);
    check("significand", extended.man[0], 0xc800);
    checkDouble("and back", x80tod(&extended), -6.25);
}

int main(void)
{
    openResults();
    classes();
    integers();
    parts();
    functions();
    environment();
    decimals();
    checkTrue("length of a string", length("four") == 4);
    ExitToShell();
    return 0;
}
