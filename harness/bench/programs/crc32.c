/* Integers: the CRC-32 of Ethernet, a table look-up a byte. */
#include "benchmark.h"

enum { LENGTH = 4096 };

static uint32_t table[256];
static uint8_t message[LENGTH];

static void make_table(void) {
    for (uint32_t n = 0; n < 256; n++) {
        uint32_t value = n;
        for (int bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320u ^ (value >> 1) : value >> 1;
        table[n] = value;
    }
}

KEPT static uint32_t crc32(uint32_t crc, const uint8_t *bytes, uint32_t length) {
    crc = ~crc;
    for (uint32_t i = 0; i < length; i++) crc = table[(crc ^ bytes[i]) & 255] ^ (crc >> 8);
    return ~crc;
}

uint32_t run(uint32_t iterations) {
    uint32_t seed = 6, checksum = 0;
    make_table();
    for (int i = 0; i < LENGTH; i++) message[i] = (uint8_t)next_random(&seed);
    for (uint32_t n = 0; n < iterations; n++) checksum = crc32(checksum, message, LENGTH);
    return checksum;
}
