/**
 * Random programs of all instructions, also those that qemu-ppc does otherwise than the hardware, in every way of running against single steps:
 * what the translator keeps in locals, and in which precision, must not show. One instruction at a time is tested against hardware and qemu-ppc.
 */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import { differences, OracleRecord, RECORD_BYTES } from './oracle-record.ts'
import type { Program } from './program-tree.ts'
import { layOut } from './program-tree.ts'
import { anyProgram, programStates } from './programs.ts'
import { Random } from './random.ts'
import { listing, shrink } from './shrink.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'
import { anyFpscr } from './vectors.ts'

const PROGRAMS = Number(process.env.BONDI_PROGRAMS ?? 30)
const FIRST_SEED = Number(process.env.BONDI_SEED ?? 1)
const LENGTH = Number(process.env.BONDI_PROGRAM_LENGTH ?? 150)
const STATES = 2
/** Programs in one life of each CPU. */
const BATCH = 50

interface Ways {
  readonly name: string
  readonly keepsFpscr: boolean
  /** The first is held against single steps, and the others against the first: also in their cycles. */
  readonly ways: readonly TranslatedOptions[]
}

const groups: readonly Ways[] = [
  {
    name: 'without the FPSCR',
    keepsFpscr: false,
    ways: [{ fusedMultiplyAdd: 'relaxed-simd' }, { fusedMultiplyAdd: 'exact-f64' }, { precise: true }],
  },
  {
    name: 'with the FPSCR',
    keepsFpscr: true,
    ways: [{}, { precise: true }, { profile: { startOf: () => undefined } }],
  },
]

function statesFor(random: Random, keepsFpscr: boolean): Uint8Array {
  const inputs = programStates(random, STATES)
  if (keepsFpscr) for (let n = 0; n < STATES; n++) new OracleRecord(inputs, n).fpscr = anyFpscr(random)
  return inputs
}

/** What differs between two ways' records. */
function compare(expected: Uint8Array, found: Uint8Array): string[] {
  return Array.from({ length: expected.length / RECORD_BYTES }, (_, n) =>
    differences(new OracleRecord(expected, n), new OracleRecord(found, n)).map((text) => `state ${n}: ${text}`),
  ).flat()
}

function runAll(cpu: TranslatedCpu, program: Program, inputs: Uint8Array): Uint8Array | string {
  try {
    return cpu.run({ code: layOut(program), inputs })
  } catch (error) {
    return `${error}`
  }
}

function check(expected: Uint8Array | string, found: Uint8Array | string): string[] {
  if (typeof expected === 'string' || typeof found === 'string') return [`${expected}; ${found}`]
  return compare(expected, found)
}

function report(program: Program, inputs: Uint8Array, fpscr: 'exact' | 'fast', way: TranslatedOptions): string {
  const failuresOf = (smaller: Program) =>
    check(
      runAll(new TranslatedCpu({ fpscr, stepped: true }), smaller, inputs),
      runAll(new TranslatedCpu({ fpscr, ...way }), smaller, inputs),
    )
  const smallest = shrink(program, (smaller) => failuresOf(smaller).length > 0)
  return `${listing(smallest)}\n${failuresOf(smallest).slice(0, 8).join('\n')}`
}

const batches = Array.from({ length: Math.ceil(PROGRAMS / BATCH) }, (_, k) => FIRST_SEED + k * BATCH)

describe.each(groups)('programs $name', ({ keepsFpscr, ways }) => {
  const fpscr = keepsFpscr ? 'exact' : 'fast'
  it.each(batches)('from %i on give what single steps give', { timeout: 600_000 }, (first) => {
    const steps = new TranslatedCpu({ fpscr, stepped: true })
    const cpus = ways.map((way) => new TranslatedCpu({ fpscr, ...way }))
    for (let seed = first; seed < Math.min(first + BATCH, FIRST_SEED + PROGRAMS); seed++) {
      const random = new Random(seed)
      const kind = { forQemu: false, usesFpscr: keepsFpscr, changesRounding: true }
      const program = anyProgram(random, kind, LENGTH)
      const inputs = statesFor(random, keepsFpscr)
      const expected = runAll(steps, program, inputs)
      for (const [index, way] of ways.entries()) {
        const found = runAll(cpus[index]!, program, inputs)
        if (check(expected, found).length > 0) {
          expect.fail(`program ${seed}, ${JSON.stringify(way)}:\n${report(program, inputs, fpscr, way)}`)
        }
        expect(cpus[index]!.cycles, `cycles of program ${seed}, ${JSON.stringify(way)}`).toEqual(cpus[0]!.cycles)
      }
    }
  })
})
