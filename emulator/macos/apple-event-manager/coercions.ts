/** The coercions that the Apple Event Manager has of itself (Inside Macintosh: Interapplication Communication, chapter 4). */

import { ByteWriter } from '../../formats/byte-writer.ts'
import { decodeMacRoman, encodeMacRoman } from '../../formats/mac-roman.ts'
import { decodeAlias, encodeAlias } from '../alias-manager/alias-record.ts'
import { makeAlias, resolveAlias } from '../alias-manager/aliases.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { FourCharCode } from '../types.ts'
import { descTypes } from './codes.ts'
import { type Descriptor, decodeItems, encodeItems, isRecord, list } from './descriptor.ts'

const t = descTypes

interface NumberFormat {
  readonly bytes: number
  read(view: DataView): number
  write(view: DataView, value: number): void
  /** Of the whole numbers that it holds; none for those with a fraction. */
  readonly range?: readonly [number, number]
}

const numbers = new Map<FourCharCode, NumberFormat>([
  [
    t.typeShortInteger,
    { bytes: 2, read: (v) => v.getInt16(0), write: (v, n) => v.setInt16(0, n), range: [-(2 ** 15), 2 ** 15 - 1] },
  ],
  [
    t.typeLongInteger,
    { bytes: 4, read: (v) => v.getInt32(0), write: (v, n) => v.setInt32(0, n), range: [-(2 ** 31), 2 ** 31 - 1] },
  ],
  [
    t.typeMagnitude,
    { bytes: 4, read: (v) => v.getUint32(0), write: (v, n) => v.setUint32(0, n), range: [0, 2 ** 32 - 1] },
  ],
  [t.typeShortFloat, { bytes: 4, read: (v) => v.getFloat32(0), write: (v, n) => v.setFloat32(0, n) }],
  [t.typeLongFloat, { bytes: 8, read: (v) => v.getFloat64(0), write: (v, n) => v.setFloat64(0, n) }],
  [
    t.typeFixed,
    { bytes: 4, read: (v) => v.getInt32(0) / 65536, write: (v, n) => v.setInt32(0, Math.round(n * 65536)) },
  ],
])

/** Types whose data are four characters. */
const codeTypes: ReadonlySet<FourCharCode> = new Set([
  t.typeType,
  t.typeEnumerated,
  t.typeKeyword,
  t.typeProperty,
  t.typeApplSignature,
])

const viewOf = ({ buffer, byteOffset, length }: Uint8Array) => new DataView(buffer, byteOffset, length)

function numberOf({ type, data }: Descriptor): number | undefined {
  const format = numbers.get(type)
  if (format !== undefined) return data.length === format.bytes ? format.read(viewOf(data)) : undefined
  if (type !== t.typeChar) return undefined
  const text = decodeMacRoman(data).trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined
}

function booleanOf({ type, data }: Descriptor): boolean | undefined {
  if (type === t.typeTrue) return true
  if (type === t.typeFalse) return false
  if (type === t.typeBoolean) return data.length === 1 ? data[0] !== 0 : undefined
  if (type !== t.typeChar && type !== t.typeEnumerated) return undefined
  const word = decodeMacRoman(data).toLowerCase()
  return word === 'true' ? true : word === 'false' || word === 'fals' ? false : undefined
}

function toNumber(value: number | undefined, { bytes, write, range }: NumberFormat): Uint8Array | undefined {
  if (value === undefined) return undefined
  const whole = range === undefined ? value : Math.round(value)
  if (range !== undefined && (whole < range[0] || whole > range[1])) return undefined
  const data = new Uint8Array(bytes)
  write(viewOf(data), whole)
  return data
}

function toText({ type, data }: Descriptor): Uint8Array | undefined {
  const number = numberOf({ type, data })
  if (number !== undefined) return encodeMacRoman(String(number))
  const truth = booleanOf({ type, data })
  if (truth !== undefined) return encodeMacRoman(String(truth))
  return codeTypes.has(type) ? data : undefined
}

function fileSpecOf({ fileManager: { volumes } }: Mac, { type, data }: Descriptor): Uint8Array | undefined {
  if (type !== t.typeAlias) return undefined
  const { place } = resolveAlias(volumes, decodeAlias(data), undefined)
  if (place.entry === undefined) return fail('fnfErr')
  const writer = new ByteWriter(70).u16(place.mounted.vRefNum & 0xffff).u32(place.dirID)
  writer.pascalString(place.name)
  return writer.zeros(70 - writer.length).toBytes()
}

function aliasOf({ fileManager: { volumes } }: Mac, { type, data }: Descriptor): Uint8Array | undefined {
  if (type !== t.typeFSS || data.length < 7) return undefined
  const view = viewOf(data)
  const name = decodeMacRoman(data.subarray(7, 7 + data[6]!))
  const place = volumes.resolve(view.getInt16(0), view.getInt32(2), name)
  if (place.entry === undefined) return fail('fnfErr')
  return encodeAlias(makeAlias({ ...place, entry: place.entry }, undefined, false))
}

function dataAs(mac: Mac, from: Descriptor, type: FourCharCode): Uint8Array | undefined {
  const format = numbers.get(type)
  if (format !== undefined) return toNumber(numberOf(from), format)
  if (codeTypes.has(type)) {
    const isCode = codeTypes.has(from.type) || from.type === t.typeChar
    return isCode && from.data.length === 4 ? from.data : undefined
  }
  switch (type) {
    case t.typeChar:
      return toText(from)
    case t.typeBoolean: {
      const truth = booleanOf(from)
      return truth === undefined ? undefined : Uint8Array.of(truth ? 1 : 0)
    }
    case t.typeTrue:
    case t.typeFalse:
      return booleanOf(from) === (type === t.typeTrue) ? new Uint8Array() : undefined
    case t.typeFSS:
      return fileSpecOf(mac, from)
    case t.typeAlias:
      return aliasOf(mac, from)
    case t.typeAERecord:
      return from.type === t.typeAppleEvent
        ? encodeItems(decodeItems(from).filter(({ isAttribute }) => !isAttribute))
        : undefined
    default:
      return undefined
  }
}

/** The value under another type; errAECoercionFail when there is no way. */
export function coerceBuiltIn(mac: Mac, from: Descriptor, type: FourCharCode): Descriptor {
  if (type === t.typeWildCard || type === from.type) return from
  if (type === t.typeAEList && !isRecord(from.type)) return list([from])
  if (from.type === t.typeAEList) {
    const [only, ...others] = decodeItems(from)
    if (only === undefined || others.length > 0) return fail('errAECoercionFail')
    return coerceBuiltIn(mac, only, type)
  }
  const data = dataAs(mac, from, type)
  return data === undefined ? fail('errAECoercionFail') : { type, data }
}
