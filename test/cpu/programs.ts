/**
 * Random programs of a few hundred instructions: straight lines, forward branches, counted loops and calls, on registers and a
 * window of memory. Only what qemu and the hardware agree on, so that states can be compared at the end.
 */

import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { anyWord } from './edge-values.ts'
import { OracleRecord, RECORD_BYTES, WINDOW_ADDRESS, WINDOW_BYTES } from './oracle-record.ts'
import type { Random } from './random.ts'
import { anyInstructionWord, fieldOf, withField } from './vectors.ts'

/** Points to the window, and an index into it: never written. */
const BASE = 30
const INDEX = 29
const INDEX_VALUE = 40
const COUNTER = 28
/** Floating-point registers below this hold single-precision values only. */
const FIRST_DOUBLE = 16

const EXCLUDED =
  /^(div|mtspr|mftb|tw|lmw|stmw|lsw|stsw|lwarx|stwcx|ec|.*u$|.*ux$|fres|frsqrte|fctiw|fcmp|mffs|mtfs|mcrfs)/
const DOUBLE_RESULT = /^(f(add|sub|mul|div|n?madd|n?msub)x|lfdx?)$/
const FLOAT_MOVE = /^(fabs|fneg|fnabs|fmr|fsel)x$/

const isUsable = (row: InstructionRow): boolean =>
  (['integer', 'load-store', 'floating-point'].includes(row.group) && !EXCLUDED.test(row.mnemonic)) ||
  /^(cr|mcrf$|mfcr|mtcrf|mcrxr)/.test(row.mnemonic)

/** Update forms end in u or ux; so do divwux and mulhwux, of which the second is wanted. */
const rows = instructionTable.filter((row) => isUsable(row) || row.mnemonic === 'mulhwux')

const GPR_FIELDS = ['rD', 'rS', 'rA', 'rB']
const FPR_FIELDS = ['frD', 'frS', 'frA', 'frB', 'frC']
const RESERVED_REGISTERS = [BASE, INDEX]

/** One instruction that stays in the window and leaves the reserved registers alone. */
function plain(random: Random): number {
  const row = random.pick(rows)
  let word = anyInstructionWord(row, random)
  for (const { field, writes } of row.operands) {
    if (GPR_FIELDS.includes(field) && writes && RESERVED_REGISTERS.includes(fieldOf(word, field))) {
      word = withField(word, field, random.below(28))
    }
    if (FPR_FIELDS.includes(field)) word = withField(word, field, floatRegister(row, field, random))
  }
  if (row.group === 'floating-point') return (word & ~1) >>> 0
  if (row.group !== 'load-store') return word
  word = withField(word, 'rA', BASE)
  const isDisplaced = row.operands.some(({ displaced }) => displaced)
  return isDisplaced ? withField(word, 'd', random.below(WINDOW_BYTES - 8)) : withField(word, 'rB', INDEX)
}

/** Single-precision instructions see single-precision values only: of others the hardware's multiplier drops bits, and qemu's not. */
function floatRegister(row: InstructionRow, field: string, random: Random): number {
  const isDouble = DOUBLE_RESULT.test(row.mnemonic) || FLOAT_MOVE.test(row.mnemonic)
  if (!isDouble) return row.mnemonic === 'frspx' && field === 'frB' ? random.below(32) : random.below(FIRST_DOUBLE)
  const isResult = field === 'frD'
  return isResult ? FIRST_DOUBLE + random.below(32 - FIRST_DOUBLE) : random.below(32)
}

const BLR = 0x4e800020
const MTCTR = 0x7c0903a6 | (COUNTER << 21)
const load = (register: number, value: number) => (0x38000000 | (register << 21) | value) >>> 0
const branch = (words: number, link = 0) => (0x48000000 | ((words * 4) & 0x3fffffc) | link) >>> 0
const conditional = (bo: number, bi: number, words: number) =>
  (0x40000000 | (bo << 21) | (bi << 16) | ((words * 4) & 0xfffc)) >>> 0
const DECREMENT_NOT_ZERO = 16
const CONDITIONS = [4, 5, 12, 13]

const line = (random: Random, length: number) => Array.from({ length }, () => plain(random))

/** A forward branch over some of a line. */
function skip(random: Random): number[] {
  const skipped = line(random, 1 + random.below(6))
  return [conditional(random.pick(CONDITIONS), random.below(32), skipped.length + 1), ...skipped]
}

function loop(random: Random): number[] {
  const body = [...line(random, 1 + random.below(6)), ...skip(random), ...line(random, 1 + random.below(4))]
  return [load(COUNTER, 1 + random.below(5)), MTCTR, ...body, conditional(DECREMENT_NOT_ZERO, 0, -body.length)]
}

/** A stand-in for a call, until the function's place is known. */
const CALL = -1

const FUNCTIONS = 3

export function anyProgram(random: Random, length: number): number[] {
  const main: number[] = []
  while (main.length < length) {
    const kind = random.below(10)
    if (kind < 4) main.push(...line(random, 1 + random.below(8)))
    else if (kind < 7) main.push(...skip(random))
    else if (kind < 9) main.push(...loop(random))
    else main.push(CALL)
  }
  const functions = Array.from({ length: FUNCTIONS }, () => [
    ...line(random, 2 + random.below(8)),
    ...skip(random),
    ...loop(random),
    BLR,
  ])
  const starts = functions.map((_, index) =>
    functions.slice(0, index).reduce((at, { length: size }) => at + size, main.length + 1),
  )
  const end = functions.reduce((at, { length: size }) => at + size, main.length + 1)
  const linked = main.map((word, at) => (word === CALL ? branch(random.pick(starts) - at, 1) : word))
  return [...linked, branch(end - main.length), ...functions.flat()]
}

/** A plain number of single precision. */
function anySingle(random: Random): bigint {
  const sign = BigInt(random.below(2)) << 63n
  return sign | (BigInt(1023 - 20 + random.below(40)) << 52n) | (BigInt(random.below(0x800000)) << 29n)
}

export function programStates(random: Random, count: number): Uint8Array {
  const inputs = new Uint8Array(count * RECORD_BYTES)
  for (let n = 0; n < count; n++) {
    const state = new OracleRecord(inputs, n)
    for (let register = 0; register < 32; register++) {
      state.setGpr(register, anyWord(random))
      state.setFpr(register, anySingle(random))
    }
    state.setGpr(BASE, WINDOW_ADDRESS)
    state.setGpr(INDEX, INDEX_VALUE)
    state.cr = random.word()
    state.xer = (random.word() & 0xe000007f) >>> 0
    for (let at = 0; at < WINDOW_BYTES; at++) state.window[at] = random.below(256)
  }
  return inputs
}
