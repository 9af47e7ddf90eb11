#include "settings.h"

#include "text_file.h"

#include <stddef.h>
#include <string.h>

enum { SETTINGS_BYTES_MAX = 8192, WORD_BYTES = 32 };

typedef enum { WHOLE_NUMBER, DECIMAL_NUMBER, TRACE_MODE } ValueKind;

typedef struct {
    const char *name;
    ValueKind kind;
    size_t offset;
    double least;
    double most;
    const char *allowed;
} Setting;

static const Setting SETTINGS[] = {
    {"steps", WHOLE_NUMBER, offsetof(Settings, steps), 0, 1000000, "a whole number from 0 (the whole context) to 1000000"},
    {"temperature", DECIMAL_NUMBER, offsetof(Settings, temperature), 0, 100, "a number from 0 (always the likeliest) to 100"},
    {"topp", DECIMAL_NUMBER, offsetof(Settings, topp), 0, 1, "a number from 0 to 1"},
    {"seed", WHOLE_NUMBER, offsetof(Settings, seed), 1, 4294967295.0, "a whole number from 1 to 4294967295"},
    {"trace", TRACE_MODE, offsetof(Settings, trace), 0, 0, "off, hash or values"},
    {"trace_first", WHOLE_NUMBER, offsetof(Settings, trace_first), 0, 1000000, "a position, counted from 0"},
    {"trace_last", WHOLE_NUMBER, offsetof(Settings, trace_last), 0, 1000000, "a position, counted from 0"},
};

static const char *const TRACE_MODES[] = {"off", "hash", "values"};

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* A name or value of a line, in lower case. */
typedef struct {
    char text[WORD_BYTES];
} Word;

static bool is_blank(uint8_t byte) {
    return byte == ' ' || byte == '\t';
}

/* Without the blanks around it; false when it is longer than any that is known. */
static bool word_from(const uint8_t *bytes, uint32_t length, Word *word) {
    while (length > 0 && is_blank(*bytes)) {
        bytes++;
        length--;
    }
    while (length > 0 && is_blank(bytes[length - 1])) {
        length--;
    }
    bool fits = length < WORD_BYTES;
    uint32_t kept = fits ? length : WORD_BYTES - 1;
    for (uint32_t index = 0; index < kept; index++) {
        char character = (char)bytes[index];
        word->text[index] = character >= 'A' && character <= 'Z' ? (char)(character - 'A' + 'a') : character;
    }
    word->text[kept] = 0;
    return fits;
}

/* Digits, with a point among them when `decimal`. Up to 15 digits give the double nearest to what is written. */
static bool parse_number(const char *text, bool decimal, double *value) {
    double digits = 0;
    double scale = 1;
    int count = 0;
    bool after_point = false;
    for (; *text; text++) {
        if (*text == '.' && decimal && !after_point) {
            after_point = true;
        } else if (*text >= '0' && *text <= '9' && count < 15) {
            digits = digits * 10 + (*text - '0');
            scale = after_point ? scale * 10 : scale;
            count++;
        } else {
            return false;
        }
    }
    *value = digits / scale;
    return count > 0;
}

static bool store(const Setting *setting, const char *text, Settings *settings) {
    char *field = (char *)settings + setting->offset;
    if (setting->kind == TRACE_MODE) {
        for (int mode = 0; mode < COUNT_OF(TRACE_MODES); mode++) {
            if (strcmp(text, TRACE_MODES[mode]) == 0) {
                settings->trace = (TraceMode)mode;
                return true;
            }
        }
        return false;
    }
    double value;
    if (!parse_number(text, setting->kind == DECIMAL_NUMBER, &value) || value < setting->least || value > setting->most) {
        return false;
    }
    if (setting->kind == DECIMAL_NUMBER) {
        float number = (float)value;
        memcpy(field, &number, sizeof number);
    } else {
        uint32_t number = (uint32_t)value;
        memcpy(field, &number, sizeof number);
    }
    return true;
}

static const Setting *find_setting(const char *name) {
    for (int index = 0; index < COUNT_OF(SETTINGS); index++) {
        if (strcmp(SETTINGS[index].name, name) == 0) {
            return &SETTINGS[index];
        }
    }
    return NULL;
}

static bool read_line(const char *file, int32_t number, const uint8_t *line, uint32_t length, Settings *settings, Message *failure) {
    Word name;
    Word value;
    uint32_t equals = 0;
    while (equals < length && line[equals] != '=') {
        equals++;
    }
    bool name_fits = word_from(line, equals, &name);
    if (name.text[0] == 0 && equals == length) {
        return true;
    }
    const Setting *setting = name_fits ? find_setting(name.text) : NULL;
    if (setting == NULL) {
        compose(failure, "%s, line %d: there is no setting called %s. There are steps, temperature, topp, seed, trace, trace_first and trace_last.",
                file, number, name.text[0] ? name.text : "nothing");
        return false;
    }
    bool value_fits = equals < length && word_from(line + equals + 1, length - equals - 1, &value);
    if (!value_fits || !store(setting, value.text, settings)) {
        compose(failure, "%s, line %d: write %s = and then %s.", file, number, setting->name, setting->allowed);
        return false;
    }
    return true;
}

bool load_settings(const char *name, Settings *settings, Message *failure) {
    uint8_t *text;
    uint32_t length;
    TextResult result = read_text_file(name, SETTINGS_BYTES_MAX, &text, &length, failure);
    if (result != TEXT_READ) {
        return result == TEXT_MISSING;
    }
    int32_t number = 1;
    for (uint32_t start = 0; start < length; number++) {
        uint32_t end = start;
        while (end < length && text[end] != '\n') {
            end++;
        }
        uint32_t content = start;
        while (content < end && text[content] != '#') {
            content++;
        }
        if (!read_line(name, number, text + start, content - start, settings, failure)) {
            return false;
        }
        start = end + 1;
    }
    return true;
}
