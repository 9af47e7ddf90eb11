/* Computes: writes figures line by line, some time apart, and gives the console nothing. */
#include "file.h"

static volatile float waste;

static void work(void) {
    for (int i = 0; i < 100000; i++) {
        waste = waste * 0.5f + 1.0f;
    }
}

int main(void) {
    short reference;
    long length;
    HCreate(0, 0, "\pfigures.txt", 'ttxt', 'TEXT');
    HOpenDF(0, 0, "\pfigures.txt", fsRdWrPerm, &reference);
    length = 14;
    FSWrite(reference, &length, "mean = 3.1415\r");
    length = 1;
    FSWrite(reference, &length, "\r");
    work();
    length = 12;
    FSWrite(reference, &length, "sum = 100.5\r");
    FSClose(reference);
    return 0;
}
