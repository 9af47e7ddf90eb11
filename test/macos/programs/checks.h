/*
 * One line per check in the file "results": "name [source]: ok", or what was got and what was expected. The source says where the
 * expected behaviour is documented; it stays until the next one is given.
 */
#ifndef CHECKS_H
#define CHECKS_H

#include <Files.h>
#include <MacMemory.h>
#include <MacTypes.h>
#include <Processes.h>

static short resultsFile;

static void put(const char *text)
{
    long count = 0;
    while (text[count])
        count++;
    FSWrite(resultsFile, &count, text);
}

static void putNumber(long value)
{
    char digits[12];
    char *at = digits + sizeof digits - 1;
    unsigned long rest = value < 0 ? -(unsigned long)value : (unsigned long)value;
    *at = 0;
    do
        *--at = '0' + rest % 10;
    while (rest /= 10);
    if (value < 0)
        *--at = '-';
    put(at);
}

static const char *checkSource = "";

/* "Files, chapter 2", say: a book of Inside Macintosh and where in it. */
static void source(const char *where) { checkSource = where; }

static void check(const char *name, long got, long expected)
{
    put(name);
    put(" [");
    put(checkSource);
    put("]");
    if (got == expected)
        put(": ok\n");
    else {
        put(": got ");
        putNumber(got);
        put(", expected ");
        putNumber(expected);
        put("\n");
    }
}

static void checkTrue(const char *name, int condition) { check(name, condition != 0, 1); }

static void openResults(void)
{
    HCreate(0, 0, (ConstStr255Param)"\presults", 'ttxt', 'TEXT');
    HOpenDF(0, 0, (ConstStr255Param)"\presults", fsRdWrPerm, &resultsFile);
}

#endif
