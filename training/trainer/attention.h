#ifndef ATTENTION_H
#define ATTENTION_H

#include "parameters.h"

/*
 * Causal attention of all heads over a sequence of `length` positions, a multiple of LANES. Rows (`qkv`) are per position, columns
 * (`columns`, `out_columns`, `gradient_columns`) the same transposed: per dimension, `length` apart.
 */

/* What the backward pass wants of the forward one: per head and position the largest score and one over the sum of powers. */
typedef struct {
    real *largest;
    real *inverse_sum;
} Softmaxes;

void attention_forward(const Shape *shape, int length, const real *qkv, const real *columns, real *out_columns, Softmaxes softmaxes,
                       Vector *scratch);

/*
 * From the gradient of the output, by rows and by columns, those of queries, keys and values, by columns. `dots` is for each head and position
 * the product of the output with its gradient.
 */
void attention_backward(const Shape *shape, int length, const real *qkv, const real *columns, const real *gradient,
                        const real *gradient_columns, Softmaxes softmaxes, const real *dots, real *qkv_gradient_columns);

#endif
