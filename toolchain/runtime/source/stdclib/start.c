/* Where a program with the shared C library starts and ends: its exit writes what is buffered. */

typedef void (*Function)(void);
/* Made by the linker; each ends with a null pointer. */
extern const Function __initializers[], __terminators[];

extern int main(int argument_count, char **arguments);
extern void exit(int status);
extern int atexit(Function function);

static void call_all(const Function *functions) {
    while (*functions) {
        (*functions++)();
    }
}

static void terminate(void) {
    call_all(__terminators);
}

void __start(void) {
    static char *arguments[] = {"application", 0};
    atexit(terminate);
    call_all(__initializers);
    exit(main(1, arguments));
}

/* Registered destructors of C++ objects stay registered: a fragment's code never goes away before its program does. */
int unatexit(Function function) {
    (void)function;
    return 1;
}
