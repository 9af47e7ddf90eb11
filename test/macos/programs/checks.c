/* Each mistake that a check finds: the file "mistake" holds which; without it the same is done right. */
#include <Files.h>
#include <MacMemory.h>

enum {
    NONE,
    WRITE_BEHIND,
    READ_BEFORE,
    MOVE_BEHIND,
    WRITE_DISPOSED,
    DISPOSE_TWICE,
    STALE_POINTER,
    DISPOSED_HANDLE,
    DISPOSE_HANDLE_TWICE,
    NIL_READ,
    NIL_WRITE,
    NIL_HANDLE,
    READ_UNWRITTEN,
    DIVIDE_BY_ZERO,
    OVERFLOWS,
    OVERWRITE_RETURN,
    RECURSE
};
static volatile unsigned char mistake;

static volatile int sum;

#define NOT_INLINE __attribute__((noinline))

NOT_INLINE static char *allocate(long byteCount) { return NewPtr(byteCount); }
NOT_INLINE static void dispose(char *block) { DisposePtr(block); }

NOT_INLINE static void fill(char *block, long byteCount) {
    for (long k = 0; k < byteCount; k++)
        ((volatile char *)block)[k] = (char)k;
}

NOT_INLINE static void behind(void) {
    char *block = allocate(30);
    fill(block, mistake == WRITE_BEHIND ? 31 : 30);
    if (mistake == READ_BEFORE) {
        sum += *(volatile int *)(block - 8);
    }
    if (mistake == MOVE_BEHIND) {
        BlockMoveData(block, block + 10, 25);
    }
    dispose(block);
    if (mistake == WRITE_DISPOSED) {
        block[3] = 1;
        sum += block[3];
    }
    if (mistake == DISPOSE_TWICE) {
        dispose(block);
    }
}

NOT_INLINE static void stale(void) {
    Handle handle = NewHandle(100);
    volatile char *kept = *handle;
    if (mistake != STALE_POINTER)
        HLock(handle);
    Ptr other = NewPtr(10);
    kept[5] = 1;
    HUnlock(handle);
    DisposePtr(other);
    DisposeHandle(handle);
    if (mistake == DISPOSED_HANDLE) {
        sum += **handle;
    }
    if (mistake == DISPOSE_HANDLE_TWICE) {
        DisposeHandle(handle);
    }
}

NOT_INLINE static void follow(volatile int *pointer) {
    if (mistake == NIL_READ) {
        sum += pointer[3];
    }
    if (mistake == NIL_WRITE) {
        pointer[0] = 1;
    }
    if (mistake == NIL_HANDLE) {
        sum += **(volatile char *volatile *)pointer;
    }
}

NOT_INLINE static void unwritten(void) {
    volatile int *block = (volatile int *)NewPtr(64);
    for (int k = 0; k < 16; k++)
        if (k != 9 || mistake != READ_UNWRITTEN)
            block[k] = k;
    for (int k = 0; k < 16; k++)
        if (block[k] == 5)
            sum++;
    DisposePtr((Ptr)block);
}

static volatile float divisors[8] = {1, 2, 3, 4, 5, 6, 7, 8};
static volatile float quotient;

NOT_INLINE static void divide(void) {
    if (mistake == DIVIDE_BY_ZERO)
        divisors[5] = 0;
    for (int k = 0; k < 8; k++)
        quotient = 10.0f / divisors[k];
    volatile double big = 1e300;
    for (int k = 0; k < (mistake == OVERFLOWS ? 2 : 1); k++)
        big = big * 1e5;
}

NOT_INLINE static void use(volatile int *number) { sum += *number; }

NOT_INLINE static void overrun(int count) {
    volatile int numbers[4];
    for (int k = 0; k < count; k++)
        numbers[k] = 0x7fff0001;
    use(numbers);
}

NOT_INLINE static int recurse(int depth) {
    volatile int numbers[100];
    numbers[0] = depth;
    return depth == 0 ? 0 : recurse(depth - 1) + numbers[0];
}

static void readMistake(void) {
    short file;
    long count = 1;
    if (HOpen(0, 0, "\pmistake", fsRdPerm, &file) != noErr)
        return;
    FSRead(file, &count, (void *)&mistake);
    FSClose(file);
}

int main(void) {
    MaxApplZone();
    readMistake();
    behind();
    stale();
    follow((volatile int *)0);
    unwritten();
    divide();
    overrun(mistake == OVERWRITE_RETURN ? 40 : 4);
    sum += recurse(mistake == RECURSE ? 100000 : 10);
    return 0;
}
