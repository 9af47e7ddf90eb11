/** Watched memory: who listens hears of each access, and the program does not notice. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CpuOptions, instructionTable, type MemoryAccess } from '../../emulator/cpu/index.ts'
import * as asm from './assembler.ts'
import { CODE, DATA, guest } from './guest-code.ts'

const END = 0x18000001

const encode = (mnemonic: string, rD: number, rA: number, rest: number): number =>
  (instructionTable.find((row) => row.mnemonic === mnemonic)!.value | (rD << 21) | (rA << 16) | (rest & 0xffff)) >>> 0

interface Run {
  readonly accesses: MemoryAccess[]
  readonly values: number[]
  readonly registers: number[]
  readonly cycles: number
}

/** r3 and r4 point at the data; accesses to bytes 16 to 31 of it are listened to. */
function run(code: readonly number[], options: CpuOptions, stepped = false): Run {
  const { cpu, memory } = guest(
    { [CODE]: [...code, END] },
    {
      service: () => {
        throw END
      },
    },
    options,
  )
  const accesses: MemoryAccess[] = []
  const values: number[] = []
  cpu.watch?.watch(DATA + 16, 16, 'access', (access) => {
    accesses.push(access)
    values.push(cpu.state.gpr(5))
  })
  cpu.state.setGpr(3, DATA)
  cpu.state.setGpr(4, DATA + 12)
  for (let n = 5; n < 12; n++) cpu.state.setGpr(n, 0x01010101 * n)
  cpu.state.setGpr(7, 8)
  try {
    cpu.state.pc = CODE
    if (!stepped) cpu.run(CODE)
    for (;;) cpu.step()
  } catch (error) {
    if (error !== END) throw error
  }
  const registers = Array.from({ length: 32 }, (_, n) => cpu.state.gpr(n))
  return { accesses, values, registers: [...registers, ...memory.read(DATA, 64)], cycles: cpu.cycles }
}

const displaced = ['lbz', 'lhz', 'lwz', 'lwzu', 'stb', 'sth', 'stw', 'stwu', 'lfd', 'stfd', 'lfs', 'stfs']
const indexed = ['lwzx', 'stwx', 'stwbrx', 'lhbrx', 'dcbz']
const anInstruction = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...displaced),
        fc.constantFrom(5, 6, 8),
        fc.constantFrom(3, 4),
        fc.integer({ min: -4, max: 28 }),
      )
      .map((fields) => encode(...fields)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...indexed), fc.constantFrom(5, 6, 8), fc.constantFrom(3, 4))
      .map(([mnemonic, rD, rA]) => encode(mnemonic, mnemonic === 'dcbz' ? 0 : rD, rA, 7 << 11)),
  },
  { weight: 1, arbitrary: fc.constantFrom(encode('lmw', 29, 3, 12), encode('stmw', 28, 3, 8)) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(3, 4), fc.constantFrom(4, -4, 1)).map(([n, k]) => asm.addi(n, n, k)),
  },
  { weight: 1, arbitrary: fc.integer({ min: -9, max: 9 }).map((k) => asm.addi(5, 5, k)) },
)

describe('watched memory', () => {
  test('programs do the same in the same time, and each access is told of in its order', () => {
    fc.assert(
      fc.property(fc.array(anInstruction, { minLength: 1, maxLength: 12 }), (code) => {
        const plain = run(code, {})
        const stepped = run(code, { watch: true }, true)
        for (const precise of [false, true]) {
          const watched = run(code, { watch: true, precise })
          expect(watched.registers).toEqual(plain.registers)
          expect(watched.cycles).toBe(plain.cycles)
          expect(watched.accesses).toEqual(stepped.accesses)
          if (precise) expect(watched.values).toEqual(stepped.values)
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})
