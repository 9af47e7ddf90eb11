/* The loss of a model on texts: evaluate MODEL TOKENS. Prints the sum in nats and the number of tokens predicted. */
#include "corpus.h"
#include "fail.h"
#include "transformer.h"

int main(int count, char **arguments) {
    if (count != 3) {
        FAIL("usage: evaluate MODEL TOKENS");
    }
    Shape shape = read_shape(arguments[1]);
    Offsets offsets = make_offsets(&shape);
    Corpus corpus = read_corpus(arguments[2], shape.seq_len + 1, shape.vocab_size);
    Workspace *workspace = make_workspace(&shape, &offsets);
    real *parameters = allocate(offsets.count, sizeof(real));
    real *transposed = allocate(offsets.count, sizeof(real));
    read_checkpoint(arguments[1], parameters, &shape, &offsets);
    transpose_all(transposed, parameters, &shape, &offsets);
    double nats = 0;
    for (int index = 0; index < corpus.count; index++) {
        Sequence sequence = corpus.sequences[index];
        nats += sequence_loss(workspace, parameters, transposed, sequence.tokens, sequence.count);
    }
    printf("%.6f %ld\n", nats, corpus.predicted);
    return 0;
}
