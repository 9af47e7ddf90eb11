/* Characters: UTF-8, in which the tokenizer works, and Mac OS Roman, in which Mac OS 8.5's text files are. */
#ifndef BONDI_TEXT_H
#define BONDI_TEXT_H

#include "platform.h"

enum { REPLACEMENT_CHARACTER = 0xfffd, CHARACTER_BYTES_MAX = 4 };

/* Reassembles UTF-8 that arrives a byte at a time, a token's end being no respecter of characters. All zero at first. */
typedef struct {
    uint32_t code_point;
    uint32_t least;
    int missing;
} Utf8Decoder;

/*
 * Takes a byte; returns how many characters are whole now, 0 to 2, and puts them in `characters`: a sequence cut short gives a
 * replacement character before the one that cut it.
 */
int utf8_decode(Utf8Decoder *decoder, uint8_t byte, uint32_t characters[2]);

/* Both write at most CHARACTER_BYTES_MAX bytes and return their number. What Mac OS Roman lacks becomes `?`. */
int utf8_encode(uint32_t code_point, uint8_t *bytes);
int mac_roman_encode(uint32_t code_point, uint8_t *bytes);

/* The code point of a byte of Mac OS Roman as Mac OS 8.5 has it: 0xDB is the euro sign. */
uint32_t mac_roman_decode(uint8_t byte);

/*
 * A text file's bytes as UTF-8 with line feeds, whatever line endings they had, without those at the end and without a byte order
 * mark. `utf8` needs three bytes for each of `size`. Returns its length.
 */
uint32_t text_from_file(Encoding encoding, const uint8_t *bytes, uint32_t size, uint8_t *utf8);

#endif
