/* Printing Manager, without a printer. */
#include "checks.h"
#include <Printing.h>

int main(void)
{
    openResults();
    source("Imaging With QuickDraw, chapter 9, PrError and PrSetError");
    PrSetError(noErr);
    check("no error at first", PrError(), noErr);
    PrOpen();
    checkTrue("no printer was chosen, which PrError tells", PrError() != noErr);
    check("no style dialog", PrStlDialog(NULL), false);
    check("no job dialog", PrJobDialog(NULL), false);
    checkTrue("no printing port", PrOpenDoc(NULL, NULL, NULL) == NULL);
    PrClose();
    PrSetError(noErr);
    check("PrSetError sets the error", PrError(), noErr);
    FSClose(resultsFile);
    return 0;
}
