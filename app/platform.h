/*
 * What the application asks of the system under it: its own folder's files, memory, time, and how text is written there.
 * platform_mac.c is Mac OS; platform_posix.c is WASI and Unix.
 */
#ifndef BONDI_PLATFORM_H
#define BONDI_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int File;

typedef enum { TEXT_FILE, DATA_FILE } FileKind;

typedef enum { UTF_8, MAC_ROMAN } Encoding;

/* How this system's text editors write text. */
extern const Encoding platform_encoding;
extern const char platform_newline;

/* Readies memory and finds the folder that the files are in. */
bool platform_start(int argument_count, char **arguments);

/* False when there is no such file, or it cannot be opened. */
bool platform_open(const char *name, File *file);
bool platform_size(File file, uint32_t *size);
bool platform_seek(File file, uint32_t offset);
/* Reads exactly `size` bytes. */
bool platform_read(File file, void *buffer, uint32_t size);

/* Makes the file anew, replacing one of that name. */
bool platform_create(const char *name, FileKind kind, File *file);
bool platform_write(File file, const void *bytes, uint32_t size);
/* What was written is on the disk afterwards, whatever happens next. */
bool platform_flush(File file);
void platform_close(File file);

/* NULL when there is not that much. Aligned for any type. Memory is given back when the program ends. */
void *platform_allocate(uint32_t size);

/* The size in KB that the application's partition needs for `size` more bytes; 0 where a system has no partitions. */
uint32_t platform_partition_for(uint32_t size);

/* Seconds since some fixed moment. */
double platform_seconds(void);

#endif
