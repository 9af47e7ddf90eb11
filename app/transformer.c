#include "transformer.h"

#include "arithmetic.h"
#include "memory.h"
#include "softmax.h"

#include <string.h>

/* The state of a model of stories260K's shape with its whole context is static; a larger one is allocated. */
enum {
    STATIC_DIM = 64,
    STATIC_HIDDEN = 172,
    STATIC_LAYERS = 5,
    STATIC_HEADS = 8,
    STATIC_KV_DIM = 32,
    STATIC_VOCABULARY = 512,
    STATIC_POSITIONS = 512,
    STATIC_WORDS = 4 * STATIC_DIM + 2 * STATIC_HIDDEN + STATIC_HEADS * STATIC_POSITIONS + 2 * STATIC_VOCABULARY +
                   STATIC_DIM / STATIC_HEADS + 2 * STATIC_LAYERS * STATIC_POSITIONS * STATIC_KV_DIM
};

static float static_state[STATIC_WORDS];

static uint64_t words_of_cache(const Shape *shape) {
    return (uint64_t)shape->n_layers * (uint64_t)shape->seq_len * (uint64_t)shape->kv_dim;
}

static uint64_t words_of_state(const Shape *shape) {
    return 4 * (uint64_t)shape->dim + 2 * (uint64_t)shape->hidden_dim + (uint64_t)shape->n_heads * (uint64_t)shape->seq_len +
           2 * (uint64_t)shape->vocab_size + (uint64_t)shape->head_size + 2 * words_of_cache(shape);
}

uint32_t transformer_memory(const Shape *shape) {
    uint64_t words = words_of_state(shape);
    if (words <= STATIC_WORDS) {
        return 0;
    }
    return words * 4 > UINT32_MAX ? UINT32_MAX : (uint32_t)(words * 4);
}

static float *take(float **cursor, uint64_t words) {
    float *start = *cursor;
    *cursor += (uint32_t)words;
    return start;
}

bool transformer_start(Transformer *transformer, const Model *model, Trace *trace, Message *failure) {
    const Shape *shape = &model->shape;
    uint32_t size = transformer_memory(shape);
    float *cursor = size == 0 ? static_state : allocate(size, 0, "the model's state", failure);
    if (cursor == NULL) {
        return false;
    }
    transformer->model = model;
    transformer->trace = trace;
    transformer->x = take(&cursor, (uint64_t)shape->dim);
    transformer->xb = take(&cursor, (uint64_t)shape->dim);
    transformer->xb2 = take(&cursor, (uint64_t)shape->dim);
    transformer->q = take(&cursor, (uint64_t)shape->dim);
    transformer->hb = take(&cursor, (uint64_t)shape->hidden_dim);
    transformer->hb2 = take(&cursor, (uint64_t)shape->hidden_dim);
    transformer->att = take(&cursor, (uint64_t)shape->n_heads * (uint64_t)shape->seq_len);
    transformer->logits = take(&cursor, (uint64_t)shape->vocab_size);
    transformer->candidates = (int32_t *)take(&cursor, (uint64_t)shape->vocab_size);
    transformer->cosines = take(&cursor, (uint64_t)shape->head_size / 2);
    transformer->sines = take(&cursor, (uint64_t)shape->head_size / 2);
    transformer->key_cache = take(&cursor, words_of_cache(shape));
    transformer->value_cache = take(&cursor, words_of_cache(shape));
    return true;
}

static void rmsnorm(float *out, const float *x, const float *weight, int32_t size) {
    float sum = 0;
    for (int32_t index = 0; index < size; index++) {
        sum = fused_multiply_add(x[index], x[index], sum);
    }
    float scale = 1.0f / square_root(sum / (float)size + 1e-5f);
    for (int32_t index = 0; index < size; index++) {
        float scaled = scale * x[index];
        out[index] = weight[index] * scaled;
    }
}

/*
 * out = matrix x. Four rows at once, since each sum has to wait for its own last addition; the order within a row, and so the result, is
 * the same as one row at a time.
 */
static void matmul(float *out, const float *x, const float *matrix, int32_t columns, int32_t rows) {
    int32_t row = 0;
    for (; row + 4 <= rows; row += 4) {
        const float *row0 = matrix + (uint32_t)row * (uint32_t)columns;
        const float *row1 = row0 + columns;
        const float *row2 = row1 + columns;
        const float *row3 = row2 + columns;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int32_t column = 0; column < columns; column++) {
            float value = x[column];
            sum0 = fused_multiply_add(row0[column], value, sum0);
            sum1 = fused_multiply_add(row1[column], value, sum1);
            sum2 = fused_multiply_add(row2[column], value, sum2);
            sum3 = fused_multiply_add(row3[column], value, sum3);
        }
        out[row] = sum0;
        out[row + 1] = sum1;
        out[row + 2] = sum2;
        out[row + 3] = sum3;
    }
    for (; row < rows; row++) {
        const float *weights = matrix + (uint32_t)row * (uint32_t)columns;
        float sum = 0;
        for (int32_t column = 0; column < columns; column++) {
            sum = fused_multiply_add(weights[column], x[column], sum);
        }
        out[row] = sum;
    }
}

static void add(float *x, const float *y, int32_t size) {
    for (int32_t index = 0; index < size; index++) {
        x[index] += y[index];
    }
}

/* Turns each pair of neighbours of each head by the position's angles (RoPE, as llama2.c pairs them). */
static void rotate(const Transformer *transformer, float *vector, int32_t size) {
    int32_t pairs = transformer->model->shape.head_size / 2;
    int32_t pair = 0;
    for (int32_t index = 0; index < size; index += 2) {
        float cosine = transformer->cosines[pair];
        float sine = transformer->sines[pair];
        float first = vector[index];
        float second = vector[index + 1];
        float crossed = second * sine;
        float straight = second * cosine;
        vector[index] = fused_multiply_add(first, cosine, -crossed);
        vector[index + 1] = fused_multiply_add(first, sine, straight);
        pair = pair + 1 == pairs ? 0 : pair + 1;
    }
}

/* out = the sum of the rows, each weighted. Four columns at once, for the reason that matmul has; each sums its rows in their order. */
static void weigh_rows(float *out, const float *weights, const float *rows, int32_t stride, int32_t columns, int32_t count) {
    int32_t column = 0;
    for (; column + 4 <= columns; column += 4) {
        const float *row = rows + column;
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        for (int32_t index = 0; index < count; index++) {
            float weight = weights[index];
            sum0 = fused_multiply_add(weight, row[0], sum0);
            sum1 = fused_multiply_add(weight, row[1], sum1);
            sum2 = fused_multiply_add(weight, row[2], sum2);
            sum3 = fused_multiply_add(weight, row[3], sum3);
            row += stride;
        }
        out[column] = sum0;
        out[column + 1] = sum1;
        out[column + 2] = sum2;
        out[column + 3] = sum3;
    }
    for (; column < columns; column++) {
        const float *row = rows + column;
        float sum = 0;
        for (int32_t index = 0; index < count; index++) {
            sum = fused_multiply_add(weights[index], *row, sum);
            row += stride;
        }
        out[column] = sum;
    }
}

/* One head's share of xb: the values of all positions up to this one, each weighted by how its key suits the query. */
static void attend(const float *query, const float *keys, const float *values, float *att, float *out, const Shape *shape,
                   int32_t positions) {
    float divisor = square_root((float)shape->head_size);
    const float *key = keys;
    for (int32_t position = 0; position < positions; position++) {
        float score = 0;
        for (int32_t index = 0; index < shape->head_size; index++) {
            score = fused_multiply_add(query[index], key[index], score);
        }
        att[position] = score / divisor;
        key += shape->kv_dim;
    }
    softmax(att, positions);
    weigh_rows(out, att, values, shape->kv_dim, shape->head_size, positions);
}

static const float *layer_of(const float *weights, int32_t layer, int32_t rows, int32_t columns) {
    return weights + (uint32_t)layer * (uint32_t)rows * (uint32_t)columns;
}

static void attention(Transformer *transformer, int32_t layer, int32_t position) {
    const Shape *shape = &transformer->model->shape;
    const Weights *weights = &transformer->model->weights;
    Trace *trace = transformer->trace;
    int32_t dim = shape->dim;
    int32_t kv_dim = shape->kv_dim;
    int32_t positions = position + 1;
#ifdef BUG_GQA_N_HEADS
    int32_t kv_rows = dim;
#else
    int32_t kv_rows = kv_dim;
#endif
    uint32_t cached_layer = (uint32_t)layer * (uint32_t)shape->seq_len * (uint32_t)kv_dim;
    float *keys = transformer->key_cache + cached_layer;
    float *values = transformer->value_cache + cached_layer;
    float *key = keys + (uint32_t)position * (uint32_t)kv_dim;
    float *value = values + (uint32_t)position * (uint32_t)kv_dim;

    rmsnorm(transformer->xb, transformer->x, layer_of(weights->rms_att, layer, dim, 1), dim);
    trace_tensor(trace, layer, TENSOR_ATT_NORM, transformer->xb, dim);
    matmul(transformer->q, transformer->xb, layer_of(weights->wq, layer, dim, dim), dim, dim);
    matmul(key, transformer->xb, layer_of(weights->wk, layer, kv_rows, dim), dim, kv_dim);
    matmul(value, transformer->xb, layer_of(weights->wv, layer, kv_rows, dim), dim, kv_dim);
    trace_tensor(trace, layer, TENSOR_Q, transformer->q, dim);
    trace_tensor(trace, layer, TENSOR_K, key, kv_dim);
    trace_tensor(trace, layer, TENSOR_V, value, kv_dim);
    rotate(transformer, transformer->q, dim);
    rotate(transformer, key, kv_dim);
    trace_tensor(trace, layer, TENSOR_Q_ROPE, transformer->q, dim);
    trace_tensor(trace, layer, TENSOR_K_ROPE, key, kv_dim);

    int32_t heads_per_kv_head = shape->n_heads / shape->n_kv_heads;
    for (int32_t head = 0; head < shape->n_heads; head++) {
        int32_t offset = head * shape->head_size;
#ifdef BUG_KV_HEAD
        int32_t kv_offset = head % shape->n_kv_heads * shape->head_size;
        (void)heads_per_kv_head;
#else
        int32_t kv_offset = head / heads_per_kv_head * shape->head_size;
#endif
        float *att = transformer->att + (uint32_t)head * (uint32_t)positions;
        attend(transformer->q + offset, keys + kv_offset, values + kv_offset, att, transformer->xb + offset, shape, positions);
    }
    trace_tensor(trace, layer, TENSOR_ATT, transformer->att, shape->n_heads * positions);
    trace_tensor(trace, layer, TENSOR_ATT_MIX, transformer->xb, dim);
    matmul(transformer->xb2, transformer->xb, layer_of(weights->wo, layer, dim, dim), dim, dim);
    trace_tensor(trace, layer, TENSOR_ATT_OUT, transformer->xb2, dim);
    add(transformer->x, transformer->xb2, dim);
    trace_tensor(trace, layer, TENSOR_ATT_RESIDUAL, transformer->x, dim);
}

static void feed_forward(Transformer *transformer, int32_t layer) {
    const Shape *shape = &transformer->model->shape;
    const Weights *weights = &transformer->model->weights;
    Trace *trace = transformer->trace;
    int32_t dim = shape->dim;
    int32_t hidden = shape->hidden_dim;

    rmsnorm(transformer->xb, transformer->x, layer_of(weights->rms_ffn, layer, dim, 1), dim);
    trace_tensor(trace, layer, TENSOR_FFN_NORM, transformer->xb, dim);
    matmul(transformer->hb, transformer->xb, layer_of(weights->w1, layer, hidden, dim), dim, hidden);
    matmul(transformer->hb2, transformer->xb, layer_of(weights->w3, layer, hidden, dim), dim, hidden);
    trace_tensor(trace, layer, TENSOR_W1, transformer->hb, hidden);
    trace_tensor(trace, layer, TENSOR_W3, transformer->hb2, hidden);
    for (int32_t index = 0; index < hidden; index++) {
        float value = transformer->hb[index];
        float gated = value / (1.0f + exponential(-value)); /* SiLU */
        transformer->hb[index] = gated * transformer->hb2[index];
    }
    trace_tensor(trace, layer, TENSOR_SWIGLU, transformer->hb, hidden);
    matmul(transformer->xb, transformer->hb, layer_of(weights->w2, layer, dim, hidden), hidden, dim);
    trace_tensor(trace, layer, TENSOR_FFN_OUT, transformer->xb, dim);
    add(transformer->x, transformer->xb, dim);
    trace_tensor(trace, layer, TENSOR_FFN_RESIDUAL, transformer->x, dim);
}

float *transformer_forward(Transformer *transformer, int32_t token, int32_t position) {
    const Shape *shape = &transformer->model->shape;
    const Weights *weights = &transformer->model->weights;
    Trace *trace = transformer->trace;
    int32_t dim = shape->dim;

    trace_position(trace, position, token);
    memcpy(transformer->x, layer_of(weights->token_embedding, token, dim, 1), (uint32_t)dim * sizeof(float));
    trace_tensor(trace, NO_LAYER, TENSOR_EMBEDDING, transformer->x, dim);
    for (int32_t pair = 0; pair < shape->head_size / 2; pair++) {
        rotary_angle(position, pair, shape->head_size, &transformer->cosines[pair], &transformer->sines[pair]);
    }
    for (int32_t layer = 0; layer < shape->n_layers; layer++) {
        attention(transformer, layer, position);
        feed_forward(transformer, layer);
    }
    rmsnorm(transformer->x, transformer->x, weights->rms_final, dim);
    trace_tensor(trace, NO_LAYER, TENSOR_FINAL_NORM, transformer->x, dim);
    matmul(transformer->logits, transformer->x, weights->classifier, dim, shape->vocab_size);
    trace_tensor(trace, NO_LAYER, TENSOR_LOGITS, transformer->logits, shape->vocab_size);
    return transformer->logits;
}
