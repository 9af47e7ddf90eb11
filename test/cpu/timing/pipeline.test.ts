/** The pipeline model against cases worked by hand from the manuals' rules, and one that they work themselves (docs/timing.md). */

import { describe, expect, it } from 'vitest'
import { decode } from '../../../emulator/cpu/index.ts'
import type { Instruction } from '../../../emulator/cpu/instructions/instruction.ts'
import { explainBlock, explainGraph } from '../../../emulator/cpu/timing/index.ts'
import { discover, type Graph } from '../../../emulator/cpu/translate/graph.ts'
import * as asm from '../assembler.ts'

const { addi, bdnz, blr, cmpwi, lfd, lfs, lwz, mflr, mtlr, stfd, stw } = asm
const add = (rD: number, rA: number, rB: number): number =>
  ((31 << 26) | (rD << 21) | (rA << 16) | (rB << 11) | (266 << 1)) >>> 0
const fadd = (frD: number, frA: number, frB: number): number =>
  ((63 << 26) | (frD << 21) | (frA << 16) | (frB << 11) | (21 << 1)) >>> 0
const fmadd = (single: boolean, frD: number, frA: number, frC: number, frB: number): number =>
  (((single ? 59 : 63) << 26) | (frD << 21) | (frA << 16) | (frB << 11) | (frC << 6) | (29 << 1)) >>> 0
const fdiv = (frD: number, frA: number, frB: number): number =>
  ((63 << 26) | (frD << 21) | (frA << 16) | (frB << 11) | (18 << 1)) >>> 0
const divw = (rD: number, rA: number, rB: number): number =>
  ((31 << 26) | (rD << 21) | (rA << 16) | (rB << 11) | (491 << 1)) >>> 0

const graphOf = (words: readonly number[]): Graph =>
  discover(0, { word: (pc) => words[pc >>> 2], isEntry: () => false, toc: undefined })
const cyclesOf = (words: readonly number[]): number[] => explainGraph(graphOf(words)).map(({ cycles }) => cycles)
const straight = (words: readonly number[]): Instruction[] => words.map((word, k) => decode(4 * k, word)!)
const block = (...words: number[]) => explainBlock(straight(words))

describe('loops come out at their steady state', () => {
  it.each([
    ['a list that is followed: the load latency', [lwz(3, 0, 3), bdnz(-1), blr], 2],
    ['a chain of fmadds: three each', [fmadd(true, 2, 0, 1, 2), addi(3, 3, 1), bdnz(-2), blr], 3],
    ['a chain of fmadd: four each', [fmadd(false, 2, 0, 1, 2), addi(3, 3, 1), bdnz(-2), blr], 4],
    ['two chains of fmadds at once', [fmadd(true, 2, 0, 1, 2), fmadd(true, 3, 0, 1, 3), bdnz(-2), blr], 3],
    // The next but one's loads are dispatched when fmadds has left the six entries of the completion queue, which bdnz takes one of too
    ['a dot product', [lfs(0, 0, 3), lfs(1, 0, 4), fmadd(true, 2, 0, 1, 2), bdnz(-3), blr], 3.5],
    ['in double precision', [lfd(0, 0, 3), lfd(1, 0, 4), fmadd(false, 2, 0, 1, 2), bdnz(-3), blr], 4],
    ['a chain of additions: one a cycle', [...Array(4).fill(addi(3, 3, 1)), bdnz(-4), blr], 4],
    ['additions that do not depend: two a cycle', [addi(3, 3, 1), addi(4, 4, 1), addi(5, 5, 1), bdnz(-3), blr], 2],
    ['two a cycle of five', [addi(3, 3, 1), addi(4, 4, 1), addi(5, 5, 1), addi(6, 6, 1), bdnz(-4), blr], 2.5],
    ['loads: one a cycle', [lwz(3, 0, 9), lwz(4, 4, 9), lwz(5, 8, 9), bdnz(-3), blr], 3],
    ['stores of doubles: one a cycle', [...[0, 8, 16, 24].map((d) => stfd(1, d, 9)), bdnz(-4), blr], 4],
    // The next load waits behind the store, which waits for its data and a cycle more: 2 + 3 + 1 + 1
    ['doubles read, changed and stored', [lfd(2, 0, 9), fadd(2, 2, 1), stfd(2, 0, 9), addi(9, 9, 8), bdnz(-4), blr], 7],
    ['divisions: the divider takes one at a time', [divw(3, 5, 6), divw(4, 5, 6), bdnz(-2), blr], 38],
  ] as const)('%s', (_name, words, cycles) => {
    expect(cyclesOf(words)[0]).toBe(cycles)
  })
})

describe('instructions and their reasons', () => {
  it('two at a time', () => {
    const { cycles, instructions } = block(addi(3, 0, 1), addi(4, 0, 1), addi(5, 0, 1), addi(6, 0, 1))
    expect(cycles).toBe(2)
    expect(instructions.map(({ dispatch, start, complete }) => [dispatch, start, complete])).toEqual([
      [0, 1, 2],
      [0, 1, 2],
      [1, 2, 3],
      [1, 2, 3],
    ])
  })

  it('a load, and what uses it', () => {
    const { cycles, instructions } = block(lwz(3, 0, 4), addi(5, 3, 1))
    expect(instructions[1]).toMatchObject({ start: 3, complete: 4, cause: 'data', waitsFor: 'LSU' })
    expect(cycles).toBe(3)
  })

  it('the six entries of the completion queue', () => {
    const { instructions } = block(fdiv(1, 2, 3), ...Array.from({ length: 8 }, (_, k) => addi(3 + k, 0, 1)))
    expect(instructions[5]!.dispatch).toBeLessThan(4)
    // The seventh waits for the division to leave the queue
    expect(instructions[6]).toMatchObject({ dispatch: 32 })
  })

  it('one that is serialized waits for all before it, and nobody has its result before it completes', () => {
    const { instructions } = block(lwz(3, 0, 4), mflr(0), stw(0, 8, 1))
    expect(instructions.map(({ start, complete }) => [start, complete])).toEqual([
      [1, 3],
      [4, 5],
      [6, 8],
    ])
    expect(instructions[1]!.cause).toBe('serialization')
  })

  it('a return has LR when mtlr is done, before it completes', () => {
    const { instructions } = explainBlock(straight([lwz(0, 8, 1), mtlr(0), blr]))
    expect(instructions.map(({ start }) => start)).toEqual([1, 4, 6])
  })

  it('a floating-point store waits a cycle more for what is only now there', () => {
    const storeAfter = (...between: number[]) => block(lfd(1, 0, 4), ...between, stfd(1, 8, 4)).instructions.at(-1)!
    expect(storeAfter()).toMatchObject({ start: 4, cause: 'data', waitsFor: 'LSU' })
    expect(storeAfter(addi(5, 0, 1), addi(6, 0, 1), addi(7, 0, 1), addi(8, 0, 1)).start).toBe(4)
    expect(storeAfter(...Array.from({ length: 6 }, (_, k) => addi(5 + k, 0, 1))).cause).toBe('width')
  })

  /** Add and floating-point add in turn, with a taken branch: IBM 750GX/GL manual, 6.3.2.2; MPC750UM, 6.3.2.2. */
  it('the example of the manual', () => {
    const words = [
      ...[
        add(3, 1, 2),
        fadd(3, 1, 2),
        add(4, 1, 2),
        fadd(4, 1, 2),
        asm.b(2),
        fadd(5, 1, 2),
        fadd(6, 1, 2),
        fadd(7, 1, 2),
      ],
      ...[add(5, 1, 2), add(6, 1, 2), add(7, 1, 2), add(8, 1, 2), fadd(8, 1, 2), add(9, 1, 2), fadd(9, 1, 2), blr],
    ]
    const timings = new Map(
      explainGraph(graphOf(words)).flatMap(({ instructions }) => instructions.map((i) => [i.pc / 4, i])),
    )
    const starts = [0, 1, 2, 3, 6].map((n) => timings.get(n)!.start)
    expect(starts).toEqual([1, 1, 2, 2, 3])
    expect([0, 1, 11].map((n) => timings.get(n)!.complete)).toEqual([2, 4, 9])
    expect(timings.get(5)).toBeUndefined()
  })

  it('a return waits for LR', () => {
    expect(cyclesOf([lwz(0, 8, 1), mtlr(0), blr])[0]).toBeGreaterThan(cyclesOf([lwz(0, 8, 1), addi(1, 1, 16), blr])[0]!)
  })

  it('a loop that ends by a comparison is left with a wrong prediction, one that counts is not', () => {
    const [counted, compared] = [asm.bdnz(-2), asm.bne(-2)].map(
      (branch) => cyclesOf([addi(3, 3, 1), cmpwi(3, 7), branch, addi(4, 4, 1), blr])[1]!,
    )
    expect(compared! - counted!).toBe(4)
  })
})
