/** The table of guest functions: translates what is called and is not there yet, and forgets what was changed. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { FloatMode } from './float-status.ts'
import { decodeRow } from './instructions/table.ts'
import { type CpuState, JUMP_CACHE_ENTRIES, STATE } from './state.ts'
import { serviceOf } from './translate/graph.ts'
import { declareImports, GUEST_FUNCTION, IMPORT_MODULE } from './translate/imports.ts'
import { exportName, translateEach, translateUnit, type Unit, type UnitOptions } from './translate/unit.ts'
import { Code } from './wasm/code.ts'
import { ModuleBuilder } from './wasm/module.ts'

export type GuestFunction = (pc: number, depth: number) => number

export interface TranslationOptions {
  readonly precise: boolean
  readonly relaxedMadd: boolean
  readonly tailCalls: boolean
}

const LINE_SHIFT = 5
const TABLE_STEP = 256
/** Instructions translated for single steps at once. */
const STEP_BATCH = 32

/** Code that was changed is another step. */
const stepKey = (pc: number, word: number): string => `${pc}:${word}`

/** Code is never at an odd address. */
const NO_CODE = 1

export class FunctionTable {
  readonly #memory: GuestMemory
  readonly #state: CpuState
  readonly #options: TranslationOptions
  readonly #imports: WebAssembly.ModuleImports
  readonly #table = new WebAssembly.Table({ element: 'anyfunc', initial: TABLE_STEP })
  readonly #lazy: GuestFunction
  /** Every service stub is this one function. */
  readonly #serviceStub: GuestFunction
  readonly #serviceStubs = new Set<number>()
  readonly #slots = new Map<number, number>()
  readonly #translated = new Map<number, GuestFunction>()
  /** Where calls go: functions' entries, as opposed to places inside functions where the dispatcher went on. */
  readonly #entries = new Set<number>()
  readonly #units = new Map<number, Unit>()
  /** Units by line of 32 bytes of guest code, to find what a change concerns. */
  readonly #lines = new Map<number, Set<Unit>>()
  readonly #steps = new Map<string, GuestFunction>()
  #nextUnit = 1
  #floatMode: FloatMode = 'values'

  constructor(memory: GuestMemory, state: CpuState, options: TranslationOptions, imports: WebAssembly.ModuleImports) {
    this.#memory = memory
    this.#state = state
    this.#options = options
    this.#imports = {
      ...imports,
      memory: memory.wasm,
      functions: this.#table,
      resolve: (pc: number): number => this.#resolve(pc >>> 0),
    }
    const { lazy, serviceStub } = this.#makeStubs()
    this.#lazy = lazy
    this.#serviceStub = serviceStub
    for (let slot = 0; slot < TABLE_STEP; slot++) this.#table.set(slot, this.#lazy)
    // The cache's empty entries are zero: a jump to address 0 must not find one.
    new DataView(memory.wasm.buffer).setUint32(STATE.jumpCache, NO_CODE, true)
  }

  get floatMode(): FloatMode {
    return this.#floatMode
  }
  /** Translations of before are forgotten. */
  set floatMode(value: FloatMode) {
    if (value === this.#floatMode) return
    this.#floatMode = value
    this.#steps.clear()
    for (const unit of [...this.#units.values()]) this.#forget(unit)
  }

  noteEntry(pc: number): void {
    this.#entries.add(pc)
  }

  /** The function that starts at a guest address; undefined where there is no code. */
  at(pc: number): GuestFunction | undefined {
    return this.#translated.get(pc) ?? this.#translate(pc)
  }

  /** The instruction at a guest address alone. */
  step(pc: number): GuestFunction | undefined {
    const word = this.#word(pc)
    if (word === undefined) return undefined
    return this.#steps.get(stepKey(pc, word)) ?? this.#translateSteps(pc)
  }

  /** Those that follow are likely to be next, and a module costs more than what is in it. */
  #translateSteps(pc: number): GuestFunction {
    const pcs = Array.from({ length: STEP_BATCH }, (_, k) => pc + 4 * k).filter((at) => this.#word(at) !== undefined)
    const unit = translateEach(pcs, this.#unitOptions())
    this.#units.set(unit.id, unit)
    const exports = this.#instantiate(unit)
    for (const at of pcs) this.#steps.set(stepKey(at, this.#word(at)!), exports[exportName(at)]!)
    return exports[exportName(pc)]!
  }

  /** Whether anything was forgotten. */
  invalidate(address: number, byteCount: number): boolean {
    const changed = new Set<Unit>()
    const last = (address + byteCount - 1) >>> LINE_SHIFT
    if (byteCount > 0 && last - (address >>> LINE_SHIFT) > this.#lines.size) {
      for (const [line, units] of this.#lines) {
        if (line >= address >>> LINE_SHIFT && line <= last) for (const unit of units) changed.add(unit)
      }
    } else if (byteCount > 0) {
      for (let line = address >>> LINE_SHIFT; line <= last; line++) {
        for (const unit of this.#lines.get(line) ?? []) changed.add(unit)
      }
    }
    for (const unit of changed) this.#forget(unit)
    this.#forgetEntries(address, byteCount)
    for (const pc of this.#serviceStubs) {
      if (pc < address || pc >= address + byteCount) continue
      this.#serviceStubs.delete(pc)
      this.#drop(pc)
    }
    return changed.size > 0
  }

  /** What a function is must not depend on what was there before. */
  #forgetEntries(address: number, byteCount: number): void {
    if (byteCount >>> 2 > this.#entries.size) {
      for (const pc of this.#entries) if (pc >= address && pc < address + byteCount) this.#entries.delete(pc)
    } else {
      for (let pc = (address & ~3) >>> 0; pc < address + byteCount; pc += 4) this.#entries.delete(pc)
    }
  }

  /** The guest address of a place in a translated module, as an engine's stack trace tells it. */
  locate(unitId: number, functionIndex: number, moduleOffset: number): number | undefined {
    return this.#units.get(unitId)?.locate(functionIndex, moduleOffset)
  }

  #word(pc: number): number | undefined {
    return pc <= this.#memory.size - 4 && (pc & 3) === 0 ? this.#memory.getU32(pc) : undefined
  }

  #unitOptions(): UnitOptions {
    return {
      ...this.#options,
      id: this.#nextUnit++,
      floatMode: this.#floatMode,
      memorySize: this.#memory.size,
      code: { word: (pc) => this.#word(pc), isEntry: (pc) => this.#entries.has(pc), toc: this.#state.gpr(2) },
      isTranslated: (pc) => this.#translated.has(pc),
      noteEntry: (pc) => this.noteEntry(pc),
      tableIndex: (pc) => this.#slot(pc),
    }
  }

  #translate(pc: number): GuestFunction | undefined {
    const word = this.#word(pc)
    if (word === undefined) return undefined
    if (serviceOf(word) !== undefined) {
      this.#serviceStubs.add(pc)
      this.#put(pc, this.#serviceStub)
      return this.#serviceStub
    }
    const unit = translateUnit(pc, this.#unitOptions())
    const exports = this.#instantiate(unit)
    this.#units.set(unit.id, unit)
    for (const entry of unit.entries) {
      this.#put(entry, exports[exportName(entry)]!)
    }
    for (const { start, end } of unit.ranges) {
      for (let line = start >>> LINE_SHIFT; line <= (end - 1) >>> LINE_SHIFT; line++) {
        const units = this.#lines.get(line)
        if (units) units.add(unit)
        else this.#lines.set(line, new Set([unit]))
      }
    }
    return this.#translated.get(pc)
  }

  #put(pc: number, translated: GuestFunction): void {
    this.#translated.set(pc, translated)
    this.#table.set(this.#slot(pc), translated)
  }

  #drop(pc: number): void {
    this.#translated.delete(pc)
    const slot = this.#slots.get(pc)
    if (slot !== undefined) this.#table.set(slot, this.#lazy)
  }

  #instantiate({ bytes }: Unit): Record<string, GuestFunction> {
    const module = new WebAssembly.Module(bytes)
    const instance = new WebAssembly.Instance(module, { [IMPORT_MODULE]: this.#imports })
    return instance.exports as Record<string, GuestFunction>
  }

  #forget(unit: Unit): void {
    for (const entry of unit.entries) this.#drop(entry)
    for (const { start, end } of unit.ranges) {
      for (let line = start >>> LINE_SHIFT; line <= (end - 1) >>> LINE_SHIFT; line++)
        this.#lines.get(line)?.delete(unit)
    }
  }

  #slot(pc: number): number {
    let slot = this.#slots.get(pc)
    if (slot === undefined) {
      slot = this.#slots.size
      this.#slots.set(pc, slot)
      if (slot >= this.#table.length) this.#growTable()
    }
    return slot
  }

  #growTable(): void {
    const old = this.#table.length
    this.#table.grow(old, this.#lazy)
  }

  /** The table index for a computed jump, noted where translated code looks first. Outside RAM the dispatcher will find out. */
  #resolve(pc: number): number {
    this.at(pc)
    const slot = this.#slot(pc)
    const view = new DataView(this.#memory.wasm.buffer)
    const entry = STATE.jumpCache + 8 * ((pc >>> 2) & (JUMP_CACHE_ENTRIES - 1))
    view.setUint32(entry, pc, true)
    view.setUint32(entry + 4, slot, true)
    return slot
  }

  /**
   * `lazy` is what untranslated slots hold: it translates, then goes there. An address without code is returned, for the dispatcher to fault.
   * `serviceStub` calls the service that the word at pc asks for.
   */
  #makeStubs(): { lazy: GuestFunction; serviceStub: GuestFunction } {
    const module = new ModuleBuilder('stubs')
    declareImports(module, this.#memory.size / 65536)
    const type = module.type(GUEST_FUNCTION.parameters, GUEST_FUNCTION.results)
    const byPc = { parameters: ['i32'], results: ['i32'] } as const
    const translate = module.importFunction(IMPORT_MODULE, 'translate', byPc)
    const serviceAt = module.importFunction(IMPORT_MODULE, 'serviceAt', byPc)
    const lazy = module.declare('lazy', type)
    const serviceStub = module.declare('serviceStub', type)
    const code = new Code(2)
    const slot = code.local('i32')
    code.localGet(0).call(translate).localTee(slot).i32Const(0).i32LtS().if().localGet(0).return().end()
    code.localGet(0).localGet(1).localGet(slot)
    if (this.#options.tailCalls) code.returnCallIndirect(type)
    else code.callIndirect(type)
    module.define(lazy, code)
    module.define(serviceStub, new Code(2).localGet(0).call(serviceAt))
    const imports = {
      ...this.#imports,
      translate: (pc: number): number => (this.at(pc >>> 0) ? this.#slot(pc >>> 0) : -1),
      serviceAt: (pc: number): number => this.#callService(pc >>> 0),
    }
    const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), {
      [IMPORT_MODULE]: imports,
    })
    return instance.exports as { lazy: GuestFunction; serviceStub: GuestFunction }
  }

  /** Returns where control goes: to LR, which the service may have changed. A stub that was overwritten is forgotten. */
  #callService(pc: number): number {
    this.#state.pc = pc
    const number = serviceOf(this.#memory.getU32(pc))
    if (number === undefined) {
      this.#drop(pc)
      return pc
    }
    const service = this.#imports.service as (number: number) => void
    service(number)
    return this.#state.lr & ~3
  }
}

/** Whether code has an instruction that sees the FPSCR or changes it. */
export function readsFpscr(memory: GuestMemory, start: number, byteCount: number): boolean {
  for (let pc = start; pc + 4 <= start + byteCount; pc += 4) {
    const word = memory.getU32(pc)
    const opcode = word >>> 26
    if (opcode !== 59 && opcode !== 63) continue
    const row = decodeRow(word)
    if (row === undefined) continue
    if (row.host !== undefined || (row.flags.rc && (word & 1) !== 0)) return true
  }
  return false
}
