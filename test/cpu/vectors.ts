/** Random valid instruction words and states to run them on, made from the instruction table's rows. */

import * as FPSCR from '../../emulator/cpu/float/fpscr.ts'
import { summarize } from '../../emulator/cpu/float/fpscr.ts'
import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { anyDouble, anyWord } from './edge-values.ts'
import { CODE_ADDRESS, OracleRecord, RECORD_BYTES, WINDOW_ADDRESS, WINDOW_BYTES } from './oracle-record.ts'
import { Random } from './random.ts'

/** Where each field lies in the word: distance from the right, width. */
const FIELDS: Readonly<Record<string, readonly [shift: number, width: number]>> = {
  rD: [21, 5],
  rS: [21, 5],
  'rD..r31': [21, 5],
  'rS..r31': [21, 5],
  rA: [16, 5],
  rB: [11, 5],
  frD: [21, 5],
  frS: [21, 5],
  frA: [16, 5],
  frB: [11, 5],
  frC: [6, 5],
  crfD: [23, 3],
  crfS: [18, 3],
  crbD: [21, 5],
  crbA: [16, 5],
  crbB: [11, 5],
  SIMM: [0, 16],
  UIMM: [0, 16],
  d: [0, 16],
  SH: [11, 5],
  MB: [6, 5],
  ME: [1, 5],
  BO: [21, 5],
  BI: [16, 5],
  BD: [2, 14],
  LI: [2, 24],
  TO: [21, 5],
  NB: [11, 5],
  CRM: [12, 8],
  FM: [17, 8],
  IMM: [12, 4],
  SPR: [11, 10],
  TBR: [11, 10],
  SR: [16, 4],
  L: [21, 1],
}

export function fieldOf(word: number, field: string): number {
  const [shift, width] = layout(field)
  return (word >>> shift) & ((1 << width) - 1)
}

function layout(field: string): readonly [number, number] {
  const place = FIELDS[field]
  if (!place) throw new Error(`vectors.ts does not know the operand field ${field}`)
  return place
}

export function withField(word: number, field: string, value: number): number {
  const [shift, width] = layout(field)
  const mask = ((1 << width) - 1) << shift
  return ((word & ~mask) | ((value << shift) & mask)) >>> 0
}

/**
 * XER, LR and CTR, some of the supervisor's (DSISR, DEC, SRR0, SPRG0), and the performance monitor's that a program may read; each with its
 * halves swapped as in the word.
 */
const SPRS = [1, 8, 9, 1, 8, 9, 1, 8, 9, 18, 22, 26, 272, 936, 937, 938, 939, 940, 941, 942].map(
  (spr) => ((spr & 31) << 5) | (spr >>> 5),
)

/** Values of BO that the manual allows (MPCFPE32B, table 4-20), the bits to be ignored 0. */
const BRANCH_CONDITIONS = [0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20]
const DECREMENTS = (condition: number) => (condition & 4) === 0

export const isBranch = (row: InstructionRow) => row.group === 'branch' && !row.mnemonic.includes('cr')
const hasOperand = (row: InstructionRow, field: string) => row.operands.some((operand) => operand.field === field)
const accessesMemory = (row: InstructionRow) => row.group === 'load-store' || /^(dcb[^i]|icb)/.test(row.mnemonic)
const isDisplaced = (row: InstructionRow) => row.operands.some((operand) => operand.displaced)
const isUpdate = (row: InstructionRow) =>
  accessesMemory(row) && row.operands.some(({ field, writes }) => field === 'rA' && writes)
const isStringLoad = (row: InstructionRow) => row.mnemonic.startsWith('lsw')

export function anyInstructionWord(row: InstructionRow, random: Random): number {
  for (;;) {
    let word = row.value
    for (const { field } of row.operands) {
      const [, width] = layout(field)
      word = withField(word, field, random.below(1 << width))
    }
    if (isDisplaced(row)) word = withField(word, 'd', random.below(1 << 16))
    word = special(row, word, random)
    const { rc, oe, lk, aa } = row.flags
    if (rc || lk) word |= random.below(2)
    if (aa) word |= random.below(2) << 1
    if (oe) word |= random.below(2) << 10
    word >>>= 0
    if (isBranch(row)) word = aimed(row, word, random)
    if (isValid(row, word)) return word
  }
}

/** Fields that take few of their values. */
function special(row: InstructionRow, word: number, random: Random): number {
  if (hasOperand(row, 'SPR')) return withField(word, 'SPR', random.pick(SPRS))
  if (row.mnemonic === 'bcctrx')
    return withField(word, 'BO', random.pick(BRANCH_CONDITIONS.filter((c) => !DECREMENTS(c))))
  if (hasOperand(row, 'BO')) return withField(word, 'BO', random.pick(BRANCH_CONDITIONS))
  // Comparisons of 64-bit registers, which a 32-bit processor does not have
  if (hasOperand(row, 'L')) return withField(word, 'L', 0)
  // A base of 0 means the address 0: the displacement must then reach the window by itself
  if (isDisplaced(row) && fieldOf(word, 'rA') === 0) {
    return withField(word, 'd', WINDOW_ADDRESS + random.below(128))
  }
  return word
}

/** Invalid forms (MPCFPE32B, section 4.1.2.2), which processors do not agree on. */
function isValid(row: InstructionRow, word: number): boolean {
  const rD = fieldOf(word, 'rD')
  const rA = fieldOf(word, 'rA')
  const rB = fieldOf(word, 'rB')
  if (isUpdate(row) && (rA === 0 || (row.mnemonic.startsWith('l') && hasOperand(row, 'rD') && rA === rD))) return false
  if (row.mnemonic === 'lmw' && rA >= rD) return false
  // A string at the address 0 is outside the window
  if (hasOperand(row, 'NB') && rA === 0) return false
  if (!isStringLoad(row)) return true
  if (hasOperand(row, 'rB')) return rD !== rA && rD !== rB
  return registersFrom(rD, rA) >= Math.ceil((fieldOf(word, 'NB') || 32) / 4)
}

/** How many registers a string fills from `first` on before it reaches `register`. */
const registersFrom = (first: number, register: number) => (register - first) & 31

/** The code for a branch: pads before and behind it tell where it went, by what they add to r31. */
const BACK_PAD = 1
const BRANCH_AT = 3
const FORWARD_PAD = 5
const END_AT = 6
const relativeBranch = (from: number, to: number) => (0x48000000 | (((to - from) * 4) & 0x3fffffc)) >>> 0
const addToR31 = (value: number) => 0x3bff0000 | value
const TARGETS = [BACK_PAD, BRANCH_AT + 1, FORWARD_PAD]

function aimed(row: InstructionRow, word: number, random: Random): number {
  const target = random.pick(TARGETS)
  const isAbsolute = row.flags.aa && (word & 2) !== 0
  const offset = isAbsolute ? CODE_ADDRESS / 4 + target : target - BRANCH_AT
  if (hasOperand(row, 'LI')) return withField(word, 'LI', offset)
  return hasOperand(row, 'BD') ? withField(word, 'BD', offset) : word
}

/** The code to run for an instruction word; it ends by running off its end. */
export function codeFor(row: InstructionRow, word: number): number[] {
  if (!isBranch(row)) return [word]
  return [
    relativeBranch(0, BRANCH_AT),
    addToR31(1),
    relativeBranch(BACK_PAD + 1, END_AT),
    word,
    relativeBranch(BRANCH_AT + 1, END_AT),
    addToR31(2),
  ]
}

/** Exceptions, rounding modes and now and then enables; never one that would trap before the instruction runs. */
export function anyFpscr(random: Random): number {
  const kind = random.below(4)
  if (kind === 0) return 0
  if (kind === 1) return random.below(4)
  const enables = FPSCR.VE | FPSCR.OE | FPSCR.UE | FPSCR.ZE | FPSCR.XE
  const status = random.word() & ~(FPSCR.NI | 0x800) & (random.below(4) === 0 ? ~0 : ~enables)
  const fpscr = summarize(status >>> 0)
  return fpscr & FPSCR.FEX ? summarize((fpscr & ~enables) >>> 0) : fpscr
}

export interface StateOptions {
  /** Every state has this FPSCR. */
  readonly fpscr?: number
}

/** A state of which every register and all of memory is random. */
function anyState(random: Random): OracleRecord {
  const state = new OracleRecord()
  for (let n = 0; n < 32; n++) {
    state.setGpr(n, anyWord(random))
    state.setFpr(n, anyDouble(random))
  }
  const window = new DataView(state.window.buffer, state.window.byteOffset)
  for (let at = 0; at < WINDOW_BYTES; at += 8) {
    window.setBigUint64(at, random.below(2) === 0 ? random.bits64() : anyDouble(random))
  }
  return state
}

/** Where register numbers lie in an instruction word. */
const REGISTER_FIELDS = ['rD', 'rA', 'rB', 'frC']

/** Makes what the instruction may look at random, and such that it is well behaved; the rest of the record stays. */
function varyState(
  row: InstructionRow,
  word: number,
  random: Random,
  state: OracleRecord,
  options: StateOptions,
): void {
  for (const field of REGISTER_FIELDS) {
    state.setGpr(fieldOf(word, field), anyWord(random))
    state.setFpr(fieldOf(word, field), anyDouble(random))
  }
  state.cr = random.word()
  state.xer = (random.word() & 0xe000007f) >>> 0
  state.fpscr = options.fpscr ?? anyFpscr(random)
  const target = CODE_ADDRESS + 4 * random.pick(TARGETS)
  state.lr = isBranch(row) ? target | random.below(4) : random.word()
  state.ctr = random.below(3) === 0 ? random.below(3) : random.word()
  if (row.mnemonic === 'bcctrx') state.ctr = target | random.below(4)
  if (accessesMemory(row)) {
    aim(row, word, random, state)
    new DataView(state.window.buffer, state.window.byteOffset).setBigUint64(random.below(32) * 8, anyDouble(random))
  }
  if (row.mnemonic === 'lswx') limitString(word, random, state)
}

/** Points the base registers into the window, such that the whole access is in it. */
function aim(row: InstructionRow, word: number, random: Random, state: OracleRecord): void {
  const rA = fieldOf(word, 'rA')
  const rB = fieldOf(word, 'rB')
  const offset = random.below(WINDOW_BYTES - 128) & (random.below(2) === 0 ? ~3 : ~0)
  const address = WINDOW_ADDRESS + offset
  if (isDisplaced(row)) {
    const displacement = (fieldOf(word, 'd') << 16) >> 16
    if (rA !== 0) state.setGpr(rA, (address - displacement) >>> 0)
  } else if (hasOperand(row, 'rB')) {
    if (rA === 0) state.setGpr(rB, address)
    else if (rA === rB) state.setGpr(rA, (address & ~7) / 2)
    else state.setGpr(rB, (address - state.gpr(rA)) >>> 0)
  } else if (rA !== 0) {
    state.setGpr(rA, address)
  }
}

/** A string must not reach the registers of its own address. */
function limitString(word: number, random: Random, state: OracleRecord): void {
  const rD = fieldOf(word, 'rD')
  const registers = Math.min(registersFrom(rD, fieldOf(word, 'rA')), registersFrom(rD, fieldOf(word, 'rB')))
  state.xer = ((state.xer & ~0x7f) | random.below(registers * 4 + 1)) >>> 0
}

export interface VectorGroup {
  readonly row: InstructionRow
  readonly word: number
  readonly code: readonly number[]
  readonly inputs: Uint8Array
  readonly count: number
}

/** Vectors for a row: some words, each on many states. */
export function vectorsFor(
  row: InstructionRow,
  seed: number,
  words: number,
  states: number,
  options: StateOptions = {},
): VectorGroup[] {
  const random = new Random(seed ^ row.value)
  return Array.from({ length: words }, () => {
    const word = anyInstructionWord(row, random)
    const inputs = new Uint8Array(states * RECORD_BYTES)
    const state = anyState(random)
    for (let n = 0; n < states; n++) {
      varyState(row, word, random, state, options)
      inputs.set(state.bytes, n * RECORD_BYTES)
    }
    return { row, word, code: codeFor(row, word), inputs, count: states }
  })
}
