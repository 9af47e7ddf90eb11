/* stdio.h of StdCLib: streams with the layout that its macros know. Its newline is a carriage return, '\\r' here. */
#ifndef __STDIO_H__
#define __STDIO_H__

#include <stdarg.h>
#include <stddef.h>

#define BUFSIZ 1024
#define EOF (-1)
#define FOPEN_MAX 40
#define FILENAME_MAX 256
#define L_tmpnam 255
#define TMP_MAX 9999
#define SEEK_SET 0
#define SEEK_CUR 1
#define SEEK_END 2
#define _IOFBF 0x00
#define _IOREAD 0x01
#define _IOWRT 0x02
#define _IONBF 0x04
#define _IOMYBUF 0x08
#define _IOEOF 0x10
#define _IOERR 0x20
#define _IOLBF 0x40
#define _IORW 0x80

#ifdef __cplusplus
extern "C" {
#endif

typedef long fpos_t;
typedef struct {
    int _cnt;
    unsigned char *_ptr;
    unsigned char *_base;
    unsigned char *_end;
    unsigned short _size;
    unsigned short _flag;
    unsigned short _file;
} FILE;

extern FILE _iob[];
#define stdin (&_iob[0])
#define stdout (&_iob[1])
#define stderr (&_iob[2])

int _filbuf(FILE *stream);
int _flsbuf(int c, FILE *stream);
#define getc(p) (--(p)->_cnt >= 0 ? (int)*(p)->_ptr++ : _filbuf(p))
#define putc(x, p) (--(p)->_cnt >= 0 ? (int)(*(p)->_ptr++ = (unsigned char)(x)) : _flsbuf((unsigned char)(x), (p)))
#define getchar() getc(stdin)
#define putchar(x) putc(x, stdout)
#define feof(p) ((p)->_flag & _IOEOF)
#define ferror(p) ((p)->_flag & _IOERR)
#define fileno(p) (p)->_file

FILE *fopen(const char *filename, const char *mode);
FILE *freopen(const char *filename, const char *mode, FILE *stream);
FILE *fdopen(int fildes, const char *type);
int fclose(FILE *stream);
int fflush(FILE *stream);
void setbuf(FILE *stream, char *buf);
int setvbuf(FILE *stream, char *buf, int mode, size_t size);
int remove(const char *filename);
int rename(const char *oldname, const char *newname);
char *tmpnam(char *s);
FILE *tmpfile(void);
int printf(const char *format, ...);
int fprintf(FILE *stream, const char *format, ...);
int sprintf(char *s, const char *format, ...);
int vprintf(const char *format, va_list arg);
int vfprintf(FILE *stream, const char *format, va_list arg);
int vsprintf(char *s, const char *format, va_list arg);
int scanf(const char *format, ...);
int fscanf(FILE *stream, const char *format, ...);
int sscanf(const char *s, const char *format, ...);
int fgetc(FILE *stream);
char *fgets(char *s, int n, FILE *stream);
char *gets(char *s);
int fputc(int c, FILE *stream);
int fputs(const char *s, FILE *stream);
int puts(const char *s);
int ungetc(int c, FILE *stream);
size_t fread(void *ptr, size_t size, size_t nmemb, FILE *stream);
size_t fwrite(const void *ptr, size_t size, size_t nmemb, FILE *stream);
int fseek(FILE *stream, long offset, int whence);
long ftell(FILE *stream);
void rewind(FILE *stream);
int fgetpos(FILE *stream, fpos_t *pos);
int fsetpos(FILE *stream, const fpos_t *pos);
void clearerr(FILE *stream);
void perror(const char *s);

#ifdef __cplusplus
}
#endif

#endif
