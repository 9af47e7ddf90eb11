/* Floating-point functions of MathLib (Inside Macintosh: PowerPC Numerics, chapters 8 to 10). */
#ifndef __FP__
#define __FP__

#include <MacTypes.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef float float_t;
typedef double double_t;

#define HUGE_VAL __inf()
#define INFINITY __inf()
#define NAN nan("255")

extern const double_t pi;

double_t cos(double_t x);
double_t sin(double_t x);
double_t tan(double_t x);
double_t acos(double_t x);
double_t asin(double_t x);
double_t atan(double_t x);
double_t atan2(double_t y, double_t x);

double_t cosh(double_t x);
double_t sinh(double_t x);
double_t tanh(double_t x);
double_t acosh(double_t x);
double_t asinh(double_t x);
double_t atanh(double_t x);

double_t exp(double_t x);
double_t expm1(double_t x);
double_t exp2(double_t x);
double_t frexp(double_t x, int *exponent);
double_t ldexp(double_t x, int n);
double_t log(double_t x);
double_t log2(double_t x);
double_t log1p(double_t x);
double_t log10(double_t x);
double_t logb(double_t x);
double_t modf(double_t x, double_t *iptr);
float modff(float x, float *iptr);
double_t scalb(double_t x, long n);

double_t fabs(double_t x);
double_t hypot(double_t x, double_t y);
double_t pow(double_t x, double_t y);
double_t sqrt(double_t x);

double_t erf(double_t x);
double_t erfc(double_t x);
double_t gamma(double_t x);
double_t lgamma(double_t x);

double_t ceil(double_t x);
double_t floor(double_t x);
double_t rint(double_t x);
double_t nearbyint(double_t x);
long rinttol(double_t x);
double_t round(double_t x);
long roundtol(double_t x);
double_t trunc(double_t x);

double_t fmod(double_t x, double_t y);
double_t remainder(double_t x, double_t y);
double_t remquo(double_t x, double_t y, int *quo);

double_t copysign(double_t x, double_t y);
double nan(const char *tagp);
float nanf(const char *tagp);
double nextafterd(double x, double y);
float nextafterf(float x, float y);

enum { FP_SNAN = 0, FP_QNAN = 1, FP_INFINITE = 2, FP_ZERO = 3, FP_NORMAL = 4, FP_SUBNORMAL = 5 };

long __fpclassifyd(double x);
long __fpclassifyf(float x);
long __isnormald(double x);
long __isnormalf(float x);
long __isfinited(double x);
long __isfinitef(float x);
long __isnand(double x);
long __isnanf(float x);
long __signbitd(double x);
long __signbitf(float x);
double_t __inf(void);

#define __FP_BY_SIZE(function, x) (sizeof(x) == sizeof(float) ? function##f((float)(x)) : function##d(x))
#define fpclassify(x) __FP_BY_SIZE(__fpclassify, x)
#define isnormal(x) __FP_BY_SIZE(__isnormal, x)
#define isfinite(x) __FP_BY_SIZE(__isfinite, x)
#define isnan(x) __FP_BY_SIZE(__isnan, x)
#define signbit(x) __FP_BY_SIZE(__signbit, x)

double_t fdim(double_t x, double_t y);
double_t fmax(double_t x, double_t y);
double_t fmin(double_t x, double_t y);

double_t compound(double_t rate, double_t periods);
double_t annuity(double_t rate, double_t periods);
double_t randomx(double_t *x);

typedef short relop;
enum { GREATERTHAN = 0, LESSTHAN = 1, EQUALTO = 2, UNORDERED = 3 };
relop relation(double_t x, double_t y);

#define SIGDIGLEN 36
#define DECSTROUTLEN 80
#define FLOATDECIMAL ((char)(0))
#define FIXEDDECIMAL ((char)(1))

typedef struct decimal {
    char sgn;
    char unused;
    short exp;
    struct {
        unsigned char length;
        unsigned char text[SIGDIGLEN];
        unsigned char unused;
    } sig;
} decimal;

typedef struct decform {
    char style;
    char unused;
    short digits;
} decform;

void num2dec(const decform *f, double_t x, decimal *d);
double_t dec2num(const decimal *d);
void dec2str(const decform *f, const decimal *d, char *s);
void str2dec(const char *s, short *ix, decimal *d, short *vp);
float dec2f(const decimal *d);
short dec2s(const decimal *d);
long dec2l(const decimal *d);

double x80tod(const extended80 *x80);
void dtox80(const double *x, extended80 *x80);

#ifdef __cplusplus
}
#endif

#endif
