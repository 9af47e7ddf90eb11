/** A program of tens of thousands of functions: what is not called costs nothing, what is called is translated once. */

import { describe, expect, it } from 'vitest'
import { createCpu } from '../../emulator/cpu/index.ts'
import { AddressMarks, markedAddress } from '../../emulator/cpu/translate/address-marks.ts'
import { CodeMap, mergeRanges } from '../../emulator/cpu/translate/code-map.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'

const CODE = 0x10000
const MAIN = 0x8000
const GROUPS = 500
const GROUP_FUNCTIONS = 40
const FUNCTION_WORDS = 12
const HEAD_WORDS = GROUP_FUNCTIONS + 4
const GROUP_WORDS = HEAD_WORDS + GROUP_FUNCTIONS * FUNCTION_WORDS
const FUNCTIONS = GROUPS * (GROUP_FUNCTIONS + 1)

/**
 * A group's head calls its functions, each of which adds 1 to r3. They do not become part of it, short as they are: each has a way, never
 * taken, to what is no instruction.
 */
function group(): number[] {
  const callOf = (k: number) => asm.bl(HEAD_WORDS + k * FUNCTION_WORDS - (k + 1))
  const calls = Array.from({ length: GROUP_FUNCTIONS }, (_, k) => callOf(k))
  const body = (k: number) => Array.from({ length: FUNCTION_WORDS - 5 }, (_, n) => asm.addi(4 + (n & 3), 4, k + n))
  const end = [asm.cmpwi(3, 0), asm.beq(2), asm.blr, 0]
  const functions = Array.from({ length: GROUP_FUNCTIONS }, (_, k) => [asm.addi(3, 3, 1), ...body(k), ...end])
  return [asm.mflr(29), ...calls, asm.mtlr(29), asm.blr, 0, ...functions.flat()]
}

/** Calls r30 and what lies a group behind it, r31 times. */
const main = [
  asm.mflr(28),
  asm.mtctr(30),
  asm.bctrl,
  asm.addi(30, 30, GROUP_WORDS * 4),
  asm.addi(31, 31, -1),
  asm.cmpwi(31, 0),
  asm.bne(-5),
  asm.mtlr(28),
  asm.blr,
]

function program() {
  const memory = new GuestMemory(16 << 20)
  const words = group()
  expect(words.length).toBe(GROUP_WORDS)
  for (let n = 0; n < GROUPS; n++) {
    for (let k = 0; k < GROUP_WORDS; k++) memory.setU32(CODE + 4 * (n * GROUP_WORDS + k), words[k]!)
  }
  main.forEach((word, k) => {
    memory.setU32(MAIN + 4 * k, word)
  })
  const cpu = createCpu(memory, { service: () => {} })
  cpu.noteCode(MAIN, main.length * 4)
  cpu.noteCode(CODE, 4 * GROUPS * GROUP_WORDS)
  cpu.state.setGpr(1, 15 << 20)
  const run = (groups: number): number => {
    cpu.state.setGpr(30, CODE)
    cpu.state.setGpr(31, groups)
    return cpu.callCode(MAIN, 0, 0)
  }
  return { cpu, run }
}

describe('a program of tens of thousands of functions', () => {
  const { cpu, run } = program()

  it('costs nothing until it is used', () => {
    expect(cpu.translated).toEqual({ modules: 0, moduleBytes: 0, functions: 0, instructions: 0 })
    expect(run(1)).toBe(GROUP_FUNCTIONS)
    // Main and one group of 500, all of which is called
    expect(cpu.translated.functions).toBe(1 + 1 + GROUP_FUNCTIONS)
    expect(cpu.translated.instructions).toBe(main.length + GROUP_WORDS - 1)
  })

  it('is translated once, each function', () => {
    expect(run(GROUPS)).toBe(GROUPS * GROUP_FUNCTIONS)
    const first = cpu.translated
    expect(first.functions).toBe(1 + FUNCTIONS)
    expect(first.instructions).toBe(main.length + GROUPS * (GROUP_WORDS - 1))
    expect(run(GROUPS)).toBe(GROUPS * GROUP_FUNCTIONS)
    expect(cpu.translated).toEqual(first)
  })

  it('is forgotten where it changes, and nowhere else', () => {
    const { functions } = cpu.translated
    // One function's second word: the module that it is in, which is its group, is made again
    cpu.invalidate(CODE + 4 * (7 * GROUP_WORDS + HEAD_WORDS + 1), 4)
    expect(run(GROUPS)).toBe(GROUPS * GROUP_FUNCTIONS)
    expect(cpu.translated.functions - functions).toBe(1 + GROUP_FUNCTIONS)
  })
})

describe('what is remembered of translations', () => {
  it('finds the instruction of every offset', () => {
    const marks = new AddressMarks()
    const steps = [
      [0, 0x10000],
      [3, 0x10004],
      [3, 0x10008],
      [200, 0xfffffffc],
      [70000, 0],
      [70001, 0x8000],
    ] as const
    for (const [offset, pc] of steps) marks.add(offset, pc)
    const bytes = marks.finish()
    for (const offset of [0, 1, 2, 3, 4, 199, 200, 69999, 70000, 70001, 1 << 20]) {
      expect(markedAddress(bytes, offset)).toBe(steps.findLast(([at]) => at <= offset)![1])
    }
    expect(markedAddress(bytes, -1)).toBeUndefined()
  })

  it('finds who was made from changed code', () => {
    const user = (...ranges: [number, number][]) => ({
      ranges: mergeRanges(ranges.map(([start, end]) => ({ start, end }))),
    })
    const a = user([0x1ff8, 0x2004], [0x2004, 0x2008])
    const b = user([0x2008, 0x2010], [0x9000, 0x9004])
    const map = new CodeMap<typeof a>()
    map.add(a)
    map.add(b)
    expect([...a.ranges]).toEqual([0x1ff8, 0x2008])
    const found = (start: number, byteCount: number) => [...map.usersOf(start, byteCount)]
    expect(found(0x1ff0, 8)).toEqual([])
    expect(found(0x1ffc, 1)).toEqual([a])
    expect(found(0x2007, 2)).toEqual([a, b])
    expect(found(0x9000, 0xffff0000)).toEqual([b])
    expect(found(0x2000, 0)).toEqual([])
    map.delete(a)
    expect(found(0, 0xffffffff)).toEqual([b])
  })
})
