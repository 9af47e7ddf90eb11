/** TextUtils.h: changing, comparing and cutting text (Inside Macintosh: Text, chapter 5). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asHandle, BooleanType, HandleType, PtrType, pascalField, SInt16, SInt32, Str255, varParam } from '../types.ts'
import {
  compareBytes,
  comparePrimary,
  compareText,
  folded,
  lowerCase,
  mapped,
  stripped,
  upperCase,
  upperStripped,
} from './ordering.ts'

const bytesOf = (text: string | undefined): Uint8Array => encodeMacRoman(text ?? '')
const read = ({ memory }: Mac, address: number, length: number): Uint8Array => memory.read(address, Math.max(0, length))

/** Changes characters in place by a table. */
const inPlace = (table: Uint8Array): Service =>
  procedure({ textPtr: PtrType, len: SInt16, script: SInt16 }, (mac, { textPtr, len }) =>
    mac.memory.write(textPtr, mapped(read(mac, textPtr, len), table)),
  )

const upperString: Service = procedure(
  { theString: PtrType, diacSensitive: BooleanType },
  (mac, { theString, diacSensitive }) => {
    const text = read(mac, theString + 1, mac.memory.getU8(theString))
    mac.memory.write(theString + 1, mapped(text, diacSensitive ? upperCase : upperStripped))
  },
)

const pairOfStrings = { aStr: Str255, bStr: Str255 }
const pairOfTexts = { aPtr: PtrType, bPtr: PtrType, aLen: SInt16, bLen: SInt16 }

type Comparison = (a: Uint8Array, b: Uint8Array) => number
const ofStrings = (compare: Comparison): Service =>
  toolbox({ ...pairOfStrings, itl2Handle: HandleType }, SInt16, (_, { aStr, bStr }) =>
    compare(bytesOf(aStr), bytesOf(bStr)),
  )
const ofTexts = (compare: Comparison): Service =>
  toolbox({ ...pairOfTexts, itl2Handle: HandleType }, SInt16, (mac, { aPtr, bPtr, aLen, bLen }) =>
    compare(read(mac, aPtr, aLen), read(mac, bPtr, bLen)),
  )
const withoutHandle = (compare: Comparison): Service =>
  toolbox(pairOfTexts, SInt16, (mac, { aPtr, bPtr, aLen, bLen }) =>
    compare(read(mac, aPtr, aLen), read(mac, bPtr, bLen)),
  )
/** 0 for equal, 1 for not. */
const differs: Comparison = (a, b) => (comparePrimary(a, b) === 0 ? 0 : 1)

/** Where bytes first occur in others from an offset on; -1 where they do not. */
function indexOf(text: Uint8Array, target: Uint8Array, from: number): number {
  outer: for (let at = from; at + target.length <= text.length; at++) {
    for (let index = 0; index < target.length; index++) if (text[at + index] !== target[index]) continue outer
    return at
  }
  return -1
}

function setContents({ memory, memoryManager }: Mac, handle: number, bytes: Uint8Array): void {
  memoryManager.setHandleSize(asHandle(handle), bytes.length)
  memory.write(memory.getU32(handle), bytes)
}
function contents({ memory, memoryManager }: Mac, handle: number): Uint8Array {
  return memory.read(memory.getU32(handle), memoryManager.handleSize(asHandle(handle)))
}
function spliced(text: Uint8Array, from: number, to: number, inserted: Uint8Array): Uint8Array {
  const result = new Uint8Array(text.length - (to - from) + inserted.length)
  result.set(text.subarray(0, from))
  result.set(inserted, from)
  result.set(text.subarray(to), from + inserted.length)
  return result
}

const munger: Service = toolbox(
  { h: HandleType, offset: SInt32, ptr1: PtrType, len1: SInt32, ptr2: PtrType, len2: SInt32 },
  SInt32,
  (mac, { h, offset, ptr1, len1, ptr2, len2 }) => {
    const text = contents(mac, h)
    if (offset < 0 || offset > text.length) return -1
    const isGiven = ptr1 !== 0
    // Without a target, what is replaced is len1 bytes; below zero it is all to the end.
    const target = isGiven ? read(mac, ptr1, len1) : undefined
    let from = offset
    let to = len1 < 0 ? text.length : Math.min(text.length, offset + len1)
    if (target !== undefined && target.length > 0) {
      from = indexOf(text, target, offset)
      if (from < 0) {
        // The end of the text may be the beginning of the target; that much is replaced too (Text, chapter 5).
        const rest = text.subarray(offset)
        from = offset
        const startsTarget =
          rest.length > 0 && rest.length < target.length && rest.every((byte, index) => byte === target[index])
        if (!startsTarget) return -1
        to = text.length
      } else to = from + target.length
    } else if (isGiven) to = offset
    if (ptr2 === 0) return from
    const inserted = read(mac, ptr2, len2)
    setContents(mac, h, spliced(text, from, to, inserted))
    return from + inserted.length
  },
  { failureResult: -1 },
)

/** How many times a key was replaced, or an error. */
const replaceText: Service = toolbox(
  { baseText: HandleType, substitutionText: HandleType, key: Str255 },
  SInt16,
  (mac, { baseText, substitutionText, key }) => {
    const target = bytesOf(key)
    if (baseText === 0 || substitutionText === 0) return fail('nilHandleErr')
    if (target.length === 0) return 0
    const inserted = contents(mac, substitutionText)
    let text = contents(mac, baseText)
    let count = 0
    for (let at = indexOf(text, target, 0); at >= 0; at = indexOf(text, target, at + inserted.length)) {
      text = spliced(text, at, at + target.length, inserted)
      count++
    }
    if (count > 0) setContents(mac, baseText, text)
    return count
  },
)

const ELLIPSIS = 0xc9
const truncMiddle = 0x4000
/** TruncText's results. */
const notTruncated = 0
const truncated = 1
const truncErr = -1

/** The text cut to a width, at its end or in its middle; undefined where not even the sign of cutting fits. */
function cut(mac: Mac, text: Uint8Array, width: number, where: number): Uint8Array | undefined {
  const port = mac.quickDraw.port()
  const measure = (bytes: Uint8Array) => mac.text.textWidth(port, bytes)
  if (measure(text) <= width) return text
  for (let kept = text.length - 1; kept >= 0; kept--) {
    const head = where === truncMiddle ? Math.ceil(kept / 2) : kept
    const candidate = Uint8Array.from([
      ...text.subarray(0, head),
      ELLIPSIS,
      ...text.subarray(text.length - (kept - head)),
    ])
    if (measure(candidate) <= width) return candidate
  }
  return undefined
}

export const textServices: Record<string, Service> = {
  UpperString: upperString,
  UprString: upperString,
  UppercaseText: inPlace(upperCase),
  LowercaseText: inPlace(lowerCase),
  StripDiacritics: inPlace(stripped),
  UppercaseStripDiacritics: inPlace(upperStripped),
  UpperText: inPlace(upperCase),
  LowerText: inPlace(lowerCase),
  StripText: inPlace(stripped),
  StripUpperText: inPlace(upperStripped),
  EqualString: toolbox(
    { str1: Str255, str2: Str255, caseSensitive: BooleanType, diacSensitive: BooleanType },
    BooleanType,
    (_, { str1, str2, caseSensitive, diacSensitive }) =>
      compareBytes(
        folded(bytesOf(str1), caseSensitive, diacSensitive),
        folded(bytesOf(str2), caseSensitive, diacSensitive),
      ) === 0,
  ),
  RelString: toolbox(
    { str1: Str255, str2: Str255, caseSensitive: BooleanType, diacSensitive: BooleanType },
    SInt16,
    (_, { str1, str2, caseSensitive, diacSensitive }) =>
      compareBytes(
        folded(bytesOf(str1), caseSensitive, diacSensitive),
        folded(bytesOf(str2), caseSensitive, diacSensitive),
      ),
  ),
  CompareString: ofStrings(compareText),
  IdenticalString: ofStrings(differs),
  CompareText: ofTexts(compareText),
  IdenticalText: ofTexts(differs),
  IUMagPString: ofTexts(compareText),
  IUMagIDPString: ofTexts(differs),
  IUMagString: withoutHandle(compareText),
  IUMagIDString: withoutHandle(differs),
  StringOrder: toolbox(
    { ...pairOfStrings, aScript: SInt16, bScript: SInt16, aLang: SInt16, bLang: SInt16 },
    SInt16,
    (_, { aStr, bStr, aScript, bScript, aLang, bLang }) =>
      Math.sign(aScript - bScript) || Math.sign(aLang - bLang) || compareText(bytesOf(aStr), bytesOf(bStr)),
  ),
  TextOrder: toolbox(
    { ...pairOfTexts, aScript: SInt16, bScript: SInt16, aLang: SInt16, bLang: SInt16 },
    SInt16,
    (mac, { aPtr, bPtr, aLen, bLen, aScript, bScript, aLang, bLang }) =>
      Math.sign(aScript - bScript) ||
      Math.sign(aLang - bLang) ||
      compareText(read(mac, aPtr, aLen), read(mac, bPtr, bLen)),
  ),
  ScriptOrder: toolbox({ script1: SInt16, script2: SInt16 }, SInt16, (_, { script1, script2 }) =>
    Math.sign(script1 - script2),
  ),
  LanguageOrder: toolbox({ language1: SInt16, language2: SInt16 }, SInt16, (_, { language1, language2 }) =>
    Math.sign(language1 - language2),
  ),
  Munger: munger,
  ReplaceText: replaceText,
  TruncString: toolbox(
    { width: SInt16, theString: PtrType, truncWhere: SInt16 },
    SInt16,
    (mac, { width, theString, truncWhere }) => {
      const text = read(mac, theString + 1, mac.memory.getU8(theString))
      const result = cut(mac, text, width, truncWhere)
      if (result === undefined) return truncErr
      mac.memory.setU8(theString, result.length)
      mac.memory.write(theString + 1, result)
      return result === text ? notTruncated : truncated
    },
  ),
  TruncText: toolbox(
    { width: SInt16, textPtr: PtrType, length: varParam(SInt16), truncWhere: SInt16 },
    SInt16,
    (mac, { width, textPtr, length, truncWhere }) => {
      const text = read(mac, textPtr, length.value)
      const result = cut(mac, text, width, truncWhere)
      if (result === undefined) return truncErr
      mac.memory.write(textPtr, result)
      length.value = result.length
      return result === text ? notTruncated : truncated
    },
  ),
  NewString: toolbox({ theString: Str255 }, HandleType, (mac, { theString }) => {
    const bytes = bytesOf(theString)
    const handle = mac.memoryManager.newHandle(mac.memoryManager.currentZone, bytes.length + 1)
    setContents(mac, handle, Uint8Array.from([bytes.length, ...bytes]))
    return handle
  }),
  SetString: procedure({ theString: HandleType, strNew: Str255 }, (mac, { theString, strNew }) => {
    const bytes = bytesOf(strNew)
    setContents(mac, theString, Uint8Array.from([bytes.length, ...bytes]))
  }),
  GetString: toolbox({ stringID: SInt16 }, HandleType, ({ resourceManager: rm }, { stringID }) => {
    const loaded = rm.find(false, ({ type, id }) => type === 'STR ' && id === stringID)
    return rm.handleOf(loaded)
  }),
  GetIndString: procedure(
    { theString: varParam(pascalField(255)), strListID: SInt16, index: SInt16 },
    ({ memory, resourceManager: rm }, { theString, strListID, index }) => {
      theString.value = ''
      const loaded = rm.find(false, ({ type, id }) => type === 'STR#' && id === strListID)
      let at = memory.getU32(rm.handleOf(loaded))
      const count = memory.getU16(at)
      at += 2
      if (index < 1 || index > count) return
      for (let skipped = 1; skipped < index; skipped++) at += 1 + memory.getU8(at)
      theString.value = memory.readPString(at)
    },
  ),
}
