#include "transformer.h"

#include "fail.h"
#include "matmul.h"

#include <string.h>

/* What the backward pass wants of a layer. */
typedef struct {
    real *input;         /* [dim] per position: the residual stream at its beginning */
    real *att_normal;    /* [dim] */
    real *qkv;           /* [qkv_dim], rotated */
    real *qkv_columns;   /* the same, transposed */
    Softmaxes softmaxes; /* per head */
    real *mixed;         /* [dim]: what attention gives */
    real *middle;        /* [dim]: the residual stream after attention */
    real *ffn_normal;    /* [dim] */
    real *h13;           /* [2 * padded_hidden] */
    real *gated;         /* [padded_hidden] */
} Activations;

struct Workspace {
    Shape shape;
    Offsets offsets;
    Activations layers[LAYERS_MAX];
    real *cosines; /* [head_size / 2] per position */
    real *sines;
    real *output;  /* [dim]: the residual stream at the end */
    real *normal;  /* [dim] */
    real *logits;  /* [vocab_size]; then their gradient */
    Vector *scores;
    real *columns; /* [dim] */
    real *dx;      /* [dim]: the residual stream's gradient */
    real *dnormal; /* [dim] */
    real *dmixed;  /* [dim] */
    real *dots;    /* [n_heads] */
    real *dqkv;    /* [qkv_dim] */
    real *dqkv_columns;
    real *dgated; /* [padded_hidden] */
    real *dh13;   /* [2 * padded_hidden] */
};

static int padded(int length) {
    return (length + LANES - 1) / LANES * LANES;
}

Workspace *make_workspace(const Shape *shape, const Offsets *offsets) {
    Workspace *workspace = allocate(1, sizeof *workspace);
    size_t length = (size_t)padded(shape->seq_len);
#define PER_POSITION(width) allocate(length * (size_t)(width), sizeof(real))
    workspace->shape = *shape;
    workspace->offsets = *offsets;
    for (int layer = 0; layer < shape->n_layers; layer++) {
        workspace->layers[layer] = (Activations){
            .input = PER_POSITION(shape->dim),
            .att_normal = PER_POSITION(shape->dim),
            .qkv = PER_POSITION(shape->qkv_dim),
            .qkv_columns = PER_POSITION(shape->qkv_dim),
            .softmaxes = {PER_POSITION(shape->n_heads), PER_POSITION(shape->n_heads)},
            .mixed = PER_POSITION(shape->dim),
            .middle = PER_POSITION(shape->dim),
            .ffn_normal = PER_POSITION(shape->dim),
            .h13 = PER_POSITION(2 * shape->padded_hidden),
            .gated = PER_POSITION(shape->padded_hidden),
        };
    }
    workspace->cosines = PER_POSITION(shape->head_size / 2);
    workspace->sines = PER_POSITION(shape->head_size / 2);
    workspace->output = PER_POSITION(shape->dim);
    workspace->normal = PER_POSITION(shape->dim);
    workspace->logits = PER_POSITION(shape->vocab_size);
    workspace->scores = allocate(length, sizeof(Vector));
    workspace->columns = PER_POSITION(shape->dim);
    workspace->dx = PER_POSITION(shape->dim);
    workspace->dnormal = PER_POSITION(shape->dim);
    workspace->dmixed = PER_POSITION(shape->dim);
    workspace->dots = PER_POSITION(shape->n_heads);
    workspace->dqkv = PER_POSITION(shape->qkv_dim);
    workspace->dqkv_columns = PER_POSITION(shape->qkv_dim);
    workspace->dgated = PER_POSITION(shape->padded_hidden);
    workspace->dh13 = PER_POSITION(2 * shape->padded_hidden);
#undef PER_POSITION
    int pairs = shape->head_size / 2;
    for (int index = 0; index < (int)length * pairs; index++) {
        double angle = index / pairs * pow(10000, -2.0 * (index % pairs) / shape->head_size);
        workspace->cosines[index] = (real)cos(angle);
        workspace->sines[index] = (real)sin(angle);
    }
    return workspace;
}

/* out = in matrix^T, with the matrix given transposed: [in_width][out_width]. */
static void apply(real *out, const real *in, const real *transposed, int length, int in_width, int out_width, bool accumulate) {
    matmul(out, out_width, (MatrixView){in, in_width, 1}, transposed, out_width, length, in_width, out_width, accumulate);
}

/* The gradients of `apply`: of its input, and added to that of its matrix. */
static void apply_backward(real *din, real *dmatrix, const real *dout, const real *in, const real *matrix, int length, int in_width,
                           int out_width) {
    matmul(din, in_width, (MatrixView){dout, out_width, 1}, matrix, in_width, length, out_width, in_width, false);
    matmul(dmatrix, in_width, (MatrixView){dout, 1, out_width}, in, in_width, out_width, length, in_width, true);
}

static real inverse_rms(const real *x, int dim) {
    Vector squares = all(0);
    for (int index = 0; index < dim; index += LANES) {
        squares += load(x + index) * load(x + index);
    }
    return 1 / (real)sqrt(sum_of(squares) / dim + (real)1e-5);
}

static void rmsnorm(real *out, const real *x, const real *weight, int length, int dim) {
    for (int position = 0; position < length; position++, out += dim, x += dim) {
        real inverse = inverse_rms(x, dim);
        for (int index = 0; index < dim; index++) {
            out[index] = weight[index] * (inverse * x[index]);
        }
    }
}

/* Adds to dx, or replaces it. */
static void rmsnorm_backward(real *dx, real *dweight, const real *dout, const real *x, const real *weight, int length, int dim, bool add) {
    for (int position = 0; position < length; position++, dout += dim, x += dim, dx += dim) {
        real inverse = inverse_rms(x, dim);
        Vector products = all(0);
        for (int index = 0; index < dim; index += LANES) {
            products += load(weight + index) * load(dout + index) * load(x + index);
        }
        real pull = sum_of(products) * inverse * inverse * inverse / dim;
        for (int index = 0; index < dim; index++) {
            real gradient = inverse * weight[index] * dout[index] - pull * x[index];
            dx[index] = add ? dx[index] + gradient : gradient;
            dweight[index] += dout[index] * x[index] * inverse;
        }
    }
}

/* RoPE as llama2.c has it: neighbours are a pair. Turning by the opposite angle is the gradient. */
static void rotate(const Workspace *workspace, real *qkv, int length, real direction) {
    const Shape *shape = &workspace->shape;
    int pairs = shape->head_size / 2;
    for (int position = 0; position < length; position++) {
        const real *cosines = workspace->cosines + position * pairs;
        const real *sines = workspace->sines + position * pairs;
        for (int start = 0; start < shape->dim + shape->kv_dim; start += shape->head_size) {
            real *head = qkv + position * shape->qkv_dim + start;
            for (int pair = 0; pair < pairs; pair++) {
                real first = head[2 * pair];
                real second = head[2 * pair + 1];
                real sine = direction * sines[pair];
                head[2 * pair] = first * cosines[pair] - second * sine;
                head[2 * pair + 1] = first * sine + second * cosines[pair];
            }
        }
    }
}

static Vector logistic(Vector x) {
    return 1 / (1 + exponential(-x));
}

/* SwiGLU: silu(w1 x) * w3 x. */
static void gate(real *gated, const real *h13, int length, int hidden) {
    for (int position = 0; position < length; position++, gated += hidden, h13 += 2 * hidden) {
        for (int index = 0; index < hidden; index += LANES) {
            Vector h1 = load(h13 + index);
            store(gated + index, h1 * logistic(h1) * load(h13 + hidden + index));
        }
    }
}

static void gate_backward(real *dh13, const real *dgated, const real *h13, int length, int hidden) {
    for (int position = 0; position < length; position++, dgated += hidden, h13 += 2 * hidden, dh13 += 2 * hidden) {
        for (int index = 0; index < hidden; index += LANES) {
            Vector h1 = load(h13 + index);
            Vector gradient = load(dgated + index);
            Vector sigma = logistic(h1);
            store(dh13 + index, gradient * load(h13 + hidden + index) * sigma * (1 + h1 * (1 - sigma)));
            store(dh13 + hidden + index, gradient * h1 * sigma);
        }
    }
}

static void forward_layer(Workspace *workspace, int layer, const real *parameters, const real *transposed, int length, real *out) {
    const Shape *shape = &workspace->shape;
    const LayerOffsets *at = &workspace->offsets.layers[layer];
    Activations *kept = &workspace->layers[layer];
    int dim = shape->dim;
    rmsnorm(kept->att_normal, kept->input, parameters + at->rms_att, length, dim);
    apply(kept->qkv, kept->att_normal, transposed + at->wqkv, length, dim, shape->qkv_dim, false);
    rotate(workspace, kept->qkv, length, 1);
    transpose(kept->qkv_columns, length, kept->qkv, shape->qkv_dim, length, shape->qkv_dim);
    attention_forward(shape, length, kept->qkv, kept->qkv_columns, workspace->columns, kept->softmaxes, workspace->scores);
    transpose(kept->mixed, dim, workspace->columns, length, dim, length);
    memcpy(kept->middle, kept->input, (size_t)(length * dim) * sizeof(real));
    apply(kept->middle, kept->mixed, transposed + at->wo, length, dim, dim, true);

    rmsnorm(kept->ffn_normal, kept->middle, parameters + at->rms_ffn, length, dim);
    apply(kept->h13, kept->ffn_normal, transposed + at->w13, length, dim, 2 * shape->padded_hidden, false);
    gate(kept->gated, kept->h13, length, shape->padded_hidden);
    memcpy(out, kept->middle, (size_t)(length * dim) * sizeof(real));
    apply(out, kept->gated, transposed + at->w2, length, shape->padded_hidden, dim, true);
}

static void backward_layer(Workspace *workspace, int layer, const real *parameters, int length, real *gradient) {
    const Shape *shape = &workspace->shape;
    const LayerOffsets *at = &workspace->offsets.layers[layer];
    const Activations *kept = &workspace->layers[layer];
    int dim = shape->dim;
    int hidden = shape->padded_hidden;
    apply_backward(workspace->dgated, gradient + at->w2, workspace->dx, kept->gated, parameters + at->w2, length, hidden, dim);
    gate_backward(workspace->dh13, workspace->dgated, kept->h13, length, hidden);
    apply_backward(workspace->dnormal, gradient + at->w13, workspace->dh13, kept->ffn_normal, parameters + at->w13, length, dim, 2 * hidden);
    rmsnorm_backward(workspace->dx, gradient + at->rms_ffn, workspace->dnormal, kept->middle, parameters + at->rms_ffn, length, dim, true);

    apply_backward(workspace->dmixed, gradient + at->wo, workspace->dx, kept->mixed, parameters + at->wo, length, dim, dim);
    for (int head = 0; head < shape->n_heads; head++) {
        for (int position = 0; position < length; position++) {
            real dot = 0;
            for (int index = 0; index < shape->head_size; index++) {
                int element = position * dim + head * shape->head_size + index;
                dot += kept->mixed[element] * workspace->dmixed[element];
            }
            workspace->dots[head * length + position] = dot;
        }
    }
    transpose(workspace->columns, length, workspace->dmixed, dim, length, dim);
    attention_backward(shape, length, kept->qkv, kept->qkv_columns, workspace->dmixed, workspace->columns, kept->softmaxes, workspace->dots,
                       workspace->dqkv_columns);
    transpose(workspace->dqkv, shape->qkv_dim, workspace->dqkv_columns, length, shape->qkv_dim, length);
    rotate(workspace, workspace->dqkv, length, -1);
    apply_backward(workspace->dnormal, gradient + at->wqkv, workspace->dqkv, kept->att_normal, parameters + at->wqkv, length, dim,
                   shape->qkv_dim);
    rmsnorm_backward(workspace->dx, gradient + at->rms_att, workspace->dnormal, kept->input, parameters + at->rms_att, length, dim, true);
}

/* Turns a position's logits into the gradient of its loss, which is returned. */
static double cross_entropy(real *logits, int vocabulary, int target, real scale) {
    Vector most = load(logits);
    for (int index = LANES; index < vocabulary; index += LANES) {
        most = larger(most, load(logits + index));
    }
    real largest = most[0];
    for (int lane = 1; lane < LANES; lane++) {
        largest = most[lane] > largest ? most[lane] : largest;
    }
    double target_logit = logits[target] - largest;
    Vector sums = all(0);
    for (int index = 0; index < vocabulary; index += LANES) {
        Vector power = exponential(load(logits + index) - largest);
        sums += power;
        store(logits + index, power);
    }
    real sum = sum_of(sums);
    real factor = scale / sum;
    for (int index = 0; index < vocabulary; index++) {
        logits[index] *= factor;
    }
    logits[target] -= scale;
    return log(sum) - target_logit;
}

static void forward(Workspace *workspace, const real *parameters, const real *transposed, const uint16_t *tokens, int inputs, int length) {
    const Shape *shape = &workspace->shape;
    int dim = shape->dim;
    const real *embedding = parameters + workspace->offsets.embedding;
    for (int position = 0; position < length; position++) {
        int token = position < inputs ? tokens[position] : 0;
        memcpy(workspace->layers[0].input + position * dim, embedding + token * dim, (size_t)dim * sizeof(real));
    }
    for (int layer = 0; layer < shape->n_layers; layer++) {
        real *out = layer + 1 < shape->n_layers ? workspace->layers[layer + 1].input : workspace->output;
        forward_layer(workspace, layer, parameters, transposed, length, out);
    }
    rmsnorm(workspace->normal, workspace->output, parameters + workspace->offsets.rms_final, length, dim);
    apply(workspace->logits, workspace->normal, transposed + workspace->offsets.embedding, length, dim, shape->vocab_size, false);
}

/* The loss; leaves the gradient of the logits in their place. Positions of the padding have none. */
static double loss_of_logits(Workspace *workspace, const uint16_t *tokens, int inputs, int length, real scale) {
    int vocabulary = workspace->shape.vocab_size;
    double loss = 0;
    for (int position = 0; position < inputs; position++) {
        loss += cross_entropy(workspace->logits + position * vocabulary, vocabulary, tokens[position + 1], scale);
    }
    memset(workspace->logits + inputs * vocabulary, 0, (size_t)((length - inputs) * vocabulary) * sizeof(real));
    return loss;
}

static int checked_inputs(const Workspace *workspace, int count) {
    if (count < 2 || count - 1 > workspace->shape.seq_len) {
        FAIL("a sequence has %d tokens; there is room for 2 to %d", count, workspace->shape.seq_len + 1);
    }
    return count - 1;
}

double sequence_loss(Workspace *workspace, const real *parameters, const real *transposed, const uint16_t *tokens, int count) {
    int inputs = checked_inputs(workspace, count);
    int length = padded(inputs);
    forward(workspace, parameters, transposed, tokens, inputs, length);
    return loss_of_logits(workspace, tokens, inputs, length, 0);
}

double sequence_gradient(Workspace *workspace, const real *parameters, const real *transposed, const uint16_t *tokens, int count, real scale,
                         real *gradient) {
    const Shape *shape = &workspace->shape;
    const Offsets *offsets = &workspace->offsets;
    int inputs = checked_inputs(workspace, count);
    int length = padded(inputs);
    int dim = shape->dim;
    forward(workspace, parameters, transposed, tokens, inputs, length);
    double loss = loss_of_logits(workspace, tokens, inputs, length, scale);
    apply_backward(workspace->dnormal, gradient + offsets->embedding, workspace->logits, workspace->normal, parameters + offsets->embedding,
                   length, dim, shape->vocab_size);
    rmsnorm_backward(workspace->dx, gradient + offsets->rms_final, workspace->dnormal, workspace->output, parameters + offsets->rms_final,
                     length, dim, false);
    for (int layer = shape->n_layers - 1; layer >= 0; layer--) {
        backward_layer(workspace, layer, parameters, length, gradient);
    }
    for (int position = 0; position < inputs; position++) {
        real *row = gradient + offsets->embedding + tokens[position] * dim;
        for (int index = 0; index < dim; index++) {
            row[index] += workspace->dx[position * dim + index];
        }
    }
    return loss;
}
