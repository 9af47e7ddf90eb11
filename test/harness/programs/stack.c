/* Its stack grows until it meets the heap. */
static volatile int depth;

__attribute__((noinline)) static int deeper(int level) {
    volatile char space[512];
    space[level & 511] = (char)level;
    depth = level;
    return deeper(level + 1) + space[level & 511];
}

int main(void) {
    return deeper(0);
}
