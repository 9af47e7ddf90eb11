/* StdCLib as programs of MPW use it. Its newline is '\r'. */

#include "checks.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char text[600];

static void checkText(const char *name, const char *got, const char *expected)
{
    int isSame = strcmp(got, expected) == 0;
    checkTrue(name, isSame);
    if (!isSame)
        put(got), put("\n");
}

static void printed(const char *expected, const char *format, ...)
{
    va_list arg;
    va_start(arg, format);
    int length = vsprintf(text, format, arg);
    va_end(arg);
    checkText(format, text, expected);
    if (length != (int)strlen(expected))
        check("the length", length, strlen(expected));
}

static void formats(void)
{
    source("ISO C 7.9.6.1");
    printed("42|   42|42   |00042", "%d|%5d|%-5d|%05d", 42, 42, 42, 42);
    printed("+7 -7  7", "%+d %+d % d", 7, -7, 7);
    printed("ff FF 0xff 0377 377", "%x %X %#x %#o %o", 255, 255, 255, 255, 255);
    printed("4294967295 -1", "%u %ld", -1, -1L);
    printed("  00042", "%7.5d", 42);
    printed("[]", "[%.0d]", 0);
    printed("-32768", "%hd", 0x8000);
    printed("1234567890123456789", "%lld", 1234567890123456789LL);
    printed("c  str|  st|st  ", "%c  %s|%4.2s|%-4.2s", 'c', "str", "str", "str");
    printed("100%", "%d%%", 100);
    printed("3.141593 3.14 3", "%f %.2f %.0f", 3.14159265, 3.14159265, 3.14159265);
    printed("0.5 2 2", "%g %.0f %.0f", 0.5, 2.5, 1.5);
    printed("1.234560e+04 1.2E-05", "%e %.1E", 12345.6, 1.2e-5);
    printed("1e+20 0.0001 1e-05 100000", "%g %g %g %g", 1e20, 1e-4, 1e-5, 1e5);
    printed("0.1000000000000000055511151231257827", "%.34f", 0.1);
    printed("-0.00", "%.2f", -0.001);
    printed("00001.50|1.50    ", "%08.2f|%-8.2f", 1.5, 1.5);
    printed("5.|5.00000", "%#.0f|%#g", 5.0, 5.0);
    printed("   12", "%*d", 5, 12);
    printed("1.23", "%.*f", 2, 1.2345);
    printed("1 2 3 4 5 6 7 8 9.5 10", "%d %d %d %d %d %d %d %d %.1f %d", 1, 2, 3, 4, 5, 6, 7, 8, 9.5, 10);
    int count;
    sprintf(text, "abc%n", &count);
    check("%n", count, 3);
    printed("Pascal", "%P", "\pPascal");
}

static void scanning(void)
{
    int a, b;
    double real;
    float single;
    char word[20], letters[20];
    unsigned hex;
    long where;
    source("ISO C 7.9.6.2");
    check("integers", sscanf(" 12 -34", "%d%d", &a, &b), 2);
    check("the first", a, 12);
    check("the second", b, -34);
    check("words and numbers", sscanf("abc 2.5 1e3", "%s %f %lf", word, &single, &real), 3);
    checkText("the word", word, "abc");
    checkTrue("a float", single == 2.5f);
    checkTrue("a double", real == 1000);
    check("literals", sscanf("x=1f,y", "x=%x,%c", &hex, word), 2);
    check("hexadecimal", hex, 0x1f);
    check("a character", word[0], 'y');
    check("a set and a width", sscanf("abcdef12345", "%[a-f]%3d%n", letters, &a, &where), 2);
    checkText("the set", letters, "abcdef");
    check("the width", a, 123);
    check("so far", where, 9);
    check("what does not match", sscanf("abc", "%d", &a), 0);
    check("the end", sscanf("", "%d", &a), EOF);
    check("assignment suppressed", sscanf("1 2", "%*d %d", &a), 1);
    check("the other", a, 2);
    check("any base", sscanf("0x10 010 9", "%i %i %i", &a, &b, (int *)&hex), 3);
    check("sixteen", a, 16);
    check("eight", b, 8);
}

static int order(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static void library(void)
{
    int numbers[50], key = 37;
    char *end;
    source("ISO C 7.10");
    for (int i = 0; i < 50; i++)
        numbers[i] = i * 37 % 50;
    qsort(numbers, 50, sizeof(int), order);
    int sorted = 1;
    for (int i = 0; i < 50; i++)
        sorted &= numbers[i] == i;
    checkTrue("qsort", sorted);
    check("bsearch", (int *)bsearch(&key, numbers, 50, sizeof(int), order) - numbers, 37);
    key = 99;
    checkTrue("bsearch of what is not there", bsearch(&key, numbers, 50, sizeof(int), order) == 0);
    check("strtol", strtol("  -123abc", &end, 10), -123);
    checkText("and its end", end, "abc");
    check("strtol in hexadecimal", strtol("0xff", 0, 0), 255);
    check("strtoul", strtoul("4294967295", 0, 10), -1);
    errno = 0;
    check("strtol beyond the range", strtol("99999999999", 0, 10), 0x7fffffff);
    check("ERANGE", errno, ERANGE);
    checkTrue("strtoll", strtoll("-9000000000", 0, 10) == -9000000000LL);
    checkTrue("strtod", strtod("1.5e2x", &end) == 150);
    checkText("and its end", end, "x");
    checkTrue("atof", atof("-0.125") == -0.125);
    check("atoi", atoi("77 "), 77);
    srand(1);
    check("rand, as the standard's example has it", rand(), 16838);
    check("rand again", rand(), 5758);
    check("div", div(-7, 2).rem, -1);
    check("ldiv", ldiv(-7, 2).quot, -3);
    check("abs", abs(-5), 5);
    checkTrue("getenv", getenv("HOME") == 0);
    check("no command processor", system(0), 0);
    char *block = malloc(100);
    checkTrue("malloc", block != 0);
    strcpy(block, "kept");
    block = realloc(block, 5000);
    checkText("realloc", block, "kept");
    free(block);
    char *zeros = calloc(10, 10);
    checkTrue("calloc", zeros[0] == 0 && zeros[99] == 0);
    free(zeros);
    errno = 0;
    void *volatile huge = malloc(0x7ffffff0);
    checkTrue("malloc of too much", huge == 0);
    check("ENOMEM", errno, ENOMEM);
}

static void strings(void)
{
    char buffer[40] = "one,two;;three";
    source("ISO C 7.11");
    check("strlen", strlen("four"), 4);
    checkTrue("strcmp", strcmp("abc", "abd") < 0 && strcmp("b", "a") > 0);
    check("strncmp", strncmp("abcd", "abxx", 2), 0);
    checkText("strchr", strchr(buffer, ','), ",two;;three");
    checkText("strrchr", strrchr(buffer, ';'), ";three");
    checkText("strstr", strstr(buffer, "wo"), "wo;;three");
    checkText("strpbrk", strpbrk(buffer, ";,"), ",two;;three");
    check("strspn", strspn("aabbc", "ab"), 4);
    check("strcspn", strcspn("aabbc", "c"), 4);
    checkText("strtok", strtok(buffer, ",;"), "one");
    checkText("strtok again", strtok(0, ",;"), "two");
    checkText("and past two separators", strtok(0, ",;"), "three");
    checkTrue("and no more", strtok(0, ",;") == 0);
    checkText("strncat", strncat(strcpy(text, "ab"), "cdef", 2), "abcd");
    strncpy(text, "xy", 5);
    checkTrue("strncpy fills with zeros", text[2] == 0 && text[4] == 0);
    check("memcmp is unsigned", memcmp("\xff", "\1", 1) > 0, 1);
    checkTrue("memchr", memchr("abc", 'd', 3) == 0);
    memmove(text + 1, strcpy(text, "12345"), 4);
    checkText("memmove of what overlaps", text, "11234");
    source("ISO C 7.3");
    checkTrue("isalpha", isalpha('x') && !isalpha('1') && isupper('X'));
    checkTrue("isspace", isspace(' ') && isspace('\r') && !isspace('a'));
    checkTrue("isxdigit", isxdigit('F') && isxdigit('9') && !isxdigit('g'));
    check("toupper", toupper('q'), 'Q');
}

static void files(void)
{
    char line[80];
    fpos_t pos;
    source("ISO C 7.9");
    FILE *file = fopen("text", "w");
    checkTrue("fopen to write", file != 0);
    check("fprintf", fprintf(file, "first %d\r", 1), 8);
    check("fputs", fputs("second\r", file), 0);
    putc('t', file);
    check("ftell counts what is buffered", ftell(file), 16);
    check("fwrite", fwrite("hird", 1, 4, file), 4);
    check("fclose", fclose(file), 0);
    file = fopen("text", "r");
    checkText("fgets", fgets(line, sizeof line, file), "first 1\r");
    check("getc", getc(file), 's');
    check("ungetc", ungetc('S', file), 'S');
    checkText("and fgets after it", fgets(line, sizeof line, file), "Second\r");
    check("fgetpos", fgetpos(file, &pos), 0);
    checkText("a last line without a newline", fgets(line, sizeof line, file), "third");
    checkTrue("the end of the file", fgets(line, sizeof line, file) == 0 && feof(file));
    check("fsetpos", fsetpos(file, &pos), 0);
    checkTrue("clears it", !feof(file));
    check("fscanf", fscanf(file, "%s", line), 1);
    checkText("the word", line, "third");
    check("fseek", fseek(file, -5, SEEK_END), 0);
    check("fread", fread(line, 2, 4, file), 2);
    check("a file that is only read", fputc('x', file), EOF);
    checkTrue("has an error", ferror(file));
    fclose(file);
    file = fopen("text", "r+");
    fseek(file, 6, SEEK_SET);
    fputc('2', file);
    fseek(file, 0, SEEK_SET);
    checkText("an update", fgets(line, sizeof line, file), "first 2\r");
    fclose(file);
    file = fopen("text", "a");
    fputs("!", file);
    fclose(file);
    file = fopen("text", "r");
    fseek(file, 0, SEEK_END);
    check("appended", ftell(file), 21);
    fclose(file);
    errno = 0;
    checkTrue("fopen of what is not there", fopen("nothing", "r") == 0);
    check("ENOENT", errno, ENOENT);
    check("fnfErr", MacOSErr, -43);
    check("rename", rename("text", "renamed"), 0);
    check("remove", remove("renamed"), 0);
    check("remove again", remove("renamed"), -1);
    file = tmpfile();
    check("tmpfile", fputs("temporary", file), 0);
    rewind(file);
    checkText("is read back", fgets(line, sizeof line, file), "temporary");
    fclose(file);
    char big[3000];
    for (int i = 0; i < 3000; i++)
        big[i] = i * 7;
    file = fopen("big", "w");
    check("more than a buffer", fwrite(big, 1, 3000, file), 3000);
    fclose(file);
    file = fopen("big", "r");
    int same = 1;
    for (int i = 0; i < 3000; i++)
        same &= getc(file) == (big[i] & 0xff);
    checkTrue("by the macro", same && getc(file) == EOF);
    fclose(file);
    int opened = 0;
    while (opened < 60 && fopen("big", "r"))
        opened++;
    check("streams besides the standard three", opened, 37);
    check("EMFILE", errno, EMFILE);
}

static void descriptors(void)
{
    char buffer[10] = { 0 };
    source("MPW: FCntl.h");
    int fd = open("low", O_RDWR | O_CREAT | O_EXCL);
    checkTrue("open", fd > 2);
    check("write", write(fd, "abcdef", 6), 6);
    check("lseek", lseek(fd, 2, SEEK_SET), 2);
    check("read", read(fd, buffer, 3), 3);
    checkText("what was written", buffer, "cde");
    check("past the end it grows", lseek(fd, 100, SEEK_SET), 100);
    check("close", close(fd), 0);
    check("close again", close(fd), -1);
    check("EBADF", errno, EBADF);
    check("O_EXCL", open("low", O_RDWR | O_CREAT | O_EXCL), -1);
    check("EEXIST", errno, EEXIST);
    check("standard output is interactive", ioctl(1, FIOINTERACTIVE, 0), 0);
    check("faccess", faccess("low", F_OPEN, 0), 0);
    check("faccess deletes", faccess("low", F_DELETE, 0), 0);
    check("and it is gone", faccess("low", F_OPEN, 0), -1);
}

static void times(void)
{
    struct tm tm = { 0 };
    source("ISO C 7.12");
    time_t now = time(0);
    checkTrue("time is the Mac's", now > 2900000000u);
    tm.tm_year = 98;
    tm.tm_mon = 9;
    tm.tm_mday = 26;
    tm.tm_hour = 10;
    time_t then = mktime(&tm);
    check("26 October 1998 was a Monday", tm.tm_wday, 1);
    checkText("asctime", asctime(&tm), "Mon Oct 26 10:00:00 1998\r");
    tm.tm_mday += 31;
    mktime(&tm);
    check("mktime carries", tm.tm_mon, 10);
    check("localtime", localtime(&then)->tm_yday, 298);
    strftime(text, sizeof text, "%Y-%m-%d %H:%M %p %j %a", localtime(&then));
    checkText("strftime", text, "1998-10-26 10:00 AM 299 Mon");
    checkTrue("difftime", difftime(then + 5, then) == 5);
}

static jmp_buf environment;
static volatile int caught;

static void jump(int depth)
{
    if (depth == 0)
        longjmp(environment, 42);
    jump(depth - 1);
}

static void handle(int sig) { caught = sig; }

static void flow(void)
{
    volatile int before = 7;
    source("ISO C 7.6");
    int value = setjmp(environment);
    if (value == 0) {
        before = 8;
        jump(20);
    }
    check("longjmp", value, 42);
    check("a volatile variable", before, 8);
    source("ISO C 7.7");
    checkTrue("signal", signal(SIGINT, handle) == SIG_DFL);
    check("raise", raise(SIGINT), 0);
    check("is handled", caught, SIGINT);
}

static void first(void) { puts("first registered"); }
static void second(void) { puts("last registered"); }

/* What MPW's start-up code reads for main. */
extern struct {
    short unknown;
    short argc[2], argv[2], envp[2];
} _IntEnv;

int main(void)
{
    char line[40];
    openResults();
    source("MPW: start-up");
    check("an application has one argument", _IntEnv.argc[1], 1);
    formats();
    scanning();
    library();
    strings();
    files();
    descriptors();
    times();
    flow();
    source("ISO C 7.9: standard streams");
    printf("What is your name? ");
    checkText("a line from the console", gets(line), "Bondi");
    printf("Hello, %s.\r", line);
    putchar('!');
    putchar('\r');
    fprintf(stderr, "an error\r");
    errno = ENOENT;
    perror("perror");
    atexit(first);
    atexit(second);
    printf("not a whole line");
    exit(3);
}
