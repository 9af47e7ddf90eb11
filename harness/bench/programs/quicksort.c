/* Calls: quicksort with a comparison that is called through a pointer. */
#include "benchmark.h"

enum { LENGTH = 1024 };

typedef int comparison(const int32_t *a, const int32_t *b);

static int32_t values[LENGTH];

static int ascending(const int32_t *a, const int32_t *b) { return (*a > *b) - (*a < *b); }
static int descending(const int32_t *a, const int32_t *b) { return (*a < *b) - (*a > *b); }

static comparison *volatile orders[] = {ascending, descending};

KEPT static void sort(int32_t *first, int32_t *last, comparison *compare) {
    while (first < last) {
        int32_t pivot = first[(last - first) / 2], *i = first, *j = last;
        while (i <= j) {
            while (compare(i, &pivot) < 0) i++;
            while (compare(j, &pivot) > 0) j--;
            if (i <= j) {
                int32_t value = *i;
                *i++ = *j;
                *j-- = value;
            }
        }
        /* The smaller part by recursion: the stack stays small. */
        if (j - first < last - i) {
            sort(first, j, compare);
            first = i;
        } else {
            sort(i, last, compare);
            last = j;
        }
    }
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 9, checksum = 0;
    for (uint32_t n = 0; n < iterations; n++) {
        for (int i = 0; i < LENGTH; i++) values[i] = (int32_t)next_random(&seed) - (1 << 23);
        sort(values, values + LENGTH - 1, orders[n & 1]);
        checksum = mix(checksum, (uint32_t)values[(n * 13) % LENGTH]);
    }
    return checksum;
}
