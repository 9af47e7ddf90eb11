/**
 * Random programs, run as translated functions and one instruction at a time: what the translator keeps in locals, and in which precision, must
 * not show. One instruction at a time is tested against qemu-ppc.
 */

import { describe, expect, it } from 'vitest'
import {
  CpuFault,
  type CpuOptions,
  createCpu,
  type InstructionRow,
  instructionTable,
} from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { addi, blr, bne, cmpwi } from './assembler.ts'
import { Random } from './random.ts'
import './relaxed-simd.ts'

const CODE = 0x10000
const END = 0x30000
const DATA = 0x20000
const DATA_WORDS = 2048
/** The data's address and the loop's count: programs leave them alone. */
const BASE = 31
const COUNT = 30
const PROGRAMS = 60

const isReserved = (register: number): boolean => register === BASE || register === COUNT
const writesReserved = (row: InstructionRow, word: number): boolean =>
  row.operands.some(
    ({ field, writes }) =>
      writes &&
      ((field === 'rD' && isReserved((word >>> 21) & 31)) || (field === 'rA' && isReserved((word >>> 16) & 31))),
  )
const isPlain = (row: InstructionRow): boolean =>
  row.emit !== undefined && !row.mayFault && !row.observes && !/^m[ft]spr$/.test(row.mnemonic)
const isFloat = (row: InstructionRow): boolean => isPlain(row) && row.group === 'floating-point'
const isDisplacedAccess = (row: InstructionRow): boolean =>
  row.operands.some(({ displaced, writes }) => displaced && !writes) && !/mw$/.test(row.mnemonic)

const plainRows = instructionTable.filter((row) => isPlain(row) && !isFloat(row))
const floatRows = instructionTable.filter(isFloat)
const accessRows = instructionTable.filter(isDisplacedAccess)

function randomInstruction(random: Random): number {
  const kind = random.below(6)
  for (;;) {
    const row = random.pick(kind === 0 ? accessRows : kind < 4 ? floatRows : plainRows)
    let word = (row.value | (random.word() & ~row.mask)) >>> 0
    if (kind === 0) word = ((word & 0xffe00000) | (BASE << 16) | random.below(4 * DATA_WORDS - 8)) >>> 0
    // Few registers, so that instructions depend on each other
    if (kind !== 0) word = (word & ~0x01080800) >>> 0
    // Recording floating-point forms look at the FPSCR, which the fast mode does not keep
    if (isFloat(row)) word = (word & ~1) >>> 0
    if (!writesReserved(row, word)) return word
  }
}

/** Every kind of BO: conditions, the counter, both, always. */
const BRANCH_OPTIONS = [0, 2, 4, 8, 10, 12, 16, 18, 20]

/** Straight code with forward branches, and a loop around all. */
function randomProgram(random: Random): number[] {
  const words: number[] = []
  const length = 10 + random.below(30)
  while (words.length < length) {
    words.push(randomInstruction(random))
    if (random.below(5) === 0) {
      const bo = random.pick(BRANCH_OPTIONS)
      words.push(((16 << 26) | (bo << 21) | (random.below(32) << 16) | ((2 + random.below(3)) * 4)) >>> 0)
    }
  }
  const nop = 0x60000000
  words.push(nop, nop, nop, nop)
  words.push(addi(COUNT, COUNT, -1), cmpwi(COUNT, 0))
  words.push(bne(-words.length), blr)
  return words
}

const EDGES = [0n, 1n << 63n, 0x7ff0000000000000n, 0x7ff8000000000000n, 0x7ff0000020000000n, 0x380fffffc0000000n, 1n]

function randomDouble(random: Random): bigint {
  const kind = random.below(4)
  if (kind === 0) return random.pick(EDGES)
  if (kind === 1) return random.bits64()
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.fround((random.word() / 2 ** 32 - 0.5) * 2 ** (random.below(40) - 20)))
  return view.getBigUint64(0)
}

class Machine {
  readonly memory = new GuestMemory(0x40000)
  readonly cpu

  constructor(options: CpuOptions) {
    this.cpu = createCpu(this.memory, { service: () => {} }, options)
  }

  prepare(program: readonly number[], random: Random): void {
    const { state } = this.cpu
    program.forEach((word, k) => {
      this.memory.setU32(CODE + 4 * k, word)
    })
    this.cpu.invalidate(CODE, 4 * program.length)
    for (let n = 0; n < 32; n++) {
      state.setGpr(n, random.word())
      state.setFprBits(n, randomDouble(random))
    }
    state.setGpr(BASE, DATA)
    state.cr = random.word()
    state.xer = random.word() & 0xe000007f
    state.lr = END
    state.setGpr(COUNT, 1 + random.below(4))
    state.ctr = random.below(6)
    state.fpscr = 0
    for (let k = 0; k < DATA_WORDS; k++) this.memory.setU32(DATA + 4 * k, random.word())
  }

  /** There is nothing at END: a zero word faults. */
  run(): void {
    try {
      this.cpu.run(CODE)
    } catch (error) {
      if (!(error instanceof CpuFault && error.pc === END)) throw error
    }
  }

  step(): void {
    this.cpu.state.pc = CODE
    while (this.cpu.state.pc !== END) this.cpu.step()
  }

  registers(): Record<string, string> {
    const { state } = this.cpu
    const entries: [string, number | bigint][] = []
    for (let n = 0; n < 32; n++) entries.push([`r${n}`, state.gpr(n)], [`f${n}`, state.fprBits(n)])
    entries.push(['cr', state.cr], ['xer', state.xer], ['ctr', state.ctr])
    return Object.fromEntries(entries.map(([name, value]) => [name, value.toString(16)]))
  }
}

describe('random programs', () => {
  it.each([
    ['as functions', {}],
    ['without fused multiply-add', { fusedMultiplyAdd: 'exact-f64' }],
    ['with exact floating point', { fpscr: 'exact' }],
    ['in precise mode', { precise: true }],
  ] as const)(
    '%s give what single steps give',
    (_name, options: CpuOptions) => {
      const functions = new Machine({ fpscr: 'fast', ...options })
      const [plain, steps] = [new Machine({ fpscr: 'fast' }), new Machine({ fpscr: 'fast' })]
      for (let seed = 1; seed <= PROGRAMS; seed++) {
        const program = randomProgram(new Random(seed))
        for (const machine of [functions, plain, steps]) machine.prepare(program, new Random(1000 + seed))
        functions.run()
        plain.run()
        steps.step()
        expect(functions.cpu.cycles, `cycles of program ${seed}`).toBe(plain.cpu.cycles)
        expect(functions.registers(), `program ${seed}`).toEqual(steps.registers())
        expect(functions.memory.read(DATA, 4 * DATA_WORDS), `program ${seed}`).toEqual(
          steps.memory.read(DATA, 4 * DATA_WORDS),
        )
      }
    },
    120_000,
  )
})
