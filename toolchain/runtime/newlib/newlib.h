/* What newlib's configure would have found out and been told, for Mac OS on PowerPC. */
#ifndef __NEWLIB_H__
#define __NEWLIB_H__ 1

#include <_newlib_version.h>

/* printf and scanf: long long, %zu and the like, %a. */
#define _WANT_IO_LONG_LONG 1
#define _WANT_IO_C99_FORMATS 1

/* More exit functions than fit the static table. */
#define _ATEXIT_DYNAMIC_ALLOC 1

#define _MB_LEN_MAX 1
#define _FVWRITE_IN_STREAMIO 1
#define _FSEEK_OPTIMIZATION 1
#define _WIDE_ORIENT 1
#define _UNBUF_STREAM_OPT 1

/* A double is as long as a long double, as in Retro68's C library. */
#define _LDBL_EQ_DBL 1

#endif
