#include "sampler.h"

#include "heap_sort.h"
#include "softmax.h"

/* xorshift* (Marsaglia; Vigna): the upper half of the product. */
static uint32_t next_random(uint64_t *state) {
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)(*state * 0x2545f4914f6cdd1dull >> 32);
}

/* In [0, 1): 24 bits, which a float holds exactly. */
static float next_chance(uint64_t *state) {
    return (float)(int32_t)(next_random(state) >> 8) / 16777216.0f;
}

static int32_t likeliest(const float *values, int32_t count) {
    int32_t best = 0;
    for (int32_t index = 1; index < count; index++) {
        if (values[index] > values[best]) {
            best = index;
        }
    }
    return best;
}

static int32_t by_chance(const float *probabilities, int32_t count, float chance) {
    float sum = 0;
    for (int32_t index = 0; index < count; index++) {
        sum += probabilities[index];
        if (chance < sum) {
            return index;
        }
    }
    return count - 1;
}

static bool likelier(const void *context, int32_t left, int32_t right) {
    const float *probabilities = context;
    return probabilities[left] != probabilities[right] ? probabilities[left] > probabilities[right] : left < right;
}

/* Among the fewest tokens that together have more than `topp`. Those below `cutoff` cannot be of them. */
static int32_t by_chance_among_likeliest(const Sampler *sampler, const float *probabilities, float chance) {
    int32_t *candidates = sampler->candidates;
    float cutoff = (1.0f - sampler->topp) / (float)(sampler->vocab_size - 1);
    int32_t count = 0;
    for (int32_t index = 0; index < sampler->vocab_size; index++) {
        if (probabilities[index] >= cutoff) {
            candidates[count++] = index;
        }
    }
    if (count == 0) {
        return likeliest(probabilities, sampler->vocab_size);
    }
    heap_sort(candidates, count, likelier, probabilities);
    float nucleus = 0;
    int32_t last = count - 1;
    for (int32_t index = 0; index < count; index++) {
        nucleus += probabilities[candidates[index]];
        if (nucleus > sampler->topp) {
            last = index;
            break;
        }
    }
    float target = chance * nucleus;
    float sum = 0;
    for (int32_t index = 0; index <= last; index++) {
        sum += probabilities[candidates[index]];
        if (target < sum) {
            return candidates[index];
        }
    }
    return candidates[last];
}

int32_t sample(Sampler *sampler, float *logits) {
    if (sampler->temperature == 0) {
        return likeliest(logits, sampler->vocab_size);
    }
    for (int32_t index = 0; index < sampler->vocab_size; index++) {
        logits[index] /= sampler->temperature;
    }
    softmax(logits, sampler->vocab_size);
    float chance = next_chance(&sampler->random_state);
    if (sampler->topp <= 0 || sampler->topp >= 1) {
        return by_chance(logits, sampler->vocab_size, chance);
    }
    return by_chance_among_likeliest(sampler, logits, chance);
}
