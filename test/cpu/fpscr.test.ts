/** The FPSCR over many instructions: what translated code notes and works out later, against cpu/float one instruction at a time. */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import { executeFloat } from '../../emulator/cpu/float/exact.ts'
import type { HostContext } from '../../emulator/cpu/host.ts'
import { Instruction, type InstructionRow, instructionTable } from '../../emulator/cpu/index.ts'
import { anyDouble } from './edge-values.ts'
import { floatOpOf } from './known-differences.ts'
import { differences, OracleRecord, Outcome } from './oracle-record.ts'
import { Random } from './random.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'
import { anyFpscr, anyInstructionWord, fieldOf, withField } from './vectors.ts'

const PROGRAMS = 100
const STEPPED_PROGRAMS = 20
const INSTRUCTIONS = 40
const STATES = 8
const REGISTERS = 12

const rows = instructionTable.filter((row) => row.group === 'floating-point')
const computing = rows.filter((row) => floatOpOf(row))
const FPR_FIELDS = ['frD', 'frA', 'frB', 'frC']

/** Few registers, so that results are operands; values of single precision stay together, or nothing would be inexact for long. */
function anyWord(random: Random): number {
  const row = random.pick(random.below(10) === 0 ? rows : computing)
  let word = anyInstructionWord(row, random)
  for (const { field } of row.operands) {
    if (FPR_FIELDS.includes(field)) word = withField(word, field, random.below(REGISTERS))
  }
  return random.below(3) === 0 ? word : withoutRecord(row, word)
}

const withoutRecord = (row: InstructionRow, word: number) => (row.flags.rc ? (word & ~1) >>> 0 : word)

function anyState(random: Random): OracleRecord {
  const state = new OracleRecord()
  const single = random.below(2) === 0
  for (let n = 0; n < REGISTERS; n++) {
    const plain = BigInt(0x3ff0 + random.below(0x40)) << 48n
    state.setFpr(
      n,
      random.below(3) === 0
        ? anyDouble(random)
        : plain | (random.bits64() & (single ? 0xffffe0000000n : 0xffffffffffffn)),
    )
  }
  state.fpscr = random.below(3) === 0 ? anyFpscr(random) : random.below(4)
  return state
}

/** One instruction after the other; moves from and to the FPSCR by the table's own semantics. */
function interpret(program: readonly number[], state: OracleRecord): void {
  for (const word of program) {
    const row = instructionTable.find(({ mask, value }) => (word & mask) >>> 0 === value)!
    const i = new Instruction(0, word, row)
    const op = floatOpOf(row)
    if (op === undefined) {
      row.host!({ state: fakeState(state) } as unknown as HostContext, i)
      continue
    }
    const { bits, fpscr, cr, writeResult } = executeFloat(
      op,
      state.fpr(i.frA),
      state.fpr(i.frB),
      state.fpr(i.frC),
      state.fpscr,
    )
    state.fpscr = fpscr
    if (cr === undefined && writeResult) state.setFpr(i.frD, bits)
    if (cr !== undefined) putField(state, fieldOf(word, 'crfD'), cr)
    if (i.rc) putField(state, 1, fpscr >>> 28)
  }
}

function putField(state: OracleRecord, field: number, value: number): void {
  const shift = 28 - 4 * field
  state.cr = ((state.cr & ~(15 << shift)) | (value << shift)) >>> 0
}

const fakeState = (record: OracleRecord) => ({
  get cr() {
    return record.cr
  },
  set cr(value) {
    record.cr = value
  },
  get fpscr() {
    return record.fpscr
  },
  set fpscr(value) {
    record.fpscr = value
  },
  fprBits: (n: number) => record.fpr(n),
  setFprBits: (n: number, bits: bigint) => record.setFpr(n, bits),
})

const modes: readonly (readonly [string, TranslatedOptions, number])[] = [
  ['with relaxed SIMD', { fpscr: 'exact', fusedMultiplyAdd: 'relaxed-simd' }, PROGRAMS],
  ['without relaxed SIMD', { fpscr: 'exact', fusedMultiplyAdd: 'exact-f64' }, PROGRAMS],
  ['precise', { fpscr: 'exact', precise: true }, STEPPED_PROGRAMS],
  ['stepped', { fpscr: 'exact', stepped: true }, STEPPED_PROGRAMS],
]

describe.each(modes)('the FPSCR after floating-point programs, %s', (_name, options, count) => {
  it('is that of cpu/float', () => {
    for (let seed = 1; seed <= count; seed++) {
      const random = new Random(seed)
      const code = Array.from({ length: 1 + random.below(INSTRUCTIONS) }, () => anyWord(random))
      // Each has a processor of its own: one that has seen an exception enabled goes on differently
      const cpu = new TranslatedCpu(options)
      for (let n = 0; n < STATES; n++) {
        const state = anyState(random)
        const expected = state.copy()
        interpret(code, expected)
        expected.outcome = Outcome.finished
        const found = new OracleRecord(cpu.run({ code, inputs: state.bytes }))
        const lines = differences(expected, found)
        const text = code.map((word) => word.toString(16)).join(' ')
        expect(lines, `program ${seed}, state ${n}, FPSCR ${state.fpscr.toString(16)}: ${text}`).toEqual([])
      }
    }
  }, 60_000)
})
