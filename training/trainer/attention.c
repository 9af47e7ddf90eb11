#include "attention.h"

enum { HEAD_SIZE_MAX = 32 };

/* Lanes whose query comes before the key are masked. */
INLINE BitVector query_is_late_enough(int first_query, int key) {
    BitVector mask;
    for (int lane = 0; lane < LANES; lane++) {
        mask[lane] = first_query + lane >= key ? -1 : 0;
    }
    return mask;
}

INLINE BitVector key_is_early_enough(int first_key, int query) {
    BitVector mask;
    for (int lane = 0; lane < LANES; lane++) {
        mask[lane] = first_key + lane <= query ? -1 : 0;
    }
    return mask;
}

INLINE void load_columns(Vector *to, const real *columns, int stride, int head_size, real scale) {
#pragma GCC unroll 32
    for (int index = 0; index < head_size; index++) {
        to[index] = load(columns + index * stride) * scale;
    }
}

INLINE Vector product(const Vector *columns, const real *row, int head_size) {
    Vector sum = columns[0] * row[0];
#pragma GCC unroll 32
    for (int index = 1; index < head_size; index++) {
        sum += columns[index] * row[index];
    }
    return sum;
}

INLINE void add_product(Vector *sums, Vector factor, const real *row, int head_size) {
#pragma GCC unroll 32
    for (int index = 0; index < head_size; index++) {
        sums[index] += factor * row[index];
    }
}

/* One head, the queries of a vector's lanes. `keys` and `values` are rows. */
INLINE void attend(int head_size, int length, int first_query, const real *query_columns, const real *keys, const real *values, int row_stride,
                   real *out_columns, real *largest, real *inverse_sum, Vector *scores) {
    Vector query[HEAD_SIZE_MAX];
    load_columns(query, query_columns + first_query, length, head_size, 1 / (real)sqrt(head_size));
    Vector most = all(-1e30);
    for (int key = 0; key < first_query; key++) {
        scores[key] = product(query, keys + key * row_stride, head_size);
        most = larger(most, scores[key]);
    }
    for (int key = first_query; key < first_query + LANES; key++) {
        Vector score = product(query, keys + key * row_stride, head_size);
        scores[key] = choose(query_is_late_enough(first_query, key), score, all(-1e30));
        most = larger(most, scores[key]);
    }
    Vector out[HEAD_SIZE_MAX];
    Vector sum = all(0);
#pragma GCC unroll 32
    for (int index = 0; index < head_size; index++) {
        out[index] = all(0);
    }
    for (int key = 0; key < first_query + LANES; key++) {
        Vector power = exponential(scores[key] - most);
        sum += power;
        add_product(out, power, values + key * row_stride, head_size);
    }
    Vector inverse = 1 / sum;
    for (int index = 0; index < head_size; index++) {
        store(out_columns + index * length + first_query, out[index] * inverse);
    }
    store(largest + first_query, most);
    store(inverse_sum + first_query, inverse);
}

/* The gradient of one head's queries in a vector's lanes. */
INLINE void query_gradient(int head_size, int length, int first_query, const real *query_columns, const real *keys, const real *values,
                           int row_stride, const real *gradient_columns, const real *largest, const real *inverse_sum, const real *dots,
                           real *query_gradient_columns) {
    real scale = 1 / (real)sqrt(head_size);
    Vector query[HEAD_SIZE_MAX];
    Vector gradient[HEAD_SIZE_MAX];
    Vector result[HEAD_SIZE_MAX];
    load_columns(query, query_columns + first_query, length, head_size, scale);
    load_columns(gradient, gradient_columns + first_query, length, head_size, 1);
    for (int index = 0; index < head_size; index++) {
        result[index] = all(0);
    }
    Vector most = load(largest + first_query);
    Vector inverse = load(inverse_sum + first_query);
    Vector dot = load(dots + first_query);
    for (int key = 0; key < first_query + LANES; key++) {
        Vector weight = exponential(product(query, keys + key * row_stride, head_size) - most) * inverse;
        Vector score_gradient = weight * (product(gradient, values + key * row_stride, head_size) - dot);
        if (key > first_query) {
            score_gradient = choose(query_is_late_enough(first_query, key), score_gradient, all(0));
        }
        add_product(result, score_gradient, keys + key * row_stride, head_size);
    }
    for (int index = 0; index < head_size; index++) {
        store(query_gradient_columns + index * length + first_query, result[index] * scale);
    }
}

/* Adds what one head's queries contribute to the gradients of the keys and values in a vector's lanes. */
INLINE void key_value_gradient(int head_size, int length, int first_key, const real *queries, int row_stride, const real *key_columns,
                               const real *value_columns, const real *gradient, int gradient_stride, const real *largest,
                               const real *inverse_sum, const real *dots, real *key_gradient_columns, real *value_gradient_columns) {
    real scale = 1 / (real)sqrt(head_size);
    Vector key[HEAD_SIZE_MAX];
    Vector value[HEAD_SIZE_MAX];
    Vector key_result[HEAD_SIZE_MAX];
    Vector value_result[HEAD_SIZE_MAX];
    load_columns(key, key_columns + first_key, length, head_size, scale);
    load_columns(value, value_columns + first_key, length, head_size, 1);
    for (int index = 0; index < head_size; index++) {
        key_result[index] = all(0);
        value_result[index] = all(0);
    }
    for (int query = first_key; query < length; query++) {
        const real *query_row = queries + query * row_stride;
        const real *gradient_row = gradient + query * gradient_stride;
        Vector weight = exponential(product(key, query_row, head_size) - largest[query]) * inverse_sum[query];
        if (query < first_key + LANES) {
            weight = choose(key_is_early_enough(first_key, query), weight, all(0));
        }
        Vector score_gradient = weight * (product(value, gradient_row, head_size) - dots[query]);
        add_product(key_result, score_gradient, query_row, head_size);
        add_product(value_result, weight, gradient_row, head_size);
    }
    for (int index = 0; index < head_size; index++) {
        real *key_at = key_gradient_columns + index * length + first_key;
        real *value_at = value_gradient_columns + index * length + first_key;
        store(key_at, load(key_at) + key_result[index] * scale);
        store(value_at, load(value_at) + value_result[index]);
    }
}

/* A head's size is a constant where this is inlined, so that its columns stay in registers. */
INLINE void forward(int head_size, const Shape *shape, int length, const real *qkv, const real *columns, real *out_columns,
                    Softmaxes softmaxes, Vector *scratch) {
    for (int head = 0; head < shape->n_heads; head++) {
        int kv_offset = head / (shape->n_heads / shape->n_kv_heads) * head_size;
        const real *keys = qkv + shape->dim + kv_offset;
        for (int first = 0; first < length; first += LANES) {
            attend(head_size, length, first, columns + head * head_size * length, keys, keys + shape->kv_dim, shape->qkv_dim,
                   out_columns + head * head_size * length, softmaxes.largest + head * length, softmaxes.inverse_sum + head * length,
                   scratch);
        }
    }
}

INLINE void backward(int head_size, const Shape *shape, int length, const real *qkv, const real *columns, const real *gradient,
                     const real *gradient_columns, Softmaxes softmaxes, const real *dots, real *qkv_gradient_columns) {
    for (int index = shape->dim * length; index < shape->qkv_dim * length; index++) {
        qkv_gradient_columns[index] = 0;
    }
    for (int head = 0; head < shape->n_heads; head++) {
        int query_offset = head * head_size;
        int key_offset = shape->dim + head / (shape->n_heads / shape->n_kv_heads) * head_size;
        int value_offset = key_offset + shape->kv_dim;
        const real *largest = softmaxes.largest + head * length;
        const real *inverse_sum = softmaxes.inverse_sum + head * length;
        for (int first = 0; first < length; first += LANES) {
            query_gradient(head_size, length, first, columns + query_offset * length, qkv + key_offset, qkv + value_offset, shape->qkv_dim,
                           gradient_columns + query_offset * length, largest, inverse_sum, dots + head * length,
                           qkv_gradient_columns + query_offset * length);
            key_value_gradient(head_size, length, first, qkv + query_offset, shape->qkv_dim, columns + key_offset * length,
                               columns + value_offset * length, gradient + query_offset, shape->dim, largest, inverse_sum,
                               dots + head * length, qkv_gradient_columns + key_offset * length,
                               qkv_gradient_columns + value_offset * length);
        }
    }
}

void attention_forward(const Shape *shape, int length, const real *qkv, const real *columns, real *out_columns, Softmaxes softmaxes,
                       Vector *scratch) {
    switch (shape->head_size) {
    case 8:
        forward(8, shape, length, qkv, columns, out_columns, softmaxes, scratch);
        break;
    case 16:
        forward(16, shape, length, qkv, columns, out_columns, softmaxes, scratch);
        break;
    default:
        forward(shape->head_size, shape, length, qkv, columns, out_columns, softmaxes, scratch);
    }
}

void attention_backward(const Shape *shape, int length, const real *qkv, const real *columns, const real *gradient,
                        const real *gradient_columns, Softmaxes softmaxes, const real *dots, real *qkv_gradient_columns) {
    switch (shape->head_size) {
    case 8:
        backward(8, shape, length, qkv, columns, gradient, gradient_columns, softmaxes, dots, qkv_gradient_columns);
        break;
    case 16:
        backward(16, shape, length, qkv, columns, gradient, gradient_columns, softmaxes, dots, qkv_gradient_columns);
        break;
    default:
        backward(shape->head_size, shape, length, qkv, columns, gradient, gradient_columns, softmaxes, dots, qkv_gradient_columns);
    }
}
