/* Memory Manager: blocks that move and are purged, zones, errors (Inside Macintosh: Memory, chapters 1 and 2). */

#include "checks.h"

static char bytes[64];
static long growCalls, growNeeded, purgeWarnings;
static Handle reserve, warned;

static void fill(Handle h, char seed)
{
    long i, size = GetHandleSize(h);
    for (i = 0; i < size; i++)
        (*h)[i] = (char)(seed + i);
}

static int isFilled(Handle h, char seed)
{
    long i, size = GetHandleSize(h);
    for (i = 0; i < size; i++)
        if ((*h)[i] != (char)(seed + i))
            return 0;
    return 1;
}

static void errors(void)
{
    Handle h;
    source("Memory, chapter 2, NewHandle");
    h = NewHandle(0);
    checkTrue("a handle of no bytes", h != NULL && *h != NULL);
    check("has size 0", GetHandleSize(h), 0);
    DisposeHandle(h);
    check("a size that no memory has", (long)NewHandle(0x70000000), 0);
    check("is memFullErr", MemError(), memFullErr);
    check("a negative size of a pointer", (long)NewPtr(-1), 0);
    check("is memFullErr", MemError(), memFullErr);
    h = NewEmptyHandle();
    source("Memory, chapter 2, NewEmptyHandle");
    checkTrue("has a master pointer", h != NULL);
    check("that is nil", (long)*h, 0);
    source("Memory, chapter 2, GetHandleSize");
    check("of an empty handle", GetHandleSize(h), 0);
    check("is nilHandleErr", MemError(), nilHandleErr);
    check("of nil", GetHandleSize(NULL), 0);
    check("is nilHandleErr", MemError(), nilHandleErr);
    source("Memory, chapter 2, HLock");
    HLock(h);
    check("of an empty handle", MemError(), nilHandleErr);
    source("Memory, chapter 2, ReallocateHandle");
    ReallocateHandle(h, 300);
    check("fills an empty handle", MemError(), noErr);
    check("with so many bytes", GetHandleSize(h), 300);
    HLock(h);
    ReallocateHandle(h, 100);
    check("of a locked one", MemError(), memPurErr);
    source("Memory, chapter 2, EmptyHandle");
    EmptyHandle(h);
    check("of a locked one", MemError(), memPurErr);
    HUnlock(h);
    EmptyHandle(h);
    check("of an unlocked one", (long)*h, 0);
    source("Memory, chapter 2, DisposeHandle");
    DisposeHandle(h);
    check("of an empty handle", MemError(), noErr);
    h = NewHandle(50);
    HLock(h);
    DisposeHandle(h);
    check("of a locked one", MemError(), noErr);
}

static void properties(void)
{
    Handle h = NewHandle(100);
    source("Memory, chapter 2, HGetState");
    check("of a new handle", (unsigned char)HGetState(h), 0);
    HPurge(h);
    check("purgeable", (unsigned char)HGetState(h), 0x40);
    HLock(h);
    check("and locked", (unsigned char)HGetState(h), 0xC0);
    HNoPurge(h);
    check("not purgeable", (unsigned char)HGetState(h), 0x80);
    HUnlock(h);
    check("not locked", (unsigned char)HGetState(h), 0);
    source("Memory, chapter 2, HSetState");
    HSetState(h, 0x60);
    check("sets them all", (unsigned char)HGetState(h), 0x60);
    HSetState(h, 0);
    check("clears them all", (unsigned char)HGetState(h), 0);
    source("Memory, chapter 2, HandleZone");
    check("HandleZone", (long)HandleZone(h), (long)ApplicationZone());
    DisposeHandle(h);
    h = NewHandleSys(20);
    check("of a handle in the system heap", (long)HandleZone(h), (long)SystemZone());
    DisposeHandle(h);
    h = (Handle)NewPtrSys(20);
    source("Memory, chapter 2, PtrZone");
    check("PtrZone", (long)PtrZone((Ptr)h), (long)SystemZone());
    DisposePtr((Ptr)h);
}

static void copies(void)
{
    Handle a = NewHandle(10), b, nothing = NULL;
    fill(a, 1);
    source("Memory, chapter 2, HandToHand");
    HLock(a);
    b = a;
    check("HandToHand", HandToHand(&b), noErr);
    checkTrue("another handle", b != a);
    checkTrue("the same bytes", isFilled(b, 1));
    check("is not locked as the original is", (unsigned char)HGetState(b), 0);
    check("of nil", HandToHand(&nothing), nilHandleErr);
    source("Memory, chapter 2, PtrToHand");
    check("PtrToHand", PtrToHand(*a, &nothing, 6), noErr);
    check("takes so many bytes", GetHandleSize(nothing), 6);
    check("the first", (*nothing)[0], 1);
    source("Memory, chapter 2, PtrToXHand");
    check("PtrToXHand", PtrToXHand(*a + 4, nothing, 3), noErr);
    check("changes the size", GetHandleSize(nothing), 3);
    check("and the bytes", (*nothing)[0], 5);
    source("Memory, chapter 2, HandAndHand");
    check("HandAndHand", HandAndHand(nothing, b), noErr);
    check("makes the second longer", GetHandleSize(b), 13);
    check("by the first", (*b)[10], 5);
    check("which stays", GetHandleSize(nothing), 3);
    source("Memory, chapter 2, PtrAndHand");
    check("PtrAndHand", PtrAndHand(*a, b, 2), noErr);
    checkTrue("adds bytes at the end", GetHandleSize(b) == 15 && (*b)[13] == 1 && (*b)[14] == 2);
    DisposeHandle(a);
    DisposeHandle(b);
    DisposeHandle(nothing);
}

static void moves(void)
{
    Handle h[20];
    Ptr before;
    short i;
    long good = 0, moved = 0, free;
    source("Memory, chapter 1, Heap Fragmentation");
    for (i = 0; i < 20; i++) {
        h[i] = NewHandle(1000);
        fill(h[i], (char)i);
    }
    for (i = 0; i < 20; i += 2)
        DisposeHandle(h[i]);
    HLock(h[19]);
    before = *h[1];
    source("Memory, chapter 2, CompactMem");
    check("gives the largest free block", CompactMem(0x7FFFFFFF), MaxBlock());
    for (i = 1; i < 20; i += 2)
        good += isFilled(h[i], (char)i);
    check("what moves keeps its bytes", good, 10);
    for (i = 3; i < 19; i += 2)
        moved += *h[i] != NULL && *h[i] > *h[i - 2];
    check("and its order", moved, 8);
    checkTrue("down", *h[1] <= before);
    source("Memory, chapter 2, MoveHHi");
    before = *h[1];
    MoveHHi(h[1]);
    check("MoveHHi", MemError(), noErr);
    checkTrue("moves a block up", *h[1] > before);
    checkTrue("with its bytes", isFilled(h[1], 1));
    HLock(h[3]);
    MoveHHi(h[3]);
    check("of a locked block", MemError(), memLockedErr);
    HUnlock(h[3]);
    source("Memory, chapter 2, HLockHi");
    HLockHi(h[3]);
    check("locks", (unsigned char)HGetState(h[3]), 0x80);
    checkTrue("keeps the bytes", isFilled(h[3], 3));
    source("Memory, chapter 2, ReserveMem");
    ReserveMem(5000);
    check("ReserveMem", MemError(), noErr);
    source("Memory, chapter 2, SetHandleSize");
    SetHandleSize(h[5], 200);
    checkTrue("smaller", GetHandleSize(h[5]) == 200 && isFilled(h[5], 5));
    SetHandleSize(h[7], 30000);
    check("bigger", GetHandleSize(h[7]), 30000);
    checkTrue("keeps what was there", (*h[7])[0] == 7 && (*h[7])[999] == (char)(7 + 999));
    for (i = 1; i < 20; i += 2)
        DisposeHandle(h[i]);
    source("Memory, chapter 2, FreeMem");
    free = FreeMem();
    before = NewPtr(10000);
    checkTrue("a block takes its bytes and a header", free - FreeMem() >= 10000 && free - FreeMem() < 10100);
    DisposePtr(before);
    check("and gives them back", FreeMem(), free);
    checkTrue("MaxBlock is no more than FreeMem", MaxBlock() <= FreeMem());
}

static void purging(void)
{
    Handle soft = NewHandle(20000), locked = NewHandle(20000), hard = NewHandle(20000);
    long total, contiguous, totalWithout, size;
    Size grow = -1;
    fill(locked, 3);
    PurgeSpace(&totalWithout, &contiguous);
    source("Memory, chapter 2, PurgeSpace");
    check("without purgeable blocks it is what is free", totalWithout, FreeMem());
    HPurge(soft);
    HPurge(locked);
    HLock(locked);
    PurgeSpace(&total, &contiguous);
    checkTrue("counts purgeable blocks, not locked ones", total - totalWithout >= 20000 && total - totalWithout < 20100);
    checkTrue("in one piece no more than in all", contiguous <= total);
    source("Memory, chapter 2, PurgeMem");
    PurgeMem(0x7FFFFFF);
    check("too much", MemError(), memFullErr);
    check("purges purgeable blocks", (long)*soft, 0);
    checkTrue("not locked ones", *locked != NULL && isFilled(locked, 3));
    checkTrue("nor others", *hard != NULL);
    source("Memory, chapter 1, Purging");
    ReallocateHandle(soft, 20000);
    HPurge(soft);
    HUnlock(locked);
    HNoPurge(locked);
    {
        Ptr p = NewPtr(MaxBlock() + 5000);
        checkTrue("an allocation purges when it must", p != NULL && *soft == NULL);
        DisposePtr(p);
    }
    source("Memory, chapter 2, MaxMem");
    size = MaxMem(&grow);
    check("the largest block", size, MaxBlock());
    check("no room to grow after MaxApplZone", grow, 0);
    DisposeHandle(soft);
    DisposeHandle(locked);
    DisposeHandle(hard);
}

static long growZone(Size needed)
{
    growCalls++;
    growNeeded = needed;
    if (reserve == NULL || *reserve == NULL)
        return 0;
    size_t freed = GetHandleSize(reserve);
    EmptyHandle(reserve);
    return freed;
}

static void growing(void)
{
    Ptr p;
    source("Memory, chapter 2, SetGrowZone");
    reserve = NewHandle(30000);
    SetGrowZone((GrowZoneUPP)growZone);
    p = NewPtr(MaxBlock() + 10000);
    check("the function is called", growCalls, 1);
    checkTrue("told what is needed", growNeeded >= 10000);
    checkTrue("what it frees is used", p != NULL);
    check("with noErr", (p = p ? p : NULL, MemError()), noErr);
    DisposePtr(p);
    growCalls = 0;
    p = NewPtr(0x7000000);
    checkTrue("once it gives 0, there is no more", p == NULL && growCalls == 1);
    check("memFullErr", MemError(), memFullErr);
    SetGrowZone(NULL);
    DisposeHandle(reserve);
}

static void warn(Handle h)
{
    purgeWarnings++;
    warned = h;
}

static void zones(void)
{
    char *room = NewPtr(20000);
    THz zone;
    Ptr inside;
    Handle h;
    long outside = FreeMem();
    source("Memory, chapter 2, InitZone");
    InitZone(NULL, 16, room + 20000, room);
    zone = GetZone();
    checkTrue("makes its zone the current one", (char *)zone >= room && (char *)zone < room + 16);
    check("master pointers at a time", zone->moreMast, 16);
    checkTrue("its end", (char *)zone->bkLim <= room + 20000 && (char *)zone->bkLim > room + 19900);
    inside = NewPtr(1000);
    checkTrue("allocates within", inside > room && inside < room + 20000);
    h = NewHandle(1000);
    checkTrue("handles too", *h > room && *h < room + 20000 && (char *)h > room && (char *)h < room + 20000);
    check("HandleZone", (long)HandleZone(h), (long)zone);
    checkTrue("FreeMem is the zone's", FreeMem() < 20000);
    check("a full zone", (long)NewPtr(19000), 0);
    check("memFullErr", MemError(), memFullErr);
    source("Memory, chapter 2, The Purge-Warning Procedure");
    zone->purgeProc = (UniversalProcPtr)warn;
    HPurge(h);
    PurgeMem(0x7FFFFFF);
    checkTrue("is called before a block goes", purgeWarnings == 1 && warned == h && *h == NULL);
    source("Memory, chapter 2, SetZone");
    SetZone(ApplicationZone());
    check("GetZone", (long)GetZone(), (long)ApplicationZone());
    check("nothing came from outside", FreeMem(), outside);
    DisposePtr(inside);
    check("a block knows its zone", MemError(), noErr);
    SetZone(zone);
}

static void temporary(void)
{
    OSErr error = 1;
    Handle h;
    SetZone(ApplicationZone());
    source("Memory, chapter 2, TempNewHandle");
    h = TempNewHandle(100000, &error);
    check("TempNewHandle", error, noErr);
    checkTrue("outside the application's heap", h != NULL && HandleZone(h) != ApplicationZone());
    check("of its size", GetHandleSize(h), 100000);
    DisposeHandle(h);
    check("goes as other handles go", MemError(), noErr);
    h = TempNewHandle(0x7000000, &error);
    check("too much", (long)h, 0);
    check("memFullErr", error, memFullErr);
    checkTrue("TempFreeMem", TempFreeMem() > 100000);
    source("Memory, chapter 2, BlockMove");
    for (error = 0; error < 64; error++)
        bytes[error] = (char)error;
    BlockMove(bytes, bytes + 8, 40);
    checkTrue("up over itself", bytes[8] == 0 && bytes[47] == 39);
    BlockMoveData(bytes + 8, bytes, 40);
    checkTrue("down over itself", bytes[0] == 0 && bytes[39] == 39);
}

int main(void)
{
    openResults();
    MaxApplZone();
    errors();
    properties();
    copies();
    moves();
    purging();
    growing();
    zones();
    temporary();
    FSClose(resultsFile);
#ifdef BAD_ZONE
    SetZone((THz)bytes);
    NewPtr(10);
#endif
#ifdef BAD_BLOCK
    {
        Ptr p = NewPtr(100), q = NewPtr(100);
        DisposePtr(q);
        *(long *)(p - 8) = 0;
        NewPtr(MaxBlock());
    }
#endif
    return 0;
}
