#ifndef BONDI_TEXT_FILE_H
#define BONDI_TEXT_FILE_H

#include "message.h"
#include "platform.h"

typedef enum { TEXT_READ, TEXT_MISSING, TEXT_UNREADABLE } TextResult;

/* A text file as UTF-8 with line feeds and none at its end. A message only when it is unreadable or above `most_bytes`. */
TextResult read_text_file(const char *name, uint32_t most_bytes, uint8_t **utf8, uint32_t *length, Message *failure);

#endif
