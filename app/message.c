#include "message.h"

#include <stdarg.h>

typedef struct {
    char *text;
    int length;
} Cursor;

static void put_character(Cursor *cursor, char character) {
    if (cursor->length < MESSAGE_BYTES - 1) {
        cursor->text[cursor->length++] = character;
    }
}

static void put_string(Cursor *cursor, const char *string) {
    while (*string) {
        put_character(cursor, *string++);
    }
}

static void put_unsigned(Cursor *cursor, uint32_t value, int least_digits) {
    char digits[10];
    int count = 0;
    do {
        digits[count++] = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0 || count < least_digits);
    while (count > 0) {
        put_character(cursor, digits[--count]);
    }
}

static void put_number(Cursor *cursor, double value) {
    if (value < 0) {
        put_character(cursor, '-');
        value = -value;
    }
    if (!(value < 4e9)) {
        put_string(cursor, value == value ? "more than 4000000000" : "not a number");
        return;
    }
    uint32_t whole = (uint32_t)value;
    uint32_t hundredths = (uint32_t)((value - whole) * 100 + 0.5);
    if (hundredths == 100) {
        whole++;
        hundredths = 0;
    }
    put_unsigned(cursor, whole, 1);
    put_character(cursor, '.');
    put_unsigned(cursor, hundredths, 2);
}

void compose(Message *message, const char *template, ...) {
    Cursor cursor = {message->text, 0};
    va_list arguments;
    va_start(arguments, template);
    for (; *template; template++) {
        if (*template != '%') {
            put_character(&cursor, *template);
            continue;
        }
        switch (*++template) {
        case 's':
            put_string(&cursor, va_arg(arguments, const char *));
            break;
        case 'd': {
            int32_t value = va_arg(arguments, int32_t);
            if (value < 0) {
                put_character(&cursor, '-');
            }
            put_unsigned(&cursor, value < 0 ? 0u - (uint32_t)value : (uint32_t)value, 1);
            break;
        }
        case 'u':
            put_unsigned(&cursor, va_arg(arguments, uint32_t), 1);
            break;
        case 'n':
            put_number(&cursor, va_arg(arguments, double));
            break;
        default:
            put_character(&cursor, *template);
        }
    }
    va_end(arguments);
    message->text[cursor.length] = 0;
}
