/* Fixed-point arithmetic: Inside Macintosh: Operating System Utilities, chapter 3. */
#ifndef __FIXMATH__
#define __FIXMATH__

#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
Fixed FixRatio(short numer, short denom);
Fixed FixMul(Fixed a, Fixed b);
Fixed FixDiv(Fixed x, Fixed y);
short FixRound(Fixed x);
Fixed Long2Fix(long x);
long Fix2Long(Fixed x);
Fract Fix2Frac(Fixed x);
Fixed Frac2Fix(Fract x);
double Fix2X(Fixed x);
Fixed X2Fix(double x);
double Frac2X(Fract x);
Fract X2Frac(double x);
Fract FracMul(Fract x, Fract y);
Fract FracDiv(Fract x, Fract y);
Fract FracSqrt(Fract x);
Fract FracSin(Fixed x);
Fract FracCos(Fixed x);
Fixed FixATan2(long x, long y);
END_MAC_DECLARATIONS

#endif
