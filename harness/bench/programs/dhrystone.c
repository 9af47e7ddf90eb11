/*
 * Dhrystone 2.1: Reinhold Weicker's synthetic program (CACM 27, 1984; version 2 in SIGPLAN Notices 23, 1988), written anew.
 * The procedures, their statements, parameters and data are those of his description, in his order; one iteration is one
 * Dhrystone, and 1757 a second are 1 MIPS (a VAX-11/780). By his rules procedures are not merged into their callers.
 */
#include <string.h>

#include "benchmark.h"

enum choice { FIRST, SECOND, THIRD, FOURTH, FIFTH };

struct record {
    struct record *next;
    enum choice variant;
    union {
        struct {
            enum choice choice;
            int number;
            char text[31];
        } first;
        struct {
            enum choice choice;
            char text[31];
        } second;
        struct {
            char one, other;
        } third;
    } as;
};

typedef int row[50];

static struct record storage[2];
static struct record *current, *following;
static int global_number, global_truth;
static char global_letter, other_letter;
static int vector[50];
static row matrix[50];

KEPT void procedure_1(struct record *record);
KEPT void procedure_2(int *number);
KEPT void procedure_3(struct record **record);
KEPT void procedure_4(void);
KEPT void procedure_5(void);
KEPT void procedure_6(enum choice value, enum choice *result);
KEPT void procedure_7(int a, int b, int *result);
KEPT void procedure_8(int *numbers, row *rows, int a, int b);
KEPT enum choice function_1(int a, int b);
KEPT int function_2(const char *a, const char *b);
KEPT int function_3(enum choice value);

void procedure_1(struct record *record) {
    struct record *next = record->next;
    *record->next = *current;
    record->as.first.number = 5;
    next->as.first.number = record->as.first.number;
    next->next = record->next;
    procedure_3(&next->next);
    if (next->variant == FIRST) {
        next->as.first.number = 6;
        procedure_6(record->as.first.choice, &next->as.first.choice);
        next->next = current->next;
        procedure_7(next->as.first.number, 10, &next->as.first.number);
    } else {
        *record = *record->next;
    }
}

void procedure_2(int *number) {
    int sum = *number + 10;
    enum choice choice = SECOND;
    do {
        if (global_letter == 'A') {
            sum -= 1;
            *number = sum - global_number;
            choice = FIRST;
        }
    } while (choice != FIRST);
}

void procedure_3(struct record **record) {
    if (current != 0) *record = current->next;
    procedure_7(10, global_number, &current->as.first.number);
}

void procedure_4(void) {
    int is_a = global_letter == 'A';
    global_truth = is_a | global_truth;
    other_letter = 'B';
}

void procedure_5(void) {
    global_letter = 'A';
    global_truth = 0;
}

void procedure_6(enum choice value, enum choice *result) {
    *result = value;
    if (!function_3(value)) *result = FOURTH;
    switch (value) {
    case FIRST: *result = FIRST; break;
    case SECOND: *result = global_number > 100 ? FIRST : FOURTH; break;
    case THIRD: *result = SECOND; break;
    case FOURTH: break;
    case FIFTH: *result = THIRD; break;
    }
}

void procedure_7(int a, int b, int *result) {
    int sum = a + 2;
    *result = b + sum;
}

void procedure_8(int *numbers, row *rows, int a, int b) {
    int at = a + 5;
    numbers[at] = b;
    numbers[at + 1] = numbers[at];
    numbers[at + 30] = at;
    for (int i = at; i <= at + 1; i++) rows[at][i] = at;
    rows[at][at - 1] += 1;
    rows[at + 20][at] = numbers[at];
    global_number = 5;
}

/* Characters, passed as int as C passes them: their types in the original are those of K&R. */
enum choice function_1(int a, int b) {
    char one = (char)a, same = one;
    if (same != (char)b) return FIRST;
    global_letter = one;
    return SECOND;
}

int function_2(const char *a, const char *b) {
    int at = 2;
    char letter = 0;
    while (at <= 2) {
        if (function_1(a[at], b[at + 1]) == FIRST) {
            letter = 'A';
            at += 1;
        }
    }
    if (letter >= 'W' && letter < 'Z') at = 7;
    if (letter == 'R') return 1;
    if (strcmp(a, b) > 0) {
        at += 7;
        global_number = at;
        return 1;
    }
    return 0;
}

int function_3(enum choice value) {
    enum choice same = value;
    return same == THIRD;
}

uint32_t run(uint32_t iterations) {
    char text_1[31], text_2[31];
    int number_1 = 0, number_2 = 0, number_3 = 0;
    enum choice choice = FIRST;
    following = &storage[0];
    current = &storage[1];
    current->next = following;
    current->variant = FIRST;
    current->as.first.choice = THIRD;
    current->as.first.number = 40;
    strcpy(current->as.first.text, "BONDI BENCHMARK, SOME STRING..");
    strcpy(text_1, "BONDI BENCHMARK, STRING NO. 1.");
    memset(vector, 0, sizeof vector);
    memset(matrix, 0, sizeof matrix);
    matrix[8][7] = 10;
    for (uint32_t index = 1; index <= iterations; index++) {
        procedure_5();
        procedure_4();
        number_1 = 2;
        number_2 = 3;
        strcpy(text_2, "BONDI BENCHMARK, STRING NO. 2.");
        choice = SECOND;
        global_truth = !function_2(text_1, text_2);
        while (number_1 < number_2) {
            number_3 = 5 * number_1 - number_2;
            procedure_7(number_1, number_2, &number_3);
            number_1 += 1;
        }
        procedure_8(vector, matrix, number_1, number_3);
        procedure_1(current);
        for (char letter = 'A'; letter <= other_letter; letter++) {
            if (choice == function_1(letter, 'C')) {
                procedure_6(FIRST, &choice);
                strcpy(text_2, "BONDI BENCHMARK, STRING NO. 3.");
                number_2 = (int)index;
                global_number = (int)index;
            }
        }
        number_2 = number_2 * number_1;
        number_1 = number_2 / number_3;
        number_2 = 7 * (number_2 - number_3) - number_1;
        procedure_2(&number_1);
    }
    const int results[] = {
        global_number, global_truth, global_letter, other_letter, vector[8], matrix[8][7],
        (int)current->variant, (int)current->as.first.choice, current->as.first.number,
        (int)following->variant, (int)following->as.first.choice, following->as.first.number,
        number_1, number_2, number_3, (int)choice, strcmp(text_1, text_2) < 0,
    };
    uint32_t checksum = 0;
    for (unsigned k = 0; k < sizeof results / sizeof results[0]; k++) checksum = mix(checksum, (uint32_t)results[k]);
    return checksum;
}
