/* Destructors of static objects, where there is no C library: the last made is the first to go. */

typedef void (*Function)(void);

enum { MOST = 64 };
static Function registered[MOST];
static int count;

int atexit(Function function) {
    if (count == MOST)
        return -1;
    registered[count++] = function;
    return 0;
}

/* 0 if it was registered, and its caller is to call it now. */
int unatexit(Function function) {
    for (int index = count - 1; index >= 0; index--)
        if (registered[index] == function) {
            for (count--; index < count; index++)
                registered[index] = registered[index + 1];
            return 0;
        }
    return 1;
}

void __run_atexit(void) {
    while (count > 0)
        registered[--count]();
}
