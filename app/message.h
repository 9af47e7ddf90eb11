/* Text put together without the C library's printf, which would weigh more than the rest of the application. */
#ifndef BONDI_MESSAGE_H
#define BONDI_MESSAGE_H

#include <stdint.h>

enum { MESSAGE_BYTES = 512 };

/* A line that says what is wrong and how to mend it; empty while nothing is. UTF-8. */
typedef struct {
    char text[MESSAGE_BYTES];
} Message;

/*
 * Fills `message`: %s a string, %d an int32_t, %u a uint32_t, %n a double with two decimals, %% a percent sign.
 * Cuts what does not fit.
 */
void compose(Message *message, const char *template, ...);

#endif
