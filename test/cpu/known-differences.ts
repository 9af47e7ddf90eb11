/**
 * Where QEMU 7.2's `-cpu 750` and the hardware differ: what, why, and how we know. Each entry turns what qemu gave into what the
 * hardware gives; the tests compare with that, and fail when an entry never applies.
 *
 * Sources: PEM is the PowerPC Programming Environments Manual for 32-bit implementations; the 750CL vectors are those that
 * hardware-vectors.test.ts runs.
 */

import { executeFloat, type FloatOp, type FloatResult, floatOps } from '../../emulator/cpu/float/exact.ts'
import { bitLength, unpack } from '../../emulator/cpu/float/format.ts'
import * as FPSCR from '../../emulator/cpu/float/fpscr.ts'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { type OracleRecord, Outcome, WINDOW_ADDRESS } from './oracle-record.ts'
import { fieldOf } from './vectors.ts'

export interface Case {
  readonly row: InstructionRow
  readonly word: number
  readonly input: OracleRecord
  /** What cpu/float makes of it, for instructions that compute in floating point. */
  readonly float?: FloatCase
}

export interface FloatCase {
  readonly op: FloatOp
  readonly a: bigint
  readonly b: bigint
  readonly c: bigint
  readonly result: FloatResult
}

export interface KnownDifference {
  readonly what: string
  readonly why: string
  readonly source: string
  /** Mnemonics of the rows that differ. */
  readonly rows: RegExp
  /** In which of their cases. */
  readonly when: (known: Case, qemu: OracleRecord) => boolean
  /** Corrects qemu's record. */
  readonly correct: (expected: OracleRecord, known: Case) => void
}

export const applies = ({ rows, when }: KnownDifference, known: Case, qemu: OracleRecord): boolean =>
  rows.test(known.row.mnemonic) && when(known, qemu)

export const floatOpOf = (row: InstructionRow): FloatOp | undefined =>
  floatOps.find((op) => row.group === 'floating-point' && (row.mnemonic === op || row.mnemonic === `${op}x`))

export function caseOf(row: InstructionRow, word: number, input: OracleRecord): Case {
  const op = floatOpOf(row)
  if (!op) return { row, word, input }
  const [a, b, c] = ['frA', 'frB', 'frC'].map((field) => input.fpr(fieldOf(word, field))) as [bigint, bigint, bigint]
  return { row, word, input, float: { op, a, b, c, result: executeFloat(op, a, b, c, input.fpscr) } }
}

/** What cpu/float says the instruction leaves behind. */
export function applyFloat(state: OracleRecord, { row, word, input, float }: Case): void {
  if (!float) return
  const { bits, fpscr, cr, writeResult } = float.result
  state.outcome = Outcome.finished
  state.bytes.set(input.bytes)
  if (writeResult) state.setFpr(fieldOf(word, 'frD'), bits)
  state.fpscr = fpscr
  if (cr !== undefined) putCr(state, fieldOf(word, 'crfD'), cr)
  if (row.flags.rc && word & 1) putCr(state, 1, fpscr >>> 28)
}

function putCr(state: OracleRecord, field: number, value: number): void {
  const shift = 28 - 4 * field
  state.cr = ((state.cr & ~(15 << shift)) | (value << shift)) >>> 0
}

const isFused = (op: string) => /^fn?m(add|sub)s?$/.test(op)
const usesA = (op: string) => /^f(add|sub|mul|div|n?madd|n?msub|cmp)/.test(op)
const usesB = (op: string) => !op.startsWith('fmul')
const usesC = (op: string) => isFused(op) || op.startsWith('fmul')
const operandsOf = ({ op, a, b, c }: FloatCase) =>
  [...(usesA(op) ? [a] : []), ...(usesB(op) ? [b] : []), ...(usesC(op) ? [c] : [])].map((bits) => unpack(bits))

/** Rows that the oracle can't answer for, and why. */
export const untested: ReadonlyMap<string, string> = new Map([
  ['sc', 'Linux would run a system call'],
  ['mftb', "qemu's time base is the host's"],
  ['eciwx', 'qemu loads from memory; the 750 takes an exception while EAR[E] is 0'],
  ['ecowx', 'qemu stores to memory; the 750 takes an exception while EAR[E] is 0'],
])

/** Differences of the floating-point unit: what the hardware does is what cpu/float does. */
const float = (
  what: string,
  why: string,
  source: string,
  rows: RegExp,
  when: (float: FloatCase, qemu: OracleRecord) => boolean,
  correct: (expected: OracleRecord, known: Case & { float: FloatCase }) => void,
): KnownDifference => ({
  what,
  why,
  source,
  rows,
  when: ({ float }, qemu) => float !== undefined && when(float, qemu),
  correct: (expected, known) => correct(expected, known as Case & { float: FloatCase }),
})

const takeBits =
  (mask: number) =>
  (expected: OracleRecord, known: Case & { float: FloatCase }): void => {
    expected.fpscr = ((expected.fpscr & ~mask) | (known.float.result.fpscr & mask)) >>> 0
    if (known.row.flags.rc && known.word & 1) putCr(expected, 1, expected.fpscr >>> 28)
  }
const takeAll = (expected: OracleRecord, known: Case) => applyFloat(expected, known)
const takeResult = (expected: OracleRecord, { word, float: { result } }: Case & { float: FloatCase }) => {
  if (result.writeResult) expected.setFpr(fieldOf(word, 'frD'), result.bits)
}

/** Operands of the integer division of a case. */
function division({ row, word, input }: Case) {
  const [dividend, divisor] = ['rA', 'rB'].map((field) => input.gpr(fieldOf(word, field))) as [number, number]
  const isSigned = row.mnemonic === 'divwx'
  const isUndefined = divisor === 0 || (isSigned && dividend === 0x80000000 && divisor === 0xffffffff)
  return { isUndefined, isSigned, dividend }
}

function accessedAddress({ word, input }: Case): number {
  const [rA, rB] = [fieldOf(word, 'rA'), fieldOf(word, 'rB')]
  const isIndexed = word >>> 26 === 31
  const offset = isIndexed ? input.gpr(rB) : (fieldOf(word, 'd') << 16) >> 16
  return ((rA === 0 ? 0 : input.gpr(rA)) + offset) >>> 0
}

/** Where a store with single precision writes, and what. */
const storedSingle = (known: Case) => ({
  at: accessedAddress(known) - WINDOW_ADDRESS,
  bits: known.input.fpr(fieldOf(known.word, 'frS')),
})

const exponentField = (bits: bigint) => Number((bits >> 52n) & 0x7ffn)
/** Exponents below this, of 2^-149, are beyond single precision's denormals. */
const SMALLEST_SINGLE_FIELD = 874

const EXCEPTIONS = FPSCR.OX | FPSCR.UX | FPSCR.ZX | FPSCR.XX | FPSCR.INVALID

export const knownDifferences: readonly KnownDifference[] = [
  {
    what: 'divw and divwu give what they find where the quotient is undefined',
    why: 'all ones for a negative dividend of divw, else 0',
    source: '750CL vectors',
    rows: /^divwu?x$/,
    when: (known) => division(known).isUndefined,
    correct: (expected, known) => {
      const { isSigned, dividend } = division(known)
      const quotient = isSigned && dividend >= 0x80000000 ? 0xffffffff : 0
      expected.setGpr(fieldOf(known.word, 'rD'), quotient)
      if (known.word & 1) putCr(expected, 0, (quotient === 0 ? 2 : 8) | (expected.xer >>> 31))
    },
  },
  {
    what: 'mtspr keeps reserved bits of the XER',
    why: 'those of 0xE000FF7F stay what is written, the others are 0',
    source: 'measured on a 750CL by the Dolphin project (hwtests, mtspr); PEM 2.1.5 leaves it open',
    rows: /^mtspr$/,
    when: ({ word }) => fieldOf(word, 'SPR') === 1 << 5,
    correct: (expected) => {
      expected.xer = (expected.xer & 0xe000ff7f) >>> 0
    },
  },
  {
    what: 'stwcx. of an operand that is not word aligned fails without a reservation',
    why: 'it raises an alignment exception, with a reservation or without',
    source: "MPC750 User's Manual 4.5.6",
    rows: /^stwcx\.$/,
    when: (known) => (accessedAddress(known) & 3) !== 0,
    correct: (expected) => {
      expected.outcome = Outcome.alignment
    },
  },
  {
    what: 'stfs stores 0 for values below single precision',
    why: 'the manual leaves it undefined; the processor puts the same bits together as for larger values',
    source: 'PEM D.7; measured on that family by the Dolphin project',
    rows: /^stfsu?x?$/,
    when: (known) => exponentField(storedSingle(known).bits) < SMALLEST_SINGLE_FIELD,
    correct: (expected, known) => {
      const { at, bits } = storedSingle(known)
      const single = Number(((bits >> 32n) & 0xc0000000n) | ((bits >> 29n) & 0x3fffffffn))
      for (let byte = 0; byte < 4; byte++) expected.window[at + byte] = single >>> (24 - 8 * byte)
    },
  },
  {
    what: 'mffs clears the upper word of frD',
    why: 'undefined; 0xFFF80000 on this family, as for fctiw',
    source: 'PEM chapter 8, mffs',
    rows: /^mffsx$/,
    when: () => true,
    correct: (expected, { word }) => {
      const frD = fieldOf(word, 'frD')
      expected.setFpr(frD, (expected.fpr(frD) & 0xffffffffn) | (0xfff80000n << 32n))
    },
  },
  {
    what: 'mtfsb1 does not set FPSCR[FX]',
    why: 'every instruction but mtfsf and mtfsfi sets it when an exception bit goes from 0 to 1',
    source: 'PEM 2.1.4, FX',
    rows: /^mtfsb1x$/,
    when: ({ word, input }) => (EXCEPTIONS & ~input.fpscr & (1 << (31 - fieldOf(word, 'crbD')))) !== 0,
    correct: (expected, { word }) => {
      expected.fpscr = (expected.fpscr | FPSCR.FX) >>> 0
      if (word & 1) putCr(expected, 1, expected.fpscr >>> 28)
    },
  },
  {
    what: 'writing an enabled exception to the FPSCR ends in SIGFPE',
    why: 'Linux and qemu run with MSR[FE0, FE1] set; a Mac OS application runs with them clear',
    source: 'PEM 3.3.6.1, table 3-10',
    rows: /^mtfs(b1|fi?)x$/,
    when: (_known, { outcome }) => outcome === Outcome.floatingPoint,
    correct: (expected) => {
      expected.outcome = Outcome.finished
    },
  },
  float(
    'an enabled exception ends in SIGFPE',
    'Linux and qemu run with MSR[FE0, FE1] set; a Mac OS application runs with them clear',
    'PEM 3.3.6.1, table 3-10',
    /^f(add|sub|mul|div|n?madd|n?msub|res|rsp|ctiw|cmpo)/,
    ({ result }, { outcome }) => (result.fpscr & FPSCR.FEX) !== 0 && outcome === Outcome.floatingPoint,
    takeAll,
  ),
  float(
    'FPSCR[FX] is set by an exception that was there already',
    'it is set when an exception bit goes from 0 to 1',
    'PEM 2.1.4, FX',
    /^f(add|sub|mul|div|n?madd|n?msub|res|rsqrte|rsp|ctiw|cmp)/,
    ({ result }) => (result.fpscr & FPSCR.FX) === 0,
    takeBits(FPSCR.FX),
  ),
  float(
    'FPSCR[FR] is always 0',
    'qemu does not compute it',
    'PEM 3.3.5; 750CL vectors',
    /^f(add|sub|mul|div|n?madd|n?msub|rsp|ctiw|res|rsqrte)/,
    () => true,
    takeBits(FPSCR.FR),
  ),
  float(
    'fnmadd and fnmsub round the negated value',
    'the result is the one of fmadd, rounded, then negated: another one when rounding up or down',
    'PEM chapter 8, fnmadd',
    /^fnm(add|sub)s?x$/,
    ({ result }) => (result.fpscr & FPSCR.RN) >= 2,
    takeAll,
  ),
  float(
    'single-precision multiplies use all of frC',
    'the multiplier takes 25 significant bits of frC',
    '750CL vectors (33525.78 squared by fmuls)',
    /^f(mul|n?madd|n?msub)sx$/,
    ({ c }) => {
      const { significand } = unpack(c)
      const trailing = significand === 0n ? 0 : bitLength(significand & -significand) - 1
      return bitLength(significand) - trailing > 25
    },
    takeAll,
  ),
  float(
    'FPRF of a single-precision denormal is that of a normal number',
    'the class is that of the result in its own precision',
    'PEM table 3-8 and 3.3.2',
    /^(f(add|sub|mul|div|n?madd|n?msub)sx|frspx)$/,
    ({ result }) => isSingleDenormal(result.bits),
    takeBits(FPSCR.FPRF),
  ),
  float(
    'a NaN keeps its low payload bits in single precision',
    'the payload is cut to what single precision holds, not by frsp alone',
    '750CL vectors (1,016 records of fmadds and others)',
    /^f(add|sub|mul|div|n?madd|n?msub|re)sx$/,
    (known) => operandsOf(known).some((operand) => operand.isNaN),
    takeResult,
  ),
  float(
    'fctiw and fctiwz leave other bits in the upper word of frD, and set FPRF when invalid',
    'undefined by the manual: 0xFFF80000, one more for minus zero; FPRF stays',
    '750CL vectors',
    /^fctiwz?x$/,
    () => true,
    (expected, known) => {
      takeResult(expected, known)
      takeBits(FPSCR.FPRF)(expected, known)
    },
  ),
  float(
    'comparisons clear FPSCR[FI], and fcmpo FPRF[C]',
    'they set FPCC and exceptions only',
    'PEM chapter 8, fcmpu and fcmpo',
    /^fcmp[ou]$/,
    () => true,
    takeBits(FPSCR.FI | FPSCR.FPRF),
  ),
  float(
    'fres and frsqrte are exact',
    'the 750 estimates with a table, with other flags',
    '750CL vectors; the Dolphin project tried all upper words on that processor (hwtests, reciprocal)',
    /^(fres|frsqrte)x$/,
    () => true,
    takeAll,
  ),
]

function isSingleDenormal(bits: bigint): boolean {
  const { significand, exponent } = unpack(bits)
  return significand !== 0n && exponent + bitLength(significand) - 1 < -126
}
