#ifndef BONDI_MEMORY_H
#define BONDI_MEMORY_H

#include "message.h"

/*
 * Memory from the platform. When there is none the message says how large the partition has to be for this and the `later` bytes that
 * will be asked for next.
 */
void *allocate(uint32_t size, uint32_t later, const char *purpose, Message *failure);

#endif
