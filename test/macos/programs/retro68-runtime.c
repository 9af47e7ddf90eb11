/*
 * Does what the C library of a program built by Retro68 does, call for call: malloc as NewPtr, files opened with HOpenDF, then
 * HOpen on paramErr, always for reading and writing, file references as descriptors, 1,024-byte reads, no newline conversion,
 * low memory read directly for the date and MemError.
 */

#include <Events.h>

#include "checks.h"

#define MEM_ERR (*(volatile short *)0x0220)
#define TIME (*(volatile unsigned long *)0x020C)
#define FIRST_FD 10

static void *mallocAsRetro68(long size) { return NewPtr(size); }
static void freeAsRetro68(void *p)
{
    if (p)
        DisposePtr(p);
}
static void *reallocAsRetro68(void *p, long size)
{
    SetPtrSize(p, size);
    if (MEM_ERR) {
        char *old = p, *fresh = NewPtr(size);
        long i, count = GetPtrSize(p);
        if (fresh)
            for (i = 0; i < count && i < size; i++)
                fresh[i] = old[i];
        return fresh;
    }
    return p;
}

static int openAsRetro68(const char *path, int create, int truncate)
{
    Str255 name;
    short refNum;
    OSErr error;
    long length = 0;
    while (path[length]) {
        name[length + 1] = path[length];
        length++;
    }
    name[0] = length;
    if (create)
        HCreate(0, 0, name, '????', 'TEXT');
    error = HOpenDF(0, 0, name, fsRdWrPerm, &refNum);
    if (error == paramErr)
        error = HOpen(0, 0, name, fsRdWrPerm, &refNum);
    if (error)
        return -1;
    if (truncate)
        SetEOF(refNum, 0);
    return refNum + FIRST_FD;
}
static long readAsRetro68(int fd, void *buffer, long count)
{
    FSRead(fd - FIRST_FD, &count, buffer);
    return count;
}
static long writeAsRetro68(int fd, const void *buffer, long count)
{
    FSWrite(fd - FIRST_FD, &count, buffer);
    return count;
}
static long seekAsRetro68(int fd, long offset, int whence)
{
    static const short modes[] = {fsFromStart, fsFromMark, fsFromLEOF};
    long position;
    SetFPos(fd - FIRST_FD, modes[whence], offset);
    GetFPos(fd - FIRST_FD, &position);
    return position;
}
static int closeAsRetro68(int fd)
{
    short vRefNum;
    GetVRefNum(fd - FIRST_FD, &vRefNum);
    if (FSClose(fd - FIRST_FD))
        return -1;
    FlushVol(NULL, vRefNum);
    return 0;
}

int main(void)
{
    char *buffer, *more;
    long total = 0, got, i, sum = 0;
    int fd;
    openResults();
    source("Files, chapter 2, High-Level File Access Routines");
    buffer = mallocAsRetro68(1024);
    check("a missing file", openAsRetro68("missing.bin", 0, 0), -1);
    fd = openAsRetro68("copy.bin", 1, 1);
    checkTrue("descriptors are above 9", fd > 9);
    for (i = 0; i < 1024; i++)
        buffer[i] = (char)(i * 7);
    for (i = 0; i < 10; i++)
        total += writeAsRetro68(fd, buffer, 1000);
    check("written", total, 10000);
    check("seek to the start", seekAsRetro68(fd, 0, 0), 0);
    total = 0;
    while ((got = readAsRetro68(fd, buffer, 1024)) > 0) {
        total += got;
        for (i = 0; i < got; i++)
            sum = sum * 31 + (unsigned char)buffer[i];
    }
    check("read back in pieces of 1024", total, 10000);
    check("the last of them was short", seekAsRetro68(fd, 0, 2), 10000);
    checkTrue("and the bytes are right", sum != 0);
    check("seek before the start stays", seekAsRetro68(fd, -1, 0), 10000);
    check("close", closeAsRetro68(fd), 0);
    check("close again", closeAsRetro68(fd), -1);
    fd = openAsRetro68("lines.txt", 1, 1);
    writeAsRetro68(fd, "one\ntwo\n", 8);
    closeAsRetro68(fd);
    source("Memory, chapter 2, Changing the Sizes of Blocks");
    more = reallocAsRetro68(buffer, 20000);
    checkTrue("realloc", more != NULL);
    checkTrue("malloc beyond the partition is NULL", mallocAsRetro68(8L << 20) == NULL);
    freeAsRetro68(more);
    source("Operating System Utilities, chapter 4, Low-Memory Global Variables");
    checkTrue("the date is in low memory", TIME > 2990000000UL);
    checkTrue("TickCount", TickCount() > 0);
    FSClose(resultsFile);
    ExitToShell();
    for (;;)
        ;
}
