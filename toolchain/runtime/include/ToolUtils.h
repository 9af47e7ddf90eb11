/* Bits of longs and of memory: Inside Macintosh: Operating System Utilities, chapter 3. */
#ifndef __TOOLUTILS__
#define __TOOLUTILS__

#include "FixMath.h"
#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
Boolean BitTst(const void *bytePtr, long bitNum);
void BitSet(void *bytePtr, long bitNum);
void BitClr(void *bytePtr, long bitNum);
long BitAnd(long value1, long value2);
long BitOr(long value1, long value2);
long BitXor(long value1, long value2);
long BitNot(long value);
long BitShift(long value, short count);
void LongMul(long a, long b, wide *result);
END_MAC_DECLARATIONS

#endif
