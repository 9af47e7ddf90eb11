/**
 * Random programs of all instructions, also those that qemu-ppc does otherwise than the hardware, in every way of running against single steps:
 * what the translator keeps in locals, and in which precision, must not show. One instruction at a time is tested against hardware and qemu-ppc.
 */

import './relaxed-simd.ts'
import { describe, expect, it } from 'vitest'
import { differences, OracleRecord, RECORD_BYTES } from './oracle-record.ts'
import { caseForSteps, PROGRAMS_FOR_STEPS, seedBatches } from './program-cases.ts'
import { layOut, type Program } from './program-tree.ts'
import { listing, shrink } from './shrink.ts'
import { TranslatedCpu, type TranslatedOptions } from './translated-cpu.ts'

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

describe.each(groups)('programs $name', ({ keepsFpscr, ways }) => {
  const fpscr = keepsFpscr ? 'exact' : 'fast'
  it.each(seedBatches(PROGRAMS_FOR_STEPS, BATCH))(
    'from %i on give what single steps give',
    { timeout: 600_000 },
    (...seeds) => {
      const steps = new TranslatedCpu({ fpscr, stepped: true })
      const cpus = ways.map((way) => new TranslatedCpu({ fpscr, ...way }))
      for (const seed of seeds) {
        const { program, inputs } = caseForSteps(seed, keepsFpscr)
        const expected = runAll(steps, program, inputs)
        for (const [index, way] of ways.entries()) {
          const found = runAll(cpus[index]!, program, inputs)
          if (check(expected, found).length > 0) {
            expect.fail(`program ${seed}, ${JSON.stringify(way)}:\n${report(program, inputs, fpscr, way)}`)
          }
          expect(cpus[index]!.cycles, `cycles of program ${seed}, ${JSON.stringify(way)}`).toEqual(cpus[0]!.cycles)
        }
      }
    },
  )
})
