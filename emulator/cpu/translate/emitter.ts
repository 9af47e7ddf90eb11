/**
 * Emits instructions' WebAssembly with the guest's registers in locals. What the semantics in instructions/ are written in.
 *
 * A floating-point register has two locals, one of each precision, and the emitter knows which of them holds it: chains of
 * single-precision arithmetic then need no conversion.
 */

import type { DebugCode } from '../debug/debug-code.ts'
import type { FloatMode } from '../float-status.ts'
import { pushIsNaN } from '../instructions/floating-point-flags.ts'
import type { NativeOptions } from '../instructions/floating-point-native.ts'
import type { Instruction } from '../instructions/instruction.ts'
import { hasSlot, SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { SLOT, SLOT_COUNT, STATE } from '../state.ts'
import { type CacheCode, emitDataAccess, type Operation } from '../timing/caches/filter.ts'
import { Code } from '../wasm/code.ts'
import type { ValueType } from '../wasm/function-body.ts'
import { emitWatchedAccess, type WatchCode } from '../watch/watch-code.ts'
import { AddressMarks } from './address-marks.ts'
import type { SharedAccess } from './addresses.ts'
import { ALL_BITS } from './condition-bits.ts'
import type { ImportIndices } from './imports.ts'
import { type ChainMember, type Chains, NO_CHAINS } from './nan-chains.ts'
import { type LoadedWords, NO_STORED_VALUES, type Stored, type StoredValues } from './stored-values.ts'

export interface EmitterOptions {
  readonly memorySize: number
  readonly imports: ImportIndices
  readonly floatMode: FloatMode
  /** The host is asked before a floating-point instruction records the FPSCR. */
  readonly asksFpscr: boolean
  /** The engine's relaxed multiply-add is fused. */
  readonly relaxedMadd: boolean
  /** Registers are in memory before each instruction that may fault. */
  readonly precise: boolean
  /** Infinite results are looked for as NaNs are. */
  readonly findsNotFinite: boolean
  /** Accesses are shown to simulated caches. */
  readonly caches?: CacheCode
  /** Accesses are watched. */
  readonly watch?: WatchCode
  /** A debugger may stop before each instruction. */
  readonly debug?: DebugCode
}

/**
 * Which floating-point registers' locals of each precision hold the register, as masks. In single precision it is lane 0 of a vector; the other
 * lanes mean nothing.
 */
export interface HeldPrecisions {
  readonly single: number
  readonly double: number
}

/** A register that is kept reversed: the local has `size - reach - register`. */
export interface ReversedPointer {
  readonly local: number
  readonly reach: number
}

export const PARAMETER = { pc: 0, depth: 1 } as const

const isFpr = (slot: number): boolean => slot >= SLOT.fpr && slot < SLOT.cr
/** Condition register bits and XER flags are bytes in the state block. */
const isFlag = (slot: number): boolean => slot >= SLOT.cr && slot <= SLOT.so

function stateOffset(slot: number): number {
  if (slot < SLOT.fpr) return STATE.gpr + 4 * slot
  if (slot < SLOT.cr) return STATE.fpr + 8 * (slot - SLOT.fpr)
  if (slot < SLOT.ca) return STATE.crBits + slot - SLOT.cr
  if (slot <= SLOT.so) return STATE.ca + slot - SLOT.ca
  return slot === SLOT.lr ? STATE.lr : STATE.ctr
}

export class Emitter extends Code {
  /** What holds a register in double precision: f64, or lane 0 of a vector, where multiply-adds are vectors' anyway. */
  readonly doubleType: 'f64' | 'v128'
  readonly memorySize: number
  readonly imports: ImportIndices
  readonly floatMode: FloatMode
  /** Somebody may find what is noted of this instruction for the FPSCR. */
  notesStatus = true
  /** The bits of the condition register that are asked of this instruction, which is an `mfcr`. */
  conditionBits = ALL_BITS
  readonly relaxedMadd: boolean
  readonly precise: boolean
  readonly findsNotFinite: boolean
  readonly caches: CacheCode | undefined
  readonly watch: WatchCode | undefined
  readonly debug: DebugCode | undefined
  /** Guest address of the code emitted from each offset on. */
  readonly marks = new AddressMarks()
  /** Slots written and not yet in memory, at this point. */
  readonly dirty: SlotSet = new Uint32Array(SLOT_SET_WORDS)
  /** Cycles left, between calls. */
  readonly fuel: number
  readonly #locals = new Int32Array(SLOT_COUNT).fill(-1)
  readonly #singles = new Int32Array(32).fill(-1)
  readonly #temps: Record<ValueType, number[]> = { i32: [], i64: [], f32: [], f64: [], v128: [] }
  #heldSingle = 0
  #heldDouble = 0
  #shared: ReadonlyMap<number, SharedAccess> = new Map()
  #stored: StoredValues = NO_STORED_VALUES
  #chains: Chains = NO_CHAINS
  readonly #operandLocals: number[] = []
  #operands = 0
  /** The instruction's index in its block. */
  #instruction = 0
  #nextInstruction = 0
  readonly #pointers = new Map<number, ReversedPointer>()
  readonly #baseLocals: number[] = []
  #bases = 0
  readonly #keptLocals: Record<Stored['type'], number[]> = { i32: [], f64: [] }
  readonly #kept = { i32: 0, f64: 0 }
  #liveAfter: SlotSet | undefined
  #liveBase = 0

  constructor(options: EmitterOptions, doubleType: 'f64' | 'v128' = 'f64') {
    super(2)
    this.doubleType = doubleType
    this.memorySize = options.memorySize
    this.imports = options.imports
    this.floatMode = options.floatMode
    this.relaxedMadd = options.relaxedMadd
    this.precise = options.precise
    this.findsNotFinite = options.findsNotFinite
    this.caches = options.caches
    this.watch = options.watch
    this.debug = options.debug
    this.fuel = this.local('i32')
  }

  /** Starts an instruction: where it is, and which slots somebody may look at after it. */
  begin(i: Instruction, live: SlotSet, base: number): void {
    this.mark(i.pc)
    this.#instruction = this.#nextInstruction++
    this.#liveAfter = live
    this.#liveBase = base
  }

  mark(pc: number): void {
    this.marks.add(this.length, pc)
  }

  isLive(slot: number): boolean {
    return this.#liveAfter === undefined || hasSlot(this.#liveAfter, this.#liveBase, slot)
  }

  /** A scratch local, free to use within one instruction. */
  temp(type: ValueType, k: number): number {
    const known = this.#temps[type]
    known[k] ??= this.local(type)
    return known[k]
  }

  // Slots that are integers

  slotLocal(slot: number): number {
    let index = this.#locals[slot]!
    if (index < 0) {
      index = this.local(isFpr(slot) ? this.doubleType : 'i32')
      this.#locals[slot] = index
    }
    return index
  }
  slot(slot: number): this {
    return this.localGet(this.slotLocal(slot))
  }
  setSlot(slot: number): this {
    return this.localSet(this.slotLocal(slot))
  }
  gprIndex(n: number): number {
    return this.slotLocal(SLOT.gpr + n)
  }
  gpr(n: number): this {
    return this.localGet(this.gprIndex(n))
  }
  setGpr(n: number): this {
    return this.localSet(this.gprIndex(n))
  }

  addToGpr(target: number, source: number, value: number): this {
    const pointer = target === source ? this.#pointers.get(source) : undefined
    if (pointer) return this.localGet(pointer.local).i32Const(value).i32Sub().localSet(pointer.local)
    return this.gpr(source).i32Const(value).i32Add().setGpr(target)
  }

  /** From here on these registers, with how far accesses from them reach, are used and moved in reversed memory only. */
  reversePointers(reaches: ReadonlyMap<number, number>): void {
    for (const [register, reach] of reaches) {
      const local = this.local('i32')
      this.i32Const((this.memorySize - reach) | 0)
      this.gpr(register).i32Sub().localSet(local)
      this.#pointers.set(register, { local, reach })
    }
  }
  get pointers(): ReadonlyMap<number, ReversedPointer> {
    return this.#pointers
  }
  restorePointers(): void {
    for (const [register, { local, reach }] of this.#pointers) {
      this.i32Const((this.memorySize - reach) | 0)
      this.localGet(local).i32Sub().setGpr(register)
    }
    this.#pointers.clear()
  }

  /** Pushes a register more so many, which may be kept reversed. */
  gprPlus(register: number, displacement: number): this {
    const pointer = this.#pointers.get(register)
    if (pointer)
      return this.i32Const((this.memorySize - pointer.reach + displacement) | 0)
        .localGet(pointer.local)
        .i32Sub()
    this.gpr(register)
    return displacement === 0 ? this : this.i32Const(displacement).i32Add()
  }

  // Condition register

  /** Sets a field from a comparison of a local with another or with a constant. */
  compare(field: number, signed: boolean, left: number, right: number | { constant: number }): this {
    const relations = signed ? (['i32LtS', 'i32GtS', 'i32Eq'] as const) : (['i32LtU', 'i32GtU', 'i32Eq'] as const)
    const first = SLOT.cr + 4 * field
    relations.forEach((relation, bit) => {
      if (!this.isLive(first + bit)) return
      this.localGet(left)
      if (typeof right === 'number') this.localGet(right)
      else this.i32Const(right.constant)
      this[relation]().setSlot(first + bit)
    })
    if (this.isLive(first + 3)) this.slot(SLOT.so).setSlot(first + 3)
    return this
  }

  compareWithZero(field: number, register: number): this {
    return this.compare(field, true, this.gprIndex(register), { constant: 0 })
  }

  /** CR1 takes FX, FEX, VX and OX. */
  recordCr1(): this {
    for (let bit = 0; bit < 4; bit++) {
      if (!this.isLive(SLOT.cr + 4 + bit)) continue
      this.i32Const(0).i32Load(STATE.fpscr)
      this.i32Const(31 - bit).i32ShrU()
      this.i32Const(1)
        .i32And()
        .setSlot(SLOT.cr + 4 + bit)
    }
    return this
  }

  // Addresses

  #isIndexed(i: Instruction): boolean {
    return i.word >>> 26 === 31
  }
  #hasBase(i: Instruction): boolean {
    return i.rA !== 0 || !i.row.operands.some(({ field, zeroIsZero }) => field === 'rA' && zeroIsZero)
  }

  effectiveAddress(i: Instruction): this {
    const indexed = this.#isIndexed(i)
    if (!this.#hasBase(i)) return indexed ? this.gpr(i.rB) : this.i32Const(i.SIMM)
    this.gpr(i.rA)
    return indexed ? this.gpr(i.rB).i32Add() : this.i32Const(i.SIMM).i32Add()
  }

  /** Starts a block: what its instructions share. */
  beginSharing(shared: ReadonlyMap<number, SharedAccess>, stored: StoredValues, chains: Chains): void {
    this.#chains = chains
    this.#operands = 0
    this.#shared = shared
    this.#stored = stored
    this.#kept.i32 = 0
    this.#kept.f64 = 0
    this.#nextInstruction = 0
    this.#bases = 0
  }

  /**
   * Pushes where in the reversed memory the access lies, but for what is returned: the constant offset of the load or store.
   * An address outside RAM traps by itself.
   */
  hostAddress(i: Instruction, byteCount: number, operation: Operation): number {
    if (this.watch !== undefined && i.row.access === 'own' && operation !== 'touch')
      emitWatchedAccess(this, i, byteCount, operation === 'load' ? 'load' : 'store')
    const pointer = this.#isIndexed(i) ? undefined : this.#pointers.get(i.rA)
    if (pointer !== undefined) {
      this.localGet(pointer.local)
      return pointer.reach - i.SIMM - byteCount
    }
    const shared = this.#shared.get(this.#instruction)
    const tells = this.caches !== undefined && i.row.access === 'own'
    if (shared !== undefined && !tells) return this.#fromSharedBase(i, shared, byteCount)
    const indexed = this.#isIndexed(i)
    this.i32Const((this.memorySize - byteCount - (indexed ? 0 : i.SIMM)) | 0)
    if (this.#hasBase(i)) this.gpr(i.rA).i32Sub()
    if (indexed) this.gpr(i.rB).i32Sub()
    if (tells) emitDataAccess(this, i.pc, byteCount, operation)
    return 0
  }

  #fromSharedBase(i: Instruction, { base, delta }: SharedAccess, byteCount: number): number {
    if (base.local < 0) {
      base.local = this.#baseLocal(this.#bases++)
      this.i32Const((this.memorySize - base.reach + delta) | 0)
        .gpr(i.rA)
        .i32Sub()
        .localTee(base.local)
    } else this.localGet(base.local)
    return base.reach - delta - i.SIMM - byteCount
  }

  #baseLocal(k: number): number {
    this.#baseLocals[k] ??= this.local('i32')
    return this.#baseLocals[k]
  }

  /** With the value to be stored on the stack: keeps it where a load of the block wants it. */
  keepStored(): this {
    const store = this.#stored.stores.get(this.#instruction)
    if (store === undefined) return this
    const locals = this.#keptLocals[store.type]
    const k = this.#kept[store.type]++
    locals[k] ??= this.local(store.type)
    store.local = locals[k]
    return this.localTee(store.local)
  }

  /** What stores of the block left where the instruction loads. */
  storedWords(): LoadedWords | undefined {
    return this.#stored.loads.get(this.#instruction)
  }

  /** Of a chain of arithmetic, if the instruction is part of one. */
  chainMember(): ChainMember | undefined {
    return this.#chains.get(this.#instruction)
  }

  /** A local of the block's own for a register in double precision. */
  keptOperand(): number {
    const k = this.#operands++
    this.#operandLocals[k] ??= this.local(this.doubleType)
    return this.#operandLocals[k]
  }

  // Floating-point registers

  isSingle(n: number): boolean {
    return ((this.#heldSingle >>> n) & 1) !== 0
  }
  /** The local with the register in lane 0. */
  singleLocal(n: number): number {
    let index = this.#singles[n]!
    if (index < 0) {
      index = this.local('v128')
      this.#singles[n] = index
    }
    return index
  }
  /** Pushes the register, which is single precision, as f32. */
  single(n: number): this {
    return this.localGet(this.singleLocal(n)).f32x4ExtractLane(0)
  }
  /** From lane 0 of the vector on the stack. */
  setSingle(n: number): this {
    this.#heldSingle |= 1 << n
    this.#heldDouble &= ~(1 << n)
    return this.localSet(this.singleLocal(n))
  }
  setDouble(n: number): this {
    this.#heldDouble |= 1 << n
    this.#heldSingle &= ~(1 << n)
    return this.setSlot(SLOT.fpr + n)
  }

  /** Which registers are held in single precision, as a mask: sets what the emitter assumes. */
  assumeSingles(mask: number): void {
    this.#heldSingle = mask
    this.#heldDouble = ~mask
  }

  /** In which precisions registers are held here, for `restorePrecisions`. */
  heldPrecisions(): HeldPrecisions {
    return { single: this.#heldSingle, double: this.#heldDouble }
  }
  restorePrecisions({ single, double }: HeldPrecisions): void {
    this.#heldSingle = single
    this.#heldDouble = double
  }
  #isDouble(n: number): boolean {
    return ((this.#heldDouble >>> n) & 1) !== 0
  }

  /** The local with the register in double precision. Converts at most once; not for code that may be skipped. */
  doubleLocal(n: number): number {
    const local = this.slotLocal(SLOT.fpr + n)
    if (!this.#isDouble(n)) {
      this.#pushPromoted(n, local)
      this.localSet(local)
      this.#heldDouble |= 1 << n
    }
    return local
  }
  /** Pushes the register as f64. */
  double(n: number): this {
    return this.localGet(this.doubleLocal(n)).asF64()
  }
  /** From a register's double-precision local to f64, to it, and to it from the 64-bit pattern. */
  asF64(): this {
    return this.doubleType === 'v128' ? this.f64x2ExtractLane(0) : this
  }
  asDouble(): this {
    return this.doubleType === 'v128' ? this.f64x2Splat() : this
  }
  bitsAsDouble(): this {
    return this.doubleType === 'v128' ? this.i64x2Splat() : this.f64ReinterpretI64()
  }
  negateDouble(): this {
    return this.doubleType === 'v128' ? this.f64x2Neg() : this.f64Neg()
  }

  /** Makes the double-precision local valid on this path only. */
  promoteOnEdge(n: number): void {
    if (this.#isDouble(n)) return
    const local = this.slotLocal(SLOT.fpr + n)
    this.#pushPromoted(n, local)
    this.localSet(local)
  }

  /** Pushes the register in double precision by way of a scratch local. WebAssembly may quiet a NaN when promoting, the 750 does not. */
  #pushPromoted(n: number, scratch: number): void {
    let value = scratch
    if (this.doubleType === 'v128') {
      value = this.temp('f64', 2)
      this.localGet(this.singleLocal(n)).f64x2PromoteLowF32x4().localTee(scratch).f64x2ExtractLane(0)
    } else this.single(n).f64PromoteF32()
    pushIsNaN(this.localSet(value), value, 'f64').unlikely().if()
    this.single(n).i32ReinterpretF32().call(this.imports.promoteBits).bitsAsDouble().localSet(scratch)
    this.end().localGet(scratch)
  }

  /** Pushes the register's 64-bit pattern; for code that is seldom run. */
  doubleBits(n: number): this {
    if (this.#isDouble(n))
      return this.slot(SLOT.fpr + n)
        .asF64()
        .i64ReinterpretF64()
    return this.single(n).i32ReinterpretF32().call(this.imports.promoteBits)
  }

  /** Loads a double as registers have it; the address is on the stack. */
  loadDouble(offset: number): this {
    return this.doubleType === 'v128' ? this.v128Load64Zero(offset) : this.f64Load(offset)
  }

  /** Stores the register as stfs does; the address is on the stack. */
  storeSingle(n: number, offset: number): this {
    if (this.isSingle(n)) return this.localGet(this.singleLocal(n)).v128Store32Lane(offset, 0)
    const [source, single] = [this.temp('f64', 0), this.temp('f32', 0)]
    this.double(n).localSet(source)
    this.localGet(source).f32DemoteF64().localTee(single).f64PromoteF32().localGet(source).f64Ne().unlikely().if()
    this.localGet(source).i64ReinterpretF64().call(this.imports.demoteBits).f32ReinterpretI32().localSet(single)
    return this.end().localGet(single).f32Store(offset)
  }

  /** How arithmetic is done. */
  nativeOptions(): NativeOptions {
    return {
      relaxedMadd: this.relaxedMadd,
      doublesInVectors: this.doubleType === 'v128',
      fusedMultiplyAdd: this.imports.fusedMultiplyAdd,
      fusedMultiplyAddSingle: this.imports.fusedMultiplyAddSingle,
      scratch: this.temp('f64', 0),
    }
  }

  // Spilling and reloading

  /** Stores a register into the state block. */
  #spill(slot: number): void {
    this.i32Const(0)
    if (isFpr(slot)) {
      const n = slot - SLOT.fpr
      if (this.#isDouble(n)) this.slot(slot)
      else this.#pushPromoted(n, this.temp(this.doubleType, 0))
      this.asF64().f64Store(stateOffset(slot))
    } else {
      this.slot(slot)
      if (isFlag(slot)) this.i32Store8(stateOffset(slot))
      else this.i32Store(stateOffset(slot))
    }
  }

  /** Stores every slot of the set. */
  spillAll(set: SlotSet = this.dirty, base = 0): this {
    eachSlot(set, base, (slot) => this.#spill(slot))
    return this
  }

  /** Stores the cycles left. */
  spillFuel(): this {
    return this.i32Const(0).localGet(this.fuel).i32Store(STATE.fuel)
  }
  reloadFuel(): this {
    return this.i32Const(0).i32Load(STATE.fuel).localSet(this.fuel)
  }
  storePc(pc: number): this {
    return this.i32Const(0).i32Const(pc).i32Store(STATE.pc)
  }

  /** Loads every slot of the set; floating-point registers in double precision. */
  reloadAll(set: SlotSet, base: number): void {
    this.assumeSingles(0)
    eachSlot(set, base, (slot) => {
      this.i32Const(0)
      if (isFpr(slot)) this.loadDouble(stateOffset(slot))
      else if (isFlag(slot)) this.i32Load8U(stateOffset(slot))
      else this.i32Load(stateOffset(slot))
      this.setSlot(slot)
    })
  }

  /** Stops with the exception that the instruction can raise by itself: trap or alignment. */
  trap(pc: number): this {
    return this.spillAll().spillFuel().storePc(pc).i32Const(pc).call(this.imports.trap).unreachable()
  }
}

export function eachSlot(set: SlotSet, base: number, visit: (slot: number) => void): void {
  for (let word = 0; word < SLOT_SET_WORDS; word++) {
    let bits = set[base + word]!
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits)
      bits &= bits - 1
      visit(32 * word + bit)
    }
  }
}
