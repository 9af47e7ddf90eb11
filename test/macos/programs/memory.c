/* Memory Manager, as a program sees it (Inside Macintosh: Memory, chapters 1 and 2). */

#include "checks.h"

#define MEM_ERR (*(volatile short *)0x0220)
#define APPL_ZONE (*(char **)0x02AA)
#define APPL_LIMIT (*(char **)0x0130)
#define HEAP_END (*(char **)0x0114)

/* Walks a zone's blocks by their headers; -1 when they do not add up. */
static long freeBytesByWalking(char *zone)
{
    char *block = zone + 52;
    char *end = *(char **)zone;
    long total = 0;
    while (block < end) {
        long size = *(long *)(block + 4);
        if (size <= 0)
            return -1;
        if ((*block & 0xC0) == 0)
            total += size;
        block += size;
    }
    return block == end ? total : -1;
}

static void pointers(void)
{
    Ptr p = NewPtr(100), q;
    source("Memory, chapter 2, Allocating and Releasing Nonrelocatable Blocks");
    checkTrue("pointers are 16-byte aligned", ((long)p & 15) == 0);
    check("MemErr in low memory", MEM_ERR, noErr);
    check("GetPtrSize", GetPtrSize(p), 100);
    SetPtrSize(p, 5000);
    check("SetPtrSize", MEM_ERR, noErr);
    check("GetPtrSize after it", GetPtrSize(p), 5000);
    q = NewPtrClear(64);
    checkTrue("NewPtrClear", q[0] == 0 && q[63] == 0);
    SetPtrSize(p, 0x7000000);
    check("SetPtrSize too big", MEM_ERR, memFullErr);
    check("MemError too", MemError(), memFullErr);
    DisposePtr(p);
    DisposePtr(q);
    check("DisposePtr", MEM_ERR, noErr);
}

static void handles(void)
{
    Handle h = NewHandle(1000), copy;
    long i, sum = 0;
    source("Memory, chapter 2, Allocating and Releasing Relocatable Blocks");
    for (i = 0; i < 1000; i++)
        (*h)[i] = (char)i;
    check("RecoverHandle", (long)RecoverHandle(*h), (long)h);
    copy = h;
    HandToHand(&copy);
    checkTrue("HandToHand", copy != h && GetHandleSize(copy) == 1000);
    HLock(h);
    check("HGetState of a locked handle", (unsigned char)HGetState(h), 0x80);
    HUnlock(h);
    SetHandleSize(h, 40000);
    check("SetHandleSize", MEM_ERR, noErr);
    for (i = 0; i < 1000; i++)
        sum += (unsigned char)(*h)[i] == (unsigned char)i;
    check("contents move with the block", sum, 1000);
    PtrAndHand("tail", copy, 4);
    checkTrue("PtrAndHand", GetHandleSize(copy) == 1004 && (*copy)[1000] == 't');
    HPurge(h);
    EmptyHandle(h);
    check("EmptyHandle", (long)*h, 0);
    DisposeHandle(h);
    DisposeHandle(copy);
}

static void exhaustion(void)
{
    Ptr blocks[64];
    long count = 0, before = FreeMem(), i;
    source("Memory, chapter 2, Assessing Memory Conditions");
    while (count < 64 && (blocks[count] = NewPtr(50000)) != NULL)
        count++;
    checkTrue("memory runs out", count > 0 && count < 64);
    check("with memFullErr", MEM_ERR, memFullErr);
    checkTrue("the rest is less than a block", MaxBlock() < 50000);
    for (i = 0; i < count; i++)
        DisposePtr(blocks[i]);
    check("all of it comes back", FreeMem(), before);
    checkTrue("in one piece", MaxBlock() > 50000 * (count - 1));
}

int main(void)
{
    openResults();
    source("Memory, chapter 2, MaxApplZone");
    checkTrue("the heap has not grown before MaxApplZone", HEAP_END < APPL_LIMIT - 10000);
    MaxApplZone();
    checkTrue("MaxApplZone", APPL_LIMIT - HEAP_END < 32);
    check("ApplicationZone", (long)ApplicationZone(), (long)APPL_ZONE);
    MoreMasters();
    pointers();
    handles();
    exhaustion();
    source("Memory, chapter 2, Block Headers");
    check("the blocks of the zone add up to FreeMem", freeBytesByWalking(APPL_ZONE), FreeMem());
    source("Memory, chapter 2, StackSpace");
    checkTrue("the stack is above the heap", StackSpace() > 0);
    FSClose(resultsFile);
    return 0;
}
