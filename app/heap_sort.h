/* Sorting without recursion and without the C library, whose qsort orders equal items differently from one library to the next. */
#ifndef BONDI_HEAP_SORT_H
#define BONDI_HEAP_SORT_H

#include <stdbool.h>
#include <stdint.h>

/* Puts first what `before` says comes first. It must never call two different items equal, or their order is anyone's guess. */
void heap_sort(int32_t *items, int32_t count, bool (*before)(const void *context, int32_t left, int32_t right), const void *context);

#endif
