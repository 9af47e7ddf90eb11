/* Initialization and termination routines (Mac OS Runtime Architectures, chapter 1); fixed-point numbers; text. */

#include <CodeFragments.h>
#include <FixMath.h>
#include <TextUtils.h>

#include "checks.h"

static long prepared;

OSErr initialize(const long *block)
{
    prepared = block[3] == 1 && block[2] != 0;
    return noErr;
}

void terminate(void)
{
    short refNum;
    HCreate(0, 0, (ConstStr255Param)"\pterminated", 'ttxt', 'TEXT');
    if (HOpenDF(0, 0, (ConstStr255Param)"\pterminated", fsRdWrPerm, &refNum) == noErr)
        FSClose(refNum);
}

int main(void)
{
    Str255 string;
    long number;
    openResults();
    source("Mac OS Runtime Architectures, chapter 3, Fragment Initialization");
    check("the initialization routine came first", prepared, 1);
    source("Operating System Utilities, chapter 3, Fixed-Point Routines");
    check("FixRatio", FixRatio(1, 3), 0x5555);
    check("FixMul", FixMul(0x18000, -0x20000), -0x30000);
    check("FixDiv by zero", FixDiv(5, 0), 0x7FFFFFFF);
    check("FixRound", FixRound(-0x18001), -2);
    source("Text, chapter 5, Converting Between Integers and Strings");
    NumToString(-12345, string);
    check("NumToString", string[0], 6);
    StringToNum(string, &number);
    check("StringToNum", number, -12345);
    FSClose(resultsFile);
    return 0;
}
