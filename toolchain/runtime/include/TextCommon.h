/* Text encodings: Inside Macintosh: Programming With the Text Encoding Conversion Manager. In the library TextCommon. */
#ifndef __TEXTCOMMON__
#define __TEXTCOMMON__

#include "MacTypes.h"

typedef UInt32 TextEncoding;
typedef UInt32 TextEncodingBase;
typedef UInt32 TextEncodingVariant;
typedef UInt32 TextEncodingFormat;
typedef UInt16 UniChar;
typedef UInt32 ByteOffset;
typedef UInt32 ItemCount;
typedef SInt16 RegionCode;

enum {
    kTextEncodingMacRoman = 0,
    kTextEncodingUnicodeDefault = 0x0100,
    kTextEncodingUnicodeV1_1 = 0x0101,
    kTextEncodingUnicodeV2_0 = 0x0103,
    kTextEncodingISOLatin1 = 0x0201,
    kTextEncodingWindowsLatin1 = 0x0500,
    kTextEncodingUS_ASCII = 0x0600
};
enum { kTextEncodingDefaultVariant = 0, kTextEncodingDefaultFormat = 0 };
enum { kUnicode16BitFormat = 0, kUnicodeUTF7Format = 1, kUnicodeUTF8Format = 2, kUnicode32BitFormat = 3 };
enum {
    kTextUnsupportedEncodingErr = -8738,
    kTextMalformedInputErr = -8739,
    kTECCorruptConverterErr = -8748,
    kTECNoConversionPathErr = -8749,
    kTECPartialCharErr = -8753,
    kTECUnmappableElementErr = -8754,
    kTECUsedFallbacksStatus = -8783,
    kTECOutputBufferFullStatus = -8785
};

BEGIN_MAC_DECLARATIONS
TextEncoding CreateTextEncoding(TextEncodingBase encodingBase, TextEncodingVariant encodingVariant,
                                TextEncodingFormat encodingFormat);
TextEncodingBase GetTextEncodingBase(TextEncoding encoding);
TextEncodingVariant GetTextEncodingVariant(TextEncoding encoding);
TextEncodingFormat GetTextEncodingFormat(TextEncoding encoding);
TextEncoding ResolveDefaultTextEncoding(TextEncoding encoding);
OSStatus UpgradeScriptInfoToTextEncoding(ScriptCode iTextScriptID, LangCode iTextLanguageID, RegionCode iRegionID,
                                         ConstStr255Param iTextFontname, TextEncoding *oEncoding);
OSStatus RevertTextEncodingToScriptInfo(TextEncoding iEncoding, ScriptCode *oTextScriptID,
                                        LangCode *oTextLanguageID, Str255 oTextFontname);
END_MAC_DECLARATIONS

#endif
