/* Desk Manager: Inside Macintosh volume I, chapter 14. */
#ifndef __DESK__
#define __DESK__

#include "MacTypes.h"
#include "Events.h"
#include "Quickdraw.h"

enum { undoCmd = 0, cutCmd = 2, copyCmd = 3, pasteCmd = 4, clearCmd = 5 };

BEGIN_MAC_DECLARATIONS
void SystemTask(void);
void SystemClick(const EventRecord *theEvent, WindowPtr theWindow);
Boolean SystemEvent(const EventRecord *theEvent);
Boolean SystemEdit(short editCmd);
void SystemMenu(long menuResult);
short OpenDeskAcc(ConstStr255Param deskAccName);
void CloseDeskAcc(short refNum);
END_MAC_DECLARATIONS

#endif
