/*
 * Compares the gradient with finite differences, in double precision (-DREAL_IS_DOUBLE), for a small model of each kind of shape. Prints the largest
 * relative difference of each and exits with 1 when one is too large.
 */
#include "fail.h"
#include "random.h"
#include "transformer.h"

#include <stdbool.h>

enum { CHECKED = 400 };

static double loss_of(Workspace *workspace, const Shape *shape, const Offsets *offsets, real *parameters, real *transposed,
                      const uint16_t *tokens, int count) {
    transpose_all(transposed, parameters, shape, offsets);
    return sequence_loss(workspace, parameters, transposed, tokens, count);
}

static double check(Shape shape, int count, uint64_t seed) {
    Offsets offsets = make_offsets(&shape);
    Workspace *workspace = make_workspace(&shape, &offsets);
    real *parameters = allocate(offsets.count, sizeof(real));
    real *transposed = allocate(offsets.count, sizeof(real));
    real *gradient = allocate(offsets.count, sizeof(real));
    uint64_t random = seed;
    uint16_t tokens[64];
    initialise(parameters, &shape, &offsets, seed);
    for (size_t index = 0; index < offsets.count; index++) {
        parameters[index] *= 2; /* far from the beginning, where attention looks everywhere alike */
    }
    for (int index = 0; index < count; index++) {
        tokens[index] = (uint16_t)(next_random(&random) % (uint32_t)shape.vocab_size);
    }
    transpose_all(transposed, parameters, &shape, &offsets);
    sequence_gradient(workspace, parameters, transposed, tokens, count, 1, gradient);
    double worst = 0;
    for (int round = 0; round < CHECKED; round++) {
        size_t index = next_random(&random) % offsets.count;
        double before = parameters[index];
        double step = 1e-5;
        if (before == 0) {
            continue; /* padding */
        }
        parameters[index] = (real)(before + step);
        double above = loss_of(workspace, &shape, &offsets, parameters, transposed, tokens, count);
        parameters[index] = (real)(before - step);
        double below = loss_of(workspace, &shape, &offsets, parameters, transposed, tokens, count);
        parameters[index] = (real)before;
        double expected = (above - below) / (2 * step);
        double difference = fabs(gradient[index] - expected) / (fabs(expected) + 1e-3);
        worst = difference > worst ? difference : worst;
    }
    return worst;
}

int main(void) {
    struct {
        Shape shape;
        int count;
    } cases[] = {
        {make_shape(32, 40, 2, 4, 2, 48, 32), 21},
        {make_shape(16, 16, 1, 4, 4, 32, 64), 40},
        {make_shape(64, 172, 5, 8, 4, 512, 64), 34},
        {make_shape(64, 20, 2, 4, 2, 32, 32), 17},
    };
    bool wrong = false;
    for (size_t index = 0; index < sizeof cases / sizeof *cases; index++) {
        double worst = check(cases[index].shape, cases[index].count, index + 1);
        printf("%g\n", worst);
        wrong = wrong || !(worst < 1e-5);
    }
    return wrong;
}
