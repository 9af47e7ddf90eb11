/** Operands that are not word aligned: what raises an exception on a 750 and what becomes of it, in every way of running. */

import { describe, expect, it } from 'vitest'
import { CpuFault, type CpuOptions, createCpu } from '../../emulator/cpu/index.ts'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { li } from './assembler.ts'
import { withField } from './vectors.ts'

const CODE = 0x1000
const DATA = 0x2000
const [BASE, INDEX, VALUE, MARK] = [4, 5, 30, 6] as const
const STOPPED = new Error('stopped')

const rowsOf = (alignment: InstructionRow['alignment']) => instructionTable.filter((row) => row.alignment === alignment)

const modes: readonly (readonly [string, CpuOptions, boolean])[] = [
  ['translated', {}, false],
  ['stepped', {}, true],
  ['precise', { precise: true }, false],
]

/** Runs the instruction at an address, after another that leaves 42 in r6 and before one that leaves 43. */
function access(row: InstructionRow, address: number, options: CpuOptions, stepped: boolean) {
  const memory = new GuestMemory(0x10000)
  const cpu = createCpu(
    memory,
    {
      service: () => {
        throw STOPPED
      },
    },
    options,
  )
  let word = withField(withField(row.value, 'rD', VALUE), 'rA', BASE)
  if (row.value >>> 26 === 31) word = withField(word, 'rB', INDEX)
  const code = [li(MARK, 42), word, li(MARK, 43), 0x18000000]
  code.forEach((instruction, k) => {
    memory.setU32(CODE + 4 * k, instruction)
  })
  cpu.state.setGpr(BASE, address)
  cpu.state.setGpr(INDEX, 0)
  cpu.state.setGpr(VALUE, 0x11223344)
  cpu.state.setFpr(VALUE, 1.5)
  for (let at = 0; at < 64; at++) memory.setU8(DATA + at, at)
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

describe.each(modes)('%s', (_mode, options, stepped) => {
  const raising = { ...options, alignment: 'raised' } as const

  it.each([...rowsOf('emulated'), ...rowsOf('required')])('$mnemonic raises an exception', (row) => {
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

  it.each(rowsOf('emulated'))('$mnemonic is done for an application all the same', (row) => {
    expect(access(row, DATA + 1, options, stepped).end).toBe(STOPPED)
  })

  it.each(rowsOf('required'))('$mnemonic stops an application too', (row) => {
    expect(access(row, DATA + 1, options, stepped).end).toMatchObject({ kind: 'alignment', address: DATA + 1 })
  })

  it.each(rowsOf('any').filter((row) => row.group === 'load-store' && row.emit))(
    '$mnemonic needs no alignment',
    (row) => {
      expect(access(row, DATA + 1, raising, stepped).end).toBe(STOPPED)
    },
  )
})

describe('the 750', () => {
  it('raises it for what section 4.5.6 of its manual lists', () => {
    const emulated = rowsOf('emulated').map(({ mnemonic }) => mnemonic)
    const floats = instructionTable.filter(
      ({ group, operands }) => group === 'load-store' && operands.some(({ field }) => /^fr[DS]$/.test(field)),
    )
    expect(emulated.sort()).toEqual([...floats.map(({ mnemonic }) => mnemonic), 'lmw', 'stmw'].sort())
    expect(rowsOf('required').map(({ mnemonic }) => mnemonic)).toEqual(['lwarx', 'stwcx.'])
  })
})
