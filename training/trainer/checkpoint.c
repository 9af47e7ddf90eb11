/* llama2.c checkpoints of version 0: a header of seven integers, then floats, matrix by matrix over all layers. */
#include "fail.h"
#include "parameters.h"

enum { HEADER_INTEGERS = 7 };

/* Reads or writes one matrix without its padding. */
typedef void Move(FILE *file, const char *path, real *matrix, int rows, int columns, int stride);

static void write_matrix(FILE *file, const char *path, real *matrix, int rows, int columns, int stride) {
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            float value = (float)matrix[row * stride + column];
            if (fwrite(&value, sizeof value, 1, file) != 1) {
                FAIL("cannot write %s", path);
            }
        }
    }
}

static void read_matrix(FILE *file, const char *path, real *matrix, int rows, int columns, int stride) {
    for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
            float value;
            if (fread(&value, sizeof value, 1, file) != 1) {
                FAIL("%s is cut short", path);
            }
            matrix[row * stride + column] = value;
        }
    }
}

static void move_all(FILE *file, const char *path, Move *move, real *parameters, const Shape *shape, const Offsets *offsets) {
    int dim = shape->dim;
    int kv_dim = shape->kv_dim;
    int hidden = shape->hidden_dim;
    int padded = shape->padded_hidden;
    const LayerOffsets *layers = offsets->layers;
#define EACH_LAYER(offset, rows, columns, stride)                                                                                          \
    for (int layer = 0; layer < shape->n_layers; layer++) {                                                                                \
        move(file, path, parameters + layers[layer].offset, rows, columns, stride);                                                        \
    }
    move(file, path, parameters + offsets->embedding, shape->vocab_size, dim, dim);
    EACH_LAYER(rms_att, 1, dim, dim)
    EACH_LAYER(wqkv, dim, dim, dim)
    EACH_LAYER(wqkv + dim * dim, kv_dim, dim, dim)
    EACH_LAYER(wqkv + (dim + kv_dim) * dim, kv_dim, dim, dim)
    EACH_LAYER(wo, dim, dim, dim)
    EACH_LAYER(rms_ffn, 1, dim, dim)
    EACH_LAYER(w13, hidden, dim, dim)
    EACH_LAYER(w2, dim, hidden, padded)
    EACH_LAYER(w13 + padded * dim, hidden, dim, dim)
#undef EACH_LAYER
    move(file, path, parameters + offsets->rms_final, 1, dim, dim);
}

static void write_rotations(FILE *file, const char *path, const Shape *shape, double turn(double)) {
    for (int position = 0; position < shape->seq_len; position++) {
        for (int pair = 0; pair < shape->head_size / 2; pair++) {
            real value = (real)turn(position * pow(10000, -2.0 * pair / shape->head_size));
            write_matrix(file, path, &value, 1, 1, 1);
        }
    }
}

void write_checkpoint(const char *path, const real *parameters, const Shape *shape, const Offsets *offsets) {
    char unfinished[4096];
    snprintf(unfinished, sizeof unfinished, "%s.unfinished", path);
    FILE *file = fopen(unfinished, "wb");
    int32_t header[HEADER_INTEGERS] = {shape->dim,        shape->hidden_dim, shape->n_layers, shape->n_heads,
                                       shape->n_kv_heads, shape->vocab_size, shape->seq_len};
    if (file == NULL || fwrite(header, sizeof header, 1, file) != 1) {
        FAIL("cannot write %s", unfinished);
    }
    move_all(file, path, write_matrix, (real *)parameters, shape, offsets);
    write_rotations(file, path, shape, cos);
    write_rotations(file, path, shape, sin);
    if (fclose(file) != 0 || rename(unfinished, path) != 0) {
        FAIL("cannot write %s", path);
    }
}

static FILE *open_checkpoint(const char *path, int32_t header[HEADER_INTEGERS]) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fread(header, sizeof *header, HEADER_INTEGERS, file) != HEADER_INTEGERS) {
        FAIL("cannot read %s", path);
    }
    return file;
}

Shape read_shape(const char *path) {
    int32_t header[HEADER_INTEGERS];
    fclose(open_checkpoint(path, header));
    return make_shape(header[0], header[1], header[2], header[3], header[4], header[5], header[6]);
}

void read_checkpoint(const char *path, real *parameters, const Shape *shape, const Offsets *offsets) {
    int32_t header[HEADER_INTEGERS];
    FILE *file = open_checkpoint(path, header);
    move_all(file, path, read_matrix, parameters, shape, offsets);
    fclose(file);
}
