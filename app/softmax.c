#include "softmax.h"

#include "arithmetic.h"

void softmax(float *values, int32_t count) {
    float largest = values[0];
    for (int32_t index = 1; index < count; index++) {
        if (values[index] > largest) {
            largest = values[index];
        }
    }
    float sum = 0;
    for (int32_t index = 0; index < count; index++) {
        values[index] = exponential(values[index] - largest);
        sum += values[index];
    }
    for (int32_t index = 0; index < count; index++) {
        values[index] /= sum;
    }
}
