/* The forward pass of a Llama 2 model, a token at a time. */
#ifndef BONDI_TRANSFORMER_H
#define BONDI_TRANSFORMER_H

#include "checkpoint.h"
#include "trace.h"

typedef struct {
    const Model *model;
    Trace *trace;
    /* Activations. */
    float *x;
    float *xb;
    float *xb2;
    float *hb;
    float *hb2;
    float *q;
    float *att;
    float *logits;
    /* The position's rotations, a pair of a head each. */
    float *cosines;
    float *sines;
    /* Keys and values of all positions so far: layer, position, kv_dim. */
    float *key_cache;
    float *value_cache;
    /* Not the transformer's: the sampler's order of candidates, vocab_size. */
    int32_t *candidates;
} Transformer;

/* What a transformer of this shape allocates beyond its static memory. */
uint32_t transformer_memory(const Shape *shape);

bool transformer_start(Transformer *transformer, const Model *model, Trace *trace, Message *failure);

/* Returns the logits of what follows `token` at `position`; all earlier positions must have been forwarded. */
float *transformer_forward(Transformer *transformer, int32_t token, int32_t position);

#endif
