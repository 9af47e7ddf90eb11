/* Fixed-point arithmetic: Inside Macintosh: Operating System Utilities, chapter 3. */
#ifndef __FIXMATH__
#define __FIXMATH__

#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
Fixed FixRatio(short numer, short denom);
Fixed FixMul(Fixed a, Fixed b);
Fixed FixDiv(Fixed x, Fixed y);
short FixRound(Fixed x);
END_MAC_DECLARATIONS

#endif
