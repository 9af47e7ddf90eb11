/** printf (ISO C 9899:1990, 7.9.6.1), with MPW's %P for Pascal strings. Numbers are converted exactly. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { isNegative, toInteger } from '../math-library/bits.ts'
import { fixedDigits, significantDigits } from '../math-library/decimal.ts'
import type { ArgumentList } from './arguments.ts'
import { ascii, bytesOf, lengthOf } from './strings.ts'

interface Spec {
  readonly left: boolean
  readonly sign: '' | '+' | ' '
  readonly alternate: boolean
  readonly zero: boolean
  readonly width: number
  readonly precision: number | undefined
  readonly size: string
  readonly conversion: string
}

/** A program that asks for more gets no more: nothing that is printed is so wide. */
const MOST_WIDTH = 65_536

class Output {
  private _bytes = new Uint8Array(256)
  length = 0

  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > this._bytes.length) {
      const grown = new Uint8Array(Math.max(2 * this._bytes.length, this.length + bytes.length))
      grown.set(this._bytes)
      this._bytes = grown
    }
    this._bytes.set(bytes, this.length)
    this.length += bytes.length
  }

  get bytes(): Uint8Array {
    return this._bytes.slice(0, this.length)
  }
}

export function format(memory: GuestMemory, formatAddress: number, args: ArgumentList): Uint8Array {
  const source = bytesOf(memory, formatAddress)
  const output = new Output()
  let at = 0
  while (at < source.length) {
    const percent = source.indexOf(0x25, at)
    const end = percent < 0 ? source.length : percent
    output.add(source.subarray(at, end))
    if (percent < 0) break
    const { spec, next } = parse(source, percent + 1, args)
    at = next
    if (spec.conversion === 'n') storeCount(memory, args.word(), spec.size, output.length)
    else if (spec.conversion !== '') output.add(convert(memory, spec, args))
  }
  return output.bytes
}

function storeCount(memory: GuestMemory, address: number, size: string, count: number): void {
  if (size === 'h') memory.setU16(address, count)
  else memory.setU32(address, count)
}

function parse(source: Uint8Array, start: number, args: ArgumentList): { spec: Spec; next: number } {
  let at = start
  const peek = (): string => (at < source.length ? String.fromCharCode(source[at]!) : '')
  const flags = new Set<string>()
  while (peek() !== '' && '-+ #0'.includes(peek())) {
    flags.add(peek())
    at++
  }
  const number = (): number => {
    if (peek() === '*') {
      at++
      return args.word() | 0
    }
    let value = 0
    while (peek() >= '0' && peek() <= '9') {
      value = Math.min(value * 10 + Number(peek()), MOST_WIDTH)
      at++
    }
    return value
  }
  const width = number()
  let precision: number | undefined
  if (peek() === '.') {
    at++
    precision = number()
  }
  let size = ''
  while (peek() !== '' && 'hlL'.includes(peek())) {
    size += peek()
    at++
  }
  const conversion = peek()
  const spec: Spec = {
    left: flags.has('-') || width < 0,
    sign: flags.has('+') ? '+' : flags.has(' ') ? ' ' : '',
    alternate: flags.has('#'),
    zero: flags.has('0'),
    width: Math.min(Math.abs(width), MOST_WIDTH),
    // A negative one is as if it was not there
    precision: precision === undefined || precision < 0 ? undefined : Math.min(precision, MOST_WIDTH),
    size,
    conversion,
  }
  return { spec, next: at + 1 }
}

function convert(memory: GuestMemory, spec: Spec, args: ArgumentList): Uint8Array {
  switch (spec.conversion) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return integer(spec, integerArgument(spec, args))
    case 'p':
      return integer({ ...spec, conversion: 'x', size: 'l' }, BigInt(args.word()))
    case 'c':
      return pad(spec, '', Uint8Array.of(args.word() & 0xff))
    case 's': {
      const address = args.word()
      const bytes = address === 0 ? ascii('(null)') : memory.read(address, lengthOf(memory, address, spec.precision))
      return pad(spec, '', bytes.subarray(0, spec.precision))
    }
    case 'P': {
      const address = args.word()
      return pad(spec, '', memory.read(address + 1, memory.getU8(address)).subarray(0, spec.precision))
    }
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return floating(spec, args.double())
    default:
      return ascii(spec.conversion)
  }
}

function integerArgument({ size, conversion }: Spec, args: ArgumentList): bigint {
  const signed = conversion === 'd' || conversion === 'i'
  if (size === 'll') {
    const wide = (BigInt(args.word()) << 32n) | BigInt(args.word())
    return signed ? BigInt.asIntN(64, wide) : wide
  }
  const bits = size === 'h' ? 16 : 32
  const value = BigInt(args.word())
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)
}

function integer(spec: Spec, value: bigint): Uint8Array {
  const { conversion, precision, alternate } = spec
  const radix = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10
  const magnitude = value < 0n ? -value : value
  let digits = magnitude === 0n && precision === 0 ? '' : magnitude.toString(radix)
  if (conversion === 'X') digits = digits.toUpperCase()
  digits = digits.padStart(precision ?? 0, '0')
  if (conversion === 'o' && alternate && !digits.startsWith('0')) digits = `0${digits}`
  const signed = conversion === 'd' || conversion === 'i'
  const sign = value < 0n ? '-' : signed ? spec.sign : ''
  const prefix = alternate && radix === 16 && magnitude !== 0n ? `0${conversion}` : sign
  return pad(precision === undefined ? spec : { ...spec, zero: false }, prefix, ascii(digits))
}

function floating(spec: Spec, x: number): Uint8Array {
  const upper = spec.conversion === spec.conversion.toUpperCase()
  const sign = isNegative(x) ? '-' : spec.sign
  if (!Number.isFinite(x)) {
    const name = Number.isNaN(x) ? 'NaN' : 'INF'
    return pad({ ...spec, zero: false }, Number.isNaN(x) ? '' : sign, ascii(name))
  }
  const text = decimal(spec, Math.abs(x))
  return pad(spec, sign, ascii(upper ? text.toUpperCase() : text))
}

function decimal({ conversion, precision = 6, alternate }: Spec, x: number): string {
  const kind = conversion.toLowerCase()
  if (kind === 'f') return fixed(x, precision, alternate)
  if (kind === 'e') return scientific(x, precision, alternate)
  const count = precision || 1
  const exponent = x === 0 ? 0 : significantDigits(toInteger(x), count).exponent
  const text =
    exponent < -4 || exponent >= count ? scientific(x, count - 1, alternate) : fixed(x, count - 1 - exponent, alternate)
  if (alternate) return text
  // Zeros at the end of the fraction go, and the point with them
  return text.includes('.') ? text.replace(/\.?0+(?=e|$)/, '') : text
}

function fixed(x: number, places: number, alternate: boolean): string {
  const digits = fixedDigits(toInteger(x), places).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return places > 0 ? `${whole}.${digits.slice(-places)}` : alternate ? `${whole}.` : whole
}

function scientific(x: number, places: number, alternate: boolean): string {
  const { digits, exponent } =
    x === 0 ? { digits: '0'.repeat(places + 1), exponent: 0 } : significantDigits(toInteger(x), places + 1)
  const fraction = places > 0 ? `.${digits.slice(1)}` : alternate ? '.' : ''
  const power = String(Math.abs(exponent)).padStart(2, '0')
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${power}`
}

/** To the width, with zeros between the sign and the digits or blanks around both. */
function pad({ left, zero, width, conversion }: Spec, prefix: string, body: Uint8Array): Uint8Array {
  const missing = Math.max(0, width - prefix.length - body.length)
  const isNumber = !'cspP'.includes(conversion)
  const zeros = zero && !left && isNumber ? missing : 0
  const blanks = missing - zeros
  const bytes = new Uint8Array(prefix.length + body.length + missing).fill(0x20)
  const start = left ? 0 : blanks
  bytes.set(ascii(prefix), start)
  bytes.fill(0x30, start + prefix.length, start + prefix.length + zeros)
  bytes.set(body, start + prefix.length + zeros)
  return bytes
}
