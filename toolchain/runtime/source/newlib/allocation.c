/* malloc and its family: each allocation is a block of the Memory Manager, as with Retro68's C library. */

#include <MacMemory.h>
#include <errno.h>
#include <reent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void *checked(struct _reent *reent, Ptr block) {
    if (!block) {
        reent->_errno = ENOMEM;
    }
    return block;
}

void *_malloc_r(struct _reent *reent, size_t size) {
    return checked(reent, NewPtr((Size)size));
}

void *_calloc_r(struct _reent *reent, size_t count, size_t size) {
    if (size != 0 && count > INT32_MAX / size) {
        reent->_errno = ENOMEM;
        return NULL;
    }
    return checked(reent, NewPtrClear((Size)(count * size)));
}

void _free_r(struct _reent *reent, void *block) {
    (void)reent;
    if (block) {
        DisposePtr(block);
    }
}

void *_realloc_r(struct _reent *reent, void *block, size_t size) {
    if (!block) {
        return _malloc_r(reent, size);
    }
    SetPtrSize(block, (Size)size);
    if (MemError() == noErr) {
        return block;
    }
    void *moved = _malloc_r(reent, size);
    if (moved) {
        size_t old_size = (size_t)GetPtrSize(block);
        memcpy(moved, block, old_size < size ? old_size : size);
        DisposePtr(block);
    }
    return moved;
}

/* The Memory Manager of a PowerPC aligns blocks to 16 bytes. */
void *_memalign_r(struct _reent *reent, size_t alignment, size_t size) {
    (void)alignment;
    return _malloc_r(reent, size);
}

void *malloc(size_t size) {
    return _malloc_r(_REENT, size);
}

void *calloc(size_t count, size_t size) {
    return _calloc_r(_REENT, count, size);
}

void free(void *block) {
    _free_r(_REENT, block);
}

void *realloc(void *block, size_t size) {
    return _realloc_r(_REENT, block, size);
}

void *memalign(size_t alignment, size_t size) {
    return _memalign_r(_REENT, alignment, size);
}
