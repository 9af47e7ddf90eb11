#include "text_file.h"

#include "memory.h"
#include "text.h"

/* A character of Mac OS Roman is up to this many bytes of UTF-8. */
enum { GROWTH = 3 };

static bool read_whole(const char *name, File file, uint32_t most_bytes, uint8_t **utf8, uint32_t *length, Message *failure) {
    uint32_t size;
    if (!platform_size(file, &size)) {
        compose(failure, "%s cannot be read.", name);
        return false;
    }
    if (size > most_bytes) {
        compose(failure, "%s is too long: it has %u bytes, of which %u can be used.", name, size, most_bytes);
        return false;
    }
    uint8_t *memory = allocate((GROWTH + 1) * size + 1, 0, name, failure);
    if (memory == NULL) {
        return false;
    }
    uint8_t *original = memory + GROWTH * size;
    if (!platform_read(file, original, size)) {
        compose(failure, "%s cannot be read to its end; the disk may be damaged.", name);
        return false;
    }
    *length = text_from_file(platform_encoding, original, size, memory);
    *utf8 = memory;
    return true;
}

TextResult read_text_file(const char *name, uint32_t most_bytes, uint8_t **utf8, uint32_t *length, Message *failure) {
    File file;
    if (!platform_open(name, &file)) {
        return TEXT_MISSING;
    }
    bool read = read_whole(name, file, most_bytes, utf8, length, failure);
    platform_close(file);
    return read ? TEXT_READ : TEXT_UNREADABLE;
}
