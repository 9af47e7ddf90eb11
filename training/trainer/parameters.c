#include "parameters.h"

#include "fail.h"
#include "matmul.h"
#include "random.h"

Shape make_shape(int dim, int hidden_dim, int n_layers, int n_heads, int n_kv_heads, int vocab_size, int seq_len) {
    Shape shape = {dim, hidden_dim, n_layers, n_heads, n_kv_heads, vocab_size, seq_len, 0, 0, 0, 0};
    if (dim < 1 || n_heads < 1 || n_kv_heads < 1 || dim % n_heads != 0 || n_heads % n_kv_heads != 0 || n_layers < 1 || n_layers > LAYERS_MAX) {
        FAIL("impossible shape: dim %d, layers %d, heads %d, KV heads %d", dim, n_layers, n_heads, n_kv_heads);
    }
    shape.head_size = dim / n_heads;
    shape.kv_dim = shape.head_size * n_kv_heads;
    shape.qkv_dim = dim + 2 * shape.kv_dim;
    shape.padded_hidden = (hidden_dim + LANES - 1) / LANES * LANES;
    if (dim % LANES != 0 || shape.qkv_dim % LANES != 0 || vocab_size % LANES != 0) {
        FAIL("dim %d, vocabulary %d and the width of queries, keys and values %d must be multiples of %d", dim, vocab_size, shape.qkv_dim,
             LANES);
    }
    return shape;
}

static size_t take(size_t *cursor, int rows, int columns) {
    size_t start = *cursor;
    *cursor += (size_t)rows * (size_t)columns;
    return start;
}

Offsets make_offsets(const Shape *shape) {
    Offsets offsets = {0};
    size_t cursor = 0;
    offsets.embedding = take(&cursor, shape->vocab_size, shape->dim);
    for (int layer = 0; layer < shape->n_layers; layer++) {
        LayerOffsets *at = &offsets.layers[layer];
        at->rms_att = take(&cursor, 1, shape->dim);
        at->wqkv = take(&cursor, shape->qkv_dim, shape->dim);
        at->wo = take(&cursor, shape->dim, shape->dim);
        at->rms_ffn = take(&cursor, 1, shape->dim);
        at->w13 = take(&cursor, 2 * shape->padded_hidden, shape->dim);
        at->w2 = take(&cursor, shape->dim, shape->padded_hidden);
    }
    offsets.rms_final = take(&cursor, 1, shape->dim);
    offsets.count = cursor;
    return offsets;
}

static void fill_normal(real *matrix, int rows, int columns, int stride, double deviation, uint64_t *random) {
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            matrix[row * stride + column] = (real)(deviation * next_normal(random));
        }
    }
}

static void fill_ones(real *vector, int length) {
    for (int index = 0; index < length; index++) {
        vector[index] = 1;
    }
}

void initialise(real *parameters, const Shape *shape, const Offsets *offsets, uint64_t seed) {
    uint64_t random = seed * 2 + 1;
    int dim = shape->dim;
    int hidden = shape->hidden_dim;
    double deviation = 0.5 / sqrt(dim);
    double last_deviation = deviation / sqrt(2.0 * shape->n_layers);
    fill_normal(parameters + offsets->embedding, shape->vocab_size, dim, dim, deviation, &random);
    for (int layer = 0; layer < shape->n_layers; layer++) {
        const LayerOffsets *at = &offsets->layers[layer];
        real *w3 = parameters + at->w13 + shape->padded_hidden * dim;
        fill_ones(parameters + at->rms_att, dim);
        fill_normal(parameters + at->wqkv, shape->qkv_dim, dim, dim, deviation, &random);
        fill_normal(parameters + at->wo, dim, dim, dim, last_deviation, &random);
        fill_ones(parameters + at->rms_ffn, dim);
        fill_normal(parameters + at->w13, hidden, dim, dim, deviation, &random);
        fill_normal(w3, hidden, dim, dim, deviation, &random);
        fill_normal(parameters + at->w2, dim, hidden, shape->padded_hidden, last_deviation, &random);
    }
    fill_ones(parameters + offsets->rms_final, dim);
}

void transpose_all(real *transposed, const real *parameters, const Shape *shape, const Offsets *offsets) {
    int dim = shape->dim;
    int hidden = shape->padded_hidden;
    transpose(transposed + offsets->embedding, shape->vocab_size, parameters + offsets->embedding, dim, shape->vocab_size, dim);
    for (int layer = 0; layer < shape->n_layers; layer++) {
        const LayerOffsets *at = &offsets->layers[layer];
        transpose(transposed + at->wqkv, shape->qkv_dim, parameters + at->wqkv, dim, shape->qkv_dim, dim);
        transpose(transposed + at->wo, dim, parameters + at->wo, dim, dim, dim);
        transpose(transposed + at->w13, 2 * hidden, parameters + at->w13, dim, 2 * hidden, dim);
        transpose(transposed + at->w2, dim, parameters + at->w2, hidden, dim, hidden);
    }
}
