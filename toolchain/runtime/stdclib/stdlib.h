/* stdlib.h of StdCLib. */
#ifndef __STDLIB_H__
#define __STDLIB_H__

#include <stddef.h>

#define RAND_MAX 32767
#define EXIT_FAILURE 1
#define EXIT_SUCCESS 0

#ifdef __cplusplus
extern "C" {
#endif

typedef struct { int quot, rem; } div_t;
typedef struct { long quot, rem; } ldiv_t;

void *malloc(size_t size);
void *calloc(size_t nmemb, size_t size);
void *realloc(void *ptr, size_t size);
void free(void *ptr);
double atof(const char *nptr);
int atoi(const char *nptr);
long atol(const char *nptr);
double strtod(const char *nptr, char **endptr);
long strtol(const char *nptr, char **endptr, int base);
unsigned long strtoul(const char *nptr, char **endptr, int base);
long long strtoll(const char *nptr, char **endptr, int base);
int rand(void);
void srand(unsigned int seed);
int abs(int j);
long labs(long j);
div_t div(int numer, int denom);
ldiv_t ldiv(long numer, long denom);
void qsort(void *base, size_t nmemb, size_t size, int (*compar)(const void *, const void *));
void *bsearch(const void *key, const void *base, size_t nmemb, size_t size, int (*compar)(const void *, const void *));
int atexit(void (*func)(void));
void exit(int status);
void abort(void);
char *getenv(const char *name);
int system(const char *string);
int mbtowc(wchar_t *pwc, const char *s, size_t n);

#ifdef __cplusplus
}
#endif

#endif
