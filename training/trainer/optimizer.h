#ifndef OPTIMIZER_H
#define OPTIMIZER_H

#include "parameters.h"

/* AdamW (Loshchilov and Hutter). */
typedef struct {
    real *mean;
    real *square;
    const real *decays; /* 1 for the elements of matrices, which decay, 0 for those of normalisations */
    size_t count;
    int steps;
} Optimizer;

Optimizer make_optimizer(const Shape *shape, const Offsets *offsets);

/* Scales the gradient so that its norm is at most `most`; returns what it was. */
double clip(real *gradient, size_t count, double most);

void update(Optimizer *optimizer, real *parameters, const real *gradient, double rate);

/* The learning rate: a linear warm-up, then a cosine down to a hundredth of the peak. */
double rate_at(int step, int steps, int warm_up, double peak);

#endif
