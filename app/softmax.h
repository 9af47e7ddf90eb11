#ifndef BONDI_SOFTMAX_H
#define BONDI_SOFTMAX_H

#include <stdint.h>

/* Makes `values` positive with a sum of 1, in place. */
void softmax(float *values, int32_t count);

#endif
