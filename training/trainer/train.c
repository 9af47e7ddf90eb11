/*
 * Trains a model: train TOKENS HELD_OUT_TOKENS MODEL CURVE DIM HIDDEN LAYERS HEADS KV_HEADS VOCABULARY POSITIONS EPOCHS RATE SEED
 *
 * Each step's sequences are divided between two workers by where they are in the batch, and their gradients added in the same order always, so that the
 * model depends on the arguments and the texts alone.
 */
#include "corpus.h"
#include "fail.h"
#include "optimizer.h"
#include "transformer.h"

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

enum { WORKERS = 2, BATCH = 8, WARM_UP = 100, REPORT_EVERY = 50, EVALUATE_EVERY = 500, EVALUATED = 128 };

static const double GRADIENT_NORM_MAX = 1.0;

typedef struct {
    int first; /* which of the batch: first, first + WORKERS, ... */
    int count;
    const int *chosen;
    const Corpus *corpus;
    Workspace *workspace;
    const real *parameters;
    const real *transposed;
    real scale;
    bool learning;
    real *gradient;
    double loss;
} Work;

typedef struct {
    Shape shape;
    Offsets offsets;
    Corpus corpus;
    Corpus held_out;
    real *parameters;
    real *transposed;
    Work work[WORKERS];
} Training;

static void *run_worker(void *argument) {
    Work *work = argument;
    work->loss = 0;
    for (int index = work->first; index < work->count; index += WORKERS) {
        Sequence sequence = work->corpus->sequences[work->chosen[index]];
        work->loss += work->learning ? sequence_gradient(work->workspace, work->parameters, work->transposed, sequence.tokens,
                                                         sequence.count, work->scale, work->gradient)
                                     : sequence_loss(work->workspace, work->parameters, work->transposed, sequence.tokens, sequence.count);
    }
    return NULL;
}

/* The mean loss of a token of the chosen sequences; when learning, leaves its gradient in the first worker's. */
static double run_batch(Training *training, const Corpus *corpus, const int *chosen, int count, bool learning) {
    pthread_t threads[WORKERS];
    long predicted = 0;
    for (int index = 0; index < count; index++) {
        predicted += corpus->sequences[chosen[index]].count - 1;
    }
    transpose_all(training->transposed, training->parameters, &training->shape, &training->offsets);
    for (int worker = 0; worker < WORKERS; worker++) {
        Work *work = &training->work[worker];
        work->count = count;
        work->chosen = chosen;
        work->corpus = corpus;
        work->scale = (real)(1.0 / (double)predicted);
        work->learning = learning;
        if (learning) {
            memset(work->gradient, 0, training->offsets.count * sizeof(real));
        }
        if (worker > 0 && pthread_create(&threads[worker], NULL, run_worker, work) != 0) {
            FAIL("cannot start a thread");
        }
    }
    run_worker(&training->work[0]);
    double loss = training->work[0].loss;
    real *gradient = training->work[0].gradient;
    for (int worker = 1; worker < WORKERS; worker++) {
        pthread_join(threads[worker], NULL);
        loss += training->work[worker].loss;
        for (size_t index = 0; learning && index < training->offsets.count; index++) {
            gradient[index] += training->work[worker].gradient[index];
        }
    }
    return loss / (double)predicted;
}

static double held_out_loss(Training *training, int count) {
    int *chosen = allocate((size_t)count, sizeof(int));
    for (int index = 0; index < count; index++) {
        chosen[index] = index;
    }
    double loss = run_batch(training, &training->held_out, chosen, count, false);
    free(chosen);
    return loss;
}

static double seconds_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void train(Training *training, const char *model, const char *curve_path, double epochs, double peak, uint64_t seed) {
    Corpus *corpus = &training->corpus;
    Optimizer optimizer = make_optimizer(&training->shape, &training->offsets);
    int *order = allocate((size_t)corpus->count, sizeof(int));
    int per_epoch = corpus->count / BATCH;
    int steps = (int)(epochs * per_epoch);
    FILE *curve = fopen(curve_path, "w");
    if (curve == NULL || per_epoch < 1 || steps <= WARM_UP) {
        FAIL("cannot write %s, or there are too few texts", curve_path);
    }
    printf("%zu parameters, %d texts of %ld tokens, %d steps\n", training->offsets.count, corpus->count, corpus->predicted, steps);
    fprintf(curve, "step,tokens,rate,gradient_norm,loss,held_out_loss\n");
    double started = seconds_now();
    double sum = 0;
    long tokens = 0;
    for (int step = 0; step < steps; step++) {
        if (step % per_epoch == 0) {
            shuffle(order, corpus->count, seed + (uint64_t)(step / per_epoch));
        }
        const int *chosen = order + step % per_epoch * BATCH;
        sum += run_batch(training, corpus, chosen, BATCH, true);
        for (int index = 0; index < BATCH; index++) {
            tokens += corpus->sequences[chosen[index]].count - 1;
        }
        real *gradient = training->work[0].gradient;
        double norm = clip(gradient, training->offsets.count, GRADIENT_NORM_MAX);
        double rate = rate_at(step, steps, WARM_UP, peak);
        update(&optimizer, training->parameters, gradient, rate);
        bool last = step + 1 == steps;
        if ((step + 1) % REPORT_EVERY == 0 || last) {
            int averaged = (step + 1) % REPORT_EVERY == 0 ? REPORT_EVERY : (step + 1) % REPORT_EVERY;
            fprintf(curve, "%d,%ld,%.6f,%.4f,%.5f,", step + 1, tokens, rate, norm, sum / averaged);
            printf("step %d of %d: loss %.4f, %.0f tokens/s", step + 1, steps, sum / averaged, (double)tokens / (seconds_now() - started));
            sum = 0;
            if ((step + 1) % EVALUATE_EVERY == 0 || last) {
                int evaluated = last || training->held_out.count < EVALUATED ? training->held_out.count : EVALUATED;
                double loss = held_out_loss(training, evaluated);
                fprintf(curve, "%.5f", loss);
                printf(", held-out %.5f", loss);
                write_checkpoint(model, training->parameters, &training->shape, &training->offsets);
            }
            fputc('\n', curve);
            fputc('\n', stdout);
            fflush(curve);
            fflush(stdout);
        }
    }
    fclose(curve);
}

int main(int count, char **arguments) {
    if (count != 15) {
        FAIL("usage: train TOKENS HELD_OUT_TOKENS MODEL CURVE DIM HIDDEN LAYERS HEADS KV_HEADS VOCABULARY POSITIONS EPOCHS RATE SEED");
    }
    char **shape = arguments + 5;
    uint64_t seed = strtoull(arguments[14], NULL, 10);
    Training training = {
        .shape = make_shape(atoi(shape[0]), atoi(shape[1]), atoi(shape[2]), atoi(shape[3]), atoi(shape[4]), atoi(shape[5]), atoi(shape[6]))};
    training.offsets = make_offsets(&training.shape);
    training.corpus = read_corpus(arguments[1], training.shape.seq_len + 1, training.shape.vocab_size);
    training.held_out = read_corpus(arguments[2], training.shape.seq_len + 1, training.shape.vocab_size);
    training.parameters = allocate(training.offsets.count, sizeof(real));
    training.transposed = allocate(training.offsets.count, sizeof(real));
    initialise(training.parameters, &training.shape, &training.offsets, seed);
    for (int worker = 0; worker < WORKERS; worker++) {
        training.work[worker] = (Work){.first = worker,
                                       .workspace = make_workspace(&training.shape, &training.offsets),
                                       .parameters = training.parameters,
                                       .transposed = training.transposed,
                                       .gradient = allocate(training.offsets.count, sizeof(real))};
    }
    train(&training, arguments[3], arguments[4], atof(arguments[12]), atof(arguments[13]), seed);
    return 0;
}
