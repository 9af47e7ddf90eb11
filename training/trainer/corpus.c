#include "corpus.h"

#include "fail.h"
#include "random.h"

static uint16_t *read_words(const char *path, long *count) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        FAIL("cannot read %s", path);
    }
    long bytes = ftell(file);
    uint16_t *words = allocate((size_t)bytes / 2, 2);
    rewind(file);
    if (bytes % 2 != 0 || fread(words, 2, (size_t)bytes / 2, file) != (size_t)bytes / 2) {
        FAIL("cannot read %s", path);
    }
    fclose(file);
    *count = bytes / 2;
    return words;
}

static void check_sequence(const char *path, Sequence sequence, int longest, int vocab_size) {
    if (sequence.count < 2 || sequence.count > longest) {
        FAIL("%s has a sequence of %d tokens; there is room for %d", path, sequence.count, longest);
    }
    for (int index = 0; index < sequence.count; index++) {
        if (sequence.tokens[index] >= vocab_size) {
            FAIL("%s has a token %d; the vocabulary has %d", path, sequence.tokens[index], vocab_size);
        }
    }
}

Corpus read_corpus(const char *path, int longest, int vocab_size) {
    long words;
    const uint16_t *start = read_words(path, &words);
    Corpus corpus = {allocate((size_t)words / 3 + 1, sizeof(Sequence)), 0, 0};
    for (long at = 0; at < words; at += 1 + start[at]) {
        Sequence sequence = {start + at + 1, start[at]};
        if (at + 1 + sequence.count > words) {
            FAIL("%s is cut short", path);
        }
        check_sequence(path, sequence, longest, vocab_size);
        corpus.sequences[corpus.count++] = sequence;
        corpus.predicted += sequence.count - 1;
    }
    return corpus;
}

void shuffle(int *order, int count, uint64_t seed) {
    uint64_t random = seed * 2 + 1;
    for (int index = 0; index < count; index++) {
        order[index] = index;
    }
    for (int left = count; left > 1; left--) {
        int chosen = (int)(next_random(&random) % (uint32_t)left);
        int last = order[left - 1];
        order[left - 1] = order[chosen];
        order[chosen] = last;
    }
}
