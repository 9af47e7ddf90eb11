/** Blocks of double-precision arithmetic, whose NaNs are found at the end of chains, and of condition bits, held against single steps. */

import './relaxed-simd.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCpu, instructionTable } from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'
import { edgeDoubles, edgeWords } from './edge-values.ts'

const CODE = 0x10000
const RAM = 0x20000
const DATA_BYTES = 64
const FLOATS = [1, 2, 3, 4, 5]
const GENERAL = [5, 6, 7]

const encode = (mnemonic: string, ...[d = 0, a = 0, b = 0, c = 0]: number[]): number =>
  (instructionTable.find((row) => row.mnemonic === mnemonic)!.value | (d << 21) | (a << 16) | (b << 11) | (c << 6)) >>>
  0

const aFloat = fc.constantFrom(...FLOATS)
const aGeneral = fc.constantFrom(...GENERAL)
const aDisplacement = fc.integer({ min: 0, max: DATA_BYTES / 8 - 1 }).map((k) => 8 * k)

/** What an instruction reads where the chain goes on is what the one before it computed. */
type Step = (previous: number) => { readonly word: number; readonly computed: number }

const arithmetic = fc
  .tuple(
    fc.constantFrom('faddx', 'fsubx', 'fmulx', 'fdivx', 'fmaddx', 'fmsubx', 'fnmaddx', 'fnmsubx'),
    aFloat,
    fc.tuple(aFloat, aFloat, aFloat),
    fc.constantFrom('frA', 'frA', 'frB', 'frC', undefined),
  )
  .map(
    ([mnemonic, frD, [frA, frB, frC], follows]): Step =>
      (previous) => {
        const [a, b, c] = [
          follows === 'frA' ? previous : frA,
          follows === 'frB' ? previous : frB,
          follows === 'frC' ? previous : frC,
        ]
        const isSum = mnemonic === 'faddx' || mnemonic === 'fsubx' || mnemonic === 'fdivx'
        return { word: encode(mnemonic, frD, a, mnemonic === 'fmulx' ? 0 : b, isSum ? 0 : c), computed: frD }
      },
  )
const other = fc
  .oneof(
    fc.tuple(fc.constantFrom('fnegx', 'fmrx', 'fabsx', 'frspx'), aFloat, aFloat).map(([m, d, b]) => encode(m, d, 0, b)),
    fc.tuple(aFloat, aFloat, aFloat).map(([d, a, b]) => encode('faddsx', d, a, b)),
    fc.tuple(aFloat, aDisplacement).map(([d, at]) => asm.lfd(d, at, 0)),
    fc.tuple(aFloat, aDisplacement).map(([d, at]) => asm.lfs(d, at, 0)),
    fc.tuple(aFloat, aDisplacement).map(([d, at]) => asm.stfd(d, at, 0)),
  )
  .map(
    (word): Step =>
      (previous) => ({ word, computed: previous }),
  )
const condition = fc
  .oneof(
    fc.tuple(fc.integer({ min: 0, max: 7 }), aFloat, aFloat).map(([cr, a, b]) => encode('fcmpu', cr << 2, a, b)),
    aGeneral.map((d) => encode('mfcr', d)),
    fc
      .tuple(aGeneral, aGeneral, fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 31 }))))
      .map(([a, s, [sh, mb, me]]) => (encode('rlwinmx', s, a, sh, mb) | (me! << 1)) >>> 0),
    fc.tuple(aGeneral, aDisplacement).map(([s, at]) => asm.stw(s, at, 0)),
    fc.tuple(aGeneral, aGeneral).map(([to, from]) => asm.mr(to, from)),
  )
  .map(
    (word): Step =>
      (previous) => ({ word, computed: previous }),
  )

const aProgram = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: arithmetic },
      { weight: 3, arbitrary: other },
      { weight: 3, arbitrary: condition },
    ),
    { minLength: 4, maxLength: 24, size: 'max' },
  )
  .map((steps) => {
    let previous = FLOATS[0]!
    return steps.map((step) => {
      const { word, computed } = step(previous)
      previous = computed
      return word
    })
  })
/** Mostly numbers, so that a chain goes on until a NaN comes in, or comes of it. */
const aDouble = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(0x3ff8000000000000n, 0xbff4000000000000n, 0x7ff0000000000000n, 0n) },
  { weight: 1, arbitrary: fc.constantFrom(...edgeDoubles) },
)
const doubles = (count: number) => fc.array(aDouble, { minLength: count, maxLength: count })
const aStart = fc.record({
  floats: doubles(FLOATS.length),
  data: doubles(DATA_BYTES / 8),
  general: fc.array(fc.constantFrom(...edgeWords), { minLength: GENERAL.length, maxLength: GENERAL.length }),
  cr: fc.constantFrom(...edgeWords),
})
type Start = typeof aStart extends fc.Arbitrary<infer T> ? T : never

class Done extends Error {}

function outcome(words: readonly number[], start: Start, how: 'stepped' | 'precise' | 'relaxed-simd' | 'exact-f64') {
  const memory = new GuestMemory(RAM)
  start.data.forEach((double, k) => {
    memory.setU32(8 * k, Number(double >> 32n))
    memory.setU32(8 * k + 4, Number(double & 0xffffffffn))
  })
  ;[...words, asm.service(1)].forEach((word, k) => {
    memory.setU32(CODE + 4 * k, word)
  })
  const service = () => {
    throw new Done()
  }
  const cpu = createCpu(
    memory,
    { service },
    how === 'stepped' || how === 'precise' ? { precise: true } : { fusedMultiplyAdd: how },
  )
  start.floats.forEach((bits, k) => {
    cpu.state.setFprBits(FLOATS[k]!, bits)
  })
  start.general.forEach((value, k) => {
    cpu.state.setGpr(GENERAL[k]!, value)
  })
  cpu.state.cr = start.cr
  try {
    if (how !== 'stepped') cpu.run(CODE)
    cpu.state.pc = CODE
    for (;;) cpu.step()
  } catch (error) {
    if (!(error instanceof Done)) throw error
  }
  return {
    floats: FLOATS.map((n) => cpu.state.fprBits(n).toString(16)),
    general: GENERAL.map((n) => cpu.state.gpr(n) >>> 0),
    cr: cpu.state.cr >>> 0,
    data: Array.from({ length: DATA_BYTES / 4 }, (_, k) => memory.getU32(4 * k)),
  }
}

const runs = Number(process.env.BONDI_NAN_CHAINS ?? 100)

describe('chains of arithmetic and bits of conditions', () => {
  it('give what single steps give', () => {
    fc.assert(
      fc.property(aProgram, aStart, (words, start) => {
        const stepped = outcome(words, start, 'stepped')
        for (const how of ['relaxed-simd', 'exact-f64', 'precise'] as const) {
          expect(outcome(words, start, how)).toEqual(stepped)
        }
      }),
      { numRuns: runs },
    )
  })
})
