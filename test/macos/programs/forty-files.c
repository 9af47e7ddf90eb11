/* Forty files at once, through the C library and beside it. */

#include "checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES = 40, ROUNDS = 30 };

int main(void) {
    static FILE *files[FILES];
    static char name[FILES][16], line[80];
    int opened = 0, written = 0, right = 0, closed = 0, removed = 0;
    openResults();
    source("Files, chapter 2, opening files");
    for (int i = 0; i < FILES; i++) {
        sprintf(name[i], "file %d", i);
        files[i] = fopen(name[i], "w+");
        opened += files[i] != NULL;
    }
    check("files that are open at once", opened, FILES);
    for (int round = 0; round < ROUNDS; round++)
        for (int i = 0; i < FILES; i++)
            written += fprintf(files[i], "line %d of file %d\n", round, i) > 0;
    check("lines written in turn", written, FILES * ROUNDS);
    for (int i = 0; i < FILES; i++) {
        rewind(files[i]);
        for (int round = 0; round < ROUNDS; round++) {
            int gotRound, gotFile;
            if (fgets(line, sizeof line, files[i]) && sscanf(line, "line %d of file %d", &gotRound, &gotFile) == 2)
                right += gotRound == round && gotFile == i;
        }
    }
    check("lines read back", right, FILES * ROUNDS);
    for (int i = 0; i < FILES; i++)
        closed += fclose(files[i]) == 0;
    check("closed", closed, FILES);
    source("Files, chapter 2, HOpenDF");
    short numbers[FILES];
    opened = 0;
    for (int i = 0; i < FILES; i++) {
        Str255 path;
        path[0] = strlen(name[i]);
        memcpy(path + 1, name[i], path[0]);
        opened += HOpenDF(0, 0, path, fsRdPerm, &numbers[i]) == noErr;
    }
    check("opened by the File Manager", opened, FILES);
    int distinct = 1;
    for (int i = 0; i < FILES; i++)
        for (int k = 0; k < i; k++)
            distinct &= numbers[i] != numbers[k];
    checkTrue("each has a reference number of its own", distinct);
    for (int i = 0; i < FILES; i++) {
        Str255 path;
        path[0] = strlen(name[i]);
        memcpy(path + 1, name[i], path[0]);
        FSClose(numbers[i]);
        removed += HDelete(0, 0, path) == noErr;
    }
    check("deleted", removed, FILES);
    return 0;
}
