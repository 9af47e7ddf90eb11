/** The table of guest functions: translates what is called and is not there yet, and forgets what was changed. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { FloatMode } from './float-status.ts'
import { looksAtFpscr } from './instructions/floating-point-flags.ts'
import { decode } from './instructions/table.ts'
import { type GuestFunction, type HostFunctions, Linkage, type ModuleFunctions } from './linkage.ts'
import { COUNTS_EXPORT } from './profile/block-counters.ts'
import type { Profiler } from './profile/profiler.ts'
import { type CpuState, JUMP_CACHE_ENTRIES, STATE } from './state.ts'
import type { CacheFilter } from './timing/caches/filter.ts'
import { CodeMap } from './translate/code-map.ts'
import { serviceOf } from './translate/graph.ts'
import {
  blockStarts,
  exportName,
  remembered,
  type TranslatedUnit,
  translateEach,
  translateResumed,
  translateUnit,
  type Unit,
  type UnitOptions,
} from './translate/unit.ts'
import type { GranuleTable } from './watch/granules.ts'

/** What was translated so far. */
export interface TranslationCounts {
  readonly modules: number
  readonly moduleBytes: number
  readonly functions: number
  /** Guest instructions; one that is in two functions counts twice. */
  readonly instructions: number
}

export interface TranslationOptions {
  readonly precise: boolean
  readonly raisesAlignment: boolean
  readonly raisesFloat: boolean
  readonly clockless: boolean
  /** Infinite results are looked for as NaNs are. */
  readonly findsNotFinite: boolean
  readonly relaxedMadd: boolean
  readonly tailCalls: boolean
  /** Where caches are simulated. */
  readonly caches: CacheFilter | undefined
  /** Where memory is watched. */
  readonly watch: GranuleTable | undefined
  /** A debugger may stop before each instruction. */
  readonly debug: boolean
  /** Profile mode: code counts its blocks and tells of its calls. */
  readonly profiler: Profiler | undefined
}

export interface FunctionImports {
  readonly host: Omit<HostFunctions, 'resolve'> & {
    readonly service: (number: number) => number
    /** (pc): a debugger may stop at a service's stub; where control goes instead, with LEAVE, or 0. */
    readonly beforeService: (pc: number) => number
  }
  readonly modules: ModuleFunctions
}

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
  readonly #linkage: Linkage
  readonly #service: (number: number) => number
  readonly #beforeService: (pc: number) => number
  /** Where the functions in the linkage's table of jumps are. */
  readonly #jumps: DataView
  readonly #serviceStubs = new Set<number>()
  readonly #slots = new Map<number, number>()
  readonly #translated = new Map<number, GuestFunction>()
  /** Where calls go: functions' entries, as opposed to places inside functions where the dispatcher went on. */
  readonly #entries = new Set<number>()
  /** Callees that had no room in a unit, each with all of them: where one is called the others likely are. */
  readonly #waiting = new Map<number, readonly number[]>()
  readonly #units = new Map<number, Unit>()
  readonly #code = new CodeMap<Unit>()
  readonly #steps = new Map<string, GuestFunction>()
  readonly #counts = { modules: 0, moduleBytes: 0, functions: 0, instructions: 0 }
  /** What goes on in a function's middle, by place and function. */
  readonly #blockStarts = new Map<number, ReadonlySet<number>>()
  readonly #resumptions = new Map<string, GuestFunction | undefined>()
  #nextUnit = 1
  #floatMode: FloatMode = 'values'
  #asksFpscr = true
  /** Counts the times that all translations were forgotten. */
  #generation = 0

  constructor(memory: GuestMemory, state: CpuState, options: TranslationOptions, { host, modules }: FunctionImports) {
    this.#memory = memory
    this.#state = state
    this.#options = options
    this.#service = host.service
    this.#beforeService = host.beforeService
    this.#linkage = new Linkage({
      memory: memory.wasm,
      tailCalls: options.tailCalls,
      host: { ...host, resolve: (pc: number) => this.#resolve(pc >>> 0) },
      modules,
      translate: (pc) => (this.at(pc) ? this.#slot(pc) : -1),
      callService: (pc) => this.#callService(pc),
    })
    this.#jumps = new DataView(memory.wasm.buffer, STATE.jumpCache, JUMP_CACHE_ENTRIES * 4)
    for (let index = 0; index < JUMP_CACHE_ENTRIES; index++) this.#setJump(index, NO_CODE)
  }

  get floatMode(): FloatMode {
    return this.#floatMode
  }
  /** Translations of before are forgotten. */
  set floatMode(value: FloatMode) {
    if (value === this.#floatMode) return
    this.#floatMode = value
    this.#forgetAll()
  }

  /** Whether the host is asked before instructions that look at the FPSCR. */
  get asksFpscr(): boolean {
    return this.#asksFpscr
  }
  set asksFpscr(value: boolean) {
    this.#asksFpscr = value
    this.#forgetAll()
  }

  get counts(): TranslationCounts {
    return { ...this.#counts }
  }

  get generation(): number {
    return this.#generation
  }

  /** As they were; when nothing changed, translations stay. */
  restore({ floatMode, asksFpscr, entries }: Pick<FunctionTable, 'floatMode' | 'asksFpscr' | 'entries'>): void {
    if (floatMode !== this.#floatMode || asksFpscr !== this.#asksFpscr) {
      this.#floatMode = floatMode
      this.#asksFpscr = asksFpscr
      this.#forgetAll()
    }
    this.#entries.clear()
    for (const pc of entries) this.#entries.add(pc)
    for (let index = 0; index < JUMP_CACHE_ENTRIES; index++) this.#setJump(index, NO_CODE)
  }

  #forgetAll(): void {
    this.#generation++
    this.#steps.clear()
    for (const unit of [...this.#units.values()]) this.#forget(unit)
  }

  /** What modules import from now on in place of what they did. */
  provide(imports: Partial<ModuleFunctions>): void {
    this.#linkage.provide(imports)
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
    this.#remember(unit)
    const exports = this.#linkage.instantiate(unit.bytes)
    for (const at of pcs) this.#steps.set(stepKey(at, this.#word(at)!), exports[exportName(at)]!)
    return exports[exportName(pc)]!
  }

  /** Whether anything was forgotten. */
  invalidate(address: number, byteCount: number): boolean {
    const changed = this.#code.usersOf(address, byteCount)
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

  /** The entry of a function in a translated module. */
  entryOf(unitId: number, functionIndex: number): number | undefined {
    return this.#units.get(unitId)?.entryOf(functionIndex)
  }

  /** Whether a translated function has a block that begins there. */
  hasBlockAt(entry: number, pc: number): boolean {
    let starts = this.#blockStarts.get(entry)
    if (starts === undefined) {
      starts = blockStarts(entry, this.#unitOptions())
      this.#blockStarts.set(entry, starts)
    }
    return starts.has(pc)
  }

  /** The function that starts at `whole` from its middle on; undefined where none of its blocks begins. Time is then as if control had never left it. */
  resumed(pc: number, whole: number): GuestFunction | undefined {
    const key = `${pc}:${whole}`
    if (!this.#resumptions.has(key)) this.#resumptions.set(key, this.#translateResumed(pc, whole))
    return this.#resumptions.get(key)
  }

  #translateResumed(pc: number, whole: number): GuestFunction | undefined {
    const translated = translateResumed(pc, whole, this.#unitOptions())
    if (translated === undefined) return undefined
    const exports = this.#linkage.instantiate(translated.bytes)
    this.#code.add(this.#remember(translated))
    return exports[exportName(pc)]
  }

  /** Where calls go, as known so far; a function's extent depends on it. */
  get entries(): readonly number[] {
    return [...this.#entries]
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
      asksFpscr: this.#asksFpscr,
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
      this.#put(pc, this.#linkage.serviceStub)
      return this.#linkage.serviceStub
    }
    const siblings = this.#waiting.get(pc)?.filter((sibling) => this.#entries.has(sibling)) ?? []
    const translated = translateUnit(pc, siblings, this.#unitOptions())
    for (const entry of translated.entries) this.#waiting.delete(entry)
    for (const callee of translated.waiting) this.#waiting.set(callee, translated.waiting)
    const exports = this.#linkage.instantiate(translated.bytes)
    const unit = this.#remember(translated)
    this.#code.add(unit)
    this.#options.profiler?.noteUnit(translated.graphs, exports[COUNTS_EXPORT] as unknown as () => void)
    for (const entry of unit.entries) {
      this.#put(entry, exports[exportName(entry)]!)
    }
    return this.#translated.get(pc)
  }

  #remember(translated: TranslatedUnit): Unit {
    const unit = remembered(translated)
    this.#units.set(unit.id, unit)
    this.#counts.modules++
    this.#counts.moduleBytes += translated.bytes.length
    this.#counts.functions += unit.entries.length
    this.#counts.instructions += unit.instructionCount
    return unit
  }

  #put(pc: number, translated: GuestFunction): void {
    this.#translated.set(pc, translated)
    this.#forgetJump(pc)
    this.#linkage.put(this.#slot(pc), translated)
  }

  #drop(pc: number): void {
    this.#translated.delete(pc)
    this.#forgetJump(pc)
    const slot = this.#slots.get(pc)
    if (slot !== undefined) this.#linkage.clear(slot)
  }

  #forget(unit: Unit): void {
    this.#resumptions.clear()
    this.#blockStarts.clear()
    for (const entry of unit.entries) this.#drop(entry)
    this.#code.delete(unit)
  }

  #slot(pc: number): number {
    let slot = this.#slots.get(pc)
    if (slot === undefined) {
      slot = this.#slots.size
      this.#slots.set(pc, slot)
      this.#linkage.clear(slot)
    }
    return slot
  }

  /** Puts a computed jump's target where translated code looks. Outside RAM the dispatcher will find out. */
  #resolve(pc: number): void {
    const translated = this.at(pc)
    const index = (pc >>> 2) & (JUMP_CACHE_ENTRIES - 1)
    this.#linkage.putJump(index, translated)
    this.#setJump(index, pc)
  }

  #setJump(index: number, pc: number): void {
    this.#jumps.setUint32(index * 4, pc, true)
  }

  #forgetJump(pc: number): void {
    const index = (pc >>> 2) & (JUMP_CACHE_ENTRIES - 1)
    if (this.#jumps.getUint32(index * 4, true) === pc) this.#setJump(index, NO_CODE)
  }

  /** Returns where control goes: to LR, which the service may have changed. A stub that was overwritten is forgotten. */
  #callService(pc: number): number {
    this.#state.pc = pc
    const elsewhere = this.#beforeService(pc)
    if (elsewhere !== 0) return elsewhere
    const number = serviceOf(this.#memory.getU32(pc))
    if (number === undefined) {
      this.#drop(pc)
      return pc
    }
    const leave = this.#service(number)
    return (this.#state.lr & ~3) | leave
  }
}

/** Whether code has an instruction that sees the FPSCR or changes it. */
export function readsFpscr(memory: GuestMemory, start: number, byteCount: number): boolean {
  for (let pc = start; pc + 4 <= start + byteCount; pc += 4) {
    const word = memory.getU32(pc)
    const opcode = word >>> 26
    if (opcode !== 59 && opcode !== 63) continue
    const i = decode(pc, word)
    if (i && looksAtFpscr(i)) return true
  }
  return false
}
