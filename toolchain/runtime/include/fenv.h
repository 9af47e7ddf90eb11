/* The floating-point environment: exception flags and rounding directions (Inside Macintosh: PowerPC Numerics, chapters 4 and 8). */
#ifndef __FENV__
#define __FENV__

#ifdef __cplusplus
extern "C" {
#endif

/* Both are the FPSCR. */
typedef long fenv_t;
typedef long fexcept_t;

enum {
    FE_INEXACT = 0x02000000,
    FE_DIVBYZERO = 0x04000000,
    FE_UNDERFLOW = 0x08000000,
    FE_OVERFLOW = 0x10000000,
    FE_INVALID = 0x20000000,
    FE_ALL_EXCEPT = FE_INEXACT | FE_DIVBYZERO | FE_UNDERFLOW | FE_OVERFLOW | FE_INVALID
};

enum { FE_TONEAREST = 0, FE_TOWARDZERO = 1, FE_UPWARD = 2, FE_DOWNWARD = 3 };

extern fenv_t _FE_DFL_ENV;
#define FE_DFL_ENV &_FE_DFL_ENV

void feclearexcept(int excepts);
void fegetexcept(fexcept_t *flagp, int excepts);
void feraiseexcept(int excepts);
void fesetexcept(const fexcept_t *flagp, int excepts);
int fetestexcept(int excepts);

int fegetround(void);
/* Nonzero if the argument is a rounding direction. */
int fesetround(int round);

void fegetenv(fenv_t *envp);
int feholdexcept(fenv_t *envp);
void fesetenv(const fenv_t *envp);
void feupdateenv(const fenv_t *envp);

#ifdef __cplusplus
}
#endif

#endif
