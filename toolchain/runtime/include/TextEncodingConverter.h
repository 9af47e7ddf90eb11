/* Converters: Inside Macintosh: Programming With the Text Encoding Conversion Manager. In the library TextEncodingConverter. */
#ifndef __TEXTENCODINGCONVERTER__
#define __TEXTENCODINGCONVERTER__

#include "TextCommon.h"

typedef struct OpaqueTECObjectRef *TECObjectRef;
typedef const UInt8 *ConstTextPtr;
typedef UInt8 *TextPtr;

BEGIN_MAC_DECLARATIONS
OSStatus TECCreateConverter(TECObjectRef *newEncodingConverter, TextEncoding inputEncoding, TextEncoding outputEncoding);
OSStatus TECDisposeConverter(TECObjectRef newEncodingConverter);
OSStatus TECConvertText(TECObjectRef encodingConverter, ConstTextPtr inputBuffer, ByteCount inputBufferLength,
                        ByteCount *actualInputLength, TextPtr outputBuffer, ByteCount outputBufferLength,
                        ByteCount *actualOutputLength);
OSStatus TECFlushText(TECObjectRef encodingConverter, TextPtr outputBuffer, ByteCount outputBufferLength,
                      ByteCount *actualOutputLength);
END_MAC_DECLARATIONS

#endif
