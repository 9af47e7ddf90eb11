/*
 * Byte pair encoding as llama2.c has it. The file: the longest piece's length, then for each token a score, a length and so many
 * bytes. Token 1 begins a text and token 2 ends one; tokens 3 to 258 are the bytes, written <0x00> to <0xFF>.
 */
#ifndef BONDI_TOKENIZER_H
#define BONDI_TOKENIZER_H

#include "message.h"
#include "platform.h"

enum { TOKEN_BOS = 1, TOKEN_EOS = 2, TOKEN_FIRST_BYTE = 3 };

typedef struct {
    const uint8_t *bytes;
    uint32_t length;
} Piece;

typedef struct {
    int32_t vocab_size;
    /* The whole file, and where in it each token's record begins. */
    const uint8_t *file;
    uint32_t *offsets;
    /* Tokens in the order of their bytes. */
    int32_t *sorted;
} Tokenizer;

/* `vocab_size` is the model's. */
bool load_tokenizer(const char *name, int32_t vocab_size, Tokenizer *tokenizer, Message *failure);

/*
 * The tokens of `text`, with BOS before them, in memory of the platform's; their number through `count`.
 * An empty text gives BOS alone. NULL, with a message, when there is no memory for it.
 */
int32_t *encode_text(const Tokenizer *tokenizer, const uint8_t *text, uint32_t length, int32_t *count, Message *failure);

/* What `token` adds to a text after `previous`: a byte token's byte, and no leading space after BOS. `storage` holds such a byte. */
Piece decode_token(const Tokenizer *tokenizer, int32_t previous, int32_t token, uint8_t *storage);

#endif
