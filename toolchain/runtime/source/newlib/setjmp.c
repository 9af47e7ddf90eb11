/*
 * setjmp and longjmp of newlib's jmp_buf: the stack pointer, the TOC pointer, the return address, the condition register and
 * the registers that calls preserve (Mac OS Runtime Architectures, chapter 4): r13 to r31 and f14 to f31.
 *
 * Offsets: 0 r1, 4 r2, 8 LR, 12 CR, 16 r13 to r31, 96 f14 to f31 (240 bytes in all; newlib's jmp_buf is larger).
 */

#include <setjmp.h>

_Static_assert(sizeof(jmp_buf) >= 240, "jmp_buf holds the saved registers");

#define EACH_FPR(instruction)                                                                                          \
    instruction " 14, 96(3)\n" instruction " 15, 104(3)\n" instruction " 16, 112(3)\n" instruction " 17, 120(3)\n" instruction \
                " 18, 128(3)\n" instruction " 19, 136(3)\n" instruction " 20, 144(3)\n" instruction " 21, 152(3)\n" instruction \
                " 22, 160(3)\n" instruction " 23, 168(3)\n" instruction " 24, 176(3)\n" instruction " 25, 184(3)\n" instruction \
                " 26, 192(3)\n" instruction " 27, 200(3)\n" instruction " 28, 208(3)\n" instruction " 29, 216(3)\n" instruction \
                " 30, 224(3)\n" instruction " 31, 232(3)\n"

__attribute__((naked)) int setjmp(jmp_buf buffer __attribute__((unused))) {
    __asm__("mflr 0\n"
            "mfcr 5\n"
            "stw 1, 0(3)\n"
            "stw 2, 4(3)\n"
            "stw 0, 8(3)\n"
            "stw 5, 12(3)\n"
            "stmw 13, 16(3)\n" EACH_FPR("stfd")
            "li 3, 0\n"
            "blr\n");
}

__attribute__((naked, noreturn)) void longjmp(jmp_buf buffer __attribute__((unused)), int value __attribute__((unused))) {
    __asm__("lwz 1, 0(3)\n"
            "lwz 2, 4(3)\n"
            "lwz 0, 8(3)\n"
            "lwz 5, 12(3)\n"
            "lmw 13, 16(3)\n" EACH_FPR("lfd")
            "mtlr 0\n"
            "mtcrf 255, 5\n"
            "cmpwi 4, 0\n"
            "mr 3, 4\n"
            "bnelr\n"
            "li 3, 1\n"
            "blr\n");
}
