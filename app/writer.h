/* Text on its way to output.txt: UTF-8 comes in, in any pieces, and leaves in the system's own encoding and line endings. */
#ifndef BONDI_WRITER_H
#define BONDI_WRITER_H

#include "message.h"
#include "text.h"

enum { WRITER_BUFFER_BYTES = 512 };

typedef struct {
    File file;
    Utf8Decoder decoder;
    bool failed;
    uint32_t used;
    uint8_t buffer[WRITER_BUFFER_BYTES];
} Writer;

/* Control characters but tab and line feed are left out: a model may well say them, and no text file has them. */
void write_bytes(Writer *writer, const uint8_t *bytes, uint32_t length);
/* A line, ended. */
void write_line(Writer *writer, const Message *line);
/* Ends a character that was cut short, as the text's end does. */
void write_end_of_text(Writer *writer);
void writer_flush(Writer *writer);

#endif
