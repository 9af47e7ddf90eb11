#ifndef MATMUL_H
#define MATMUL_H

#include "vectors.h"

#include <stdbool.h>

/* A matrix whose element (row, column) is at row * row_stride + column * column_stride: so is its transpose. */
typedef struct {
    const real *start;
    int row_stride;
    int column_stride;
} MatrixView;

enum { DEPTH_MAX = 1024 };

/*
 * out = left right, or out += left right. `left` has `rows` rows (a multiple of 4) and `depth` columns (at most DEPTH_MAX); `right` is stored by rows of
 * `right_stride`, and its `columns` are a multiple of LANES.
 */
void matmul(real *out, int out_stride, MatrixView left, const real *right, int right_stride, int rows, int depth, int columns,
            bool accumulate);

/* to = the transpose of `from`, which has `rows` rows of `columns`. */
void transpose(real *to, int to_stride, const real *from, int from_stride, int rows, int columns);

#endif
