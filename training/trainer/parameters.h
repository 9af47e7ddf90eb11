/*
 * All parameters of a model in one array, and where each is in it. Matrices that the same vector is multiplied with lie together and are one
 * matrix here: queries, keys and values; w1 and w3. The hidden width is padded with zeros, which stay zeros.
 */
#ifndef PARAMETERS_H
#define PARAMETERS_H

#include "vectors.h"

#include <stddef.h>

enum { LAYERS_MAX = 16 };

typedef struct {
    int dim;
    int hidden_dim;
    int n_layers;
    int n_heads;
    int n_kv_heads;
    int vocab_size;
    int seq_len;
    int head_size;
    int kv_dim;
    int qkv_dim;       /* dim + 2 * kv_dim */
    int padded_hidden; /* hidden_dim, rounded up to LANES */
} Shape;

typedef struct {
    size_t rms_att; /* [dim] */
    size_t wqkv;    /* [qkv_dim][dim] */
    size_t wo;      /* [dim][dim] */
    size_t rms_ffn; /* [dim] */
    size_t w13;     /* [2 * padded_hidden][dim] */
    size_t w2;      /* [dim][padded_hidden] */
} LayerOffsets;

typedef struct {
    size_t embedding; /* [vocab_size][dim]; also the classifier */
    LayerOffsets layers[LAYERS_MAX];
    size_t rms_final; /* [dim] */
    size_t count;
} Offsets;

/* The shape with its derived fields, or exits with a message. */
Shape make_shape(int dim, int hidden_dim, int n_layers, int n_heads, int n_kv_heads, int vocab_size, int seq_len);

Offsets make_offsets(const Shape *shape);

/* Normal weights from a seed; the last matrix of each block is smaller the more blocks there are (GPT-2). */
void initialise(real *parameters, const Shape *shape, const Offsets *offsets, uint64_t seed);

/* Each matrix transposed, at the same offset, which the forward pass multiplies with. */
void transpose_all(real *transposed, const real *parameters, const Shape *shape, const Offsets *offsets);

/* A llama2.c checkpoint of version 0, replaced in one step. Exits with a message when it cannot be written. */
void write_checkpoint(const char *path, const real *parameters, const Shape *shape, const Offsets *offsets);

void read_checkpoint(const char *path, real *parameters, const Shape *shape, const Offsets *offsets);

/* The shape in a checkpoint's header. */
Shape read_shape(const char *path);

#endif
