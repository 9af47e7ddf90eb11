/** Accesses that share a base address, alone and in loops, held against plain arithmetic: at the edges of RAM and where base registers move. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CpuFault, createCpu, STATE_BYTES } from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import * as asm from './assembler.ts'

const CODE = 0x10000
const RAM = 0x40000
/** Base registers, and one that is loaded and stored. */
const BASES = [3, 4, 5]
const DATA = 6
const COUNT = 7

type Kind = 'addi' | 'mr' | 'lwz' | 'stw' | 'lwzu' | 'stwu'
interface Step {
  readonly kind: Kind
  readonly target: number
  readonly base: number
  readonly displacement: number
}

const wordOf = ({ kind, target, base, displacement }: Step): number => {
  if (kind === 'addi') return asm.addi(target, base, displacement)
  if (kind === 'mr') return asm.mr(target, base)
  if (kind === 'lwz') return asm.lwz(DATA, displacement, base)
  if (kind === 'stw') return asm.stw(DATA, displacement, base)
  if (kind === 'lwzu') return (asm.lwz(DATA, displacement, base) + (1 << 26)) >>> 0
  return asm.stwu(DATA, displacement, base)
}

interface Outcome {
  readonly faultAt: number | undefined
  readonly registers: readonly number[]
}

/** A loop that counts CTR down, or without a count the steps alone. */
function codeOf(steps: readonly Step[], rounds: number | undefined): { words: number[]; first: number } {
  const words = steps.map(wordOf)
  const end = asm.service(1)
  if (rounds === undefined) return { words: [...words, end], first: 0 }
  const before = [asm.li(COUNT, rounds), asm.mtctr(COUNT)]
  return { words: [...before, ...words, asm.bdnz(-words.length), end], first: before.length }
}

/** What the program does, by the manual, on `memory`. */
function expected(
  steps: readonly Step[],
  rounds: number | undefined,
  start: readonly number[],
  memory: GuestMemory,
): Outcome {
  const registers = [...start]
  const { first } = codeOf(steps, rounds)
  const all = Array.from({ length: rounds ?? 1 }, () => steps.map((step, k) => [first + k, step] as const)).flat()
  for (const [k, { kind, target, base, displacement }] of all) {
    const address = (registers[base]! + displacement) >>> 0
    if (kind === 'addi') registers[target] = address
    else if (kind === 'mr') registers[target] = registers[base]!
    else {
      if (address > RAM - 4) return { faultAt: CODE + 4 * k, registers }
      if (kind.startsWith('lwz')) registers[DATA] = memory.getU32(address)
      else memory.setU32(address, registers[DATA]!)
      if (kind.endsWith('u')) registers[base] = address
    }
  }
  return { faultAt: undefined, registers }
}

function found(
  steps: readonly Step[],
  rounds: number | undefined,
  start: readonly number[],
  memory: GuestMemory,
  precise: boolean,
): Outcome {
  codeOf(steps, rounds).words.forEach((word, k) => {
    memory.setU32(CODE + 4 * k, word)
  })
  class Done extends Error {}
  const cpu = createCpu(
    memory,
    {
      service: () => {
        throw new Done()
      },
    },
    { precise },
  )
  start.forEach((value, n) => {
    cpu.state.setGpr(n, value)
  })
  const registers = () => start.map((_, n) => cpu.state.gpr(n) >>> 0)
  try {
    cpu.run(CODE)
  } catch (error) {
    if (error instanceof Done) return { faultAt: undefined, registers: registers() }
    if (error instanceof CpuFault && error.kind === 'access') return { faultAt: error.pc, registers: registers() }
    throw error
  }
  throw new Error('the program came to no end')
}

const aBase = fc.constantFrom(...BASES)
const aStep: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom<Kind>('addi', 'mr', 'lwz', 'stw', 'lwzu', 'stwu'),
  target: aBase,
  base: aBase,
  displacement: fc.oneof(fc.integer({ min: -64, max: 64 }), fc.constantFrom(-0x8000, 0x7ffc, -4096, 4092, 2048)),
})
/** The CPU's own state is at the end of RAM; what lies there is not for programs. */
const END = RAM - STATE_BYTES
const aStart = fc.oneof(
  fc.integer({ min: 0x20000, max: 0x30000 }),
  fc.integer({ min: END - 8192, max: END - 4 }),
  fc.integer({ min: RAM, max: RAM + 256 }),
  fc.integer({ min: -256, max: 256 }).map((value) => value >>> 0),
)

/** What is between the code and the end, reversed as it is kept. */
const dataOf = ({ host }: GuestMemory): Uint8Array => host.subarray(STATE_BYTES, RAM - CODE - 256)

describe.each([false, true])('accesses from shared bases, precise mode %s', (precise) => {
  it('are where the manual says, and fault where it says', () => {
    fc.assert(
      fc.property(
        fc.array(aStep, { minLength: 2, maxLength: 14 }),
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        fc.tuple(aStart, aStart, aStart),
        (steps, rounds, bases) => {
          const start = [0, 0, 0, ...bases, 0x12345678]
          const [mine, theirs] = [new GuestMemory(RAM), new GuestMemory(RAM)]
          for (let at = END - 8192; at < END; at += 4) for (const memory of [mine, theirs]) memory.setU32(at, at * 3)
          const wanted = expected(steps, rounds, start, mine)
          // Code and the CPU's state are not data
          fc.pre(touchesOnlyData(steps, rounds, start))
          const got = found(steps, rounds, start, theirs, precise)
          expect(got.faultAt).toBe(wanted.faultAt)
          if (precise || wanted.faultAt === undefined) expect(got.registers).toEqual(wanted.registers)
          expect(Buffer.compare(dataOf(theirs), dataOf(mine)), 'memory').toBe(0)
        },
      ),
      { numRuns: 200 },
    )
  })
})

/** By running the model with what it touches looked at. */
function touchesOnlyData(steps: readonly Step[], rounds: number | undefined, start: readonly number[]): boolean {
  const memory = new GuestMemory(RAM)
  let fine = true
  const look = (address: number) => {
    if ((address + 4 > CODE && address < CODE + 256) || (address + 4 > END && address <= RAM - 4)) fine = false
  }
  const { getU32, setU32 } = memory
  memory.getU32 = (address) => {
    look(address)
    return getU32.call(memory, address)
  }
  memory.setU32 = (address, value) => {
    look(address)
    setU32.call(memory, address, value)
  }
  expected(steps, rounds, start, memory)
  return fine
}
