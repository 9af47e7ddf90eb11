/* errno.h of StdCLib. */
#ifndef __ERRNO_H__
#define __ERRNO_H__

#define ENOENT 2
#define EIO 5
#define EBADF 9
#define ENOMEM 12
#define EACCES 13
#define EEXIST 17
#define EINVAL 22
#define EMFILE 24
#define ENOTTY 25
#define ENOSPC 28
#define ESPIPE 29
#define EDOM 33
#define ERANGE 34

#ifdef __cplusplus
extern "C" {
#endif

extern int errno;
extern short MacOSErr;

#ifdef __cplusplus
}
#endif

#endif
