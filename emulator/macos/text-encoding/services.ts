/** TextCommon.h, UnicodeConverter.h and TextEncodingConverter.h: between Mac OS Roman, Unicode, Latin 1 and ASCII. */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { type ErrorName, errorCode, fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, type ServiceGroup, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import {
  type OSErr,
  OSErrType,
  PtrType,
  pascalField,
  SInt16,
  SInt32,
  Str255,
  UInt32,
  type Var,
  varParam,
} from '../types.ts'
import { type Conversion, convert } from './conversion.ts'
import { codecsOf, disposeConverter, newConverter } from './converters.ts'
import {
  baseOf,
  codecOf,
  formatOf,
  kTextEncodingMacRoman,
  kTextEncodingUnicodeDefault,
  resolved,
  textEncoding,
  variantOf,
} from './encodings.ts'

const BOOK = 'Inside Macintosh: Programming With the Text Encoding Conversion Manager'
/** A control flag: what the target lacks becomes a question mark. */
const kUnicodeUseFallbacksMask = 1
const smRoman = 0

const statusOf = (name: ErrorName): OSErr => errorCode[name] as OSErr

const getPart = (part: (encoding: number) => number): Service =>
  toolbox({ encoding: UInt32 }, UInt32, (_, { encoding }) => part(encoding))

export const textCommonServices: ServiceGroup = {
  manager: 'Text Encoding Conversion Manager',
  library: 'TextCommon',
  book: BOOK,
  services: {
    CreateTextEncoding: toolbox(
      { encodingBase: UInt32, encodingVariant: UInt32, encodingFormat: UInt32 },
      UInt32,
      (_, { encodingBase, encodingVariant, encodingFormat }) =>
        textEncoding(encodingBase, encodingVariant, encodingFormat),
    ),
    GetTextEncodingBase: getPart(baseOf),
    GetTextEncodingVariant: getPart(variantOf),
    GetTextEncodingFormat: getPart(formatOf),
    ResolveDefaultTextEncoding: getPart(resolved),
    UpgradeScriptInfoToTextEncoding: toolbox(
      {
        textScriptID: SInt16,
        textLanguageID: SInt16,
        regionID: SInt16,
        textFontname: Str255,
        encoding: varParam(UInt32),
      },
      OSErrType,
      (_, { textScriptID, encoding }) => {
        if (textScriptID > smRoman) fail('kTextUnsupportedEncodingErr')
        encoding.value = kTextEncodingMacRoman
      },
    ),
    RevertTextEncodingToScriptInfo: toolbox(
      { encoding: UInt32, script: varParam(SInt16), language: varParam(SInt16), fontName: varParam(pascalField(255)) },
      OSErrType,
      (_, { encoding, script, language, fontName }) => {
        if (baseOf(resolved(encoding)) !== kTextEncodingMacRoman) fail('kTextUnsupportedEncodingErr')
        if (script.address !== 0) script.value = smRoman
        if (language.address !== 0) language.value = 0
        if (fontName.address !== 0) fontName.value = ''
      },
    ),
  },
}

const UnicodeMapping = struct('UnicodeMapping', 12, {
  unicodeEncoding: [0, UInt32],
  otherEncoding: [4, UInt32],
  mappingVersion: [8, SInt32],
})
const mapping = pointerTo(UnicodeMapping)
const info = varParam(PtrType)
const unicode16 = kTextEncodingUnicodeDefault

const disposeInfo: Service = toolbox({ ioInfo: info }, OSErrType, (mac, { ioInfo }) => {
  disposeConverter(mac, ioInfo.value)
  ioInfo.value = 0 as typeof ioInfo.value
})

const NO_OFFSETS = 'offsets are not mapped: their arrays are left as they are'

interface Target {
  readonly address: number
  readonly read: Var<number>
  readonly length: Var<number>
}

/** Stores what was converted; a count that the program does not want is nil. */
function store({ memory }: Mac, { bytes, bytesRead, status }: Conversion, { address, read, length }: Target): OSErr {
  memory.write(address, bytes)
  if (read.address !== 0) read.value = bytesRead
  if (length.address !== 0) length.value = bytes.length
  return statusOf(status)
}

/** Either way between text and Unicode: the same parameters under other names. */
const convertService: Service = toolbox(
  {
    info: PtrType,
    sourceLength: UInt32,
    source: PtrType,
    controlFlags: UInt32,
    offsetCount: UInt32,
    offsets: PtrType,
    mappedCount: varParam(UInt32),
    mappedOffsets: PtrType,
    room: UInt32,
    bytesRead: varParam(UInt32),
    outputLength: varParam(UInt32),
    output: PtrType,
  },
  OSErrType,
  (mac, args) => {
    const text = mac.memory.read(args.source, args.sourceLength)
    const fallbacks = (args.controlFlags & kUnicodeUseFallbacksMask) !== 0
    const done = convert(text, { ...codecsOf(mac, args.info), room: args.room, fallbacks })
    if (args.mappedCount.address !== 0) args.mappedCount.value = 0
    return store(mac, done, { address: args.output, read: args.bytesRead, length: args.outputLength })
  },
  { partial: NO_OFFSETS },
)

export const unicodeConverterServices: ServiceGroup = {
  manager: 'Text Encoding Conversion Manager',
  library: 'UnicodeConverter',
  book: BOOK,
  services: {
    CreateTextToUnicodeInfo: toolbox(
      { iUnicodeMapping: mapping, oInfo: info },
      OSErrType,
      (mac, { iUnicodeMapping, oInfo }) => {
        oInfo.value = newConverter(mac, iUnicodeMapping.otherEncoding, iUnicodeMapping.unicodeEncoding)
      },
    ),
    CreateTextToUnicodeInfoByEncoding: toolbox(
      { iEncoding: UInt32, oInfo: info },
      OSErrType,
      (mac, { iEncoding, oInfo }) => {
        oInfo.value = newConverter(mac, iEncoding, unicode16)
      },
    ),
    CreateUnicodeToTextInfo: toolbox(
      { iUnicodeMapping: mapping, oInfo: info },
      OSErrType,
      (mac, { iUnicodeMapping, oInfo }) => {
        oInfo.value = newConverter(mac, iUnicodeMapping.unicodeEncoding, iUnicodeMapping.otherEncoding)
      },
    ),
    CreateUnicodeToTextInfoByEncoding: toolbox(
      { iEncoding: UInt32, oInfo: info },
      OSErrType,
      (mac, { iEncoding, oInfo }) => {
        oInfo.value = newConverter(mac, unicode16, iEncoding)
      },
    ),
    DisposeTextToUnicodeInfo: disposeInfo,
    DisposeUnicodeToTextInfo: disposeInfo,
    ConvertFromTextToUnicode: convertService,
    ConvertFromUnicodeToText: convertService,
    ConvertFromPStringToUnicode: toolbox(
      { info: PtrType, source: Str255, room: UInt32, unicodeLength: varParam(UInt32), output: PtrType },
      OSErrType,
      (mac, { info: converter, source, room, unicodeLength, output }) => {
        const done = convert(encodeMacRoman(source ?? ''), { ...codecsOf(mac, converter), room, fallbacks: true })
        return store(mac, done, { address: output, read: unicodeLength, length: unicodeLength })
      },
    ),
    ConvertFromUnicodeToPString: toolbox(
      { info: PtrType, unicodeLength: UInt32, source: PtrType, output: PtrType },
      OSErrType,
      (mac, { info: converter, unicodeLength, source, output }) => {
        const text = mac.memory.read(source, unicodeLength)
        const { bytes, status } = convert(text, { ...codecsOf(mac, converter), room: 255, fallbacks: true })
        mac.memory.setU8(output, bytes.length)
        mac.memory.write(output + 1, bytes)
        return statusOf(status)
      },
    ),
  },
}

export const textEncodingConverterServices: ServiceGroup = {
  manager: 'Text Encoding Conversion Manager',
  library: 'TextEncodingConverter',
  book: BOOK,
  services: {
    TECCreateConverter: toolbox(
      { newEncodingConverter: info, inputEncoding: UInt32, outputEncoding: UInt32 },
      OSErrType,
      (mac, { newEncodingConverter, inputEncoding, outputEncoding }) => {
        if (codecOf(inputEncoding) === undefined || codecOf(outputEncoding) === undefined)
          fail('kTECNoConversionPathErr')
        newEncodingConverter.value = newConverter(mac, inputEncoding, outputEncoding)
      },
    ),
    TECDisposeConverter: toolbox({ newEncodingConverter: PtrType }, OSErrType, (mac, { newEncodingConverter }) =>
      disposeConverter(mac, newEncodingConverter),
    ),
    TECConvertText: toolbox(
      {
        encodingConverter: PtrType,
        inputBuffer: PtrType,
        inputBufferLength: UInt32,
        actualInputLength: varParam(UInt32),
        outputBuffer: PtrType,
        outputBufferLength: UInt32,
        actualOutputLength: varParam(UInt32),
      },
      OSErrType,
      (mac, args) => {
        const text = mac.memory.read(args.inputBuffer, args.inputBufferLength)
        const room = args.outputBufferLength
        const done = convert(text, { ...codecsOf(mac, args.encodingConverter), room, fallbacks: true })
        return store(mac, done, {
          address: args.outputBuffer,
          read: args.actualInputLength,
          length: args.actualOutputLength,
        })
      },
    ),
    TECFlushText: toolbox(
      {
        encodingConverter: PtrType,
        outputBuffer: PtrType,
        outputBufferLength: UInt32,
        actualOutputLength: varParam(UInt32),
      },
      OSErrType,
      (mac, { encodingConverter, actualOutputLength }) => {
        // No encoding here keeps anything back.
        codecsOf(mac, encodingConverter)
        actualOutputLength.value = 0
      },
    ),
  },
}

export const textEncodingServices: readonly ServiceGroup[] = [
  textCommonServices,
  unicodeConverterServices,
  textEncodingConverterServices,
]
