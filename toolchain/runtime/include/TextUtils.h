/* Text utilities: Inside Macintosh: Text, chapter 5. */
#ifndef __TEXTUTILS__
#define __TEXTUTILS__

#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
void NumToString(long theNum, Str255 theString);
void StringToNum(ConstStr255Param theString, long *theNum);
void GetIndString(Str255 theString, short strListID, short index);
END_MAC_DECLARATIONS

#endif
