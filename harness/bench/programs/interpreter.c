/* Computed jumps: an interpreter of a small stack machine, a switch in a loop. Its program counts primes. */
#include "benchmark.h"

enum operation {
    PUSH, LOAD, STORE, ADD, SUBTRACT, MULTIPLY, REMAINDER, LESS, EQUAL, NOT, JUMP, JUMP_IF_ZERO, DUPLICATE, DROP, SWAP, HALT
};

enum { LIMIT, CANDIDATE, DIVISOR, COUNT, VARIABLES };

/* for (candidate = 2; candidate < limit; candidate++) { divide by 2, 3 ... until the square is greater; count it if none divides it } */
static const uint8_t program[] = {
    PUSH, 2, STORE, CANDIDATE,
    /* 4 */ LOAD, CANDIDATE, LOAD, LIMIT, LESS, JUMP_IF_ZERO, 58,
    /* 11 */ PUSH, 2, STORE, DIVISOR,
    /* 15 */ LOAD, DIVISOR, DUPLICATE, MULTIPLY, LOAD, CANDIDATE, SWAP, LESS, NOT, JUMP_IF_ZERO, 42,
    /* 26 */ LOAD, CANDIDATE, LOAD, DIVISOR, REMAINDER, JUMP_IF_ZERO, 49,
    /* 33 */ LOAD, DIVISOR, PUSH, 1, ADD, STORE, DIVISOR, JUMP, 15,
    /* 42 */ LOAD, COUNT, PUSH, 1, ADD, STORE, COUNT,
    /* 49 */ LOAD, CANDIDATE, PUSH, 1, ADD, STORE, CANDIDATE, JUMP, 4,
    /* 58 */ LOAD, COUNT, HALT,
};

KEPT static int32_t interpret(const uint8_t *code, int32_t *variables) {
    int32_t stack[16], *top = stack, right;
    const uint8_t *next = code;
    for (;;) {
        switch ((enum operation)*next++) {
        case PUSH: *top++ = *next++; break;
        case LOAD: *top++ = variables[*next++]; break;
        case STORE: variables[*next++] = *--top; break;
        case ADD: right = *--top; top[-1] += right; break;
        case SUBTRACT: right = *--top; top[-1] -= right; break;
        case MULTIPLY: right = *--top; top[-1] *= right; break;
        case REMAINDER: right = *--top; top[-1] %= right; break;
        case LESS: right = *--top; top[-1] = top[-1] < right; break;
        case EQUAL: right = *--top; top[-1] = top[-1] == right; break;
        case NOT: top[-1] = !top[-1]; break;
        case JUMP: next = code + *next; break;
        case JUMP_IF_ZERO: next = *--top == 0 ? code + *next : next + 1; break;
        case DUPLICATE: *top = top[-1]; top++; break;
        case DROP: top--; break;
        case SWAP: right = top[-1]; top[-1] = top[-2]; top[-2] = right; break;
        case HALT: return top[-1];
        }
    }
}

uint32_t run(uint32_t iterations) {
    uint32_t checksum = 0;
    for (uint32_t n = 0; n < iterations; n++) {
        int32_t variables[VARIABLES] = {100 + (int32_t)(n & 7)};
        checksum = mix(checksum, (uint32_t)interpret(program, variables));
    }
    return checksum;
}
