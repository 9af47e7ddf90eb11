#include "matmul.h"

#include <string.h>

/* 4 rows and 4 vectors of columns are 16 sums, which stay in registers where a register holds a whole vector. */
enum { TILE_ROWS = 4, TILE_VECTORS = 4 };

INLINE void tile(real *out, int out_stride, MatrixView left, const Vector *panel, int depth, int vectors, bool accumulate) {
    Vector sums[TILE_ROWS][TILE_VECTORS];
#pragma GCC unroll 4
    for (int row = 0; row < TILE_ROWS; row++) {
#pragma GCC unroll 4
        for (int vector = 0; vector < vectors; vector++) {
            sums[row][vector] = accumulate ? load(out + row * out_stride + vector * LANES) : all(0);
        }
    }
    const real *cursor = left.start;
    for (int step = 0; step < depth; step++) {
#pragma GCC unroll 4
        for (int row = 0; row < TILE_ROWS; row++) {
            real factor = cursor[row * left.row_stride];
#pragma GCC unroll 4
            for (int vector = 0; vector < vectors; vector++) {
                sums[row][vector] += factor * panel[vector];
            }
        }
        cursor += left.column_stride;
        panel += vectors;
    }
#pragma GCC unroll 4
    for (int row = 0; row < TILE_ROWS; row++) {
#pragma GCC unroll 4
        for (int vector = 0; vector < vectors; vector++) {
            store(out + row * out_stride + vector * LANES, sums[row][vector]);
        }
    }
}

/* `vectors` is a constant wherever this is inlined, which lets the compiler unroll the tile. */
INLINE void columns_of(real *out, int out_stride, MatrixView left, const real *right, int right_stride, int rows, int depth, int vectors,
                       bool accumulate) {
    Vector panel[DEPTH_MAX * TILE_VECTORS];
    for (int step = 0; step < depth; step++) {
        memcpy(panel + step * vectors, right + step * right_stride, (size_t)vectors * sizeof *panel);
    }
    for (int row = 0; row < rows; row += TILE_ROWS) {
        MatrixView part = {left.start + row * left.row_stride, left.row_stride, left.column_stride};
        if (accumulate) {
            tile(out + row * out_stride, out_stride, part, panel, depth, vectors, true);
        } else {
            tile(out + row * out_stride, out_stride, part, panel, depth, vectors, false);
        }
    }
}

void matmul(real *out, int out_stride, MatrixView left, const real *right, int right_stride, int rows, int depth, int columns,
            bool accumulate) {
    int column = 0;
    for (; column + TILE_VECTORS * LANES <= columns; column += TILE_VECTORS * LANES) {
        columns_of(out + column, out_stride, left, right + column, right_stride, rows, depth, TILE_VECTORS, accumulate);
    }
    switch ((columns - column) / LANES) {
    case 3:
        columns_of(out + column, out_stride, left, right + column, right_stride, rows, depth, 3, accumulate);
        break;
    case 2:
        columns_of(out + column, out_stride, left, right + column, right_stride, rows, depth, 2, accumulate);
        break;
    case 1:
        columns_of(out + column, out_stride, left, right + column, right_stride, rows, depth, 1, accumulate);
        break;
    }
}

void transpose(real *to, int to_stride, const real *from, int from_stride, int rows, int columns) {
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            to[column * to_stride + row] = from[row * from_stride + column];
        }
    }
}
