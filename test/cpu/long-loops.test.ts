/** A function that runs for long goes on in another translation of it: neither results nor cycles tell. */

import { describe, expect, it } from 'vitest'
import { type Cpu, type CpuOptions, createCpu } from '../../emulator/cpu/index.ts'
import { FUEL_PER_CYCLE } from '../../emulator/cpu/state.ts'
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { addi, bl, blr, bne, cmplwi, cmpwi, li, lwz, mflr, mr, mtlr, stw } from './assembler.ts'

const CODE = 0x10000
const CALLEE = 0x10100
const DATA = 0x20000

/** Two loops, the inner one with a call of a function that becomes part of it; r3 rounds of the outer one. */
const program = [
  mflr(31),
  mr(30, 3),
  li(3, 0),
  li(28, 1000),
  stw(30, 0, 4),
  addi(28, 28, -1),
  bl((CALLEE - CODE) / 4 - 6),
  cmpwi(28, 0),
  bne(-3),
  lwz(30, 0, 4),
  addi(30, 30, -1),
  cmplwi(30, 0),
  bne(-9),
  mtlr(31),
  blr,
]
const callee = [addi(3, 3, 1), blr]
/** Some 20 million cycles: a function has run for long after 8 million. */
const LONG = 4000

function prepare(options: CpuOptions, deadline: (cpu: Cpu) => void = () => {}) {
  const memory = new GuestMemory(0x100000)
  program.forEach((word, k) => {
    memory.setU32(CODE + 4 * k, word)
  })
  callee.forEach((word, k) => {
    memory.setU32(CALLEE + 4 * k, word)
  })
  const cpu: Cpu = createCpu(memory, { service: () => {}, deadline: () => void deadline(cpu) }, options)
  cpu.state.setGpr(1, 0xf0000)
  const timeOf = (rounds: number): number => {
    const before = cpu.time
    expect(cpu.callCode(CODE, 0, rounds, DATA)).toBe(1000 * rounds)
    return cpu.time - before
  }
  return { cpu, timeOf }
}

const modes: readonly (readonly [string, CpuOptions])[] = [
  ['fast', {}],
  ['precise', { precise: true }],
  ['profile', { profile: { startOf: () => undefined } }],
]

const caches: (typeof modes)[number] = ['fast, with caches,', { caches: iMacG3RevB.caches }]

describe('a long loop', () => {
  it.each([...modes, caches])(
    'goes on elsewhere, each round in the same time as before, in %s mode',
    (_name, options) => {
      const { cpu, timeOf } = prepare(options)
      // Caches have the code from then on
      timeOf(1)
      const [two, three] = [timeOf(2), timeOf(3)]
      const { modules } = cpu.translated
      expect(timeOf(LONG)).toBe(two + (LONG - 2) * (three - two))
      const made = cpu.translated.modules - modules
      expect(made).toBeGreaterThan(0)
      expect(made).toBeLessThanOrEqual(2)
      // Once for all
      timeOf(LONG)
      expect(cpu.translated.modules - modules).toBeLessThanOrEqual(2)
      if (cpu.profiler === undefined) return
      const counted = cpu.profiler.blocks
        .read()
        .map(({ executions, timing, exitCycles }) => executions * timing.cycles + exitCycles)
      expect(counted.reduce((sum, cycles) => sum + cycles, 0)).toBe(cpu.time / FUEL_PER_CYCLE)
    },
  )

  it('comes to deadlines at the same cycles in all modes', () => {
    const [fast, ...others] = modes.map(([, options]) => {
      const seen: number[] = []
      const { cpu, timeOf } = prepare(options, (cpu) => {
        seen.push(cpu.time, cpu.state.pc, cpu.state.gpr(3), cpu.state.gpr(28))
        cpu.cycleDeadline = cpu.cycles + 100_003
      })
      cpu.cycleDeadline = 50
      timeOf(LONG)
      return seen
    })
    expect(fast!.length).toBeGreaterThan(500)
    for (const other of others) expect(other).toEqual(fast)
  })

  it('goes on as it is where its code was forgotten meanwhile', () => {
    const { cpu, timeOf } = prepare({}, (cpu) => cpu.invalidate(CODE, 4))
    const [two, three] = [timeOf(2), timeOf(3)]
    const { modules } = cpu.translated
    cpu.cycleDeadline = cpu.cycles + 50
    expect(timeOf(LONG)).toBe(two + (LONG - 2) * (three - two))
    expect(cpu.translated.modules).toBe(modules)
  })
})
