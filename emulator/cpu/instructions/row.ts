/**
 * A row of the instruction table: everything that Bondi knows of one instruction. Decoder, disassembler, translator, stepper,
 * tests and the coverage page derive from it.
 */

import type { HostContext } from '../host.ts'
import { SLOT } from '../state.ts'
import { parseTiming, type Timing } from '../timing/notation.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { Instruction } from './instruction.ts'

export type Group = 'branch' | 'integer' | 'load-store' | 'floating-point' | 'system'

/** A field of the instruction word, as an operand: its name in the manual, and whether it names a register read, written or both. */
export interface Operand {
  readonly field: string
  readonly reads: boolean
  readonly writes: boolean
  /** The field 0 means the value 0, not register 0. */
  readonly zeroIsZero: boolean
  /** Written d(rA): the displacement comes before. */
  readonly displaced: boolean
  /** For an FPR that is written: 'single' always holds a single-precision value; a list copies these operands' precision. */
  readonly precision: 'single' | 'double' | readonly string[]
}

export interface Flags {
  readonly rc: boolean
  readonly oe: boolean
  readonly lk: boolean
  readonly aa: boolean
}

export interface Encoding {
  readonly value: number
  /** The bits that must be as in `value`. */
  readonly mask: number
  readonly flags: Flags
}

export interface InstructionRow extends Encoding {
  readonly mnemonic: string
  readonly group: Group
  readonly operands: readonly Operand[]
  /** What it reads and writes beyond its operands: CA, OV, SO, LR, CTR, CR0 ... */
  readonly implied: readonly Operand[]
  readonly timing: Timing
  /** Accesses memory at an address that may be outside RAM. */
  readonly mayFault: boolean
  /**
   * An operand that is not word aligned raises an exception on a 750: 'emulated' are those that Mac OS then does for the program, which only
   * takes longer; 'required' is what no handler can do.
   */
  readonly alignment: 'any' | 'emulated' | 'required'
  /** How simulated caches see it: an access, or 'own' where its code tells them itself; nothing where they do not. */
  readonly access?: Access | 'own'
  /** An access at d(rA), and one that leaves the address in rA. */
  readonly isDisplaced: boolean
  readonly updatesBase: boolean
  /** State must be in memory when it runs, since it may stop the program. */
  readonly observes: boolean
  /** Sets FR, FI and FPRF of the FPSCR, whatever they were. */
  readonly replacesStatus: boolean
  /** Emits the instruction's WebAssembly. Branches have none: the translator makes them into control flow. */
  readonly emit?: (e: Emitter, i: Instruction) => void
  /** What `addSlotsRead` and `addSlotsWritten` go through, made from the operands. */
  readonly readAdders: readonly Adder[]
  readonly writeAdders: readonly Adder[]
  /** Rare instructions are done by the host instead, on spilled state. */
  readonly host?: (context: HostContext, i: Instruction) => void
}

/** What an instruction does to memory at its effective address; such as are alike to the caches. */
export interface Access {
  readonly bytes: number
  readonly does: 'load' | 'store'
}

/** A set of slots, in four words. */
export type SlotSet = Uint32Array
export const SLOT_SET_WORDS = 4

export function addSlot(set: SlotSet, base: number, slot: number): void {
  set[base + (slot >>> 5)]! |= 1 << (slot & 31)
}

export function removeSlot(set: SlotSet, base: number, slot: number): void {
  set[base + (slot >>> 5)]! &= ~(1 << (slot & 31))
}

export function hasSlot(set: SlotSet, base: number, slot: number): boolean {
  return ((set[base + (slot >>> 5)]! >>> (slot & 31)) & 1) !== 0
}

const addRange = (set: SlotSet, base: number, first: number, count: number): void => {
  for (let k = 0; k < count; k++) addSlot(set, base, first + k)
}

/** BO[0] clear: the branch depends on a condition register bit. */
export const readsCondition = (bo: number): boolean => (bo & 16) === 0
/** BO[2] clear: the branch decrements CTR and depends on it. */
export const decrementsCounter = (bo: number): boolean => (bo & 4) === 0

type Adder = (i: Instruction, set: SlotSet, base: number) => void

const one =
  (slot: (i: Instruction) => number): Adder =>
  (i, set, base) =>
    addSlot(set, base, slot(i))

const range =
  (first: (i: Instruction) => number, count: number): Adder =>
  (i, set, base) =>
    addRange(set, base, first(i), count)

const inRange = (first: number, count: number): Adder => range(() => first, count)

/** The slots of an operand. Fields that name no slot are not here. */
const adders: Readonly<Record<string, Adder>> = {
  rD: one((i) => SLOT.gpr + i.rD),
  rS: one((i) => SLOT.gpr + i.rS),
  rA: one((i) => SLOT.gpr + i.rA),
  'rA|0': (i, set, base) => {
    if (i.rA !== 0) addSlot(set, base, SLOT.gpr + i.rA)
  },
  rB: one((i) => SLOT.gpr + i.rB),
  'rS..r31': (i, set, base) => addRange(set, base, SLOT.gpr + i.rS, 32 - i.rS),
  'rD..r31': (i, set, base) => addRange(set, base, SLOT.gpr + i.rD, 32 - i.rD),
  frD: one((i) => SLOT.fpr + i.frD),
  frS: one((i) => SLOT.fpr + i.frS),
  frA: one((i) => SLOT.fpr + i.frA),
  frB: one((i) => SLOT.fpr + i.frB),
  frC: one((i) => SLOT.fpr + i.frC),
  crfD: range((i) => SLOT.cr + 4 * i.crfD, 4),
  crfS: range((i) => SLOT.cr + 4 * i.crfS, 4),
  crbD: one((i) => SLOT.cr + i.crbD),
  crbA: one((i) => SLOT.cr + i.crbA),
  crbB: one((i) => SLOT.cr + i.crbB),
  BI: (i, set, base) => {
    if (readsCondition(i.BO)) addSlot(set, base, SLOT.cr + i.BI)
  },
  counter: (i, set, base) => {
    if (decrementsCounter(i.BO)) addSlot(set, base, SLOT.ctr)
  },
  CR0: inRange(SLOT.cr, 4),
  CR1: inRange(SLOT.cr + 4, 4),
  CR: inRange(SLOT.cr, 32),
  CRM: (i, set, base) => {
    for (let field = 0; field < 8; field++) {
      if ((i.CRM >>> (7 - field)) & 1) addRange(set, base, SLOT.cr + 4 * field, 4)
    }
  },
  CA: one(() => SLOT.ca),
  OV: one(() => SLOT.ov),
  SO: one(() => SLOT.so),
  LR: one(() => SLOT.lr),
  CTR: one(() => SLOT.ctr),
  SPR: (i, set, base) => {
    if (i.SPR === 8) addSlot(set, base, SLOT.lr)
    else if (i.SPR === 9) addSlot(set, base, SLOT.ctr)
    else if (i.SPR === 1) addRange(set, base, SLOT.ca, 3)
  },
}

function addersFor(operands: readonly Operand[], access: 'reads' | 'writes'): Adder[] {
  return operands
    .filter((operand) => operand[access])
    .map(({ field, zeroIsZero }) => adders[zeroIsZero ? `${field}|0` : field])
    .filter((adder) => adder !== undefined)
}

const NO_FLAGS: Flags = { rc: false, oe: false, lk: false, aa: false }

function flagsOf(text: string): Flags {
  const words = text.split(' ')
  return { rc: words.includes('Rc'), oe: words.includes('OE'), lk: words.includes('LK'), aa: words.includes('AA') }
}

/** A primary opcode alone (D, I and B forms, rlwinm). */
export function primary(opcode: number, flags = ''): Encoding {
  return { value: (opcode << 26) >>> 0, mask: 0xfc000000, flags: flags ? flagsOf(flags) : NO_FLAGS }
}

/** A primary and an extended opcode in bits 21-30 (X, XL, XFX forms) or 22-30 (XO form, when it has OE). */
export function extended(opcode: number, extension: number, flags = ''): Encoding {
  const parsed = flags ? flagsOf(flags) : NO_FLAGS
  const mask = parsed.oe ? 0xfc0003fe : 0xfc0007fe
  return { value: ((opcode << 26) | (extension << 1)) >>> 0, mask, flags: parsed }
}

/** As `extended`, with bit 31 set always (addic., stwcx.). */
export function recording(encoding: Encoding): Encoding {
  return { ...encoding, value: (encoding.value | 1) >>> 0, mask: (encoding.mask | 1) >>> 0 }
}

/** An extended opcode in bits 26-30 (A form: floating-point arithmetic). */
export function aForm(opcode: number, extension: number): Encoding {
  return { value: ((opcode << 26) | (extension << 1)) >>> 0, mask: 0xfc00003e, flags: flagsOf('Rc') }
}

function parseOperand(text: string): Operand {
  const [, access, displaced, field, zero, precision] = /^([=+]?)(d\()?([=+]?[A-Za-z0-9.]+)(\|0)?\)?(?::(.*))?$/.exec(
    text,
  )!
  const bare = field!.replace(/^[=+]/, '')
  const mark = access || (field !== bare ? field![0] : '')
  return {
    field: bare,
    reads: mark !== '=',
    writes: mark === '=' || mark === '+',
    zeroIsZero: zero !== undefined,
    displaced: displaced !== undefined,
    precision: precision === 'single' ? 'single' : precision ? precision.split(',') : 'double',
  }
}

function parseOperands(text: string): Operand[] {
  return text === '' ? [] : text.split(' ').map(parseOperand)
}

export interface Semantics {
  readonly emit?: InstructionRow['emit']
  readonly host?: InstructionRow['host']
  readonly observes?: boolean
  readonly mayFault?: boolean
  readonly alignment?: InstructionRow['alignment']
  readonly access?: Access | 'own'
  readonly replacesStatus?: boolean
}

/**
 * Makes a row. `operands` are in the assembler's order: `=rD` is written, `+rA` read and written, `rA` read, `rA|0` is 0 for field 0,
 * `d(rA)` a displacement and a base; `=frD:single` and `=frD:frB` tell the precision of what is written.
 */
export function row(
  group: Group,
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Semantics | ((e: Emitter, i: Instruction) => void),
): InstructionRow {
  const {
    emit,
    host,
    access,
    observes = false,
    mayFault = false,
    alignment = 'any',
    replacesStatus = false,
  } = typeof semantics === 'function' ? { emit: semantics } : semantics
  const [explicit, beyond] = [parseOperands(operands), parseOperands(implied)]
  const all = [...explicit, ...beyond]
  return {
    mnemonic,
    group,
    ...encoding,
    operands: explicit,
    implied: beyond,
    readAdders: addersFor(all, 'reads'),
    writeAdders: addersFor(all, 'writes'),
    timing: parseTiming(timing),
    mayFault,
    isDisplaced: mayFault && explicit.some(({ displaced }) => displaced),
    updatesBase: mayFault && explicit.some(({ field, writes }) => field === 'rA' && writes),
    alignment,
    observes,
    replacesStatus,
    ...(access ? { access } : {}),
    ...(emit ? { emit } : {}),
    ...(host ? { host } : {}),
  }
}

/** Adds the slots that an instruction reads. */
export function addSlotsRead(i: Instruction, set: SlotSet, base = 0): void {
  const { readAdders } = i.row
  for (let k = 0; k < readAdders.length; k++) readAdders[k]!(i, set, base)
  if (i.rc || i.oe) addSlot(set, base, SLOT.so)
}

/** Adds the slots that an instruction writes. */
export function addSlotsWritten(i: Instruction, set: SlotSet, base = 0): void {
  const { row } = i
  const { writeAdders } = row
  for (let k = 0; k < writeAdders.length; k++) writeAdders[k]!(i, set, base)
  if (i.oe) {
    addSlot(set, base, SLOT.ov)
    addSlot(set, base, SLOT.so)
  }
  if (i.lk) addSlot(set, base, SLOT.lr)
  if (i.rc) addRange(set, base, SLOT.cr + (row.group === 'floating-point' ? 4 : 0), 4)
}
