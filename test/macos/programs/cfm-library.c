/* An import library, built as "North" and as "South", which import from each other. */

#include <CodeFragments.h>

#ifdef SOUTH
#define LETTER 'S'
#define ownValue southValue
#define ownTwice southTwice
#define ownAddress southAddress
#define ownTrace southTrace
#define ownRound southRound
#define ownInitialize southInitialize
#define otherValue northValue
#define otherTwice northTwice
#else
#define LETTER 'N'
#define ownValue northValue
#define ownTwice northTwice
#define ownAddress northAddress
#define ownTrace northTrace
#define ownRound northRound
#define ownInitialize northInitialize
#define otherValue southValue
#define otherTwice southTwice
#endif

extern long otherValue;
extern long otherTwice(long);

long ownValue = LETTER;
/* Data that points to another fragment's data. */
long *ownAddress = &otherValue;
/* What the initialization routine saw. */
long ownTrace[8];

long ownTwice(long n) { return 2 * n; }

/* Through the other library and back. */
long ownRound(long n) { return otherTwice(n) + otherValue; }

OSErr ownInitialize(const CFragInitBlock *block)
{
    ownTrace[0] = block->connectionID != 0;
    ownTrace[1] = block->fragLocator.where;
    ownTrace[2] = block->libName[1];
    ownTrace[3] = block->fragLocator.u.onDisk.fileSpec->name[1];
    ownTrace[4] = otherTwice(21);
#ifdef FAILS
    return -1234;
#else
    return noErr;
#endif
}
