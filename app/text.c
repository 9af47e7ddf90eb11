#include "text.h"

/* Apple's table for Mac OS 8.5 and later (ROMAN.TXT, unicode.org), from 0x80 on. */
static const uint16_t MAC_ROMAN_UPPER_HALF[128] = {
    0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1,
    0x00e0, 0x00e2, 0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8,
    0x00ea, 0x00eb, 0x00ed, 0x00ec, 0x00ee, 0x00ef, 0x00f1, 0x00f3,
    0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9, 0x00fb, 0x00fc,
    0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df,
    0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8,
    0x221e, 0x00b1, 0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211,
    0x220f, 0x03c0, 0x222b, 0x00aa, 0x00ba, 0x03a9, 0x00e6, 0x00f8,
    0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248, 0x2206, 0x00ab,
    0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
    0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca,
    0x00ff, 0x0178, 0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02,
    0x2021, 0x00b7, 0x201a, 0x201e, 0x2030, 0x00c2, 0x00ca, 0x00c1,
    0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc, 0x00d3, 0x00d4,
    0xf8ff, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc,
    0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7,
};

uint32_t mac_roman_decode(uint8_t byte) {
    return byte < 0x80 ? byte : MAC_ROMAN_UPPER_HALF[byte - 0x80];
}

int mac_roman_encode(uint32_t code_point, uint8_t *bytes) {
    bytes[0] = '?';
    if (code_point < 0x80) {
        bytes[0] = (uint8_t)code_point;
        return 1;
    }
    for (int index = 0; index < 128; index++) {
        if (MAC_ROMAN_UPPER_HALF[index] == code_point) {
            bytes[0] = (uint8_t)(index + 0x80);
        }
    }
    return 1;
}

int utf8_encode(uint32_t code_point, uint8_t *bytes) {
    if (code_point < 0x80) {
        bytes[0] = (uint8_t)code_point;
        return 1;
    }
    int more = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    for (int index = more; index > 0; index--) {
        bytes[index] = (uint8_t)(0x80 | (code_point & 0x3f));
        code_point >>= 6;
    }
    bytes[0] = (uint8_t)((0xff80 >> more) | code_point);
    return more + 1;
}

static bool is_scalar(uint32_t code_point) {
    return code_point < 0x110000 && !(code_point >= 0xd800 && code_point < 0xe000);
}

int utf8_decode(Utf8Decoder *decoder, uint8_t byte, uint32_t characters[2]) {
    int count = 0;
    if (decoder->missing > 0) {
        if ((byte & 0xc0) == 0x80) {
            decoder->code_point = decoder->code_point << 6 | (byte & 0x3f);
            if (--decoder->missing > 0) {
                return 0;
            }
            bool whole = decoder->code_point >= decoder->least && is_scalar(decoder->code_point);
            characters[0] = whole ? decoder->code_point : REPLACEMENT_CHARACTER;
            return 1;
        }
        decoder->missing = 0;
        characters[count++] = REPLACEMENT_CHARACTER;
    }
    if (byte < 0x80) {
        characters[count++] = byte;
    } else if (byte >= 0xc2 && byte < 0xf5) {
        decoder->missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
        decoder->code_point = byte & (0x3f >> decoder->missing);
        decoder->least = decoder->missing == 1 ? 0x80 : decoder->missing == 2 ? 0x800 : 0x10000;
    } else {
        characters[count++] = REPLACEMENT_CHARACTER;
    }
    return count;
}

uint32_t text_from_file(Encoding encoding, const uint8_t *bytes, uint32_t size, uint8_t *utf8) {
    uint32_t length = 0;
    uint32_t index = 0;
    if (encoding == UTF_8 && size >= 3 && bytes[0] == 0xef && bytes[1] == 0xbb && bytes[2] == 0xbf) {
        index = 3;
    }
    for (; index < size; index++) {
        uint8_t byte = bytes[index];
        if (byte == '\r') {
            utf8[length++] = '\n';
            if (index + 1 < size && bytes[index + 1] == '\n') {
                index++;
            }
        } else if (encoding == MAC_ROMAN) {
            length += (uint32_t)utf8_encode(mac_roman_decode(byte), utf8 + length);
        } else {
            utf8[length++] = byte;
        }
    }
    while (length > 0 && utf8[length - 1] == '\n') {
        length--;
    }
    return length;
}
