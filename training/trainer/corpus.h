/* Tokenised texts: for each a 16-bit count, then so many 16-bit tokens, little-endian. */
#ifndef CORPUS_H
#define CORPUS_H

#include <stdint.h>

typedef struct {
    const uint16_t *tokens;
    int count;
} Sequence;

typedef struct {
    Sequence *sequences;
    int count;
    long predicted; /* tokens that have others before them */
} Corpus;

Corpus read_corpus(const char *path, int longest, int vocab_size);

/* The order of an epoch, the same for the same seed. */
void shuffle(int *order, int count, uint64_t seed);

#endif
