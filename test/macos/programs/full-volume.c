/* Fills the start-up volume; what it does to open and locked files (Inside Macintosh: Files, chapter 2). */

#include "checks.h"

static char block[4096];

int main(void)
{
    short refNum;
    long count, written = 0;
    OSErr error;
    openResults();
    source("Files, chapter 2, Result Codes");
    /* This gives the file its first block while there is one. */
    checkTrue("the results have room", 1);
    HCreate(0, 0, (ConstStr255Param)"\pbig", 'ttxt', 'TEXT');
    HOpenDF(0, 0, (ConstStr255Param)"\pbig", fsRdWrPerm, &refNum);
    do {
        count = sizeof block;
        error = FSWrite(refNum, &count, block);
        written += count;
    } while (error == noErr && written < 0x1000000);
    check("a full volume", error, -34);
    check("what a failed write wrote", count, 0);
    check("deleting an open file", HDelete(0, 0, (ConstStr255Param)"\pbig"), -47);
    check("shortening makes room", SetEOF(refNum, 100), noErr);
    count = sizeof block;
    check("and writing goes on", FSWrite(refNum, &count, block), noErr);
    check("closing", FSClose(refNum), noErr);
    check("locking", HSetFLock(0, 0, (ConstStr255Param)"\pbig"), noErr);
    check("opening a locked file for writing", HOpenDF(0, 0, (ConstStr255Param)"\pbig", fsRdWrPerm, &refNum), -54);
    check("deleting a locked file", HDelete(0, 0, (ConstStr255Param)"\pbig"), -45);
    FSClose(resultsFile);
    return 0;
}
