#include "optimizer.h"

#include "fail.h"

static const double MEAN_DECAY = 0.9;
static const double SQUARE_DECAY = 0.98;
static const double WEIGHT_DECAY = 0.05;
static const double LAST_RATE = 0.01;

Optimizer make_optimizer(const Shape *shape, const Offsets *offsets) {
    real *decays = allocate(offsets->count, sizeof(real));
    for (size_t index = 0; index < offsets->count; index++) {
        decays[index] = 1;
    }
    for (int index = 0; index < shape->dim; index++) {
        decays[offsets->rms_final + index] = 0;
        for (int layer = 0; layer < shape->n_layers; layer++) {
            decays[offsets->layers[layer].rms_att + index] = 0;
            decays[offsets->layers[layer].rms_ffn + index] = 0;
        }
    }
    return (Optimizer){allocate(offsets->count, sizeof(real)), allocate(offsets->count, sizeof(real)), decays, offsets->count, 0};
}

double clip(real *gradient, size_t count, double most) {
    double squares = 0;
    for (size_t index = 0; index < count; index++) {
        squares += (double)gradient[index] * gradient[index];
    }
    double norm = sqrt(squares);
    if (norm > most) {
        real scale = (real)(most / norm);
        for (size_t index = 0; index < count; index++) {
            gradient[index] *= scale;
        }
    }
    return norm;
}

void update(Optimizer *optimizer, real *parameters, const real *gradient, double rate) {
    optimizer->steps++;
    real mean_decay = (real)MEAN_DECAY;
    real square_decay = (real)SQUARE_DECAY;
    real mean_scale = (real)(rate / (1 - pow(MEAN_DECAY, optimizer->steps)));
    real square_scale = (real)(1 / (1 - pow(SQUARE_DECAY, optimizer->steps)));
    real shrink = (real)(rate * WEIGHT_DECAY);
    for (size_t index = 0; index < optimizer->count; index++) {
        real slope = gradient[index];
        real mean = mean_decay * optimizer->mean[index] + (1 - mean_decay) * slope;
        real square = square_decay * optimizer->square[index] + (1 - square_decay) * slope * slope;
        optimizer->mean[index] = mean;
        optimizer->square[index] = square;
        real decayed = parameters[index] * (1 - shrink * optimizer->decays[index]);
        parameters[index] = decayed - mean_scale * mean / ((real)sqrtf((float)(square * square_scale)) + (real)1e-8);
    }
}

double rate_at(int step, int steps, int warm_up, double peak) {
    if (step < warm_up) {
        return peak * (step + 1) / warm_up;
    }
    double progress = (double)(step - warm_up) / (steps - warm_up);
    double cosine = 0.5 * (1 + cos(progress * 3.14159265358979323846));
    return peak * (LAST_RATE + (1 - LAST_RATE) * cosine);
}
