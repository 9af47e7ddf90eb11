#include "trace.h"

#include <string.h>

static const char *const TENSOR_NAMES[TENSOR_COUNT] = {
    "token",  "tok_emb",      "rmsnorm_att", "q",  "k",  "v",      "q_rope",  "k_rope",       "att",           "xb",
    "xb2",    "att_residual", "rmsnorm_ffn", "w1", "w3", "swiglu", "ffn_out", "ffn_residual", "rmsnorm_final", "logits",
};

static void empty_buffer(Trace *trace) {
    trace->failed = trace->failed || !platform_write(trace->file, trace->buffer, trace->used);
    trace->used = 0;
}

static void put_byte(Trace *trace, uint8_t byte) {
    if (trace->used == TRACE_BUFFER_BYTES) {
        empty_buffer(trace);
    }
    trace->buffer[trace->used++] = byte;
}

static void put_word(Trace *trace, uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        put_byte(trace, (uint8_t)(word >> shift));
    }
}

static uint32_t word_of(float value) {
    union {
        float number;
        uint32_t bits;
    } both = {.number = value};
    /* Which NaN comes out of an invalid operation is each machine's own choice. */
    return value == value ? both.bits : 0x7fc00000;
}

/* Each step is one to one, so that tensors with one difference never have the same hash. */
static uint32_t hash_of(const float *values, int32_t count) {
    uint32_t hash = 0x811c9dc5;
    for (int32_t index = 0; index < count; index++) {
        hash ^= word_of(values[index]);
        hash = (hash << 13 | hash >> 19) * 0x9e3779b1u;
    }
    return hash;
}

bool trace_open(Trace *trace, const char *name, const Shape *shape, Message *failure) {
    if (trace->mode == TRACE_OFF) {
        return true;
    }
    if (!platform_create(name, DATA_FILE, &trace->file)) {
        compose(failure, "%s cannot be made; the disk may be full or locked.", name);
        return false;
    }
    put_word(trace, 0x42545243); /* 'BTRC' */
    put_word(trace, 1);
    put_word(trace, trace->mode);
    put_word(trace, (uint32_t)shape->dim);
    put_word(trace, (uint32_t)shape->hidden_dim);
    put_word(trace, (uint32_t)shape->n_layers);
    put_word(trace, (uint32_t)shape->n_heads);
    put_word(trace, (uint32_t)shape->n_kv_heads);
    put_word(trace, (uint32_t)shape->vocab_size);
    put_word(trace, (uint32_t)shape->seq_len);
    put_word(trace, TENSOR_COUNT);
    for (int tensor = 0; tensor < TENSOR_COUNT; tensor++) {
        const char *tensor_name = TENSOR_NAMES[tensor];
        put_byte(trace, (uint8_t)strlen(tensor_name));
        while (*tensor_name) {
            put_byte(trace, (uint8_t)*tensor_name++);
        }
    }
    return true;
}

static bool is_wanted(const Trace *trace) {
    return trace->mode != TRACE_OFF && trace->position >= trace->first && trace->position <= trace->last;
}

void trace_tensor(Trace *trace, int32_t layer, Tensor tensor, const float *values, int32_t count) {
    if (!is_wanted(trace)) {
        return;
    }
    put_word(trace, (uint32_t)trace->position);
    put_word(trace, (uint32_t)layer);
    put_word(trace, tensor);
    put_word(trace, (uint32_t)count);
    put_word(trace, hash_of(values, count));
    for (int32_t index = 0; trace->mode == TRACE_VALUES && index < count; index++) {
        put_word(trace, word_of(values[index]));
    }
}

void trace_position(Trace *trace, int32_t position, int32_t token) {
    trace->position = position;
    float value = (float)token; /* exact: vocabularies are below 2^24 */
    trace_tensor(trace, NO_LAYER, TENSOR_TOKEN, &value, 1);
}

bool trace_close(Trace *trace, const char *name, Message *failure) {
    if (trace->mode == TRACE_OFF) {
        return true;
    }
    empty_buffer(trace);
    trace->failed = !platform_flush(trace->file) || trace->failed;
    platform_close(trace->file);
    if (trace->failed) {
        compose(failure, "%s cannot be written to its end; the disk may be full.", name);
    }
    return !trace->failed;
}
