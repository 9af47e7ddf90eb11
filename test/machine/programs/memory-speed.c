/* Goes over memory in ways whose speed is known of real machines. Returns something that depends on all that was read. */
#include <stdint.h>

enum { BYTES = 4 << 20, LINE = 32 };
enum { READ, WRITE, COPY, CHASE };

static uint32_t from[BYTES / 4], to[BYTES / 4];

static uint32_t read(const volatile uint32_t *p, uint32_t words) {
    uint32_t sum = 0;
    for (; words > 0; words -= 8, p += 8) {
        sum += p[0] + p[1] + p[2] + p[3];
        sum += p[4] + p[5] + p[6] + p[7];
    }
    return sum;
}

static void write(volatile uint32_t *p, uint32_t words, uint32_t value) {
    for (; words > 0; words -= 8, p += 8) {
        p[0] = value;
        p[1] = value;
        p[2] = value;
        p[3] = value;
        p[4] = value;
        p[5] = value;
        p[6] = value;
        p[7] = value;
    }
}

static void copy(volatile uint32_t *t, const volatile uint32_t *s, uint32_t words) {
    for (; words > 0; words -= 4, t += 4, s += 4) {
        uint32_t a = s[0], b = s[1], c = s[2], d = s[3];
        t[0] = a;
        t[1] = b;
        t[2] = c;
        t[3] = d;
    }
}

/* Each line has the index of the next; the order is that of a generator with a full period, so that no two are near each other. */
static uint32_t chase(uint32_t bytes, uint32_t steps) {
    uint32_t lines = bytes / LINE, line = 0;
    for (uint32_t k = 0; k < lines; k++) {
        uint32_t next = (line * 1664525u + 1013904223u) & (lines - 1);
        from[line * (LINE / 4)] = next * (LINE / 4);
        line = next;
    }
    uint32_t at = 0;
    for (uint32_t k = 0; k < steps; k++) at = from[at];
    return at;
}

uint32_t run(uint32_t what, uint32_t bytes, uint32_t times) {
    uint32_t result = 0;
    if (what == CHASE) return chase(bytes, times);
    for (uint32_t k = 0; k < times; k++) {
        if (what == READ) result += read(from, bytes / 4);
        if (what == WRITE) write(to, bytes / 4, k);
        if (what == COPY) copy(to, from, bytes / 4);
    }
    return result;
}
