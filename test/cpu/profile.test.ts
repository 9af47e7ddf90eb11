/** Profile mode: every cycle is accounted for, twice, and nothing else changes. */

import { describe, expect, it } from 'vitest'
import { type Cpu, type CpuHost, createCpu } from '../../emulator/cpu/index.ts'
import type { CallNode } from '../../emulator/cpu/profile/call-tree.ts'
import { FUEL_PER_CYCLE } from '../../emulator/cpu/state.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'

const { li, addi, add, mr, cmpwi, bl, b, blr, mflr, mtlr, mtctr, bctr, bctrl, stw, stwu, lwz, service } = asm
const MAIN = 0x10000
const FUNCTION_BYTES = 0x100
const RAM = 0x100000
const STACK = 0xf0000

/** Functions are `FUNCTION_BYTES` apart: `at(n)` is the nth. */
const at = (n: number): number => MAIN + n * FUNCTION_BYTES
/** A branch in function n, at its kth word, to function m. */
const toFunction = (n: number, k: number, m: number): number => (at(m) - at(n)) / 4 - k

const startOf = (pc: number): number | undefined =>
  pc >= MAIN && pc < at(16) ? pc - ((pc - MAIN) % FUNCTION_BYTES) : undefined

interface Profiled {
  readonly cpu: Cpu
  /** What the functions took by themselves, in cycles, by the call tree. */
  byCalls(): Map<number, number>
  byBlocks(): Map<number, number>
  executions(pc: number): number
  path(...functions: number[]): CallNode | undefined
}

const sumInto = (sums: Map<number, number>, key: number, value: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function guest(functions: readonly (readonly number[])[], host: Partial<CpuHost> = {}, profiled = true): Profiled {
  const memory = new GuestMemory(RAM)
  functions.forEach((words, n) => {
    words.forEach((word, k) => {
      memory.setU32(at(n) + 4 * k, word)
    })
  })
  const cpu = createCpu(memory, { service: () => {}, ...host }, profiled ? { profile: { startOf } } : {})
  cpu.state.setGpr(1, STACK)
  return {
    cpu,
    byCalls() {
      const sums = new Map<number, number>()
      for (const { pc, time } of cpu.profiler!.calls.nodes()) {
        if (time > 0) sumInto(sums, pc, time / FUEL_PER_CYCLE)
      }
      return sums
    },
    byBlocks() {
      const sums = new Map<number, number>()
      for (const { timing, executions, exitCycles } of cpu.profiler!.blocks.read()) {
        const cycles = timing.instructions.reduce((sum, one) => sum + one.cycles, 0)
        sumInto(sums, startOf(timing.pc) ?? timing.pc, cycles * executions + exitCycles)
      }
      return new Map([...sums].filter(([, cycles]) => cycles > 0))
    },
    executions(pc) {
      const blocks = cpu.profiler!.blocks.read().filter(({ instructions }) => instructions.some((i) => i.pc === pc))
      return blocks.reduce((sum, { executions }) => sum + executions, 0)
    },
    path(...path) {
      const [first, ...rest] = path.map(at)
      const nodes = cpu.profiler!.calls.nodes()
      let place = nodes.find(({ pc, parent }) => pc === first && parent === nodes[0])
      for (const pc of rest) place = nodes.find((node) => node.pc === pc && node.parent === place)
      return place
    },
  }
}

/** Calls function 0 with and without profile mode; every cycle must be in both accounts of it. */
function profile(functions: readonly (readonly number[])[], args: number[] = [], host: Partial<CpuHost> = {}) {
  const profiled = guest(functions, host)
  const plain = guest(functions, host, false)
  const [result, expected] = [profiled, plain].map(({ cpu }) => cpu.callCode(MAIN, 0, ...args))
  expect(result).toBe(expected)
  expect(profiled.cpu.time).toBe(plain.cpu.time)
  const total = [...profiled.byCalls().values()].reduce((sum, cycles) => sum + cycles, 0)
  expect(total).toBe(profiled.cpu.time / FUEL_PER_CYCLE)
  expect(profiled.byBlocks()).toEqual(profiled.byCalls())
  return { ...profiled, result }
}

const enter = [mflr(0), stw(0, 4, 1), stwu(1, -16, 1)]
const leave = [addi(1, 1, 16), lwz(0, 4, 1), mtlr(0), blr]

/** Twice as deep as the host's stack may go. */
const recursive = (n: number) => [
  cmpwi(3, 0),
  asm.bne(2),
  blr,
  ...enter,
  addi(3, 3, -1),
  bl(toFunction(n, 7, n)),
  addi(3, 3, 1),
  ...leave,
]

describe('profile mode', () => {
  it('counts every instruction of a loop', () => {
    const { executions, path, result } = profile([[mtctr(3), li(3, 0), addi(3, 3, 7), asm.bdnz(-1), blr]], [1000])
    expect(result).toBe(7000)
    expect([0, 1, 2, 3, 4].map((k) => executions(MAIN + 4 * k))).toEqual([1, 1, 1000, 1000, 1])
    expect(path(0)).toMatchObject({ calls: 1 })
  })

  it('tells callers of the same function apart', () => {
    // 0 calls 1 and 2; 1 calls 3 once, 2 calls it twice
    const { path } = profile([
      [...enter, bl(toFunction(0, 3, 1)), bl(toFunction(0, 4, 2)), ...leave],
      [...enter, bl(toFunction(1, 3, 3)), ...leave],
      [...enter, bl(toFunction(2, 3, 3)), bl(toFunction(2, 4, 3)), ...leave],
      [addi(3, 3, 1), blr],
    ])
    expect(path(0, 1, 3)?.calls).toBe(1)
    expect(path(0, 2, 3)?.calls).toBe(2)
    // What is in flight from its caller may hide some of what a call takes
    expect(path(0, 2, 3)!.time).toBeGreaterThan(path(0, 1, 3)!.time)
    expect(path(0, 3)).toBeUndefined()
  })

  it('folds a recursion, however deep', () => {
    const { path, cpu } = profile([[...enter, bl(toFunction(0, 3, 1)), ...leave], recursive(1)], [600])
    expect(path(0, 1)).toMatchObject({ calls: 601 })
    expect(path(0, 1, 1)).toBeUndefined()
    expect(cpu.profiler!.calls.openCalls).toBe(0)
  })

  it('goes through tail calls: the caller of the first is the caller of the last', () => {
    // 1 and 2 branch to each other until r3 is 0
    const hop = (n: number, m: number) => [cmpwi(3, 0), asm.bne(2), blr, addi(3, 3, -1), b(toFunction(n, 4, m))]
    const { path } = profile(
      [
        [...enter, mr(30, 3), bl(toFunction(0, 4, 1)), mr(3, 30), bl(toFunction(0, 6, 2)), ...leave],
        hop(1, 2),
        hop(2, 1),
      ],
      [100],
    )
    // Either function is called once by 0 and jumped to 50 times for each call
    expect(path(0, 1)?.calls).toBe(101)
    expect(path(0, 2)?.calls).toBe(101)
    expect(path(0, 1, 2)).toBeUndefined()
  })

  it('is not confused by longjmp', () => {
    // 0 calls 3 (setjmp: keeps r1 and LR), then recurses in 1, whose innermost call jumps back (2) behind the call of 3
    const depth = 20
    const { path, cpu } = profile([
      [
        ...enter,
        li(5, 0),
        li(3, depth),
        bl(toFunction(0, 5, 3)),
        cmpwi(5, 0),
        asm.bne(2),
        bl(toFunction(0, 8, 1)),
        bl(toFunction(0, 9, 4)),
        ...leave,
      ],
      [cmpwi(3, 0), asm.bne(2), b(toFunction(1, 2, 2)), ...enter, addi(3, 3, -1), bl(toFunction(1, 7, 1)), ...leave],
      [mr(1, 20), mtlr(21), li(5, 1), blr],
      [mr(20, 1), mflr(21), blr],
      [addi(6, 6, 1), blr],
    ])
    expect(path(0, 1)?.calls).toBe(depth + 1)
    expect(path(0, 1, 2)?.calls).toBe(1)
    // What comes after the jump is 0's again
    expect(path(0, 4)?.calls).toBe(1)
    expect(cpu.profiler!.calls.openCalls).toBe(0)
  })

  it('follows computed calls, and jumps within a function', () => {
    const { path } = profile(
      [
        [...enter, mtctr(3), bctrl, mtctr(4), bctr, 0, ...leave],
        [addi(3, 3, 1), blr],
      ],
      [at(1), at(0) + 8 * 4],
    )
    expect(path(0)?.calls).toBe(1)
    expect(path(0, 1)?.calls).toBe(1)
  })

  it('has services, what they call, and nothing of theirs in other functions', () => {
    // 0 calls 1 by way of its glue, which jumps to the service; that calls 2
    const functions = [
      [...enter, bl(toFunction(0, 3, 1)), addi(3, 3, 1), ...leave],
      [mtctr(4), bctr],
      [mtctr(3), addi(6, 6, 1), asm.bdnz(-1), blr],
      [service(7)],
    ]
    const profiled = guest(functions, {
      service: () => {
        profiled.cpu.callCode(at(2), 0, 50)
      },
    })
    profiled.cpu.callCode(MAIN, 0, 0, at(3))
    expect(profiled.path(0, 1)?.calls).toBe(1)
    expect(profiled.path(0, 3)).toMatchObject({ calls: 1, time: 0 })
    expect(profiled.path(0, 3, 2)!.time).toBeGreaterThanOrEqual(50 * FUEL_PER_CYCLE)
    expect(profiled.byBlocks()).toEqual(profiled.byCalls())
  })

  it('goes on after deadlines that leave, and after code was changed', () => {
    // Writes r4 over function 1 and calls it
    const patch = [...enter, stw(4, 0, 3), asm.icbi(0, 3), mtctr(3), bctrl, ...leave]
    const profiled = guest([patch, [li(3, 1), blr]], {
      deadline() {
        profiled.cpu.cycleDeadline = profiled.cpu.cycles + 10
        return true
      },
    })
    profiled.cpu.cycleDeadline = 10
    for (let k = 0; k < 20; k++) expect(profiled.cpu.callCode(MAIN, 0, at(1), li(3, k))).toBe(k)
    expect(profiled.executions(at(1) + 4)).toBe(20)
    expect(profiled.path(0)?.calls).toBe(20)
    expect(profiled.path(0, 1)?.calls).toBe(20)
    expect(profiled.byBlocks()).toEqual(profiled.byCalls())
  })

  it('ends where the program ends', () => {
    const profiled = guest([[add(3, 3, 3), bl(toFunction(0, 1, 1))], [service(1)]], {
      service() {
        throw new Error('over')
      },
    })
    expect(() => profiled.cpu.run(MAIN)).toThrow('over')
    profiled.cpu.profiler!.calls.charge(profiled.cpu.time)
    expect(profiled.byBlocks()).toEqual(profiled.byCalls())
    expect(profiled.path(0, 1)?.calls).toBe(1)
  })
})
