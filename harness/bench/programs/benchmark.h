/* What each program of the benchmark defines. Its result depends on the number of iterations and on nothing else. */
#ifndef BENCHMARK_H
#define BENCHMARK_H

#include <stdint.h>

/* A call stays a call: what is measured must not be folded away or merged into its caller. */
#define KEPT __attribute__((noinline))

uint32_t run(uint32_t iterations);

/* A generator for data, the same everywhere (Numerical Recipes' quick one). */
static inline uint32_t next_random(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static inline uint32_t mix(uint32_t checksum, uint32_t value) {
    return (checksum ^ value) * 16777619u;
}

#endif
