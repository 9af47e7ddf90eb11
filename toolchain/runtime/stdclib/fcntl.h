/* fcntl.h of StdCLib. */
#ifndef __FCNTL_H__
#define __FCNTL_H__

#define O_RDONLY 0
#define O_WRONLY 1
#define O_RDWR 2
#define O_APPEND 0x008
#define O_RSRC 0x010
#define O_CREAT 0x100
#define O_TRUNC 0x200
#define O_EXCL 0x400
#define F_OPEN 0x6400
#define F_DELETE 0x6401
#define F_RENAME 0x6402
#define FIOINTERACTIVE 0x6602

#ifdef __cplusplus
extern "C" {
#endif

int open(const char *path, int oflag, ...);
int creat(const char *path);
int close(int fildes);
int read(int fildes, char *buf, unsigned nbyte);
int write(int fildes, const char *buf, unsigned nbyte);
long lseek(int fildes, long offset, int whence);
int dup(int fildes);
int ioctl(int fildes, unsigned request, long *arg);
int faccess(char *fileName, unsigned cmd, long *arg);
int unlink(const char *path);

#ifdef __cplusplus
}
#endif

#endif
