/* A model in llama2.c's version-0 format: seven integers, then all the weights, in the byte order of the machine that reads them. */
#ifndef BONDI_CHECKPOINT_H
#define BONDI_CHECKPOINT_H

#include "message.h"
#include "platform.h"

typedef struct {
    int32_t dim;
    int32_t hidden_dim;
    int32_t n_layers;
    int32_t n_heads;
    int32_t n_kv_heads;
    int32_t vocab_size;
    int32_t seq_len;
    bool shared_classifier;
    /* Derived: the width of a head, and of all the key or value heads together. */
    int32_t head_size;
    int32_t kv_dim;
} Shape;

/* Matrices are rows of inputs, a row per output; those of all layers follow each other. */
typedef struct {
    const float *token_embedding;
    const float *rms_att;
    const float *wq;
    const float *wk;
    const float *wv;
    const float *wo;
    const float *rms_ffn;
    const float *w1;
    const float *w2;
    const float *w3;
    const float *rms_final;
    const float *classifier;
} Weights;

typedef struct {
    Shape shape;
    Weights weights;
} Model;

/* `wanted_later` tells what else will be allocated for a model of this shape, for a message about memory to count it in. */
bool load_checkpoint(const char *name, uint32_t (*wanted_later)(const Shape *shape), Model *model, Message *failure);

#endif
