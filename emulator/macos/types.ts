/**
 * The types of the Toolbox's parameters and fields: how each is read from a register or from memory, written back, and shown
 * in a trace.
 *
 * Numbers of different meaning are branded, so that a Handle passed for a Ptr does not compile.
 */

import { decodeMacRoman, encodeMacRoman } from '../formats/mac-roman.ts'
import type { GuestMemory } from '../memory/guest-memory.ts'
import { nameOfError } from './errors.ts'

declare const brand: unique symbol
type Branded<Name extends string> = number & { readonly [brand]: Name }

export type Ptr = Branded<'Ptr'>
export type Handle = Branded<'Handle'>
export type OSErr = Branded<'OSErr'>
/** Four characters of Mac OS Roman in a 32-bit word, such as 'TEXT'. */
export type FourCharCode = Branded<'FourCharCode'>

export const asPtr = (address: number): Ptr => (address >>> 0) as Ptr
export const asHandle = (address: number): Handle => (address >>> 0) as Handle
export const nil = 0 as Ptr & Handle

/** Where a parameter travels under the PowerPC runtime's rules (Inside Macintosh: PowerPC System Software, chapter 1). */
export type Passing = 'word' | 'double' | 'float'

export interface MacType<T> {
  readonly name: string
  /** Bytes that a field of this type takes in memory. */
  readonly size: number
  readonly passing: Passing
  load(memory: GuestMemory, address: number): T
  store(memory: GuestMemory, address: number, value: T): void
  /** The value that a general register's 32 bits (or a floating-point register's double) stand for. */
  fromRegister(register: number, memory: GuestMemory): T
  toRegister(value: T): number
  /** In place of `toRegister` for a result in a floating-point register of which the pattern counts, as a NaN's does. */
  toPattern?(value: T): bigint
  show(value: T): string
  /** What a call left behind a pointer parameter, for the trace; undefined when there is nothing to show. */
  showResult?(value: T): string | undefined
}

export type ValueOf<K> = K extends MacType<infer T> ? T : never

function integer<T extends number>(
  name: string,
  size: 1 | 2 | 4,
  signed: boolean,
  show?: (v: T) => string,
): MacType<T> {
  const shift = 32 - size * 8
  const narrow = (value: number): T => (signed ? (value << shift) >> shift : (value << shift) >>> shift) as T
  return {
    name,
    size,
    passing: 'word',
    load: (memory, address) =>
      narrow(size === 1 ? memory.getU8(address) : size === 2 ? memory.getU16(address) : memory.getU32(address)),
    store: (memory, address, value) => {
      if (size === 1) memory.setU8(address, value)
      else if (size === 2) memory.setU16(address, value)
      else memory.setU32(address, value)
    },
    fromRegister: narrow,
    // Callers compare results without extending them first (gcc leaves that to the callee), so the whole register counts.
    toRegister: (value) => narrow(value) | 0,
    show: show ?? String,
  }
}

export const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, '0')}`
const showAddress = (value: number): string => (value === 0 ? 'nil' : hex(value))

export const SInt8 = integer<number>('SInt8', 1, true)
export const UInt8 = integer<number>('UInt8', 1, false)
export const SInt16 = integer<number>('short', 2, true)
export const UInt16 = integer<number>('UInt16', 2, false)
export const SInt32 = integer<number>('long', 4, true)
export const UInt32 = integer<number>('UInt32', 4, false)
export const Size: MacType<number> = { ...SInt32, name: 'Size' }
export const PtrType = integer<Ptr>('Ptr', 4, false, showAddress)
export const HandleType = integer<Handle>('Handle', 4, false, showAddress)
export const OSErrType = integer<OSErr>('OSErr', 2, true, (value) => nameOfError(value))

/** A nonzero byte is true (Inside Macintosh: PowerPC System Software, chapter 1). */
export const BooleanType: MacType<boolean> = {
  name: 'Boolean',
  size: 1,
  passing: 'word',
  load: (memory, address) => memory.getU8(address) !== 0,
  store: (memory, address, value) => memory.setU8(address, value ? 1 : 0),
  fromRegister: (register) => (register & 0xff) !== 0,
  toRegister: (value) => (value ? 1 : 0),
  show: String,
}

export function fourCharCode(text: string): FourCharCode {
  const bytes = encodeMacRoman(text)
  if (bytes.length !== 4) throw new RangeError(`'${text}' does not have four characters`)
  return (((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0) as FourCharCode
}

export function fourCharText(code: number): string {
  return decodeMacRoman(Uint8Array.of(code >>> 24, code >>> 16, code >>> 8, code))
}

export const OSType = integer<FourCharCode>('OSType', 4, false, (value) => `'${fourCharText(value)}'`)

export const Float64: MacType<number> = {
  name: 'double',
  size: 8,
  passing: 'double',
  load: (memory, address) => memory.getF64(address),
  store: (memory, address, value) => memory.setF64(address, value),
  fromRegister: (register) => register,
  toRegister: (value) => value,
  show: String,
}

/** In a floating-point register a float is a double of fewer bits; it reserves one word of the parameter area. */
export const Float32: MacType<number> = {
  ...Float64,
  name: 'float',
  size: 4,
  passing: 'float',
  load: (memory, address) => memory.getF32(address),
  store: (memory, address, value) => memory.setF32(address, value),
}

/** Names for the values of an integer type, for traces: `fsRdWrPerm` for 3. */
export function named<T extends number>(type: MacType<T>, names: Readonly<Record<number, string>>): MacType<T> {
  return { ...type, show: (value) => names[value] ?? type.show(value) }
}

/** A string in place in a record, of at most `capacity` bytes. */
export function pascalField(capacity: number): MacType<string> {
  return {
    name: `Str${capacity}`,
    size: capacity + 1,
    passing: 'word',
    load: (memory, address) => memory.readPString(address),
    store: (memory, address, text) => memory.writePString(address, text, capacity),
    fromRegister: (register, memory) => memory.readPString(register),
    toRegister: () => 0,
    show: JSON.stringify,
  }
}

/** Bytes in place in a record. */
export function bytesField(byteCount: number): MacType<Uint8Array> {
  return {
    name: `Byte[${byteCount}]`,
    size: byteCount,
    passing: 'word',
    load: (memory, address) => memory.read(address, byteCount),
    store: (memory, address, bytes) => memory.write(address, bytes.subarray(0, byteCount)),
    fromRegister: (register, memory) => memory.read(register, byteCount),
    toRegister: () => 0,
    show: (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
  }
}

/** `ConstStr255Param`: a pointer to a Pascal string; nil gives undefined. */
export const Str255: MacType<string | undefined> = {
  name: 'ConstStr255Param',
  size: 4,
  passing: 'word',
  load: (memory, address) => readPStringAt(memory, memory.getU32(address)),
  store: () => {
    throw new TypeError('a string parameter is only read')
  },
  fromRegister: (register, memory) => readPStringAt(memory, register >>> 0),
  toRegister: () => 0,
  show: (value) => (value === undefined ? 'nil' : JSON.stringify(value)),
}

function readPStringAt(memory: GuestMemory, address: number): string | undefined {
  return address === 0 ? undefined : memory.readPString(address)
}

/** A `VAR` parameter: a pointer to a value that the service sets, and may read. */
export class Var<T> {
  readonly address: Ptr
  private readonly memory: GuestMemory
  private readonly type: MacType<T>
  private last: T | undefined

  constructor(memory: GuestMemory, address: number, type: MacType<T>) {
    this.memory = memory
    this.address = asPtr(address)
    this.type = type
  }

  get value(): T {
    return this.type.load(this.memory, this.address)
  }

  set value(value: T) {
    this.type.store(this.memory, this.address, value)
    this.last = value
  }

  /** What the service stored, if it did. */
  get result(): T | undefined {
    return this.last
  }
}

export function varParam<T>(type: MacType<T>): MacType<Var<T>> {
  return {
    name: `${type.name} *`,
    size: 4,
    passing: 'word',
    load: (memory, address) => new Var(memory, memory.getU32(address), type),
    store: () => {
      throw new TypeError('a VAR parameter is not stored')
    },
    fromRegister: (register, memory) => new Var(memory, register, type),
    toRegister: () => 0,
    show: (value) => showAddress(value.address),
    showResult: (value) => (value.result === undefined ? undefined : type.show(value.result)),
  }
}

/** A parameter that points to a value which is only read: `const Rect *`. */
export function byReference<T>(type: MacType<T>): MacType<T> {
  return {
    name: `const ${type.name} *`,
    size: 4,
    passing: 'word',
    load: (memory, address) => type.load(memory, memory.getU32(address)),
    store: () => {
      throw new TypeError('a parameter that is only read is not stored')
    },
    fromRegister: (register, memory) => type.load(memory, register >>> 0),
    toRegister: () => 0,
    show: type.show,
  }
}
