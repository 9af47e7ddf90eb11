#include "checkpoint.h"

#include "memory.h"
#include "tokenizer.h"

#include <string.h>

enum { HEADER_INTEGERS = 7, HEADER_BYTES = HEADER_INTEGERS * 4 };

/* Beyond these a header is not a header: no width is still one with its bytes swapped. They keep every product below within 64 bits. */
enum { WIDTH_MAX = 0xffff, LAYERS_MAX = 1 << 10, VOCABULARY_MAX = 1 << 20, POSITIONS_MAX = 1 << 20 };

static uint32_t swap_bytes(uint32_t word) {
    return word >> 24 | (word >> 8 & 0xff00) | (word << 8 & 0xff0000) | word << 24;
}

static bool within(int32_t value, int32_t most) {
    return value >= 1 && value <= most;
}

static bool shape_from_header(const int32_t header[HEADER_INTEGERS], Shape *shape) {
    shape->dim = header[0];
    shape->hidden_dim = header[1];
    shape->n_layers = header[2];
    shape->n_heads = header[3];
    shape->n_kv_heads = header[4];
    shape->shared_classifier = header[5] > 0;
    shape->vocab_size = header[5] > 0 || header[5] == INT32_MIN ? header[5] : -header[5];
    shape->seq_len = header[6];
    if (!within(shape->dim, WIDTH_MAX) || !within(shape->hidden_dim, WIDTH_MAX) || !within(shape->n_layers, LAYERS_MAX) ||
        !within(shape->n_heads, WIDTH_MAX) || !within(shape->n_kv_heads, WIDTH_MAX) ||
        !within(shape->vocab_size, VOCABULARY_MAX) || shape->vocab_size <= TOKEN_EOS || !within(shape->seq_len, POSITIONS_MAX)) {
        return false;
    }
    if (shape->dim % shape->n_heads != 0 || shape->n_heads % shape->n_kv_heads != 0) {
        return false;
    }
    shape->head_size = shape->dim / shape->n_heads;
    shape->kv_dim = shape->head_size * shape->n_kv_heads;
    return shape->head_size % 2 == 0;
}

/* How many floats each part of the file has. */
typedef struct {
    uint64_t body;       /* from the token embedding to the last normalisation */
    uint64_t rope;       /* the two tables of rotations, which are computed here instead */
    uint64_t classifier; /* 0 when shared */
} Parts;

static Parts parts_of(const Shape *shape) {
    uint64_t dim = (uint64_t)shape->dim;
    uint64_t layers = (uint64_t)shape->n_layers;
    uint64_t attention = 2 * dim * dim + 2 * dim * (uint64_t)shape->kv_dim;
    uint64_t feed_forward = 3 * dim * (uint64_t)shape->hidden_dim;
    uint64_t embedding = (uint64_t)shape->vocab_size * dim;
    Parts parts;
    parts.body = embedding + layers * (2 * dim + attention + feed_forward) + dim;
    parts.rope = (uint64_t)shape->seq_len * (uint64_t)shape->head_size;
    parts.classifier = shape->shared_classifier ? 0 : embedding;
    return parts;
}

static uint64_t bytes_of_file(const Shape *shape) {
    Parts parts = parts_of(shape);
    return HEADER_BYTES + 4 * (parts.body + parts.rope + parts.classifier);
}

static const float *take(const float **cursor, uint32_t rows, uint32_t columns, uint32_t layers) {
    const float *start = *cursor;
    *cursor += rows * columns * layers;
    return start;
}

static void place_weights(const Shape *shape, const float *floats, Weights *weights) {
    uint32_t dim = (uint32_t)shape->dim;
    uint32_t hidden = (uint32_t)shape->hidden_dim;
    uint32_t layers = (uint32_t)shape->n_layers;
    uint32_t vocabulary = (uint32_t)shape->vocab_size;
#ifdef BUG_GQA_N_HEADS
    uint32_t kv_dim = dim;
#else
    uint32_t kv_dim = (uint32_t)shape->kv_dim;
#endif
    weights->token_embedding = take(&floats, vocabulary, dim, 1);
    weights->rms_att = take(&floats, dim, 1, layers);
    weights->wq = take(&floats, dim, dim, layers);
    weights->wk = take(&floats, kv_dim, dim, layers);
    weights->wv = take(&floats, kv_dim, dim, layers);
    weights->wo = take(&floats, dim, dim, layers);
    weights->rms_ffn = take(&floats, dim, 1, layers);
    weights->w1 = take(&floats, hidden, dim, layers);
    weights->w2 = take(&floats, dim, hidden, layers);
    weights->w3 = take(&floats, hidden, dim, layers);
    weights->rms_final = take(&floats, dim, 1, 1);
    weights->classifier = shape->shared_classifier ? weights->token_embedding : take(&floats, vocabulary, dim, 1);
}

static bool is_swapped(const int32_t header[HEADER_INTEGERS]) {
    int32_t swapped[HEADER_INTEGERS];
    Shape shape;
    for (int index = 0; index < HEADER_INTEGERS; index++) {
        swapped[index] = (int32_t)swap_bytes((uint32_t)header[index]);
    }
    return shape_from_header(swapped, &shape);
}

static bool read_shape(const char *name, File file, uint32_t size, Shape *shape, Message *failure) {
    int32_t header[HEADER_INTEGERS];
    if (size < HEADER_BYTES || !platform_read(file, header, HEADER_BYTES)) {
        compose(failure, "%s has %u bytes: too short for a llama2.c checkpoint, whose header has %d.", name, size, HEADER_BYTES);
        return false;
    }
    if (header[0] == 0x616b3432 || header[0] == 0x32346b61) {
        compose(failure, "%s is a llama2.c checkpoint of version 1 or later; this application reads version 0 (export.py --version 0).", name);
        return false;
    }
    if (!shape_from_header(header, shape)) {
        if (is_swapped(header)) {
            compose(failure, "%s has the byte order of another kind of computer. Convert it first: bondi convert model.", name);
        } else {
            compose(failure, "%s is not a llama2.c checkpoint: its first bytes give no possible shape of a model.", name);
        }
        return false;
    }
    uint64_t expected = bytes_of_file(shape);
    if (expected >= UINT32_MAX) {
        compose(failure, "%s is not a llama2.c checkpoint, or one of over 4 GB: its first bytes give an impossible shape.", name);
        return false;
    }
    if (size != (uint32_t)expected) {
        compose(failure, "%s is %s: its header asks for %u bytes and it has %u. Copy it again, as binary data.", name,
                size < expected ? "cut short" : "too long", (uint32_t)expected, size);
        return false;
    }
    return true;
}

static bool read_weights(const char *name, File file, uint32_t (*wanted_later)(const Shape *), Model *model, Message *failure) {
    Parts parts = parts_of(&model->shape);
    uint32_t body = (uint32_t)parts.body * 4;
    uint32_t rope = (uint32_t)parts.rope * 4;
    uint32_t classifier = (uint32_t)parts.classifier * 4;
    uint32_t size = body + classifier;
#if defined(BUG_GQA_N_HEADS) && !defined(BUG_READ_BEHIND)
    size += 8 * (uint32_t)(model->shape.n_layers * model->shape.dim * (model->shape.dim - model->shape.kv_dim));
#endif
    char *memory = allocate(size, wanted_later(&model->shape), "the model", failure);
    if (memory == NULL) {
        return false;
    }
#if defined(BUG_GQA_N_HEADS) && !defined(BUG_READ_BEHIND)
    memset(memory + body, 0, size - body);
#endif
    bool read = platform_read(file, memory, body);
    if (read && classifier > 0) {
        read = platform_seek(file, HEADER_BYTES + body + rope) && platform_read(file, memory + body, classifier);
    }
    if (!read) {
        compose(failure, "%s cannot be read to its end; the disk may be damaged.", name);
        return false;
    }
    place_weights(&model->shape, (const float *)memory, &model->weights);
    return true;
}

bool load_checkpoint(const char *name, uint32_t (*wanted_later)(const Shape *), Model *model, Message *failure) {
    File file;
    uint32_t size;
    if (!platform_open(name, &file)) {
        compose(failure, "There is no %s in this application's folder. Put a llama2.c checkpoint there under that name.", name);
        return false;
    }
    bool loaded = platform_size(file, &size);
    if (!loaded) {
        compose(failure, "%s cannot be read.", name);
    }
    loaded = loaded && read_shape(name, file, size, &model->shape, failure) && read_weights(name, file, wanted_later, model, failure);
    platform_close(file);
    return loaded;
}
