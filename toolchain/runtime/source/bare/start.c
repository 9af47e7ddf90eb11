/* Where a program without the C library starts and ends. */

#include <Processes.h>

typedef void (*Function)(void);
/* Made by the linker; each ends with a null pointer. */
extern const Function __initializers[], __terminators[];

extern void __run_atexit(void);
extern int main(int argument_count, char **arguments);

static void call_all(const Function *functions) {
    while (*functions) {
        (*functions++)();
    }
}

void __start(void) {
    static char *arguments[] = {"application", 0};
    call_all(__initializers);
    main(1, arguments);
    __run_atexit();
    call_all(__terminators);
    ExitToShell();
}
