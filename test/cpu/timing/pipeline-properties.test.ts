/** What holds for any straight code in the pipeline, looked at from outside: the manual's limits, one by one. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addSlotsRead,
  addSlotsWritten,
  decode,
  type Instruction,
  instructionTable,
  SLOT_COUNT,
} from '../../../emulator/cpu/index.ts'
import { hasSlot } from '../../../emulator/cpu/instructions/row.ts'
import { explainBlock, type InstructionTiming } from '../../../emulator/cpu/timing/index.ts'

const rows = instructionTable.filter(({ emit, timing }) => emit !== undefined && !timing.perWord)

const anyWord = fc
  .tuple(fc.constantFrom(...rows), fc.integer())
  .map(([row, bits]) => (row.value | (bits & ~row.mask)) >>> 0)
  .filter((word) => decode(0, word)?.row.emit !== undefined)
const anyCode = fc
  .array(anyWord, { minLength: 1, maxLength: 40 })
  .map((words) => words.map((word, k) => decode(4 * k, word)!))

const check = (property: (code: Instruction[], timings: readonly InstructionTiming[]) => void) => {
  fc.assert(
    fc.property(anyCode, (code) => property(code, explainBlock(code).instructions)),
    { numRuns: 300, seed: 750 },
  )
}
const slots = (add: (i: Instruction, set: Uint32Array) => void, i: Instruction): number[] => {
  const set = new Uint32Array(4)
  add(i, set)
  return Array.from({ length: SLOT_COUNT }, (_, slot) => slot).filter((slot) => hasSlot(set, 0, slot))
}
const most = (cycles: readonly number[]): number =>
  Math.max(...cycles.map((cycle) => cycles.filter((other) => other === cycle).length))
const inOrder = (cycles: readonly number[]) => expect(cycles).toEqual([...cycles].sort((a, b) => a - b))

describe('straight code', () => {
  it('is dispatched and completed in order, two a cycle', () => {
    check((_code, timings) => {
      for (const cycles of [timings.map(({ dispatch }) => dispatch), timings.map(({ complete }) => complete)]) {
        inOrder(cycles)
        expect(most(cycles)).toBeLessThanOrEqual(2)
      }
    })
  })

  it('never has more than six instructions in the completion queue', () => {
    check((_code, timings) => {
      timings.forEach(({ dispatch }, k) => {
        expect(timings.slice(0, k).filter(({ complete }) => complete > dispatch).length).toBeLessThan(6)
      })
    })
  })

  it('has every operand when it starts, and starts in a unit no sooner than that is free', () => {
    check((code, timings) => {
      const made = new Map<number, number>()
      const free = new Map<string, number>()
      code.forEach((i, k) => {
        const { start, complete, unit } = timings[k]!
        const { latency, occupancy, serialization } = i.row.timing
        for (const slot of slots(addSlotsRead, i)) expect(start).toBeGreaterThanOrEqual(made.get(slot) ?? 0)
        expect(start).toBeGreaterThanOrEqual(free.get(unit) ?? 0)
        free.set(unit, start + occupancy)
        for (const slot of slots(addSlotsWritten, i)) made.set(slot, serialization > 0 ? complete + 1 : start + latency)
      })
    })
  })

  it('takes its instructions’ sum, at least half a cycle each, at most what they take one after another', () => {
    check((code, timings) => {
      const { cycles } = explainBlock(code)
      expect(timings.reduce((sum, one) => sum + one.cycles, 0)).toBe(cycles)
      expect(cycles).toBeGreaterThanOrEqual(code.length / 2)
      const oneByOne = code.reduce((sum, { row }) => sum + row.timing.latency + 4, 0)
      expect(cycles).toBeLessThanOrEqual(oneByOne)
    })
  })

  it('is never done sooner for an instruction more', () => {
    check((code) => {
      expect(explainBlock(code).cycles).toBeGreaterThanOrEqual(explainBlock(code.slice(0, -1)).cycles)
    })
  })

  it('takes the same whatever was scheduled before', () => {
    check((code, timings) => {
      explainBlock(code.toReversed(), { loop: true })
      expect(explainBlock(code).instructions).toEqual(timings)
    })
  })

  it('costs a loop no more an iteration than once, but for what the last iteration still holds up', () => {
    check((code) => {
      expect(explainBlock(code, { loop: true }).cycles).toBeLessThanOrEqual(explainBlock(code).cycles + 4)
    })
  })
})
