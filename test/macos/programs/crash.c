/* Programs that go wrong, one for each way to. */

#include <Files.h>
#include <MacMemory.h>
#include <MacTypes.h>
#include <Processes.h>

extern void NoSuchService(void);
extern void Debugger(void);

static void (*volatile nowhere)(void);

static int __attribute__((noinline)) recurse(int depth)
{
    volatile char frame[200];
    frame[depth % 200] = (char)depth;
    return depth == 0 ? 0 : recurse(depth - 1) + frame[depth % 200];
}

static void __attribute__((noinline)) goWrong(void)
{
#if defined(NULL_JUMP)
    struct {
        long code, toc;
    } vector = {0, 0};
    nowhere = (void (*)(void)) & vector;
    nowhere();
#elif defined(FAR_JUMP)
    struct {
        long code, toc;
    } vector = {0x50000000, 0};
    nowhere = (void (*)(void)) & vector;
    nowhere();
#elif defined(DATA_JUMP)
    static long table[4];
    struct {
        long *code;
        long toc;
    } vector = {table, 0};
    nowhere = (void (*)(void)) & vector;
    nowhere();
#elif defined(WILD_STORE)
    *(volatile long *)0x70001234 = 42;
#elif defined(WILD_SERVICE)
    BlockMoveData((Ptr)0x70001234, NewPtr(16), 16);
#elif defined(SQUARE_ROOT)
    __asm__ volatile(".long 0xFC20082C");
#elif defined(PRIVILEGED)
    __asm__ volatile(".long 0x7C0000A6");
#elif defined(TRAP)
    __asm__ volatile(".long 0x7FE00008");
#elif defined(STACK_OVERRUN)
    recurse(1000000);
#elif defined(ENDLESS)
    for (;;)
        ;
#elif defined(MISSING)
    NoSuchService();
#elif defined(DEBUGGER)
    Debugger();
#elif defined(DAMAGED_HEAP)
    char *p = NewPtr(16);
    long i;
    NewPtr(16);
    for (i = 0; i < 64; i++)
        p[i] = 0x55;
    *(volatile long *)0x70001234 = 42;
#endif
}

/* One file that is flushed and still open at the end, another that is closed. */
static void leaveFiles(void)
{
    short refNum;
    long count = 5;
    HCreate(0, 0, (ConstStr255Param)"\pclosed", 'ttxt', 'TEXT');
    if (HOpenDF(0, 0, (ConstStr255Param)"\pclosed", fsRdWrPerm, &refNum) == noErr) {
        FSWrite(refNum, &count, "whole");
        FSClose(refNum);
    }
    HCreate(0, 0, (ConstStr255Param)"\popen", 'ttxt', 'TEXT');
    if (HOpenDF(0, 0, (ConstStr255Param)"\popen", fsRdWrPerm, &refNum) == noErr)
        FSWrite(refNum, &count, "so far");
}

int main(void)
{
    leaveFiles();
    goWrong();
    return recurse(3) != 0;
}
