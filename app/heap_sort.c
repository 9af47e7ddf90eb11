#include "heap_sort.h"

typedef bool Before(const void *context, int32_t left, int32_t right);

static void sift_down(int32_t *items, int32_t root, int32_t count, Before *before, const void *context) {
    int32_t item = items[root];
    for (int32_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && before(context, items[child], items[child + 1])) {
            child++;
        }
        if (!before(context, item, items[child])) {
            break;
        }
        items[root] = items[child];
        root = child;
    }
    items[root] = item;
}

void heap_sort(int32_t *items, int32_t count, Before *before, const void *context) {
    for (int32_t root = count / 2 - 1; root >= 0; root--) {
        sift_down(items, root, count, before, context);
    }
    for (int32_t last = count - 1; last > 0; last--) {
        int32_t largest = items[0];
        items[0] = items[last];
        items[last] = largest;
        sift_down(items, 0, last, before, context);
    }
}
