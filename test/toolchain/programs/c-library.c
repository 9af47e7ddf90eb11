/* What the C library, the compiler's support functions and the linker's tables do; the same lines are expected of a native build. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>

static FILE *out;
static int order;
static const char *volatile weekdays[] = {"Mon", "Tue", "Wed"};

extern int absent(int) __attribute__((weak));
int common_block[40];

__attribute__((constructor(300))) static void second(void) {
    order = order * 10 + 2;
}
__attribute__((constructor(200))) static void first(void) {
    order = order * 10 + 1;
}
__attribute__((destructor)) static void last(void) {
    FILE *file = fopen("destructor", "w");
    fputs("ran", file);
    fclose(file);
}

static int compare(const void *a, const void *b) {
    return *(const int *)a - *(const int *)b;
}

static int sum(int count, ...) {
    va_list arguments;
    int total = 0;
    va_start(arguments, count);
    while (count--) {
        total += va_arg(arguments, int);
    }
    va_end(arguments);
    return total;
}

static jmp_buf place;
static void jump(double saved) {
    if (saved > 1) {
        longjmp(place, 5);
    }
}

static const char *name_of(int number) {
    switch (number) {
    case 1: return "one";
    case 2: return "two";
    case 3: return "three";
    case 5: return "five";
    case 7: return "seven";
    case 8: return "eight";
    case 9: return "nine";
    default: return "many";
    }
}

typedef struct { double a; char b; long long c; } Mixed;
static Mixed mixed(double a, int b) {
    Mixed value = {a, (char)b, (long long)(a * b)};
    return value;
}

int main(void) {
    volatile long long big = 123456789012345678LL, small = -987654321LL;
    volatile unsigned long long huge = 0xFEDCBA9876543210ULL;
    volatile double third = 1.0 / 3;
    volatile float single = 16777217.0f;
    int numbers[] = {5, 3, 9, 1, 7};
    char text[100];

    out = fopen("results", "w");
    fprintf(out, "constructors %d\n", order);
    fprintf(out, "%d %5d|%-5d|%05d %x %#o %c %s %%\n", -1, 42, 42, 42, 0xbeef, 8, 'c', "string");
    fprintf(out, "%g %.17g %e %f %a\n", third, third, 6.02214076e23, -1234.5678, 0.1);
    fprintf(out, "%g %g %g\n", strtod("3.14159265358979", NULL), strtod("1e-310", NULL), strtod("0x1.8p3", NULL));
    fprintf(out, "%lld %lld %llu %lld\n", big / small, big % small, huge / 10, small / 7 * 7 + small % 7 - small);
    fprintf(out, "%llu %llu %lld\n", huge % 1000007, huge / 0x123456789ULL, (long long)-2.5e15);
    fprintf(out, "%.17g %.17g %.9g %llu\n", (double)big, (double)huge, (float)(huge | 1), (unsigned long long)1.2345e19);
    fprintf(out, "%.9g %.9g %.9g\n", (float)big, single, (float)(long long)0x7fffffbfffffffffLL);
    fprintf(out, "%.17g %.17g %.17g %.17g\n", sqrt(2 + third - third), exp(third), log(third), pow(third, 2.5));
    fprintf(out, "%.9g\n", fmaf(single, (float)third, -1.0f));
    qsort(numbers, 5, sizeof *numbers, compare);
    fprintf(out, "%d%d%d%d%d %d\n", numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], sum(4, 1, 2, 3, 4));
    snprintf(text, sizeof text, "%s-%s-%s", weekdays[2], name_of(7), name_of(6));
    fprintf(out, "%s %u %s\n", text, (unsigned)strlen(text), strrchr(text, '-'));
    memmove(text + 3, text, 20);
    fprintf(out, "%.23s %d\n", text, memcmp("abc", "abd", 3) < 0);
    volatile int times = 0;
    int value = setjmp(place);
    times++;
    if (times < 3) {
        jump(times + 0.5);
    }
    fprintf(out, "setjmp %d after %d\n", value, times);
    Mixed result = mixed(2.5, 4);
    fprintf(out, "%g %d %lld\n", result.a, result.b, result.c);
    fprintf(out, "absent %d common %d\n", absent ? absent(1) : -1, common_block[39]);
    char *block = malloc(100);
    strcpy(block, "kept");
    block = realloc(block, 100000);
    char *other = calloc(1000, 4);
    fprintf(out, "%s %d\n", block, other[3999]);
    free(block);
    free(other);
    fclose(out);

    out = fopen("results", "r+");
    fseek(out, 0, SEEK_END);
    long end = ftell(out);
    fseek(out, 0, SEEK_SET);
    fgets(text, sizeof text, out);
    fseek(out, 0, SEEK_END);
    fprintf(out, "%d %s", end > 400, text);
    fclose(out);
    return 0;
}
