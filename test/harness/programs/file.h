/* Writes a line to a file, with Toolbox calls only. */
#include <Files.h>
#include <Processes.h>

static void write_file(const unsigned char *name, const char *text, long length) {
    short reference;
    HCreate(0, 0, name, 'ttxt', 'TEXT');
    if (HOpenDF(0, 0, name, fsRdWrPerm, &reference) != noErr) {
        return;
    }
    SetEOF(reference, 0);
    FSWrite(reference, &length, text);
    FSClose(reference);
    FlushVol(0, 0);
}
