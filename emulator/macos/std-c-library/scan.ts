/** scanf (ISO C 9899:1990, 7.9.6.2). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { ArgumentList } from './arguments.ts'
import { parseInteger, parseReal } from './number-text.ts'
import { bytesOf } from './strings.ts'

/** Where characters come from: -1 at the end. The last one can be put back. */
export interface Source {
  next(): number
  back(byte: number): void
}

const isSpace = (byte: number): boolean => byte === 0x20 || (byte >= 9 && byte <= 13)

const REAL = /^[+-]?\d*\.?\d*(?:(?<=\d\.?)[eE][+-]?\d*)?$/
const HEXADECIMAL = /^[+-]?(?:0[xX])?[0-9a-fA-F]*$/

/** What a number of each conversion begins with. */
const beginnings: Readonly<Record<string, RegExp>> = {
  d: /^[+-]?\d*$/,
  u: /^[+-]?\d*$/,
  o: /^[+-]?[0-7]*$/,
  x: HEXADECIMAL,
  X: HEXADECIMAL,
  p: HEXADECIMAL,
  i: /^[+-]?(?:0[xX][0-9a-fA-F]*|\d*)$/,
  e: REAL,
  E: REAL,
  f: REAL,
  g: REAL,
  G: REAL,
}

interface Directive {
  readonly suppress: boolean
  readonly width: number
  readonly size: string
  readonly conversion: string
  readonly set: ReadonlySet<number> | undefined
}

class Scanner {
  private readonly memory: GuestMemory
  private readonly source: Source
  private readonly args: ArgumentList
  private consumed = 0
  /** Input items that were stored. */
  stored = 0
  /** The input ended before a first conversion. */
  failedAtEnd = false

  constructor(memory: GuestMemory, source: Source, args: ArgumentList) {
    this.memory = memory
    this.source = source
    this.args = args
  }

  private _next(): number {
    const byte = this.source.next()
    if (byte >= 0) this.consumed++
    return byte
  }

  private _back(byte: number): void {
    if (byte < 0) return
    this.consumed--
    this.source.back(byte)
  }

  skipSpace(): void {
    let byte = this._next()
    while (isSpace(byte)) byte = this._next()
    this._back(byte)
  }

  /** Returns whether the input matches. */
  literal(expected: number): boolean {
    const byte = this._next()
    if (byte === expected) return true
    this.failedAtEnd = byte < 0
    this._back(byte)
    return false
  }

  /** Returns whether the item matches. */
  convert(directive: Directive): boolean {
    const { conversion, suppress, size } = directive
    if (conversion === 'n') {
      this.storeInteger(BigInt(this.consumed), size)
      return true
    }
    if (conversion !== 'c' && conversion !== '[') this.skipSpace()
    const first = this._next()
    if (first < 0) {
      this.failedAtEnd = true
      return false
    }
    this._back(first)
    if (conversion === '%') return this.literal(0x25)
    const matched = 'cs['.includes(conversion) ? this.text(directive) : this.number(directive)
    if (matched && !suppress) this.stored++
    return matched
  }

  private text({ conversion, width, set, suppress }: Directive): boolean {
    const most = width || (conversion === 'c' ? 1 : Number.POSITIVE_INFINITY)
    let address = suppress ? 0 : this.args.word()
    let count = 0
    while (count < most) {
      const byte = this._next()
      const isIn = byte >= 0 && (conversion === 'c' || (conversion === 's' ? !isSpace(byte) : set!.has(byte)))
      if (!isIn) {
        this._back(byte)
        break
      }
      if (!suppress) this.memory.setU8(address++, byte)
      count++
    }
    if (conversion !== 'c' && !suppress && count > 0) this.memory.setU8(address, 0)
    return conversion === 'c' ? count === most : count > 0
  }

  private number(directive: Directive): boolean {
    const { conversion, width, suppress, size } = directive
    const text = this.numberText(beginnings[conversion] ?? beginnings.d!, width || 1000)
    if ('eEfgG'.includes(conversion)) {
      const { value, length } = parseReal(text)
      if (length === 0) return false
      if (!suppress) this.storeReal(value, size)
      return true
    }
    const bases: Readonly<Record<string, number>> = { d: 10, u: 10, o: 8, x: 16, X: 16, p: 16, i: 0 }
    const { value, length } = parseInteger(text, bases[conversion] ?? 10)
    if (length === 0) return false
    if (!suppress) this.storeInteger(value, conversion === 'p' ? 'l' : size)
    return true
  }

  /** The longest text that begins a number: what ends it is put back. */
  private numberText(pattern: RegExp, width: number): string {
    let text = ''
    while (text.length < width) {
      const byte = this._next()
      if (byte < 0 || !pattern.test(text + String.fromCharCode(byte))) {
        this._back(byte)
        break
      }
      text += String.fromCharCode(byte)
    }
    return text
  }

  private storeInteger(value: bigint, size: string): void {
    const address = this.args.word()
    if (size === 'h') this.memory.setU16(address, Number(BigInt.asUintN(16, value)))
    else if (size === 'll') this.memory.setU64(address, BigInt.asUintN(64, value))
    else this.memory.setU32(address, Number(BigInt.asUintN(32, value)))
  }

  private storeReal(value: number, size: string): void {
    const address = this.args.word()
    if (size === '') this.memory.setF32(address, value)
    else this.memory.setF64(address, value)
  }
}

function parseDirective(format: Uint8Array, start: number): { directive: Directive; next: number } {
  let at = start
  const peek = (): string => (at < format.length ? String.fromCharCode(format[at]!) : '')
  const suppress = peek() === '*'
  if (suppress) at++
  let width = 0
  while (peek() >= '0' && peek() <= '9') {
    width = Math.min(width * 10 + Number(peek()), 1 << 20)
    at++
  }
  let size = ''
  while (peek() !== '' && 'hlL'.includes(peek())) {
    size += peek()
    at++
  }
  const conversion = peek()
  at++
  if (conversion !== '[') return { directive: { suppress, width, size, conversion, set: undefined }, next: at }
  const inverted = peek() === '^'
  if (inverted) at++
  const end = format.indexOf(0x5d, at + 1)
  const stop = end < 0 ? format.length : end
  return {
    directive: { suppress, width, size, conversion, set: scanSet(format.subarray(at, stop), inverted) },
    next: stop + 1,
  }
}

/** Characters and ranges of them. */
function scanSet(list: Uint8Array, inverted: boolean): ReadonlySet<number> {
  const members = new Set<number>()
  for (let index = 0; index < list.length; index++) {
    const isRange = list[index + 1] === 0x2d && index + 2 < list.length
    const last = isRange ? list[index + 2]! : list[index]!
    for (let byte = list[index]!; byte <= last; byte++) members.add(byte)
    if (isRange) index += 2
  }
  if (!inverted) return members
  return new Set(Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => !members.has(byte)))
}

/** The count of items stored; -1 when the input ends before the first. */
export function scan(memory: GuestMemory, source: Source, formatAddress: number, args: ArgumentList): number {
  const format = bytesOf(memory, formatAddress)
  const scanner = new Scanner(memory, source, args)
  let at = 0
  let conversions = 0
  while (at < format.length) {
    const byte = format[at]!
    if (isSpace(byte)) {
      scanner.skipSpace()
      at++
      continue
    }
    if (byte !== 0x25) {
      if (!scanner.literal(byte)) break
      at++
      continue
    }
    const { directive, next } = parseDirective(format, at + 1)
    at = next
    if (!scanner.convert(directive)) break
    conversions++
  }
  return scanner.failedAtEnd && conversions === 0 ? -1 : scanner.stored
}

/** Characters of a string. */
export function stringSource(memory: GuestMemory, start: number): Source {
  let at = start
  return {
    next: () => {
      const byte = memory.getU8(at)
      if (byte === 0) return -1
      at++
      return byte
    },
    back: () => {
      at--
    },
  }
}
