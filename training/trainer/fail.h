#ifndef FAIL_H
#define FAIL_H

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FAIL(...) (fprintf(stderr, __VA_ARGS__), fputc('\n', stderr), exit(1))

/* Zeroed, and aligned to a cache line. */
static inline void *allocate(size_t count, size_t size) {
    size_t bytes = (count * size + 63) / 64 * 64;
    void *memory = aligned_alloc(64, bytes);
    if (memory == NULL) {
        FAIL("no memory for %zu bytes", bytes);
    }
    return memset(memory, 0, bytes);
}

#endif
