/* What clang calls for memcpy, memmove, memset and bzero when it compiles for the AIX convention. */

typedef unsigned int u32;
typedef unsigned long size_t;
/* Words may hold anything. */
typedef u32 __attribute__((may_alias, aligned(1))) word;

static void copy_up(unsigned char *to, const unsigned char *from, size_t count) {
    for (; count >= 16; count -= 16, to += 16, from += 16) {
        word a = ((const word *)from)[0], b = ((const word *)from)[1], c = ((const word *)from)[2], d = ((const word *)from)[3];
        ((word *)to)[0] = a;
        ((word *)to)[1] = b;
        ((word *)to)[2] = c;
        ((word *)to)[3] = d;
    }
    while (count--) {
        *to++ = *from++;
    }
}

static void copy_down(unsigned char *to, const unsigned char *from, size_t count) {
    to += count;
    from += count;
    for (; count >= 4; count -= 4) {
        to -= 4;
        from -= 4;
        *(word *)to = *(const word *)from;
    }
    while (count--) {
        *--to = *--from;
    }
}

void *___memmove(void *destination, const void *source, size_t count) {
    unsigned char *to = destination;
    const unsigned char *from = source;
    if (to <= from || to >= from + count) {
        copy_up(to, from, count);
    } else {
        copy_down(to, from, count);
    }
    return destination;
}

void *___memset(void *destination, int value, size_t count) {
    unsigned char *to = destination;
    u32 fill = (unsigned char)value * 0x01010101U;
    for (; count >= 4; count -= 4, to += 4) {
        *(word *)to = fill;
    }
    while (count--) {
        *to++ = (unsigned char)value;
    }
    return destination;
}

void ___bzero(void *destination, size_t count) {
    ___memset(destination, 0, count);
}
