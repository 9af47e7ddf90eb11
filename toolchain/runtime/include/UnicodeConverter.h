/* Unicode: Inside Macintosh: Programming With the Text Encoding Conversion Manager. In the library UnicodeConverter. */
#ifndef __UNICODECONVERTER__
#define __UNICODECONVERTER__

#include "TextCommon.h"

typedef struct OpaqueTextToUnicodeInfo *TextToUnicodeInfo;
typedef struct OpaqueUnicodeToTextInfo *UnicodeToTextInfo;
#pragma pack(push, 2)
typedef struct UnicodeMapping {
    TextEncoding unicodeEncoding;
    TextEncoding otherEncoding;
    SInt32 mappingVersion;
} UnicodeMapping;
#pragma pack(pop)
enum { kUnicodeUseFallbacksMask = 1, kUnicodeLooseMappingsMask = 32, kUnicodeUseLatestMapping = -1 };

BEGIN_MAC_DECLARATIONS
OSStatus CreateTextToUnicodeInfo(const UnicodeMapping *iUnicodeMapping, TextToUnicodeInfo *oTextToUnicodeInfo);
OSStatus CreateTextToUnicodeInfoByEncoding(TextEncoding iEncoding, TextToUnicodeInfo *oTextToUnicodeInfo);
OSStatus CreateUnicodeToTextInfo(const UnicodeMapping *iUnicodeMapping, UnicodeToTextInfo *oUnicodeToTextInfo);
OSStatus CreateUnicodeToTextInfoByEncoding(TextEncoding iEncoding, UnicodeToTextInfo *oUnicodeToTextInfo);
OSStatus DisposeTextToUnicodeInfo(TextToUnicodeInfo *ioTextToUnicodeInfo);
OSStatus DisposeUnicodeToTextInfo(UnicodeToTextInfo *ioUnicodeToTextInfo);
OSStatus ConvertFromTextToUnicode(TextToUnicodeInfo iTextToUnicodeInfo, ByteCount iSourceLen, const void *iSourceStr,
                                  OptionBits iControlFlags, ItemCount iOffsetCount, ByteOffset iOffsetArray[],
                                  ItemCount *oOffsetCount, ByteOffset oOffsetArray[], ByteCount iOutputBufLen,
                                  ByteCount *oSourceRead, ByteCount *oUnicodeLen, UniChar oUnicodeStr[]);
OSStatus ConvertFromUnicodeToText(UnicodeToTextInfo iUnicodeToTextInfo, ByteCount iUnicodeLen,
                                  const UniChar iUnicodeStr[], OptionBits iControlFlags, ItemCount iOffsetCount,
                                  ByteOffset iOffsetArray[], ItemCount *oOffsetCount, ByteOffset oOffsetArray[],
                                  ByteCount iOutputBufLen, ByteCount *oInputRead, ByteCount *oOutputLen,
                                  void *oOutputStr);
OSStatus ConvertFromPStringToUnicode(TextToUnicodeInfo iTextToUnicodeInfo, ConstStr255Param iPascalStr,
                                     ByteCount iOutputBufLen, ByteCount *oUnicodeLen, UniChar oUnicodeStr[]);
OSStatus ConvertFromUnicodeToPString(UnicodeToTextInfo iUnicodeToTextInfo, ByteCount iUnicodeLen,
                                     const UniChar iUnicodeStr[], Str255 oPascalStr);
END_MAC_DECLARATIONS

#endif
