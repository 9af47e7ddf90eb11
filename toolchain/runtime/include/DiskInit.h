/* Disk Initialization Manager: Inside Macintosh: Files, chapter 5. */
#ifndef __DISKINIT__
#define __DISKINIT__

#include "MacTypes.h"

BEGIN_MAC_DECLARATIONS
void DILoad(void);
void DIUnload(void);
short DIBadMount(Point where, UInt32 evtMessage);
END_MAC_DECLARATIONS

#endif
