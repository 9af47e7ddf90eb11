/*
 * A record of every activation, to compare machines bit for bit. Off unless settings.txt asks for it; never changes a result.
 * The format, whose integers are big-endian on every machine, is described in README.md.
 */
#ifndef BONDI_TRACE_H
#define BONDI_TRACE_H

#include "checkpoint.h"

typedef enum { TRACE_OFF, TRACE_HASH, TRACE_VALUES } TraceMode;

/* In the order in which they are computed. */
typedef enum {
    TENSOR_TOKEN,
    TENSOR_EMBEDDING,
    TENSOR_ATT_NORM,
    TENSOR_Q,
    TENSOR_K,
    TENSOR_V,
    TENSOR_Q_ROPE,
    TENSOR_K_ROPE,
    TENSOR_ATT,
    TENSOR_ATT_MIX,
    TENSOR_ATT_OUT,
    TENSOR_ATT_RESIDUAL,
    TENSOR_FFN_NORM,
    TENSOR_W1,
    TENSOR_W3,
    TENSOR_SWIGLU,
    TENSOR_FFN_OUT,
    TENSOR_FFN_RESIDUAL,
    TENSOR_FINAL_NORM,
    TENSOR_LOGITS,
    TENSOR_COUNT
} Tensor;

enum { NO_LAYER = -1, TRACE_BUFFER_BYTES = 4096 };

typedef struct {
    TraceMode mode;
    int32_t first;
    int32_t last;
    int32_t position;
    File file;
    bool failed;
    uint32_t used;
    uint8_t buffer[TRACE_BUFFER_BYTES];
} Trace;

bool trace_open(Trace *trace, const char *name, const Shape *shape, Message *failure);
void trace_position(Trace *trace, int32_t position, int32_t token);
void trace_tensor(Trace *trace, int32_t layer, Tensor tensor, const float *values, int32_t count);
/* False, with a message, if anything could not be written. */
bool trace_close(Trace *trace, const char *name, Message *failure);

#endif
