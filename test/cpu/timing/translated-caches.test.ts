/** What translated code tells the caches, against caches written the plain way that are told by hand. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cpu, type CpuOptions, createCpu } from '../../../emulator/cpu/index.ts'
import { iMacG3RevB } from '../../../emulator/machine/profile.ts'
import { GuestMemory } from '../../../emulator/memory/guest-memory.ts'
import * as asm from '../assembler.ts'
import { ReferenceCaches } from './reference-caches.ts'

const RAM = 0x100000
const CODE = 0x10000
const DATA = 0x40000
const { blr } = asm
const { caches } = iMacG3RevB

/** With r3 the address: D forms have it as rA, X forms as rB, string forms as rA with a number of bytes. */
const d = (opcode: number, register = 4) => ((opcode << 26) | (register << 21) | (3 << 16)) >>> 0
const x = (extension: number) => ((31 << 26) | (3 << 11) | (extension << 1)) >>> 0
const string = (extension: number, byteCount: number) =>
  ((31 << 26) | (4 << 21) | (3 << 16) | (byteCount << 11) | (extension << 1)) >>> 0

type Effect =
  | { readonly bytes: number; readonly does: 'load' | 'store' | 'touch' | 'zero' }
  | { readonly cleans: boolean }
const instructions: Record<string, readonly [number, Effect]> = {
  lbz: [d(34), { bytes: 1, does: 'load' }],
  lhz: [d(40), { bytes: 2, does: 'load' }],
  lwz: [d(32), { bytes: 4, does: 'load' }],
  lfs: [d(48), { bytes: 4, does: 'load' }],
  lfd: [d(50), { bytes: 8, does: 'load' }],
  lmw: [d(46, 20), { bytes: 48, does: 'load' }],
  lswi: [string(597, 20), { bytes: 20, does: 'load' }],
  stb: [d(38), { bytes: 1, does: 'store' }],
  sth: [d(44), { bytes: 2, does: 'store' }],
  stw: [d(36), { bytes: 4, does: 'store' }],
  stfd: [d(54), { bytes: 8, does: 'store' }],
  stmw: [d(47, 30), { bytes: 8, does: 'store' }],
  stswi: [string(725, 31), { bytes: 31, does: 'store' }],
  dcbt: [x(278), { bytes: 1, does: 'touch' }],
  dcbtst: [x(246), { bytes: 1, does: 'touch' }],
  dcbz: [x(1014), { bytes: 1, does: 'zero' }],
  dcbf: [x(86), { cleans: false }],
  dcbst: [x(54), { cleans: true }],
}
const names = Object.keys(instructions)

/** Each instruction is a function, in a line of its own. */
const codeOf = (name: string): number => CODE + 32 * names.indexOf(name)

function machine(options: CpuOptions = { caches }): Cpu {
  const memory = new GuestMemory(RAM)
  for (const name of names) {
    memory.setU32(codeOf(name), instructions[name]![0])
    memory.setU32(codeOf(name) + 4, blr)
  }
  const cpu = createCpu(memory, { service: () => {} }, options)
  cpu.state.setGpr(1, RAM - 0x20000)
  return cpu
}

function tell(reference: ReferenceCaches, name: string, address: number): void {
  reference.fetch(codeOf(name))
  const effect = instructions[name]![1]
  if ('cleans' in effect) reference.clean(address & -32, effect.cleans)
  if (!('bytes' in effect)) return
  for (let line = address & -32; line < address + effect.bytes; line += 32) reference.access(line, effect.does)
}

/** Addresses that collide, aligned and not. */
const address = fc
  .record({ set: fc.nat(3), tag: fc.nat(11), offset: fc.nat(31) })
  .map(({ set, tag, offset }) => DATA + tag * 4096 + set * 32 + offset)
const aligned = address.map((at) => at & -8)
const step = fc.tuple(fc.constantFrom(...names), fc.oneof(address, aligned))

const withoutTimes = (counters: Record<string, number>) =>
  Object.fromEntries(Object.entries(counters).filter(([name]) => !name.endsWith('Cycles')))

describe('translated code', () => {
  it.each([
    ['run fast', {}],
    ['with registers in memory', { precise: true }],
  ])('tells the caches of every access, %s', (_how, options) => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 30, maxLength: 200 }), (steps) => {
        const cpu = machine({ caches, ...options })
        const reference = new ReferenceCaches(caches)
        for (const [name, at] of steps) {
          cpu.callCode(codeOf(name), 0, at)
          tell(reference, name, at)
        }
        expect(withoutTimes(cpu.caches!.counters)).toEqual(withoutTimes(reference.counters))
      }),
      { numRuns: 12 },
    )
  })

  it('tells the caches of runs of accesses as of one after the other', () => {
    const bases = [3, 4, 5, 6]
    const forms = { lbz: 34, lhz: 40, lwz: 32, lfd: 50, stb: 38, sth: 44, stw: 36, stfd: 54, stwu: 37 } as const
    type Form = keyof typeof forms
    const sizes: Record<Form, number> = { lbz: 1, lhz: 2, lwz: 4, lfd: 8, stb: 1, sth: 2, stw: 4, stfd: 8, stwu: 4 }
    const access = fc.record({
      form: fc.constantFrom(...(Object.keys(forms) as Form[])),
      base: fc.nat(bases.length - 1),
      offset: fc.oneof(
        fc.nat(40),
        fc.nat(15).map((k) => 4 * k),
      ),
      // Now and then a base is read from elsewhere
      moves: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    })
    const blocks = fc.array(fc.array(access, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 6 })
    const places = fc.array(address, { minLength: bases.length, maxLength: bases.length })
    const calls = fc.array(fc.tuple(fc.nat(5), places), { minLength: 20, maxLength: 120 })
    fc.assert(
      fc.property(blocks, calls, (blocks, calls) => {
        const memory = new GuestMemory(RAM)
        blocks.forEach((block, n) => {
          block.forEach(({ form, base, offset, moves }, k) => {
            const at = CODE + 256 * n + 8 * k
            memory.setU32(at, ((forms[form] << 26) | (20 << 21) | (bases[base]! << 16) | offset) >>> 0)
            memory.setU32(
              at + 4,
              moves ? asm.addi(bases[base]!, bases[(base + 1) % bases.length]!, 4) : asm.addi(7, 7, 1),
            )
          })
          memory.setU32(CODE + 256 * n + 8 * block.length, blr)
        })
        const cpu = createCpu(memory, { service: () => {} }, { caches })
        cpu.state.setGpr(1, RAM - 0x20000)
        const reference = new ReferenceCaches(caches)
        for (const [number, places] of calls) {
          const n = number % blocks.length
          const values = [...places]
          const pc = CODE + 256 * n
          cpu.callCode(pc, 0, ...values)
          for (let line = pc; line < pc + 8 * blocks[n]!.length + 4; line += 32) reference.fetch(line)
          for (const { form, base, offset, moves } of blocks[n]!) {
            const at = values[base]! + offset
            const does = form.startsWith('l') ? 'load' : 'store'
            for (let line = at & -32; line < at + sizes[form]; line += 32) reference.access(line, does)
            if (form === 'stwu') values[base] = at
            if (moves) values[base] = values[(base + 1) % bases.length]! + 4
          }
        }
        expect(withoutTimes(cpu.caches!.counters)).toEqual(withoutTimes(reference.counters))
      }),
      { numRuns: Number(process.env.BONDI_RUNS ?? 40) },
    )
  })

  it('takes as long with registers in memory, and longer than without caches', () => {
    const loop = [asm.mtctr(3), asm.lis(5, DATA >>> 16), asm.stwu(4, 36, 5), asm.lwz(6, 4, 5), asm.bdnz(-2), blr]
    const cyclesOf = (options: CpuOptions) => {
      const memory = new GuestMemory(RAM)
      loop.forEach((word, k) => {
        memory.setU32(CODE + 4 * k, word)
      })
      const cpu = createCpu(memory, { service: () => {} }, options)
      cpu.state.setGpr(1, RAM - 0x20000)
      // Deadlines come and go
      cpu.cycleDeadline = 100
      cpu.callCode(CODE, 0, 5000)
      return cpu.cycles
    }
    const cycles = cyclesOf({ caches })
    expect(cyclesOf({ caches, precise: true })).toBe(cycles)
    expect(cyclesOf({ caches, fusedMultiplyAdd: 'exact-f64' })).toBe(cycles)
    expect(cycles).toBeGreaterThan(cyclesOf({}) + 5000 * 30)
  })

  it('fetches each line of code once while it stays in the cache', () => {
    const memory = new GuestMemory(RAM)
    // Lines of eight instructions that do nothing, and back
    const body = new Array(64).fill(asm.addi(4, 4, 1))
    const code = [asm.mtctr(3), ...body, asm.bdnz(-body.length), blr]
    code.forEach((word, k) => {
      memory.setU32(CODE + 4 * k, word)
    })
    const cpu = createCpu(memory, { service: () => {} }, { caches })
    cpu.state.setGpr(1, RAM - 0x20000)
    cpu.callCode(CODE, 0, 50)
    expect(cpu.caches!.counters.instructionMisses).toBe(Math.ceil(code.length / 8))
  })

  it('tells who missed', () => {
    const misses: [number, number][] = []
    const cpu = machine({ caches, onMiss: (pc, line) => misses.push([pc, line]) })
    cpu.callCode(codeOf('lwz'), 0, DATA + 40)
    expect(misses).toEqual([
      [codeOf('lwz'), codeOf('lwz')],
      [codeOf('lwz'), DATA + 32],
    ])
  })

  it('waits at a sync for what is under way', () => {
    const sync = x(598) & ~(31 << 11)
    const memory = new GuestMemory(RAM)
    const code = [asm.lis(3, DATA >>> 16), asm.stw(4, 0, 3), sync, blr]
    code.forEach((word, k) => {
      memory.setU32(CODE + 4 * k, word)
    })
    const cpu = createCpu(memory, { service: () => {} }, { caches })
    cpu.state.setGpr(1, RAM - 0x20000)
    cpu.callCode(CODE, 0)
    expect(cpu.caches!.counters).toMatchObject({ storeMisses: 1 })
    expect(cpu.caches!.counters.dataStallCycles).toBeGreaterThan(40)
  })

  it('forgets what devices write, and writes what devices read', () => {
    const cpu = machine()
    cpu.callCode(codeOf('stw'), 0, DATA)
    cpu.caches!.transfer(DATA, 4, 'from-memory')
    expect(cpu.caches!.counters).toMatchObject({ dataCastouts: 1, level2Castouts: 1 })
    cpu.callCode(codeOf('lwz'), 0, DATA)
    expect(cpu.caches!.counters.loadMisses).toBe(0)
    cpu.caches!.transfer(DATA, 4, 'to-memory')
    cpu.callCode(codeOf('lwz'), 0, DATA)
    expect(cpu.caches!.counters.loadMisses).toBe(1)
  })
})
