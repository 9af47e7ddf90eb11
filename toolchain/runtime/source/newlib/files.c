/*
 * Files of the C library over the File Manager, in the way of Retro68's C library: a file descriptor is a file reference number
 * plus 10; files are opened with read and write permission; names follow the File Manager's rules, and text is not converted.
 * Descriptors below 10 are a console, which a program may supply.
 */

#include <Files.h>
#include <errno.h>
#include <fcntl.h>
#include <reent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_FILE = 10, CREATOR = '\?\?\?\?', TYPE = 'TEXT' };

ssize_t __attribute__((weak)) _consolewrite(int descriptor, const void *buffer, size_t count) {
    (void)descriptor;
    (void)buffer;
    (void)count;
    return -1;
}

ssize_t __attribute__((weak)) _consoleread(int descriptor, void *buffer, size_t count) {
    (void)descriptor;
    (void)buffer;
    (void)count;
    return -1;
}

static int fail(struct _reent *reent, int error) {
    reent->_errno = error;
    return -1;
}

static short reference(int descriptor) {
    return (short)(descriptor - FIRST_FILE);
}

static OSErr to_pascal(const char *name, Str255 pascal_name) {
    size_t length = strlen(name);
    if (length > 255) {
        return bdNamErr;
    }
    pascal_name[0] = (unsigned char)length;
    memcpy(pascal_name + 1, name, length);
    return noErr;
}

int _open_r(struct _reent *reent, const char *name, int flags, int mode) {
    Str255 pascal_name;
    short file;
    (void)mode;
    if (to_pascal(name, pascal_name) != noErr) {
        return fail(reent, ENAMETOOLONG);
    }
    if (flags & O_CREAT) {
        /* It may exist already: dupFNErr says nothing new. */
        HCreate(0, 0, pascal_name, CREATOR, TYPE);
    }
    OSErr error = HOpenDF(0, 0, pascal_name, fsRdWrPerm, &file);
    if (error == paramErr) {
        /* A file server that does not know HOpenDF. */
        error = HOpen(0, 0, pascal_name, fsRdWrPerm, &file);
    }
    if (error != noErr) {
        return fail(reent, error == fnfErr ? ENOENT : EIO);
    }
    if (flags & O_TRUNC) {
        SetEOF(file, 0);
    }
    return file + FIRST_FILE;
}

_ssize_t _read_r(struct _reent *reent, int descriptor, void *buffer, size_t count) {
    long transferred = (long)count;
    (void)reent;
    if (descriptor < FIRST_FILE) {
        return _consoleread(descriptor, buffer, count);
    }
    /* eofErr comes with the count of what there was. */
    FSRead(reference(descriptor), &transferred, buffer);
    return transferred;
}

_ssize_t _write_r(struct _reent *reent, int descriptor, const void *buffer, size_t count) {
    long transferred = (long)count;
    if (descriptor < FIRST_FILE) {
        return _consolewrite(descriptor, buffer, count);
    }
    if (FSWrite(reference(descriptor), &transferred, buffer) == dskFulErr && transferred == 0) {
        return fail(reent, ENOSPC);
    }
    return transferred;
}

_off_t _lseek_r(struct _reent *reent, int descriptor, _off_t offset, int whence) {
    long position = 0;
    short mode = whence == SEEK_SET ? fsFromStart : whence == SEEK_CUR ? fsFromMark : fsFromLEOF;
    if (descriptor < FIRST_FILE) {
        return fail(reent, ESPIPE);
    }
    SetFPos(reference(descriptor), mode, offset);
    GetFPos(reference(descriptor), &position);
    return position;
}

int _close_r(struct _reent *reent, int descriptor) {
    short volume;
    (void)reent;
    if (descriptor >= FIRST_FILE) {
        OSErr error = GetVRefNum(reference(descriptor), &volume);
        FSClose(reference(descriptor));
        if (error == noErr) {
            FlushVol(NULL, volume);
        }
    }
    return 0;
}

int _isatty_r(struct _reent *reent, int descriptor) {
    (void)reent;
    return descriptor < FIRST_FILE;
}

/* stdio then takes buffers of BUFSIZ bytes. */
int _fstat_r(struct _reent *reent, int descriptor, struct stat *status) {
    (void)descriptor;
    (void)status;
    return fail(reent, ENOSYS);
}

int _stat_r(struct _reent *reent, const char *name, struct stat *status) {
    (void)name;
    (void)status;
    return fail(reent, ENOSYS);
}

int _unlink_r(struct _reent *reent, const char *name) {
    Str255 pascal_name;
    OSErr error = to_pascal(name, pascal_name);
    if (error == noErr) {
        error = HDelete(0, 0, pascal_name);
    }
    return error == noErr ? 0 : fail(reent, error == fnfErr ? ENOENT : EACCES);
}

int _rename_r(struct _reent *reent, const char *old_name, const char *new_name) {
    Str255 old_pascal, new_pascal;
    OSErr error = to_pascal(old_name, old_pascal);
    if (error == noErr) {
        error = to_pascal(new_name, new_pascal);
    }
    if (error == noErr) {
        error = HRename(0, 0, old_pascal, new_pascal);
    }
    return error == noErr ? 0 : fail(reent, error == fnfErr ? ENOENT : EACCES);
}

int _link_r(struct _reent *reent, const char *old_name, const char *new_name) {
    (void)old_name;
    (void)new_name;
    return fail(reent, EPERM);
}

int _mkdir_r(struct _reent *reent, const char *name, int mode) {
    (void)name;
    (void)mode;
    return fail(reent, ENOSYS);
}

int _fcntl_r(struct _reent *reent, int descriptor, int command, int argument) {
    (void)descriptor;
    (void)command;
    (void)argument;
    return fail(reent, ENOSYS);
}
