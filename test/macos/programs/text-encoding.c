/* Text encodings through the libraries that programs import weakly (Programming With the Text Encoding Conversion Manager). */

#include "checks.h"
#include <TextCommon.h>
#include <TextEncodingConverter.h>
#include <UnicodeConverter.h>

static void unicode(void)
{
    TextToUnicodeInfo toUnicode;
    UnicodeToTextInfo toText;
    UniChar text[4], foreign[3] = {'a', 0x4E00, 'b'}, accent[3] = {'e', 0x0301, 'x'};
    unsigned char roman[8];
    ByteCount read = 0, length = 0;
    Str255 s;
    source("Text Encoding Conversion Manager, Unicode Converter");
    check("from Mac OS Roman", CreateTextToUnicodeInfoByEncoding(kTextEncodingMacRoman, &toUnicode), noErr);
    check("to it", CreateUnicodeToTextInfoByEncoding(kTextEncodingMacRoman, &toText), noErr);
    check("an encoding that is not there", CreateUnicodeToTextInfoByEncoding(0x0A01, &toText), kTextUnsupportedEncodingErr);
    check("text becomes Unicode",
          ConvertFromTextToUnicode(toUnicode, 3, "A\x8E\xA5", 0, 0, 0, 0, 0, sizeof text, &read, &length, text), noErr);
    check("all of it was read", read, 3);
    check("bytes written", length, 6);
    check("e with an acute accent", text[1], 0x00E9);
    check("a bullet", text[2], 0x2022);
    check("and comes back",
          ConvertFromUnicodeToText(toText, 6, text, 0, 0, 0, 0, 0, sizeof roman, &read, &length, roman), noErr);
    check("as it was", roman[1], 0x8E);
    check("what Mac OS Roman lacks",
          ConvertFromUnicodeToText(toText, 6, foreign, 0, 0, 0, 0, 0, sizeof roman, &read, &length, roman),
          kTECUnmappableElementErr);
    check("ends the conversion before it", read, 2);
    check("with fallbacks",
          ConvertFromUnicodeToText(toText, 6, foreign, kUnicodeUseFallbacksMask, 0, 0, 0, 0, sizeof roman, &read,
                                   &length, roman),
          kTECUsedFallbacksStatus);
    check("a question mark stands for it", roman[1], '?');
    check("no room",
          ConvertFromUnicodeToText(toText, 6, foreign, kUnicodeUseFallbacksMask, 0, 0, 0, 0, 1, &read, &length, roman),
          kTECOutputBufferFullStatus);
    check("to a Pascal string", ConvertFromUnicodeToPString(toText, 6, accent, s), noErr);
    check("a letter and its mark are one", s[0], 2);
    check("character", s[1], 0x8E);
    check("DisposeTextToUnicodeInfo", DisposeTextToUnicodeInfo(&toUnicode), noErr);
    checkTrue("clears the reference", toUnicode == 0);
    check("DisposeUnicodeToTextInfo", DisposeUnicodeToTextInfo(&toText), noErr);
}

static void encodings(void)
{
    TextEncoding utf8 = CreateTextEncoding(kTextEncodingUnicodeDefault, kTextEncodingDefaultVariant, kUnicodeUTF8Format);
    TextEncoding encoding = 99;
    TECObjectRef converter;
    ByteCount read, length;
    UInt8 out[8];
    source("Text Encoding Conversion Manager, encodings");
    check("base", GetTextEncodingBase(utf8), kTextEncodingUnicodeDefault);
    check("variant", GetTextEncodingVariant(utf8), 0);
    check("format", GetTextEncodingFormat(utf8), kUnicodeUTF8Format);
    check("of a script", UpgradeScriptInfoToTextEncoding(0, 0, 0, 0, &encoding), noErr);
    check("Roman", encoding, kTextEncodingMacRoman);
    source("Text Encoding Conversion Manager, Text Encoding Converter");
    check("TECCreateConverter", TECCreateConverter(&converter, kTextEncodingMacRoman, utf8), noErr);
    check("TECConvertText", TECConvertText(converter, (ConstTextPtr) "A\x8E", 2, &read, out, sizeof out, &length), noErr);
    check("bytes", length, 3);
    check("UTF-8", out[1] << 8 | out[2], 0xC3A9);
    check("TECFlushText", TECFlushText(converter, out, sizeof out, &length), noErr);
    check("TECDisposeConverter", TECDisposeConverter(converter), noErr);
}

int main(void)
{
    openResults();
    unicode();
    encodings();
    FSClose(resultsFile);
    ExitToShell();
    return 0;
}
