#ifndef TRANSFORMER_H
#define TRANSFORMER_H

#include "attention.h"
#include "parameters.h"

typedef struct Workspace Workspace;

/* Memory for sequences of up to shape->seq_len positions. */
Workspace *make_workspace(const Shape *shape, const Offsets *offsets);

/*
 * The sum over a sequence of the negative log likelihood, in nats, of each token but the first given those before it. `transposed` is from
 * transpose_all.
 */
double sequence_loss(Workspace *workspace, const real *parameters, const real *transposed, const uint16_t *tokens, int count);

/* The same, and adds `scale` times its gradient to `gradient`. */
double sequence_gradient(Workspace *workspace, const real *parameters, const real *transposed, const uint16_t *tokens, int count, real scale,
                         real *gradient);

#endif
