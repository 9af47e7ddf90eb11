/** Loads that take what stores of their block wrote, held against single steps: there every load reads memory. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cpu, CpuFault, createCpu, instructionTable } from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'
import { edgeDoubles, edgeWords } from './edge-values.ts'

const CODE = 0x10000
const RAM = 0x20000
/** All accesses are below. */
const DATA_END = 0x1100
/** From registers that may hold the same, or nearly. */
const BASES = [3, 4]
/** Enough that what was loaded is still there at the end. */
const DATA = [5, 6, 8, 9, 10, 11]
const FLOATS = [1, 2, 3, 4, 5, 6]
/** The last one is an index, for stores that may be anywhere. */
const GENERAL = [...BASES, ...DATA, 7]
const INDEX = 7

const displacedGeneral = ['lbz', 'lhz', 'lha', 'lwz', 'lwzu', 'stb', 'sth', 'stw', 'stwu'] as const
const displacedFloat = ['lfs', 'lfd', 'lfdu', 'stfs', 'stfd', 'stfdu'] as const
const indexedGeneral = ['stwx', 'sthx', 'stwbrx', 'dcbz', 'lwzx'] as const
const indexedFloat = ['stfiwx', 'stfdx', 'stfsx', 'lfdx'] as const

const encode = (mnemonic: string, rD: number, rA: number, rest: number): number =>
  (instructionTable.find((row) => row.mnemonic === mnemonic)!.value | (rD << 21) | (rA << 16) | (rest & 0xffff)) >>> 0

const aBase = fc.oneof({ weight: 4, arbitrary: fc.constant(BASES[0]!) }, fc.constant(BASES[1]!))
const aDatum = fc.constantFrom(...DATA)
const aFloat = fc.constantFrom(...FLOATS)
/** Few, so that accesses meet. */
const aDisplacement = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 4, 8) },
  { weight: 2, arbitrary: fc.integer({ min: -4, max: 11 }) },
)
const displaced = (mnemonics: readonly string[], register: fc.Arbitrary<number>) =>
  fc.tuple(fc.constantFrom(...mnemonics), register, aBase, aDisplacement).map((fields) => encode(...fields))
const indexed = (mnemonics: readonly string[], register: fc.Arbitrary<number>) =>
  fc
    .tuple(fc.constantFrom(...mnemonics), register, aBase)
    .map(([mnemonic, rD, rA]) => encode(mnemonic, mnemonic === 'dcbz' ? 0 : rD, rA, INDEX << 11))

const anInstruction = fc.oneof(
  { weight: 8, arbitrary: displaced(['stw', 'lwz'], aDatum) },
  { weight: 10, arbitrary: displaced(['stfd', 'lfd', 'lfd'], aFloat) },
  { weight: 6, arbitrary: displaced(displacedGeneral, aDatum) },
  { weight: 6, arbitrary: displaced(displacedFloat, aFloat) },
  { weight: 1, arbitrary: indexed(indexedGeneral, aDatum) },
  { weight: 1, arbitrary: indexed(indexedFloat, aFloat) },
  { weight: 1, arbitrary: displaced(['stmw'], fc.constantFrom(28, 30, 31)) },
  { weight: 1, arbitrary: fc.tuple(aBase, aBase, fc.constantFrom(4, -8, 1)).map((fields) => asm.addi(...fields)) },
  { weight: 1, arbitrary: fc.tuple(aBase, aBase).map(([to, from]) => asm.mr(to, from)) },
  // What was stored is no longer in its register
  { weight: 3, arbitrary: fc.tuple(aDatum, fc.integer({ min: -9, max: 9 })).map(([n, k]) => asm.addi(n, n, k)) },
)

interface Start {
  readonly general: readonly number[]
  readonly floats: readonly bigint[]
}
/** In the middle of RAM, or where the half of a double may lie before address 0. */
const aStart: fc.Arbitrary<Start> = fc
  .tuple(
    fc.constantFrom(0, 0x1000, 0x1000),
    fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 2 }),
    fc.array(fc.constantFrom(...edgeWords), { minLength: DATA.length, maxLength: DATA.length }),
    fc.array(fc.constantFrom(...edgeDoubles), { minLength: FLOATS.length, maxLength: FLOATS.length }),
    fc.integer({ min: -4, max: 12 }),
  )
  .map(([near, bases, data, floats, index]) => ({
    general: [...bases.map((base) => near + base), ...data, index >>> 0],
    floats,
  }))

class Done extends Error {}

function outcome(words: readonly number[], start: Start, precise: boolean, run: (cpu: Cpu) => void) {
  const memory = new GuestMemory(RAM)
  for (let at = 0; at < DATA_END; at += 4) memory.setU32(at, (at * 0x01030507) >>> 0)
  ;[...words, asm.service(1)].forEach((word, k) => {
    memory.setU32(CODE + 4 * k, word)
  })
  const service = () => {
    throw new Done()
  }
  const cpu = createCpu(memory, { service }, { precise })
  GENERAL.forEach((n, k) => {
    cpu.state.setGpr(n, start.general[k]!)
  })
  FLOATS.forEach((n, k) => {
    cpu.state.setFprBits(n, start.floats[k]!)
  })
  let faultAt: number | undefined
  try {
    run(cpu)
  } catch (error) {
    if (error instanceof CpuFault && error.kind === 'access') faultAt = error.pc
    else if (!(error instanceof Done)) throw error
  }
  const registers = [...GENERAL.map((n) => cpu.state.gpr(n) >>> 0), ...FLOATS.map((n) => cpu.state.fprBits(n))]
  // Reversed as it is kept
  const data = memory.host.subarray(RAM - DATA_END)
  return { faultAt, registers, memory: Buffer.from(data).toString('hex') }
}

const runs = Number(process.env.BONDI_STORED_VALUES ?? 80)

describe('loads after stores in a block', () => {
  it('give what memory has, in fast and in precise mode', () => {
    fc.assert(
      fc.property(fc.array(anInstruction, { minLength: 6, maxLength: 24, size: 'max' }), aStart, (words, start) => {
        const stepped = outcome(words, start, true, (cpu) => {
          cpu.state.pc = CODE
          for (;;) cpu.step()
        })
        const precise = outcome(words, start, true, (cpu) => cpu.run(CODE))
        expect(precise).toEqual(stepped)
        const fast = outcome(words, start, false, (cpu) => cpu.run(CODE))
        expect(fast.faultAt).toBe(stepped.faultAt)
        // After a fault registers are lost there
        if (stepped.faultAt === undefined) expect(fast.registers).toEqual(stepped.registers)
        expect(fast.memory).toBe(stepped.memory)
      }),
      { numRuns: runs },
    )
  })
})
