/* WASI and Unix. The files are in the folder that is the first argument, or in the current one. */
#define _POSIX_C_SOURCE 200809L

#include "platform.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifdef PLATFORM_TEXT_OF_MAC_OS
const Encoding platform_encoding = MAC_ROMAN;
const char platform_newline = '\r';
#else
const Encoding platform_encoding = UTF_8;
const char platform_newline = '\n';
#endif

enum { PATH_BYTES = 1024, NAME_BYTES_MAX = 32 };

static char path[PATH_BYTES];
static size_t folder_length;

bool platform_start(int argument_count, char **arguments) {
    if (argument_count < 2) {
        return true;
    }
    size_t length = strlen(arguments[1]);
    if (length + 1 + NAME_BYTES_MAX >= PATH_BYTES) {
        return false;
    }
    memcpy(path, arguments[1], length);
    path[length] = '/';
    folder_length = length + 1;
    return true;
}

static const char *path_of(const char *name) {
    strcpy(path + folder_length, name);
    return path;
}

bool platform_open(const char *name, File *file) {
    *file = open(path_of(name), O_RDONLY);
    return *file >= 0;
}

bool platform_size(File file, uint32_t *size) {
    struct stat status;
    if (fstat(file, &status) != 0 || (uint64_t)status.st_size >= UINT32_MAX) {
        return false;
    }
    *size = (uint32_t)status.st_size;
    return true;
}

bool platform_seek(File file, uint32_t offset) {
    return lseek(file, (off_t)offset, SEEK_SET) == (off_t)offset;
}

bool platform_read(File file, void *buffer, uint32_t size) {
    char *bytes = buffer;
    while (size > 0) {
        ssize_t count = read(file, bytes, size);
        if (count <= 0) {
            return false;
        }
        bytes += count;
        size -= (uint32_t)count;
    }
    return true;
}

bool platform_create(const char *name, FileKind kind, File *file) {
    (void)kind;
    *file = open(path_of(name), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    return *file >= 0;
}

bool platform_write(File file, const void *buffer, uint32_t size) {
    const char *bytes = buffer;
    while (size > 0) {
        ssize_t count = write(file, bytes, size);
        if (count <= 0) {
            return false;
        }
        bytes += count;
        size -= (uint32_t)count;
    }
    return true;
}

/* write() has no buffer of its own here; what it was given is with the system. */
bool platform_flush(File file) {
    (void)file;
    return true;
}

void platform_close(File file) {
    close(file);
}

void *platform_allocate(uint32_t size) {
    return malloc(size > 0 ? size : 1);
}

uint32_t platform_partition_for(uint32_t size) {
    (void)size;
    return 0;
}

double platform_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
