/*
 * Unwinding by traceback tables, which follow each function after a zero word (Mac OS Runtime Architectures, chapter 4; AIX's
 * sys/debug.h): how many registers a function has saved, and where its exception table is.
 */

#include "unwind.h"

/* Offsets of `struct _Unwind_Context`. */
_Static_assert(__builtin_offsetof(struct _Unwind_Context, gpr) == 24, "24 in the assembly below");
_Static_assert(__builtin_offsetof(struct _Unwind_Context, fpr) == 104, "104 in the assembly below");

#define EACH_FPR(instruction)                                                                                          \
    instruction " 14, 104(3)\n" instruction " 15, 112(3)\n" instruction " 16, 120(3)\n" instruction " 17, 128(3)\n"    \
        instruction " 18, 136(3)\n" instruction " 19, 144(3)\n" instruction " 20, 152(3)\n" instruction                \
        " 21, 160(3)\n" instruction " 22, 168(3)\n" instruction " 23, 176(3)\n" instruction " 24, 184(3)\n" instruction \
        " 25, 192(3)\n" instruction " 26, 200(3)\n" instruction " 27, 208(3)\n" instruction " 28, 216(3)\n" instruction \
        " 29, 224(3)\n" instruction " 30, 232(3)\n" instruction " 31, 240(3)\n"

/* The caller's frame, as it is when this returns. */
__attribute__((naked, noinline)) static void capture(struct _Unwind_Context *context __attribute__((unused))) {
    __asm__("mflr 0\n"
            "mfcr 5\n"
            "stw 1, 0(3)\n"
            "stw 0, 4(3)\n"
            "stw 5, 8(3)\n"
            "stmw 13, 24(3)\n" EACH_FPR("stfd") "blr\n");
}

__attribute__((naked, noreturn, noinline)) static void install(struct _Unwind_Context *context __attribute__((unused))) {
    __asm__("lwz 1, 0(3)\n"
            "lwz 0, 4(3)\n"
            "lwz 5, 8(3)\n"
            "mtlr 0\n"
            "mtcrf 255, 5\n"
            "lmw 13, 24(3)\n" EACH_FPR("lfd") "lwz 4, 16(3)\n"
                                              "lwz 3, 12(3)\n"
                                              "blr\n");
}

__attribute__((naked, noinline)) Word __unwind_toc(void) {
    __asm__("mr 3, 2\n"
            "blr\n");
}

enum { HAS_OFFSET = 0x20, HAS_CONTROLLED_STORAGE = 0x08 };
enum { INTERRUPT_HANDLER = 0x80, HAS_NAME = 0x40, USES_ALLOCA = 0x20, SAVES_CR = 0x02 };
enum { HAS_EXTENSION = 0x80, HAS_VECTOR_INFO = 0x40 };
enum { EXCEPTION_INFO = 0x08 };
/* No frame of a program returns beyond RAM: what calls it from outside does. */
#define OUTSIDE 0x40000000u

static Word wordAt(Word address) { return *(const Word *)address; }

static const unsigned char *exceptionInfo(const unsigned char *at, const unsigned char *table) {
    if (table[3] & USES_ALLOCA)
        at++;
    if (table[5] & HAS_VECTOR_INFO)
        at += 6;
    if (!(table[5] & HAS_EXTENSION) || !(*at++ & EXCEPTION_INFO))
        return 0;
    Word offset = wordAt(((Word)at + 3) & ~3u);
    return (const unsigned char *)wordAt(__unwind_toc() + offset);
}

/* Reads the table of the function that the frame is in; 0 where the program's own frames end. */
static const unsigned char *describe(struct _Unwind_Context *context) {
    if (context->pc >= OUTSIDE || wordAt(context->sp) == 0)
        return 0;
    Word end = context->pc & ~3u;
    while (wordAt(end))
        end += 4;
    const unsigned char *table = (const unsigned char *)end + 4;
    const unsigned char *at = table + 8;
    context->start = 0;
    context->lsda = 0;
    context->personality = 0;
    if (table[6] || table[7] >> 1)
        at += 4;
    if (table[2] & HAS_OFFSET) {
        context->start = end - wordAt((Word)at);
        at += 4;
    }
    if (table[3] & INTERRUPT_HANDLER)
        at += 4;
    if (table[2] & HAS_CONTROLLED_STORAGE)
        at += 4 + 4 * wordAt((Word)at);
    if (table[3] & HAS_NAME)
        at += 2 + (at[0] << 8 | at[1]);
    const unsigned char *info = exceptionInfo(at, table);
    if (info) {
        context->lsda = (const unsigned char *)wordAt((Word)info + 4);
        context->personality = *(void **)(info + 8);
    }
    return table;
}

/* To the caller's frame: floating-point registers lie at the top of the frame, general ones below them. */
static void step(struct _Unwind_Context *context, const unsigned char *table) {
    Word caller = wordAt(context->sp);
    int floats = table[4] & 0x3f;
    int generals = table[5] & 0x3f;
    const double *savedFloats = (const double *)(caller - 8 * floats);
    const Word *saved = (const Word *)(caller - 8 * floats - 4 * generals);
    for (int i = 0; i < floats; i++)
        context->fpr[18 - floats + i] = savedFloats[i];
    for (int i = 0; i < generals; i++)
        context->gpr[19 - generals + i] = saved[i];
    if (table[3] & SAVES_CR)
        context->cr = wordAt(caller + 4);
    context->pc = wordAt(caller + 8);
    context->sp = caller;
}

_Unwind_Reason_Code _Unwind_RaiseException(struct _Unwind_Exception *exception) {
    struct _Unwind_Context context;
    const unsigned char *table;
    capture(&context);
    while ((table = describe(&context))) {
        if (context.personality &&
            context.personality(1, _UA_SEARCH_PHASE, exception, &context) == _URC_HANDLER_FOUND) {
            exception->handler_frame = context.sp;
            _Unwind_Resume(exception);
        }
        step(&context, table);
    }
    return _URC_END_OF_STACK;
}

/* Phase 2 from here: each cleanup comes back here when it is done. */
void _Unwind_Resume(struct _Unwind_Exception *exception) {
    struct _Unwind_Context context;
    const unsigned char *table;
    capture(&context);
    while ((table = describe(&context))) {
        int actions = _UA_CLEANUP_PHASE | (context.sp == exception->handler_frame ? _UA_HANDLER_FRAME : 0);
        if (context.personality && context.personality(1, actions, exception, &context) == _URC_INSTALL_CONTEXT)
            install(&context);
        step(&context, table);
    }
    __builtin_trap();
}
