/** Loops over elements of single precision, some of which are done as vectors, held against single steps: pointers near each other, NaNs, few rounds. */

import './relaxed-simd.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCpu, instructionTable } from '../../emulator/cpu/index.ts'
import { decode } from '../../emulator/cpu/instructions/table.ts'
import { pointersOf } from '../../emulator/cpu/translate/counted-loops.ts'
import { vectorLoopOf } from '../../emulator/cpu/translate/vector-loops.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'

const CODE = 0x10000
const RAM = 0x20000
const DATA = 0x1000
const DATA_WORDS = 192
const [COUNT, X, Y, Z] = [3, 4, 5, 6]
const CONSTANT = 10

const encode = (mnemonic: string, d: number, a: number, b: number, c: number): number =>
  (instructionTable.find((row) => row.mnemonic === mnemonic)!.value | (d << 21) | (a << 16) | (b << 11) | (c << 6)) >>>
  0
const PRODUCTS = ['fmulsx']
const SUMS = ['faddsx', 'fsubsx', 'fdivsx']
const FUSED = ['fmaddsx', 'fmsubsx', 'fnmaddsx', 'fnmsubsx']

/** Of registers a, b and c, which a mnemonic takes as it may. */
const compute = (mnemonic: string, d: number, a: number, b: number, c: number): number =>
  encode(mnemonic, d, a, PRODUCTS.includes(mnemonic) ? 0 : b, SUMS.includes(mnemonic) ? 0 : c)

const aLoop = fc
  .record({
    lanes: fc.constantFrom(1, 2, 4),
    first: fc.constantFrom(...FUSED, ...SUMS, ...PRODUCTS),
    second: fc.option(fc.constantFrom(...FUSED, ...SUMS, ...PRODUCTS), { nil: undefined }),
    target: fc.constantFrom(Y, Z),
    updates: fc.boolean(),
    laneByLane: fc.boolean(),
    /** Now and then what is not the same for each element. */
    odd: fc.constantFrom('value', 'order', 'carried', 'step', ...Array.from({ length: 8 }, () => undefined)),
  })
  .map(({ lanes, first, second, target, updates, laneByLane, odd }) => {
    const before = updates ? 4 * lanes : 0
    const parts = Array.from({ length: lanes }, (_, lane) => {
      const [x, y, result] = [1 + lane, 5 + lane, odd === 'carried' ? 9 : 1 + lane]
      const isOdd = odd === 'value' && lane === lanes - 1
      const a = odd === 'carried' ? result : CONSTANT
      const load = (to: number, from: number) =>
        lane === 0 && updates ? (asm.lfs(to, 4 * lanes, from) | (1 << 26)) >>> 0 : asm.lfs(to, 4 * lane, from)
      return {
        loads: [load(x, X), load(y, Y)],
        rest: [
          compute(isOdd ? 'faddsx' : first, result, a, y, x),
          ...(second === undefined ? [] : [compute(second, result, result, y, CONSTANT + 1)]),
          asm.stfs(result, 4 * lane + (updates && target === Z ? before : 0), target),
        ],
      }
    })
    const body = laneByLane
      ? parts.flatMap(({ loads, rest }) => [...loads, ...rest])
      : [...parts.flatMap(({ loads }) => loads), ...parts.flatMap(({ rest }) => rest)]
    if (odd === 'order') body.push(body.shift()!)
    const step = 4 * lanes + (odd === 'step' ? 4 : 0)
    const pointers = new Set(updates ? (target === Y ? [] : [Z]) : [X, Y, target])
    return [...body, ...[...pointers].map((register) => asm.addi(register, register, step))]
  })

const aWord = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(0x3f800000, 0xbfc00001, 0x40490fdb, 0x3dcccccd, 0, 0x80000000, 0x4b7fffff) },
  { weight: 1, arbitrary: fc.constantFrom(0x7fc00001, 0x7f800001, 0xffc12345, 0x7f800000, 0xff800000, 1, 0x7f7fffff) },
)
const aStart = fc.record({
  data: fc.array(aWord, { minLength: DATA_WORDS, maxLength: DATA_WORDS }),
  count: fc.integer({ min: 1, max: 17 }),
  at: fc.tuple(...[X, Y, Z].map(() => fc.oneof(fc.integer({ min: 64, max: 100 }), fc.constantFrom(64, 68, 400)))),
})
type Start = typeof aStart extends fc.Arbitrary<infer T> ? T : never

class Done extends Error {}

function outcome(body: readonly number[], start: Start, how: 'stepped' | 'precise' | 'relaxed-simd' | 'exact-f64') {
  const memory = new GuestMemory(RAM)
  start.data.forEach((word, k) => {
    memory.setU32(DATA + 4 * k, word)
  })
  const constants = [0, 1].map((k) => asm.lfs(CONSTANT + k, DATA + 4 * k, 0))
  const words = [...constants, asm.lfs(9, DATA, 0), asm.mtctr(COUNT), ...body, asm.bdnz(-body.length), asm.service(1)]
  words.forEach((word, k) => {
    memory.setU32(CODE + 4 * k, word)
  })
  const service = () => {
    throw new Done()
  }
  const options = how === 'stepped' || how === 'precise' ? { precise: true } : { fusedMultiplyAdd: how }
  const cpu = createCpu(memory, { service }, options)
  cpu.state.setGpr(COUNT, start.count)
  start.at.forEach((at, k) => {
    cpu.state.setGpr(X + k, DATA + at)
  })
  cpu.state.pc = CODE
  try {
    if (how !== 'stepped') cpu.run(CODE)
    for (;;) cpu.step()
  } catch (error) {
    if (!(error instanceof Done)) throw error
  }
  return {
    floats: Array.from({ length: 12 }, (_, n) => cpu.state.fprBits(n).toString(16)),
    pointers: [X, Y, Z].map((n) => cpu.state.gpr(n)),
    data: Array.from({ length: DATA_WORDS }, (_, k) => memory.getU32(DATA + 4 * k)),
  }
}

function isVectors(body: readonly number[]): boolean {
  const instructions = body.map((word, k) => decode(CODE + 4 * k, word)!)
  return vectorLoopOf(instructions, pointersOf(instructions), 3 << CONSTANT) !== undefined
}

const runs = Number(process.env.BONDI_VECTOR_LOOPS ?? 60)

describe('loops over elements of single precision', () => {
  it('give what single steps give', () => {
    let vectors = 0
    fc.assert(
      fc.property(aLoop, aStart, (body, start) => {
        if (isVectors(body)) vectors++
        const stepped = outcome(body, start, 'stepped')
        for (const how of ['relaxed-simd', 'exact-f64', 'precise'] as const) {
          expect(outcome(body, start, how)).toEqual(stepped)
        }
      }),
      { numRuns: runs },
    )
    expect(vectors).toBeGreaterThan(runs / 5)
  })
})
