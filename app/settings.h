/* What settings.txt can change: a line `name = value` each, `#` begins a comment. Defaults are llama2.c's, but for the fixed seed. */
#ifndef BONDI_SETTINGS_H
#define BONDI_SETTINGS_H

#include "message.h"
#include "trace.h"

typedef struct {
    int32_t steps;
    float temperature;
    float topp;
    uint32_t seed;
    TraceMode trace;
    int32_t trace_first;
    int32_t trace_last;
} Settings;

/* A file that is not there changes nothing. */
bool load_settings(const char *name, Settings *settings, Message *failure);

#endif
