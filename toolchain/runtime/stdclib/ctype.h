/* ctype.h of StdCLib: macros over a table of classes. */
#ifndef __CTYPE_H__
#define __CTYPE_H__

#define _UPP 0x01
#define _LOW 0x02
#define _DIG 0x04
#define _WSP 0x08
#define _PUN 0x10
#define _CTL 0x20
#define _BLA 0x40
#define _HEX 0x80

#ifdef __cplusplus
extern "C" {
#endif

extern unsigned char *__p_CType;
#define isalpha(c) (__p_CType[(unsigned char)(c)] & (_UPP | _LOW))
#define isupper(c) (__p_CType[(unsigned char)(c)] & _UPP)
#define islower(c) (__p_CType[(unsigned char)(c)] & _LOW)
#define isdigit(c) (__p_CType[(unsigned char)(c)] & _DIG)
#define isxdigit(c) (__p_CType[(unsigned char)(c)] & _HEX)
#define isspace(c) (__p_CType[(unsigned char)(c)] & _WSP)
#define ispunct(c) (__p_CType[(unsigned char)(c)] & _PUN)
#define iscntrl(c) (__p_CType[(unsigned char)(c)] & _CTL)
#define isalnum(c) (__p_CType[(unsigned char)(c)] & (_UPP | _LOW | _DIG))

int tolower(int c);
int toupper(int c);

#ifdef __cplusplus
}
#endif

#endif
