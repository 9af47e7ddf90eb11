#include "writer.h"

#include <string.h>

static void empty_buffer(Writer *writer) {
    if (writer->used > 0) {
        writer->failed = !platform_write(writer->file, writer->buffer, writer->used) || writer->failed;
        writer->used = 0;
    }
}

static void put_character(Writer *writer, uint32_t code_point) {
    if (writer->used + CHARACTER_BYTES_MAX > WRITER_BUFFER_BYTES) {
        empty_buffer(writer);
    }
    if (code_point == '\n') {
        writer->buffer[writer->used++] = (uint8_t)platform_newline;
    } else if ((code_point >= ' ' && code_point != 0x7f) || code_point == '\t') {
        uint8_t *end = writer->buffer + writer->used;
        int count = platform_encoding == MAC_ROMAN ? mac_roman_encode(code_point, end) : utf8_encode(code_point, end);
        writer->used += (uint32_t)count;
    }
}

void write_bytes(Writer *writer, const uint8_t *bytes, uint32_t length) {
    uint32_t characters[2];
    for (uint32_t index = 0; index < length; index++) {
        int count = utf8_decode(&writer->decoder, bytes[index], characters);
        for (int character = 0; character < count; character++) {
            put_character(writer, characters[character]);
        }
    }
}

void write_end_of_text(Writer *writer) {
    if (writer->decoder.missing > 0) {
        writer->decoder.missing = 0;
        put_character(writer, REPLACEMENT_CHARACTER);
    }
}

void write_line(Writer *writer, const Message *line) {
    write_bytes(writer, (const uint8_t *)line->text, (uint32_t)strlen(line->text));
    write_end_of_text(writer);
    put_character(writer, '\n');
}

void writer_flush(Writer *writer) {
    empty_buffer(writer);
    writer->failed = !platform_flush(writer->file) || writer->failed;
}
