/* What the Code Fragment Manager does with imports that nothing exports: a program looks before it calls (Mac OS Runtime Architectures, chapter 1). */

#include "checks.h"

extern void WeakService(void);
extern long WeakVariable;

static void *volatile address;

int main(void)
{
    openResults();
    source("Mac OS Runtime Architectures, chapter 1, Weak Imports");
    address = (void *)WeakService;
    check("an unresolved weak function", (long)address, 0);
    address = (void *)&WeakVariable;
    check("an unresolved weak variable", (long)address, 0);
    address = (void *)FSWrite;
    checkTrue("a function that is there", address != 0);
    FSClose(resultsFile);
    return 0;
}
