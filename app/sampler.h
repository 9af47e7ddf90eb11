/* Choosing the next token, as llama2.c does: the likeliest, by chance, or by chance among the likeliest (nucleus sampling). */
#ifndef BONDI_SAMPLER_H
#define BONDI_SAMPLER_H

#include "settings.h"

typedef struct {
    int32_t vocab_size;
    float temperature;
    float topp;
    uint64_t random_state;
    /* Room for the candidates' order. */
    int32_t *candidates;
} Sampler;

/* Changes `logits` into probabilities when the temperature is not 0. */
int32_t sample(Sampler *sampler, float *logits);

#endif
