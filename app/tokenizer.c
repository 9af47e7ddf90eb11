#include "tokenizer.h"

#include "heap_sort.h"
#include "memory.h"

#include <string.h>

enum { FILE_HEADER_BYTES = 4, RECORD_HEADER_BYTES = 8, NO_TOKEN = -1 };

/* A file's integers and floats lie at any offset: they are copied out, never pointed at. */
static uint32_t word_at(const uint8_t *bytes) {
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static uint32_t swapped_word_at(const uint8_t *bytes) {
    uint32_t word = word_at(bytes);
    return word >> 24 | (word >> 8 & 0xff00) | (word << 8 & 0xff0000) | word << 24;
}

static Piece piece_of(const Tokenizer *tokenizer, int32_t token) {
    const uint8_t *record = tokenizer->file + tokenizer->offsets[token];
    Piece piece = {record + RECORD_HEADER_BYTES, word_at(record + 4)};
    return piece;
}

static float score_of(const Tokenizer *tokenizer, int32_t token) {
    float score;
    memcpy(&score, tokenizer->file + tokenizer->offsets[token], sizeof score);
    return score;
}

/* Compares `left` with the bytes of `first` followed by those of `second`. */
static int compare_joined(Piece left, Piece first, Piece second) {
    uint32_t length = first.length + second.length;
    for (uint32_t index = 0; index < left.length && index < length; index++) {
        uint8_t byte = index < first.length ? first.bytes[index] : second.bytes[index - first.length];
        if (left.bytes[index] != byte) {
            return left.bytes[index] < byte ? -1 : 1;
        }
    }
    return left.length == length ? 0 : left.length < length ? -1 : 1;
}

static const Piece EMPTY = {NULL, 0};

/* Equal pieces in the order of their tokens, so that the lowest is found. */
static bool sorts_before(const void *context, int32_t left, int32_t right) {
    const Tokenizer *tokenizer = context;
    int order = compare_joined(piece_of(tokenizer, left), piece_of(tokenizer, right), EMPTY);
    return order != 0 ? order < 0 : left < right;
}

/* The token whose bytes are those of `first` and `second` joined. */
static int32_t find_joined(const Tokenizer *tokenizer, Piece first, Piece second) {
    int32_t low = 0;
    int32_t high = tokenizer->vocab_size;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (compare_joined(piece_of(tokenizer, tokenizer->sorted[middle]), first, second) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < tokenizer->vocab_size) {
        int32_t token = tokenizer->sorted[low];
        if (compare_joined(piece_of(tokenizer, token), first, second) == 0) {
            return token;
        }
    }
    return NO_TOKEN;
}

/* Finds each record; the file must end with the last token of the model's vocabulary. */
static bool index_records(const char *name, Tokenizer *tokenizer, uint32_t size, Message *failure) {
    uint32_t offset = FILE_HEADER_BYTES;
    int32_t token = 0;
    for (; offset < size && token < tokenizer->vocab_size; token++) {
        uint32_t left = size - offset;
        uint32_t length = left < RECORD_HEADER_BYTES ? 0 : word_at(tokenizer->file + offset + 4);
        if (left < RECORD_HEADER_BYTES || length > left - RECORD_HEADER_BYTES) {
            bool swapped = left >= RECORD_HEADER_BYTES && swapped_word_at(tokenizer->file + offset + 4) <= left - RECORD_HEADER_BYTES;
            if (token == 0 && swapped) {
                compose(failure, "%s has the byte order of another kind of computer. Convert it first: bondi convert tokenizer.", name);
            } else {
                compose(failure, "%s is damaged or cut short: token %d, at byte %u, does not fit into its %u bytes.", name, token,
                        offset, size);
            }
            return false;
        }
        tokenizer->offsets[token] = offset;
        offset += RECORD_HEADER_BYTES + length;
    }
    if (token < tokenizer->vocab_size || offset < size) {
        compose(failure, "%s belongs to another model: it has %s tokens than the %d of this model's vocabulary.", name,
                token < tokenizer->vocab_size ? "fewer" : "more", tokenizer->vocab_size);
        return false;
    }
    return true;
}

static bool read_tokenizer(const char *name, File file, Tokenizer *tokenizer, Message *failure) {
    uint32_t size;
    if (!platform_size(file, &size)) {
        compose(failure, "%s cannot be read.", name);
        return false;
    }
    uint32_t index_bytes = (uint32_t)tokenizer->vocab_size * 4;
    uint8_t *bytes = allocate(size, 2 * index_bytes, "the tokenizer", failure);
    tokenizer->offsets = bytes ? allocate(index_bytes, index_bytes, "the tokenizer", failure) : NULL;
    tokenizer->sorted = tokenizer->offsets ? allocate(index_bytes, 0, "the tokenizer", failure) : NULL;
    if (tokenizer->sorted == NULL) {
        return false;
    }
    if (!platform_read(file, bytes, size)) {
        compose(failure, "%s cannot be read to its end; the disk may be damaged.", name);
        return false;
    }
    tokenizer->file = bytes;
    if (!index_records(name, tokenizer, size, failure)) {
        return false;
    }
    for (int32_t token = 0; token < tokenizer->vocab_size; token++) {
        tokenizer->sorted[token] = token;
    }
    heap_sort(tokenizer->sorted, tokenizer->vocab_size, sorts_before, tokenizer);
    return true;
}

bool load_tokenizer(const char *name, int32_t vocab_size, Tokenizer *tokenizer, Message *failure) {
    File file;
    if (!platform_open(name, &file)) {
        compose(failure, "There is no %s in this application's folder. Put the model's llama2.c tokenizer there under that name.", name);
        return false;
    }
    tokenizer->vocab_size = vocab_size;
    bool loaded = read_tokenizer(name, file, tokenizer, failure);
    platform_close(file);
    return loaded;
}

/* The length of the character at the start: a byte and up to three continuation bytes, whatever they say. */
static uint32_t character_length(const uint8_t *text, uint32_t left) {
    uint32_t length = 1;
    while (length < left && length < 4 && (text[length] & 0xc0) == 0x80) {
        length++;
    }
    return length;
}

static int32_t encode_characters(const Tokenizer *tokenizer, const uint8_t *text, uint32_t length, int32_t *tokens) {
    int32_t count = 0;
    uint32_t character;
    for (uint32_t index = 0; index < length; index += character) {
        character = character_length(text + index, length - index);
        Piece piece = {text + index, character};
        int32_t token = find_joined(tokenizer, piece, EMPTY);
        if (token != NO_TOKEN) {
            tokens[count++] = token;
            continue;
        }
        for (uint32_t byte = 0; byte < character; byte++) {
            int32_t fallback = text[index + byte] + TOKEN_FIRST_BYTE;
            tokens[count++] = fallback < tokenizer->vocab_size ? fallback : 0;
        }
    }
    return count;
}

static int32_t merge_of(const Tokenizer *tokenizer, int32_t left, int32_t right) {
    return find_joined(tokenizer, piece_of(tokenizer, left), piece_of(tokenizer, right));
}

static void remove_at(int32_t *items, int32_t index, int32_t count) {
    memmove(items + index, items + index + 1, (size_t)(count - index - 1) * sizeof *items);
}

/* Joins the neighbours whose token scores best, the leftmost first, until none are a token. `merges` is what each joins to with the next. */
static int32_t merge_pairs(const Tokenizer *tokenizer, int32_t *tokens, int32_t *merges, int32_t count) {
    for (int32_t index = 0; index + 1 < count; index++) {
        merges[index] = merge_of(tokenizer, tokens[index], tokens[index + 1]);
    }
    for (;;) {
        int32_t best = NO_TOKEN;
        float best_score = -1e10f;
        for (int32_t index = 0; index + 1 < count; index++) {
            if (merges[index] != NO_TOKEN && score_of(tokenizer, merges[index]) > best_score) {
                best = index;
                best_score = score_of(tokenizer, merges[index]);
            }
        }
        if (best == NO_TOKEN) {
            return count;
        }
        tokens[best] = merges[best];
        remove_at(tokens, best + 1, count);
        remove_at(merges, best, count);
        count--;
        if (best > 0) {
            merges[best - 1] = merge_of(tokenizer, tokens[best - 1], tokens[best]);
        }
        if (best + 1 < count) {
            merges[best] = merge_of(tokenizer, tokens[best], tokens[best + 1]);
        }
    }
}

int32_t *encode_text(const Tokenizer *tokenizer, const uint8_t *text, uint32_t length, int32_t *count, Message *failure) {
    uint32_t bytes = (length + 2) * 4;
    int32_t *tokens = allocate(bytes, bytes, "the prompt", failure);
    int32_t *merges = tokens ? allocate(bytes, 0, "the prompt", failure) : NULL;
    if (merges == NULL) {
        return NULL;
    }
    tokens[0] = TOKEN_BOS;
    *count = 1;
    if (length > 0) {
        /* llama2.c, after sentencepiece's add_dummy_prefix: a text begins as if after a space. */
        static const uint8_t space = ' ';
        Piece dummy_prefix = {&space, 1};
        int32_t prefix = find_joined(tokenizer, dummy_prefix, EMPTY);
        if (prefix != NO_TOKEN) {
            tokens[(*count)++] = prefix;
        }
        *count += encode_characters(tokenizer, text, length, tokens + *count);
        *count = merge_pairs(tokenizer, tokens, merges, *count);
    }
    return tokens;
}

static int hexadecimal(uint8_t digit) {
    return digit >= '0' && digit <= '9' ? digit - '0' : digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

Piece decode_token(const Tokenizer *tokenizer, int32_t previous, int32_t token, uint8_t *storage) {
    Piece piece = piece_of(tokenizer, token);
    if (previous == TOKEN_BOS && piece.length > 0 && piece.bytes[0] == ' ') {
        piece.bytes++;
        piece.length--;
    }
    if (piece.length == 6 && memcmp(piece.bytes, "<0x", 3) == 0 && piece.bytes[5] == '>') {
        int high = hexadecimal(piece.bytes[3]);
        int low = hexadecimal(piece.bytes[4]);
        if (high >= 0 && low >= 0) {
            *storage = (uint8_t)(high << 4 | low);
            piece.bytes = storage;
            piece.length = 1;
        }
    }
    return piece;
}
