/* Text utilities: Inside Macintosh: Text, chapter 5. */
#ifndef __TEXTUTILS__
#define __TEXTUTILS__

#include "DateTimeUtils.h"
#include "MacTypes.h"
#include "QuickdrawText.h"
#include "StringCompare.h"

typedef SInt8 StyledLineBreakCode;
enum { smBreakWord = 0, smBreakChar = 1, smBreakOverflow = 2 };
typedef short TruncCode;
enum { truncEnd = 0, truncMiddle = 0x4000, smTruncEnd = 0, smTruncMiddle = 0x4000 };
enum { notTruncated = 0, truncated = 1, truncErr = -1, smNotTruncated = 0, smTruncated = 1, smTruncErr = -1 };
typedef struct BreakTable *BreakTablePtr;

BEGIN_MAC_DECLARATIONS
void NumToString(long theNum, Str255 theString);
void StringToNum(ConstStr255Param theString, long *theNum);
void GetIndString(Str255 theString, short strListID, short index);
StringHandle GetString(short stringID);
StringHandle NewString(ConstStr255Param theString);
void SetString(StringHandle theString, ConstStr255Param strNew);
long Munger(Handle h, long offset, const void *ptr1, long len1, const void *ptr2, long len2);
short ReplaceText(Handle baseText, Handle substitutionText, Str15 key);
short TruncString(short width, Str255 theString, TruncCode truncWhere);
short TruncText(short width, Ptr textPtr, short *length, TruncCode truncWhere);
void UpperString(Str255 theString, Boolean diacSensitive);
void UppercaseText(Ptr textPtr, short len, ScriptCode script);
void LowercaseText(Ptr textPtr, short len, ScriptCode script);
void StripDiacritics(Ptr textPtr, short len, ScriptCode script);
void UppercaseStripDiacritics(Ptr textPtr, short len, ScriptCode script);
StyledLineBreakCode StyledLineBreak(Ptr textPtr, long textLen, long textStart, long textEnd, long flags,
                                    Fixed *textWidth, long *textOffset);
void FindWordBreaks(Ptr textPtr, short textLength, short offset, Boolean leadingEdge, BreakTablePtr breaks,
                    OffsetTable offsets, ScriptCode script);
StringPtr c2pstr(char *s);
StringPtr C2PStr(Ptr s);
char *p2cstr(StringPtr s);
Ptr P2CStr(StringPtr s);
END_MAC_DECLARATIONS

#endif
