/* Basic types: Inside Macintosh: Overview; Operating System Utilities, chapter 1. */
#ifndef __MACTYPES__
#define __MACTYPES__

#include "ConditionalMacros.h"
#include <stdbool.h>
#include <stddef.h>

typedef unsigned char UInt8;
typedef signed char SInt8;
typedef unsigned short UInt16;
typedef signed short SInt16;
typedef unsigned long UInt32;
typedef signed long SInt32;

/* Records have the alignment of the 68000: two bytes. */
#pragma pack(push, 2)
typedef struct UnsignedWide {
    UInt32 hi;
    UInt32 lo;
} UnsignedWide;
typedef struct wide {
    SInt32 hi;
    UInt32 lo;
} wide;
typedef struct Point {
    short v;
    short h;
} Point;
typedef struct Rect {
    short top;
    short left;
    short bottom;
    short right;
} Rect;
typedef struct NumVersion {
    UInt8 majorRev;
    UInt8 minorAndBugRev;
    UInt8 stage;
    UInt8 nonRelRev;
} NumVersion;
typedef struct QElem {
    struct QElem *qLink;
    short qType;
    short qData[1];
} QElem;
typedef struct QHdr {
    volatile short qFlags;
    volatile QElem *qHead;
    volatile QElem *qTail;
} QHdr;
#pragma pack(pop)
typedef QElem *QElemPtr;
typedef QHdr *QHdrPtr;

/* 80-bit extended: sign and exponent, then the significand with its integer bit. */
typedef struct Float80 {
    SInt16 exp;
    UInt16 man[4];
} Float80;
typedef Float80 extended80;

typedef char *Ptr;
typedef Ptr *Handle;
typedef long Size;
typedef SInt16 OSErr;
typedef SInt32 OSStatus;
typedef UInt32 OptionBits;
typedef unsigned char Boolean;
typedef UInt8 Byte;
typedef SInt8 SignedByte;
typedef UInt32 FourCharCode;
typedef FourCharCode OSType;
typedef FourCharCode ResType;
typedef OSType *OSTypePtr;
typedef SInt16 ScriptCode;
typedef SInt16 LangCode;
typedef UInt32 ByteCount;
typedef SInt32 Fixed;
typedef SInt32 Fract;
typedef UInt32 UnsignedFixed;

typedef unsigned char Str255[256], Str63[64], Str32[33], Str31[32], Str27[28], Str15[16];
typedef unsigned char *StringPtr;
typedef StringPtr *StringHandle;
typedef const unsigned char *ConstStr255Param, *ConstStr63Param, *ConstStr31Param;
#define StrLength(string) (*(const unsigned char *)(string))

typedef long (*ProcPtr)(void);
typedef ProcPtr *ProcHandle;
typedef struct RoutineDescriptor *UniversalProcPtr;
typedef UniversalProcPtr *UniversalProcHandle;

/* Styles of text. */
typedef unsigned char Style;
typedef short StyleParameter;
typedef Style StyleField;
enum { normal = 0, bold = 1, italic = 2, underline = 4, outline = 8, shadow = 16, condense = 32, extend = 64 };

enum { noErr = 0 };
#ifndef nil
#define nil NULL
#endif

BEGIN_MAC_DECLARATIONS
void Debugger(void);
void DebugStr(ConstStr255Param debuggerMsg);
END_MAC_DECLARATIONS

#endif
