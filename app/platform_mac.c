/* Mac OS 7.5 to 9, PowerPC: Process, File and Memory Manager (Inside Macintosh: Processes; Files; Memory). */
#include "platform.h"

#include <Events.h>
#include <Files.h>
#include <MacMemory.h>
#include <Processes.h>

const Encoding platform_encoding = MAC_ROMAN;
const char platform_newline = '\r';

enum { TEXT_CREATOR = 'ttxt', DATA_CREATOR = '\?\?\?\?', TEXT_TYPE = 'TEXT', DATA_TYPE = 'BINA' };

/* A block's header and the alignment of the next, in a heap zone of a PowerPC application. */
enum { HEAP_BLOCK_OVERHEAD = 32 };

/* Master pointers for the system's own handles; this application makes none. */
enum { MASTER_POINTER_BLOCKS = 2 };

static short folder_volume;
static long folder_directory;

static bool process_information(ProcessInfoRec *information, FSSpec *application) {
    ProcessSerialNumber current = {0, kCurrentProcess};
    information->processInfoLength = sizeof *information;
    information->processName = NULL;
    information->processAppSpec = application;
    return GetProcessInformation(&current, information) == noErr;
}

/* The application's folder; the default directory need not be it (a document may have been dropped on it, or a launcher started it). */
bool platform_start(int argument_count, char **arguments) {
    (void)argument_count;
    (void)arguments;
    MaxApplZone();
    for (int block = 0; block < MASTER_POINTER_BLOCKS; block++) {
        MoreMasters();
    }
    ProcessInfoRec information;
    FSSpec application;
    if (process_information(&information, &application)) {
        folder_volume = application.vRefNum;
        folder_directory = application.parID;
        return true;
    }
    return HGetVol(NULL, &folder_volume, &folder_directory) == noErr;
}

static StringPtr pascal_string(const char *text, Str255 string) {
    int length = 0;
    while (text[length] && length < 255) {
        string[length + 1] = (unsigned char)text[length];
        length++;
    }
    string[0] = (unsigned char)length;
    return string;
}

static bool open_fork(const char *name, char permission, File *file) {
    Str255 string;
    short reference;
    if (HOpenDF(folder_volume, folder_directory, pascal_string(name, string), permission, &reference) != noErr) {
        return false;
    }
    *file = reference;
    return true;
}

bool platform_open(const char *name, File *file) {
    return open_fork(name, fsRdPerm, file);
}

bool platform_size(File file, uint32_t *size) {
    long eof;
    if (GetEOF((short)file, &eof) != noErr) {
        return false;
    }
    *size = (uint32_t)eof;
    return true;
}

bool platform_seek(File file, uint32_t offset) {
    return SetFPos((short)file, fsFromStart, (long)offset) == noErr;
}

bool platform_read(File file, void *buffer, uint32_t size) {
    long count = (long)size;
    return FSRead((short)file, &count, buffer) == noErr && count == (long)size;
}

bool platform_create(const char *name, FileKind kind, File *file) {
    Str255 string;
    OSType creator = kind == TEXT_FILE ? TEXT_CREATOR : DATA_CREATOR;
    OSType type = kind == TEXT_FILE ? TEXT_TYPE : DATA_TYPE;
    pascal_string(name, string);
    HDelete(folder_volume, folder_directory, string);
    /* dupFNErr: an old file that is in use. Its contents still go. */
    OSErr error = HCreate(folder_volume, folder_directory, string, creator, type);
    return (error == noErr || error == dupFNErr) && open_fork(name, fsWrPerm, file) && SetEOF((short)*file, 0) == noErr;
}

bool platform_write(File file, const void *bytes, uint32_t size) {
    long count = (long)size;
    return FSWrite((short)file, &count, bytes) == noErr && count == (long)size;
}

/* PBFlushFile puts the length into the catalog, FlushVol the catalog onto the disk (Inside Macintosh: Files, chapter 2). */
bool platform_flush(File file) {
    static ParamBlockRec block;
    block.ioParam.ioRefNum = (short)file;
    return PBFlushFileSync(&block) == noErr && FlushVol(NULL, folder_volume) == noErr;
}

void platform_close(File file) {
    FSClose((short)file);
    FlushVol(NULL, folder_volume);
}

void *platform_allocate(uint32_t size) {
    return NewPtr((long)(size > 0 ? size : 1));
}

uint32_t platform_partition_for(uint32_t size) {
    ProcessInfoRec information;
    FSSpec application;
    if (!process_information(&information, &application)) {
        return 0;
    }
    uint32_t present = information.processSize;
    uint32_t largest = (uint32_t)MaxBlock();
    uint32_t missing = size > largest ? size - largest + HEAP_BLOCK_OVERHEAD : 0;
    return (present + missing) / 1024 + 1;
}

/* TickCount counts 60.15 times a second (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */
double platform_seconds(void) {
    return (double)(uint32_t)TickCount() / 60.15;
}
