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
import { type OracleRecord, Outcome } from './oracle-record.ts'
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
  readonly applies: (known: Case) => boolean
  /** Corrects qemu's record. */
  readonly correct: (expected: OracleRecord, known: Case) => void
}

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

const isSingle = (op: string) => op.endsWith('s') && op !== 'fabs' && op !== 'fnabs'
const isFused = (op: string) => /^fn?m(add|sub)s?$/.test(op)
const usesA = (op: string) => /^f(add|sub|mul|div|n?madd|n?msub|cmp)/.test(op)
const usesB = (op: string) => !op.startsWith('fmul')
const usesC = (op: string) => isFused(op) || op.startsWith('fmul')
const operandsOf = ({ op, a, b, c }: FloatCase) =>
  [...(usesA(op) ? [a] : []), ...(usesB(op) ? [b] : []), ...(usesC(op) ? [c] : [])].map((bits) => unpack(bits))
const roundsResult = (op: string) => usesA(op) && !op.startsWith('fcmp')

/** Differences of the floating-point unit: what the hardware does is what cpu/float does. */
const float = (
  what: string,
  why: string,
  source: string,
  applies: (float: FloatCase, known: Case) => boolean,
  correct: (expected: OracleRecord, known: Case & { float: FloatCase }) => void,
): KnownDifference => ({
  what,
  why,
  source,
  applies: (known) => known.float !== undefined && applies(known.float, known),
  correct: (expected, known) => correct(expected, known as Case & { float: FloatCase }),
})

const takeBits =
  (mask: number) =>
  (expected: OracleRecord, { float: { result } }: Case & { float: FloatCase }) => {
    expected.fpscr = ((expected.fpscr & ~mask) | (result.fpscr & mask)) >>> 0
  }
const takeAll = (expected: OracleRecord, known: Case) => applyFloat(expected, known)
const takeResult = (expected: OracleRecord, { word, float: { result } }: Case & { float: FloatCase }) => {
  if (result.writeResult) expected.setFpr(fieldOf(word, 'frD'), result.bits)
}

export const knownDifferences: readonly KnownDifference[] = [
  float(
    'an enabled exception ends in SIGFPE',
    'Linux and qemu run with MSR[FE0, FE1] set; a Mac OS application runs with them clear',
    'PEM 3.3.6.1, table 3-10',
    (_float, { input, float: known }) => ((known?.result.fpscr ?? 0) & FPSCR.FEX) !== 0 && input.outcome === 0,
    takeAll,
  ),
  float(
    'FPSCR[FR] is always 0',
    'qemu does not compute it',
    'PEM 3.3.5; 750CL vectors',
    ({ op }) => roundsResult(op) || ['frsp', 'fctiw', 'fctiwz', 'fres', 'frsqrte'].includes(op),
    takeBits(FPSCR.FR),
  ),
  float(
    'fnmadd and fnmsub round the negated value',
    'the result is the one of fmadd, rounded, then negated: another one when rounding up or down',
    'PEM chapter 8, fnmadd',
    ({ op, result }) => op.startsWith('fn') && isFused(op) && (result.fpscr & FPSCR.RN) >= 2,
    takeAll,
  ),
  float(
    'single-precision multiplies use all of frC',
    'the multiplier takes 25 significant bits of frC',
    '750CL vectors (33525.78 squared by fmuls)',
    ({ op, c }) => {
      const { significand } = unpack(c)
      const trailing = significand === 0n ? 0 : bitLength(significand & -significand) - 1
      return usesC(op) && isSingle(op) && bitLength(significand) - trailing > 25
    },
    takeAll,
  ),
  float(
    'FPRF of a single-precision denormal is that of a normal number',
    'the class is that of the result in its own precision',
    'PEM table 3-8 and 3.3.2',
    ({ op, result }) => (isSingle(op) || op === 'frsp') && isSingleDenormal(result.bits),
    takeBits(FPSCR.FPRF),
  ),
  float(
    'a NaN keeps its low payload bits in single precision',
    'the payload is cut to what single precision holds, not by frsp alone',
    '750CL vectors (1,016 records of fmadds and others)',
    (known) => isSingle(known.op) && operandsOf(known).some((operand) => operand.isNaN),
    takeResult,
  ),
  float(
    'fctiw and fctiwz leave other bits in the upper word of frD, and set FPRF when invalid',
    'undefined by the manual: 0xFFF80000, one more for minus zero; FPRF stays',
    '750CL vectors',
    ({ op }) => op === 'fctiw' || op === 'fctiwz',
    (expected, known) => {
      takeResult(expected, known)
      takeBits(FPSCR.FPRF)(expected, known)
    },
  ),
  float(
    'comparisons clear FPSCR[FI], and fcmpo FPRF[C]',
    'they set FPCC and exceptions only',
    'PEM chapter 8, fcmpu and fcmpo',
    ({ op }) => op === 'fcmpu' || op === 'fcmpo',
    takeBits(FPSCR.FI | FPSCR.FPRF),
  ),
  float(
    'fres and frsqrte are exact',
    'the 750 estimates with a table, with other flags',
    '750CL vectors; frsqrte of 36 is 0x3FC554A000000000',
    ({ op }) => op === 'fres' || op === 'frsqrte',
    takeAll,
  ),
]

function isSingleDenormal(bits: bigint): boolean {
  const { significand, exponent } = unpack(bits)
  return significand !== 0n && exponent + bitLength(significand) - 1 < -126
}
