/* How the unwinder and the language's part of it talk (Itanium C++ ABI: Exception Handling, level I). */
#ifndef UNWIND_H
#define UNWIND_H

#ifdef __cplusplus
extern "C" {
#endif

typedef unsigned long Word;

typedef enum {
    _URC_FOREIGN_EXCEPTION_CAUGHT = 1,
    _URC_FATAL_PHASE2_ERROR = 2,
    _URC_FATAL_PHASE1_ERROR = 3,
    _URC_END_OF_STACK = 5,
    _URC_HANDLER_FOUND = 6,
    _URC_INSTALL_CONTEXT = 7,
    _URC_CONTINUE_UNWIND = 8
} _Unwind_Reason_Code;

enum { _UA_SEARCH_PHASE = 1, _UA_CLEANUP_PHASE = 2, _UA_HANDLER_FRAME = 4 };

struct _Unwind_Exception {
    /* Of the frame whose handler phase 1 found. */
    Word handler_frame;
};

/* What a call leaves as it was: stack pointer, CR, r13 to r31, f14 to f31; then where the frame goes on, and with what. */
struct _Unwind_Context {
    Word sp;
    Word pc;
    Word cr;
    Word exception;
    Word selector;
    Word unused;
    Word gpr[19];
    Word padding;
    double fpr[18];
    /* Of the function that the frame is of. */
    Word start;
    const unsigned char *lsda;
    _Unwind_Reason_Code (*personality)(int, int, struct _Unwind_Exception *, struct _Unwind_Context *);
};

_Unwind_Reason_Code _Unwind_RaiseException(struct _Unwind_Exception *exception);
void _Unwind_Resume(struct _Unwind_Exception *exception) __attribute__((noreturn));
Word __unwind_toc(void);
_Unwind_Reason_Code __xlcxx_personality_v1(int version, int actions, struct _Unwind_Exception *exception,
                                           struct _Unwind_Context *context);

#ifdef __cplusplus
}
#endif

#endif
