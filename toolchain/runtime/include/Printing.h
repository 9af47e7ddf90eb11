/* Printing Manager: Inside Macintosh: Imaging With QuickDraw, chapter 9. */
#ifndef __PRINTING__
#define __PRINTING__

#include "MacErrors.h"
#include "Quickdraw.h"

typedef struct TPrint **THPrint;
typedef struct TPrPort *TPPrPort;

BEGIN_MAC_DECLARATIONS
void PrOpen(void);
void PrClose(void);
short PrError(void);
void PrSetError(short iErr);
void PrintDefault(THPrint hPrint);
Boolean PrValidate(THPrint hPrint);
Boolean PrStlDialog(THPrint hPrint);
Boolean PrJobDialog(THPrint hPrint);
TPPrPort PrOpenDoc(THPrint hPrint, TPPrPort pPrPort, Ptr pIOBuf);
END_MAC_DECLARATIONS

#endif
