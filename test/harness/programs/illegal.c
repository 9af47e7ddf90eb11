/* fsqrt, which a PowerPC 750 lacks. */
int main(void) {
    __asm__ volatile(".long 0xfc20082c");
    return 0;
}
