/**
 * Every row of the instruction table, translated, against qemu-ppc: registers, flags, FPSCR and memory after random and edge
 * operands. BONDI_VECTORS_PER_ROW sets how many.
 */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { applies, type Case, caseOf, floatOpOf, knownDifferences, untested } from './known-differences.ts'
import { differences, OracleRecord } from './oracle-record.ts'
import { oracleMissing, runUnderQemu } from './qemu-oracle.ts'
import { TranslatedCpu } from './translated-cpu.ts'
import { isBranch, type StateOptions, type VectorGroup, vectorsFor } from './vectors.ts'

const VECTORS = Number(process.env.BONDI_VECTORS_PER_ROW ?? 2000)
const STATES = 100
const WORDS = Math.ceil(VECTORS / STATES)
const SEED = 233

const missing = oracleMissing()
const rows = instructionTable.filter((row) => !untested.has(row.mnemonic))
const groups = [...new Set(rows.map((row) => row.group))]
/** Other operands, in float.qemu.test.ts, show it. */
const SELDOM = 'fcmpo: an enabled exception ends in SIGFPE'

/** Rows and what they differ in. */
const seen = new Set<string>()

/** What the hardware does: qemu's answer with what is known to differ corrected. */
function expectedOf(known: Case, qemu: OracleRecord): OracleRecord {
  const expected = qemu.copy()
  for (const difference of knownDifferences) {
    if (!applies(difference, known, qemu)) continue
    difference.correct(expected, known)
    seen.add(`${known.row.mnemonic}: ${difference.what}`)
  }
  return expected
}

const hex = (value: number | bigint) => value.toString(16)

function describeInputs(row: InstructionRow, { input, float }: Case): string {
  if (float) return `${hex(float.a)} ${hex(float.b)} ${hex(float.c)}, FPSCR ${hex(input.fpscr)}`
  const gprs = Array.from({ length: 32 }, (_, n) => `r${n}=${hex(input.gpr(n))}`).join(' ')
  return row.group === 'floating-point'
    ? `FPSCR ${hex(input.fpscr)}`
    : `${gprs}, XER ${hex(input.xer)}, CR ${hex(input.cr)}`
}

/** Rows for one process of qemu-ppc: starting one takes as long as some thousand vectors. */
const ROWS_AT_ONCE = 16

interface Answered {
  readonly row: InstructionRow
  readonly groups: readonly VectorGroup[]
  /** qemu's answers. */
  readonly outputs: readonly Uint8Array[]
}

/** Rows' vectors and qemu's answers, by mnemonic: asked for some rows at once, when the first of them is wanted. */
class Answers {
  readonly #rows: readonly InstructionRow[]
  readonly #states: StateOptions
  #answered = new Map<string, Answered>()

  constructor(asked: readonly InstructionRow[], states: StateOptions) {
    this.#rows = asked
    this.#states = states
  }

  of({ mnemonic }: InstructionRow): Answered {
    if (!this.#answered.has(mnemonic)) this.#ask(this.#rows.findIndex((row) => row.mnemonic === mnemonic))
    return this.#answered.get(mnemonic)!
  }

  #ask(first: number): void {
    const asked = this.#rows.slice(first, first + ROWS_AT_ONCE)
    const groups = asked.map((row) => vectorsFor(row, SEED, WORDS, STATES, this.#states))
    const outputs = runUnderQemu(groups.flat())
    this.#answered = new Map(
      asked.map((row, k) => [
        row.mnemonic,
        { row, groups: groups[k]!, outputs: outputs.slice(k * WORDS, (k + 1) * WORDS) },
      ]),
    )
  }
}

interface Compared {
  readonly name: string
  readonly cpu: TranslatedCpu
  /** FPSCR and CR1 are not kept. */
  readonly ignoresStatus?: boolean
}

/** What differs from qemu, corrected by what is known, a line each. */
function compareRow({ row, groups: vectors, outputs: qemu }: Answered, cpus: readonly Compared[]): string[] {
  // A branch goes to addresses
  const found = cpus.map(({ cpu }) =>
    isBranch(row) ? vectors.map((group) => cpu.run(group)) : cpu.runTogether(vectors),
  )
  return vectors.flatMap((group, index) => {
    const failures: string[] = []
    for (let n = 0; n < group.count; n++) {
      const known = caseOf(row, group.word, new OracleRecord(group.inputs, n))
      const expected = expectedOf(known, new OracleRecord(qemu[index], n))
      for (const [k, { name, ignoresStatus }] of cpus.entries()) {
        const lines = compareRecords(expected, new OracleRecord(found[k]![index], n), ignoresStatus)
        if (lines.length === 0) continue
        failures.push(`${name}: ${hex(group.word)} on ${describeInputs(row, known)}: ${lines.join('; ')}`)
      }
    }
    return failures
  })
}

function compareRecords(expected: OracleRecord, found: OracleRecord, ignoresStatus = false): string[] {
  if (!ignoresStatus) return differences(expected, found)
  const relevant = expected.copy()
  relevant.fpscr = found.fpscr
  relevant.cr = ((relevant.cr & ~0x0f000000) | (found.cr & 0x0f000000)) >>> 0
  return differences(relevant, found)
}

function expectNoFailures(failures: string[]): void {
  expect(failures.slice(0, 4), `${failures.length} of ${WORDS * STATES} vectors differ`).toEqual([])
}

describe.skipIf(missing)(`instructions against qemu-ppc${missing ? `: ${missing}` : ''}`, () => {
  const answers = new Answers(rows, {})
  const exact = [{ name: 'with the FPSCR', cpu: new TranslatedCpu({ fpscr: 'exact' }) }]
  describe.each(groups)('%s', (group) => {
    it.each(rows.filter((row) => row.group === group))('$mnemonic', (row) => {
      expectNoFailures(compareRow(answers.of(row), exact))
    })
  })

  const floats = rows.filter((row) => floatOpOf(row))
  const floatAnswers = new Answers(floats, { fpscr: 0 })
  const fastPaths = (['relaxed-simd', 'exact-f64'] as const).map((fusedMultiplyAdd) => ({
    name: fusedMultiplyAdd,
    cpu: new TranslatedCpu({ fpscr: 'fast', fusedMultiplyAdd }),
    ignoresStatus: true,
  }))
  it.each(floats)('values alone, with relaxed SIMD and without: $mnemonic', (row) => {
    expectNoFailures(compareRow(floatAnswers.of(row), fastPaths))
  })

  it.skipIf(VECTORS < 1000)('every known difference shows, in every row that it names', () => {
    const named = knownDifferences.flatMap(({ what, rows: differing }) =>
      rows.filter(({ mnemonic }) => differing.test(mnemonic)).map(({ mnemonic }) => `${mnemonic}: ${what}`),
    )
    expect(named.filter((name) => !seen.has(name) && name !== SELDOM)).toEqual([])
  })
})
