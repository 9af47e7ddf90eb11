/** stdlib.h (ISO C 9899:1990, 7.10). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { type Mac, ProgramEnd } from '../mac.ts'
import { Double } from '../math-library/environment.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { asPtr, PtrType, SInt16, SInt32, Size, UInt32 } from '../types.ts'
import { setErrno } from './errno.ts'
import { parseInteger, parseReal } from './number-text.ts'
import { ascii, bytesOf, textOf, writeString } from './strings.ts'

const RAND_MAX = 0x7fff

const text = (mac: Mac, address: number): string => textOf(bytesOf(mac.memory, address))

function storeEnd(mac: Mac, end: number, start: number, length: number): void {
  if (end !== 0) mac.memory.setU32(end, start + length)
}

/** Held within a type's range, with ERANGE outside of it. */
function bounded(mac: Mac, value: bigint, lowest: bigint, highest: bigint): bigint {
  if (value >= lowest && value <= highest) return value
  setErrno(mac, 'ERANGE')
  return value < lowest ? lowest : highest
}

/** Of a number of 64 bits, the low word travels in r4. */
function wide(mac: Mac, value: bigint): number {
  const bits = BigInt.asUintN(64, value)
  mac.cpu.state.setGpr(4, Number(bits & 0xffffffffn))
  return Number(bits >> 32n) | 0
}

const TO_NUMBER = { nptr: PtrType, endptr: PtrType, base: SInt32 }
const LONG_MAX = (1n << 31n) - 1n
const LONG_LONG_MAX = (1n << 63n) - 1n

function integerService(lowest: bigint, highest: bigint, deliver: (mac: Mac, value: bigint) => number): Service {
  return toolbox(TO_NUMBER, SInt32, (mac, { nptr, endptr, base }) => {
    if (base < 0 || base === 1 || base > 36) {
      setErrno(mac, 'EINVAL')
      storeEnd(mac, endptr, nptr, 0)
      return deliver(mac, 0n)
    }
    const { value, length } = parseInteger(text(mac, nptr), base)
    storeEnd(mac, endptr, nptr, length)
    // An unsigned type wraps a minus sign around
    const folded = lowest === 0n && value < 0n && -value <= highest ? highest + 1n + value : value
    return deliver(mac, bounded(mac, folded, lowest, highest))
  })
}

const narrow = (_: Mac, value: bigint): number => Number(BigInt.asIntN(32, value))

const decimalService = (deliver: (mac: Mac, value: bigint) => number): Service =>
  toolbox({ nptr: PtrType }, SInt32, (mac, { nptr }) => deliver(mac, parseInteger(text(mac, nptr), 10).value))

function swap(memory: GuestMemory, a: number, b: number, size: number): void {
  const first = memory.read(a, size)
  memory.move(b, a, size)
  memory.write(b, first)
}

/** Elements stay in memory, where the program's function compares them; heap sort needs no room, and never more than n log n calls. */
function sort(
  memory: GuestMemory,
  base: number,
  count: number,
  size: number,
  compare: (a: number, b: number) => number,
) {
  const at = (index: number): number => base + index * size
  const sift = (start: number, end: number): void => {
    for (let root = start; 2 * root + 1 < end; ) {
      let child = 2 * root + 1
      if (child + 1 < end && compare(at(child), at(child + 1)) < 0) child++
      if (compare(at(root), at(child)) >= 0) return
      swap(memory, at(root), at(child), size)
      root = child
    }
  }
  for (let start = (count >> 1) - 1; start >= 0; start--) sift(start, count)
  for (let end = count - 1; end > 0; end--) {
    swap(memory, at(0), at(end), size)
    sift(0, end)
  }
}

/** A structure of quotient and remainder goes where the hidden first argument says. */
const division = toolbox(
  { result: PtrType, numer: SInt32, denom: SInt32 },
  PtrType,
  (mac, { result, numer, denom }) => {
    const quotient = denom === 0 ? 0 : Math.trunc(numer / denom)
    mac.memory.setU32(result, quotient)
    mac.memory.setU32(result + 4, numer - quotient * denom)
    return result
  },
)

/** Likewise, of numbers of 64 bits. */
const longDivision = toolbox(
  { result: PtrType, numerHigh: SInt32, numerLow: UInt32, denomHigh: SInt32, denomLow: UInt32 },
  PtrType,
  (mac, { result, numerHigh, numerLow, denomHigh, denomLow }) => {
    const numer = (BigInt(numerHigh) << 32n) | BigInt(numerLow)
    const denom = (BigInt(denomHigh) << 32n) | BigInt(denomLow)
    const quotient = denom === 0n ? 0n : numer / denom
    mac.memory.setU64(result, BigInt.asUintN(64, quotient))
    mac.memory.setU64(result + 8, BigInt.asUintN(64, numer - quotient * denom))
    return result
  },
)

function end(mac: Mac, status: number, how: string): never {
  mac.memory.setU32(mac.dataExports.get('_exit_status')!, status)
  throw new ProgramEnd('exited', `the program called ${how}`, status | 0)
}

const calloc = toolbox({ nmemb: Size, size: Size }, PtrType, (mac, { nmemb, size }) =>
  asPtr(mac.cLibrary.heap.allocate(Math.min((nmemb >>> 0) * (size >>> 0), 0x7fffffff), true)),
)
const malloc = toolbox({ size: Size }, PtrType, (mac, { size }) => asPtr(mac.cLibrary.heap.allocate(size >>> 0)))
const free = procedure({ ptr: PtrType }, (mac, { ptr }) => mac.cLibrary.heap.free(ptr))
const realloc = toolbox({ ptr: PtrType, size: Size }, PtrType, (mac, { ptr, size }) => {
  const { heap } = mac.cLibrary
  if (ptr === 0) return asPtr(heap.allocate(size >>> 0))
  if (size === 0) {
    heap.free(ptr)
    return asPtr(0)
  }
  return asPtr(heap.resize(ptr, size >>> 0))
})

export const stdlibServices: Readonly<Record<string, Service>> = {
  malloc,
  calloc,
  realloc,
  free,
  vec_malloc: malloc,
  vec_calloc: calloc,
  vec_realloc: realloc,
  vec_free: free,
  atof: toolbox({ nptr: PtrType }, Double, (mac, { nptr }) => parseReal(text(mac, nptr)).value),
  atoi: decimalService(narrow),
  atol: decimalService(narrow),
  atoll: decimalService(wide),
  strtod: toolbox({ nptr: PtrType, endptr: PtrType }, Double, (mac, { nptr, endptr }) => {
    const source = text(mac, nptr)
    const { value, length } = parseReal(source)
    storeEnd(mac, endptr, nptr, length)
    if (Math.abs(value) === Infinity && !/inf/i.test(source.slice(0, length))) setErrno(mac, 'ERANGE')
    if (value === 0 && /^[^e]*[1-9]/i.test(source.slice(0, length))) setErrno(mac, 'ERANGE')
    return value
  }),
  strtol: integerService(-LONG_MAX - 1n, LONG_MAX, narrow),
  strtoul: integerService(0n, 2n * LONG_MAX + 1n, narrow),
  strtoll: integerService(-LONG_LONG_MAX - 1n, LONG_LONG_MAX, wide),
  strtoull: integerService(0n, 2n * LONG_LONG_MAX + 1n, wide),
  rand: toolbox({}, SInt32, ({ cLibrary }) => {
    cLibrary.randomState = (Math.imul(cLibrary.randomState, 1103515245) + 12345) >>> 0
    return (cLibrary.randomState >>> 16) & RAND_MAX
  }),
  srand: procedure({ seed: UInt32 }, ({ cLibrary }, { seed }) => {
    cLibrary.randomState = seed
  }),
  abs: toolbox({ j: SInt32 }, SInt32, (_, { j }) => Math.abs(j) | 0),
  labs: toolbox({ j: SInt32 }, SInt32, (_, { j }) => Math.abs(j) | 0),
  llabs: toolbox({ high: SInt32, low: UInt32 }, SInt32, (mac, { high, low }) => {
    const value = (BigInt(high) << 32n) | BigInt(low)
    return wide(mac, value < 0n ? -value : value)
  }),
  div: division,
  ldiv: division,
  lldiv: longDivision,
  qsort: procedure(
    { base: PtrType, nmemb: Size, size: Size, compar: PtrType },
    (mac, { base, nmemb, size, compar }) => {
      if (nmemb > 1 && size > 0) sort(mac.memory, base, nmemb, size, (a, b) => mac.callGuest(compar, a, b) | 0)
    },
  ),
  bsearch: toolbox(
    { key: PtrType, base: PtrType, nmemb: Size, size: Size, compar: PtrType },
    PtrType,
    (mac, { key, base, nmemb, size, compar }) => {
      let low = 0
      let high = nmemb
      while (low < high) {
        const middle = (low + high) >> 1
        const order = mac.callGuest(compar, key, base + middle * size) | 0
        if (order === 0) return asPtr(base + middle * size)
        if (order < 0) high = middle
        else low = middle + 1
      }
      return asPtr(0)
    },
  ),
  atexit: toolbox({ func: PtrType }, SInt32, ({ cLibrary }, { func }) => {
    cLibrary.exitFunctions.push(func)
    return 0
  }),
  exit: procedure({ status: SInt32 }, (mac, { status }) => {
    mac.cLibrary.runExitFunctions()
    end(mac, status, `exit(${status})`)
  }),
  _exit: procedure({ status: SInt32 }, (mac, { status }) => end(mac, status, `_exit(${status})`)),
  abort: procedure({}, (mac) => end(mac, 1, 'abort')),
  __abort: procedure({}, (mac) => end(mac, 1, 'abort')),
  /** What MPW's start-up code calls before main: the variables that it reads are there already. */
  _RTInit: toolbox({}, SInt32, () => 0, { partial: 'an application; there is no MPW Shell to be a tool of' }),
  _DoExitProcs: procedure({}, ({ cLibrary }) => cLibrary.runExitFunctions()),
  _RTExit: procedure({}, (mac) => {
    mac.cLibrary.runExitFunctions()
    end(mac, mac.memory.getU32(mac.dataExports.get('_exit_status')!), '_RTExit')
  }),
  /** An application has no environment, and no command processor. */
  getenv: toolbox({ name: PtrType }, PtrType, () => asPtr(0)),
  setenv: toolbox({ name: PtrType, value: PtrType }, SInt32, () => -1),
  system: toolbox({ string: PtrType }, SInt32, (mac, { string }) => {
    if (string !== 0) setErrno(mac, 'ENOENT')
    return string === 0 ? 0 : -1
  }),
  getpid: toolbox({}, SInt32, () => 1),
  mblen: toolbox({ s: PtrType, n: Size }, SInt32, ({ memory }, { s, n }) => multibyte(memory, 0, s, n)),
  mbtowc: toolbox({ pwc: PtrType, s: PtrType, n: Size }, SInt32, ({ memory }, { pwc, s, n }) =>
    multibyte(memory, pwc, s, n),
  ),
  wctomb: toolbox({ s: PtrType, wchar: SInt16 }, SInt32, ({ memory }, { s, wchar }) => {
    if (s === 0) return 0
    memory.setU8(s, wchar)
    return wchar >= 0 && wchar < 256 ? 1 : -1
  }),
  mbstowcs: toolbox({ pwcs: PtrType, s: PtrType, n: Size }, Size, ({ memory }, { pwcs, s, n }) => {
    const bytes = bytesOf(memory, s)
    const count = Math.min(bytes.length, n)
    for (let index = 0; index < count; index++) memory.setU16(pwcs + 2 * index, bytes[index]!)
    if (count < n) memory.setU16(pwcs + 2 * count, 0)
    return count
  }),
  wcstombs: toolbox({ s: PtrType, pwcs: PtrType, n: Size }, Size, ({ memory }, { s, pwcs, n }) => {
    for (let index = 0; index < n; index++) {
      const character = memory.getU16(pwcs + 2 * index)
      memory.setU8(s + index, character)
      if (character === 0) return index
    }
    return n
  }),
  mktemp: toolbox({ template: PtrType }, PtrType, (mac, { template }) => {
    const name = text(mac, template).replace(/X+$/, (places) =>
      String(mac.cLibrary.temporaryCount++)
        .padStart(places.length, '0')
        .slice(-places.length),
    )
    writeString(mac.memory, template, ascii(name))
    return template
  }),
}

/** Each character is a byte, and a wide one two. */
function multibyte(memory: GuestMemory, pwc: number, s: number, n: number): number {
  if (s === 0) return 0
  if (n === 0) return -1
  const byte = memory.getU8(s)
  if (pwc !== 0) memory.setU16(pwc, byte)
  return byte === 0 ? 0 : 1
}
