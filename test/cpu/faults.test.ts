/** Exceptions that instructions raise: accesses outside RAM, operands that are not aligned, traps, what a program may not do; in every way of running. */

import { describe, expect, it } from 'vitest'
import { type Cpu, CpuFault, type CpuOptions, createCpu } from '../../emulator/cpu/index.ts'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { li } from './assembler.ts'
import { accessRows, alignedRows, ownFaults } from './fault-rows.ts'
import { withField } from './vectors.ts'

const CODE = 0x1000
const DATA = 0x2000
const RAM = 0x10000
const SERVICE = 0x18000000
const [BASE, INDEX, VALUE, MARK] = [4, 5, 30, 6] as const
const STOPPED = new Error('stopped')

const modes: readonly (readonly [string, CpuOptions, boolean])[] = [
  ['translated', {}, false],
  ['stepped', {}, true],
  ['precise', { precise: true }, false],
]

/** Runs a word after an instruction that leaves 42 in r6 and before one that leaves 43. */
function run(word: number, options: CpuOptions, stepped: boolean, prepare: (cpu: Cpu) => void = () => {}) {
  const memory = new GuestMemory(RAM)
  const service = () => {
    throw STOPPED
  }
  const cpu = createCpu(memory, { service, timeBase: () => ({ upper: 7, lower: 9 }) }, options)
  const code = [li(MARK, 42), word, li(MARK, 43), SERVICE]
  code.forEach((instruction, k) => {
    memory.setU32(CODE + 4 * k, instruction)
  })
  cpu.state.setGpr(3, 5)
  cpu.state.setGpr(4, 0xffffffff)
  for (let at = 0; at < 64; at++) memory.setU8(DATA + at, at)
  prepare(cpu)
  let end: unknown
  try {
    if (!stepped) cpu.run(CODE)
    cpu.state.pc = CODE
    for (;;) cpu.step()
  } catch (error) {
    end = error
  }
  return { end, cpu, memory, word }
}

/** The row's instruction on r30 or f30 at an address in r4. */
function access(row: InstructionRow, address: number, options: CpuOptions, stepped: boolean) {
  let word = withField(withField(row.value, 'rD', VALUE), 'rA', BASE)
  if (row.value >>> 26 === 31)
    word = withField(word, 'rB', row.operands.some(({ field }) => field === 'NB') ? 4 : INDEX)
  return run(word, options, stepped, ({ state }) => {
    state.setGpr(BASE, address)
    state.setGpr(INDEX, 0)
    state.setGpr(VALUE, 0x11223344)
    state.setFpr(VALUE, 1.5)
    state.xer = 4
    state.cr = 0
  })
}

describe.each(modes)('%s', (_mode, options, stepped) => {
  // stwcx. accesses nothing without a reservation
  it.each(accessRows.filter(({ mnemonic }) => mnemonic !== 'stwcx.'))('$mnemonic outside RAM is found', (row) => {
    for (const address of [RAM, 0x70000000, 0xfffffff0]) {
      const { end, cpu } = access(row, address, options, stepped)
      expect(end).toBeInstanceOf(CpuFault)
      expect(end).toMatchObject({ kind: 'access', pc: CODE + 4 })
      if (!options.precise) continue
      expect(end).toMatchObject({ precise: true })
      const found = [cpu.state.pc, cpu.state.gpr(MARK), cpu.state.gpr(BASE), cpu.state.gpr(VALUE), cpu.state.fpr(VALUE)]
      expect(found).toEqual([CODE + 4, 42, address, 0x11223344, 1.5])
    }
    expect(access(row, RAM - 8192, options, stepped).end).toBe(STOPPED)
  })

  it.each(ownFaults)('$mnemonic: $about', ({ word, kind }) => {
    const { end, cpu } = run(word, options, stepped)
    if (kind === undefined) expect([end, cpu.state.gpr(MARK)]).toEqual([STOPPED, 43])
    else {
      expect(end).toMatchObject({ kind, pc: CODE + 4, word })
      expect([cpu.state.gpr(MARK), cpu.state.gpr(3)]).toEqual([42, 5])
    }
  })

  it('mftb reads both words of the time base', () => {
    const words = ownFaults.filter(({ mnemonic, kind }) => mnemonic === 'mftb' && kind === undefined)
    expect(words.map(({ word }) => run(word, options, stepped).cpu.state.gpr(3))).toEqual([9, 7])
  })

  it('the performance monitor counts nothing', () => {
    for (let spr = 936; spr <= 942; spr++) {
      const word = (0x7c6002a6 | ((spr & 31) << 16) | ((spr >>> 5) << 11)) >>> 0
      expect(run(word, options, stepped).cpu.state.gpr(3)).toBe(0)
    }
  })

  const raising = { ...options, alignment: 'raised' } as const

  it.each([...alignedRows('emulated'), ...alignedRows('required')])('$mnemonic raises an exception', (row) => {
    for (const misalignment of [1, 2, 3]) {
      const { end, cpu, memory, word } = access(row, DATA + misalignment, raising, stepped)
      expect(end).toBeInstanceOf(CpuFault)
      expect(end).toMatchObject({ kind: 'alignment', pc: CODE + 4, address: DATA + misalignment, word, precise: true })
      // What came before has happened, and nothing of the instruction
      expect([cpu.state.gpr(MARK), cpu.state.gpr(BASE), cpu.state.gpr(VALUE)]).toEqual([
        42,
        DATA + misalignment,
        0x11223344,
      ])
      expect(cpu.state.fpr(VALUE)).toBe(1.5)
      expect(memory.getU32(DATA)).toBe(0x00010203)
    }
    expect(access(row, DATA + 4, raising, stepped).end).toBe(STOPPED)
  })

  it.each(alignedRows('emulated'))('$mnemonic is done for an application all the same', (row) => {
    expect(access(row, DATA + 1, options, stepped).end).toBe(STOPPED)
  })

  it.each(alignedRows('required'))('$mnemonic stops an application too', (row) => {
    expect(access(row, DATA + 1, options, stepped).end).toMatchObject({ kind: 'alignment', address: DATA + 1 })
  })

  it.each(alignedRows('any').filter((row) => row.group === 'load-store' && row.emit))(
    '$mnemonic needs no alignment',
    (row) => {
      expect(access(row, DATA + 1, raising, stepped).end).toBe(STOPPED)
    },
  )
})

describe('the 750', () => {
  it('raises it for what section 4.5.6 of its manual lists', () => {
    const emulated = alignedRows('emulated').map(({ mnemonic }) => mnemonic)
    const floats = instructionTable.filter(
      ({ group, operands }) => group === 'load-store' && operands.some(({ field }) => /^fr[DS]$/.test(field)),
    )
    expect(emulated.sort()).toEqual([...floats.map(({ mnemonic }) => mnemonic), 'lmw', 'stmw'].sort())
    expect(alignedRows('required').map(({ mnemonic }) => mnemonic)).toEqual(['lwarx', 'stwcx.'])
  })
})
