/*
 * A program of some 1.4 MB of code in thousands of functions, of which each run of `run` calls as many as it is told: what it takes to
 * translate code, rather than to run it. The functions are six shapes with constants of their own, so that no two are equal.
 */

struct state {
  unsigned words[64];
  float floats[16];
  double sum;
  int count;
  short half;
  unsigned char bytes[64];
};

static struct state state;

typedef unsigned Function(struct state *s, unsigned x);

#define SEPARATE __attribute__((noinline))

static SEPARATE unsigned mix(struct state *s, unsigned x) {
  s->count++;
  return x * 2654435761u ^ x >> 13;
}

static SEPARATE unsigned add_byte(struct state *s, unsigned at, unsigned value) {
  if (at >= sizeof s->bytes) at &= sizeof s->bytes - 1;
  s->bytes[at] += value;
  return s->bytes[at];
}

/* The constants of function n */
#define A(n) ((n) * 37u % 61u)
#define B(n) ((n) * 53u % 59u)
#define C(n) ((n) * 40503u % 65521u)

/* A loop over an array, with a decision in it */
#define LOOP(n)                                                                                 \
  for (unsigned k = 0; k < 2 + (n) % 2; k++) {                                                  \
    unsigned word = s->words[(x + k * A(n)) % 64u];                                             \
    if (word & 1u << B(n) % 32u) x += word >> 3;                                                \
    else x ^= word + C(n);                                                                      \
    s->words[(k + B(n)) % 64u] = x;                                                             \
  }                                                                                             \
  for (unsigned k = A(n) % 32u; k < A(n) % 32u + 2; k++) s->words[k] += x << k % 7u;

/* Fields, set and tested */
#define FIELDS(n)                                                                               \
  if (s->count > (int)C(n)) s->count -= C(n);                                                   \
  else if (s->half < 0) s->half += A(n) * 3;                                                    \
  s->half = (short)(s->half + s->words[A(n)] + x);                                              \
  s->words[B(n)] = x - s->half;                                                                 \
  if (s->words[A(n)] == s->words[B(n)] && s->bytes[B(n)] != A(n)) {                             \
    s->bytes[A(n)] = (unsigned char)x;                                                          \
    x = mix(s, x);                                                                              \
  }                                                                                             \
  x += s->words[(A(n) + 1) % 64u] / (B(n) + 3) + (s->count << 2);                               \
  s->words[A(n) ^ 1u] |= x & C(n);

/* A decision of many ways */
#define WAYS(n)                                                                                 \
  switch ((x + A(n)) % 7u) {                                                                    \
  case 0: x += s->words[A(n)]; break;                                                           \
  case 1: x = add_byte(s, x, B(n)); break;                                                      \
  case 2: s->words[B(n)] = x; x ^= C(n); break;                                                 \
  case 3: x = mix(s, x + C(n)); break;                                                          \
  case 4: s->count += B(n); x -= s->count; break;                                               \
  case 5: x = s->words[x % 64u] >> A(n) % 16u; break;                                           \
  default: s->half ^= C(n); x += s->half;                                                       \
  }

/* Single precision */
#define SINGLES(n)                                                                              \
  float sum = s->floats[A(n) % 16u];                                                            \
  for (unsigned k = 0; k < 2; k++) sum = sum * 0.5f + s->floats[(k + B(n)) % 16u] * (float)A(n); \
  if (sum > (float)C(n)) sum = (float)(C(n) % 97u);                                             \
  s->floats[B(n) % 16u] = sum;                                                                  \
  x += (unsigned)(int)sum;

/* Double precision */
#define DOUBLES(n)                                                                              \
  double value = s->sum * 0.25 + (double)s->floats[A(n) % 16u];                                 \
  if (value < 0 || value > 1e6) value = (double)B(n);                                           \
  s->sum = value + 1.0 / (value + C(n));                                                        \
  s->floats[(A(n) + 1) % 16u] = (float)value;                                                   \
  x ^= (unsigned)(int)value;

/* Bytes, as of strings */
#define BYTES(n)                                                                                \
  const unsigned char *from = s->bytes + A(n) % 32u;                                            \
  unsigned char *to = s->bytes + B(n) % 32u;                                                    \
  for (unsigned k = 0; k < 3 && from[k] != (unsigned char)C(n); k++) to[k] = from[k] + 1;       \
  x += add_byte(s, x >> 5, to[1]) << 8 | from[2];                                               \
  s->words[from[1] % 64u] = x;

#define SHAPE(n, shape, body)                                                                   \
  if ((n) % 6 == (shape)) {                                                                     \
    body(n)                                                                                     \
  }

#define FUNCTION(n)                                                                             \
  static SEPARATE unsigned f##n(struct state *s, unsigned x) {                                  \
    SHAPE(n, 0, LOOP) SHAPE(n, 1, FIELDS) SHAPE(n, 2, WAYS)                                     \
    SHAPE(n, 3, SINGLES) SHAPE(n, 4, DOUBLES) SHAPE(n, 5, BYTES)                                \
    SHAPE(n + 1, 1, FIELDS) SHAPE(n + 2, 2, FIELDS) SHAPE(n + 3, 3, LOOP) SHAPE(n + 4, 5, WAYS) \
    return x + C(n);                                                                            \
  }

/* A group calls its eight functions; octal digits are easy to repeat. No macro is expanded within itself: hence one for each level. */
#define CALL(n) x = f##n(s, x);
#define FUNCTIONS(n)                                                                            \
  FUNCTION(n##0) FUNCTION(n##1) FUNCTION(n##2) FUNCTION(n##3)                                   \
  FUNCTION(n##4) FUNCTION(n##5) FUNCTION(n##6) FUNCTION(n##7)
#define CALLS(n)                                                                                \
  CALL(n##0) CALL(n##1) CALL(n##2) CALL(n##3) CALL(n##4) CALL(n##5) CALL(n##6) CALL(n##7)
#define GROUP(n)                                                                                \
  FUNCTIONS(n)                                                                                  \
  static SEPARATE unsigned g##n(struct state *s, unsigned x) {                                  \
    CALLS(n)                                                                                    \
    return mix(s, x);                                                                           \
  }
#define NAME(n) g##n,

#define GROUPS_OF_8(m, n) m(n##0) m(n##1) m(n##2) m(n##3) m(n##4) m(n##5) m(n##6) m(n##7)
#define GROUPS_OF_64(m, n)                                                                      \
  GROUPS_OF_8(m, n##0) GROUPS_OF_8(m, n##1) GROUPS_OF_8(m, n##2) GROUPS_OF_8(m, n##3)           \
  GROUPS_OF_8(m, n##4) GROUPS_OF_8(m, n##5) GROUPS_OF_8(m, n##6) GROUPS_OF_8(m, n##7)
#define GROUPS_OF_512(m)                                                                        \
  GROUPS_OF_64(m, 00) GROUPS_OF_64(m, 01) GROUPS_OF_64(m, 02) GROUPS_OF_64(m, 03)               \
  GROUPS_OF_64(m, 04) GROUPS_OF_64(m, 05) GROUPS_OF_64(m, 06) GROUPS_OF_64(m, 07)

GROUPS_OF_512(GROUP)

static Function *const groups[] = {GROUPS_OF_512(NAME)};

unsigned run(unsigned count) {
  unsigned x = 1;
  for (unsigned k = 0; k < count && k < sizeof groups / sizeof *groups; k++) x = groups[k](&state, x);
  return x;
}

#ifdef NATIVE
#include <stdio.h>

int main(void) {
  printf("%u\n", run(sizeof groups / sizeof *groups));
  return 0;
}
#endif
