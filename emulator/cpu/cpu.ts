/** The PowerPC 750: runs guest code by translating it, and turns what the engine traps into the guest's faults. */

import type { GuestMemory } from '../memory/guest-memory.ts'
import type { Context } from './context.ts'
import { CodeFlags } from './debug/code-flags.ts'
import { effectiveAddressOf } from './effective-address.ts'
import { hasFusedRelaxedMadd, hasTailCalls } from './engine.ts'
import { CpuFault } from './fault.ts'
import { enabledExceptions, FloatException } from './float-exception.ts'
import { type FloatMode, RESULT_ENABLES } from './float-status.ts'
import { createFloatBasics } from './float-wasm/basics.ts'
import { createStatusModule, type StatusModule } from './float-wasm/status.ts'
import { FunctionTable, readsFpscr, type TranslationCounts } from './functions.ts'
import type { CpuHost, HostContext } from './host.ts'
import { looksAtFpscr } from './instructions/floating-point-flags.ts'
import { decode } from './instructions/table.ts'
import type { GuestFunction } from './linkage.ts'
import { type ReturnAddress, returnAddresses } from './pending-returns.ts'
import { type CallListener, type FunctionStart, Profiler } from './profile/profiler.ts'
import { CpuState, FUEL_PER_CYCLE, STATE } from './state.ts'
import type { CacheHierarchy } from './timing/caches/hierarchy.ts'
import { CacheSimulation, type MissObserver } from './timing/caches/simulation.ts'
import { LEAVE } from './translate/imports.ts'
import { type FloatListener, listening } from './watch/float-listener.ts'
import { createMemoryWatch, type MemoryWatch } from './watch/memory-watch.ts'

export interface CpuOptions {
  /** Registers are in memory before every instruction that may fault: slower, and `state` is right after a fault. */
  readonly precise?: boolean
  /**
   * Whether the FPSCR is kept. 'auto' does from the first instruction on that looks at it, where the host has `firstFpscrLook`; else once
   * `noteCode` has seen such an instruction.
   */
  readonly fpscr?: 'auto' | 'exact' | 'fast'
  /**
   * What accesses do that raise an alignment exception on a 750, other than reservations, which always raise it: 'emulated', the default, as
   * Mac OS does them for its applications.
   */
  readonly alignment?: 'emulated' | 'raised'
  /**
   * What an enabled floating-point exception does: MSR[FE0, FE1]. 'ignored', the default, is how Mac OS runs applications: exceptions set flags
   * and never change the flow of control (Inside Macintosh: PowerPC Numerics, chapter 4, "Exception Flags").
   */
  readonly floatExceptions?: 'ignored' | 'raised'
  /** How multiply-adds are computed; the engine's own fused ones where it has them, by default. The bits are the same. */
  readonly fusedMultiplyAdd?: 'relaxed-simd' | 'exact-f64'
  /** Profile mode: where the cycles go is gathered in `profiler`. Results and cycles are the same, at some cost. */
  readonly profile?: { readonly startOf: FunctionStart; readonly listener?: CallListener }
  /** Code without a clock: cycles do not pass and no deadline comes. To measure what the clock costs, and for nothing else. */
  readonly clockless?: boolean
  /** The caches to simulate: cycles then include what is waited for them. Without, every access is a hit. */
  readonly caches?: CacheHierarchy
  /** Told of every miss of simulated caches. */
  readonly onMiss?: MissObserver
  /**
   * Told of arithmetic whose result is infinite or no number, though its operands are finite. May throw, which ends the run; in precise mode
   * `state.pc` is then the instruction's.
   */
  readonly onNotFinite?: FloatListener
  /** Accesses to memory can be watched, in `watch` of the processor; code is slower then, and less so when only low addresses can. */
  readonly watch?: boolean | { readonly below: number }
  /**
   * The host may be asked before every instruction (`instruction` of CpuHost), with all registers in memory: several times slower, and the
   * same in the same cycles. Implies `precise`.
   */
  readonly debug?: boolean
}

export interface Cpu {
  readonly state: CpuState
  readonly host: CpuHost
  /** In profile mode. */
  readonly profiler: Profiler | undefined
  /** Time so far in units of fuel, `FUEL_PER_CYCLE` to a cycle. */
  readonly time: number
  readonly caches: CacheSimulation | undefined
  /** Where memory can be watched. */
  readonly watch?: MemoryWatch
  /** Where code is debugged: in which regions the host is asked before each instruction. */
  readonly codeFlags?: CodeFlags
  /** 750 cycles so far; exact whenever the host is called. */
  readonly cycles: number
  /** Whether translated code keeps the FPSCR now. */
  readonly keepsFpscr: boolean
  /** `host.deadline` is called once `cycles` has passed this. */
  cycleDeadline: number
  /** Runs until the host throws or the guest faults. */
  run(pc: number): never
  /** Calls a guest function by its transition vector, from the host; all registers are as before afterwards. Returns r3. */
  call(transitionVector: number, ...args: readonly number[]): number
  /** As `call`, with the code's address and its TOC. */
  callCode(pc: number, toc: number, ...args: readonly number[]): number
  /** Calls from the host in progress. */
  readonly callDepth: number
  /** A flow of control that begins where LR says, with the registers of now but for what `prepare` sets. */
  newContext(prepare: (state: CpuState) => void): Context
  /**
   * Has control go on elsewhere once the service that runs has returned: functions that run are left, so that the host's stack does not grow.
   * `onSwitch` is called then, with what is left.
   */
  switchContext(next: Context, onSwitch: (left: Context) => void): void
  /** Says that a context will not be gone on with. */
  dropContext(context: Context): void
  /** What the processor holds besides RAM, while the host is called for a service that the program itself calls. */
  save(): CpuSnapshot
  /** Goes back to that, with RAM as it was then and `invalidate` called for what changed in it. */
  restore(snapshot: CpuSnapshot): void
  /** Goes on with the service that ran when `save` was called. */
  resume(service: number): never
  /** One instruction, at `state.pc`. */
  step(): void
  /** What was translated so far: nothing until it is used. */
  readonly translated: TranslationCounts
  /** Tells of code that was loaded: it may need the FPSCR, and what was there before is forgotten. */
  noteCode(start: number, byteCount: number): void
  /** Code was changed. */
  invalidate(start: number, byteCount: number): void
}

/** A call that has not returned. */
interface PendingReturn extends ReturnAddress {
  /** The translated function that goes on then. */
  readonly inFunction: number
}

/** What the processor holds besides RAM. */
export interface CpuSnapshot {
  readonly timeWithoutFuel: number
  readonly cycleDeadline: number
  readonly contexts: readonly Context[]
  readonly floatMode: FloatMode
  readonly asksFpscr: boolean
  readonly returns: readonly PendingReturn[]
  readonly entries: readonly number[]
}

interface Switch {
  readonly next: Context
  readonly onSwitch: (left: Context) => void
}

/** Guest calls that nest deeper than this go through the dispatcher: the host's stack is small. */
const MAXIMUM_DEPTH = 256
const MINIMUM_DEPTH = 8
/** Where a call from the host returns to: no code can be there. */
const RETURN_PC = 0xfffffffc
const FUEL_LIMIT = 2 ** 30
const returnKey = (pc: number, stackPointer: number): string => `${pc}:${stackPointer}`
/** PowerOpen: linkage area, then the parameter area (Inside Macintosh: PowerPC System Software, chapter 1). */
/** As V8 writes a frame of translated code, wasm://wasm/ppc7-1a2b3c4d:wasm-function[12]:0x345; other engines may not, and the precise run tells then. */
const WASM_FRAME = /wasm\/ppc(\d+)-[0-9a-f]+:wasm-function\[(\d+)\]:0x([0-9a-f]+)/
/** PowerOpen: linkage area, then the parameter area (Inside Macintosh: PowerPC System Software, 1-43). */
const LINKAGE_BYTES = 24
const REGISTER_ARGUMENTS = 8

export function createCpu(memory: GuestMemory, host: CpuHost, options: CpuOptions = {}): Cpu {
  return new TranslatingCpu(memory, host, options)
}

class TranslatingCpu implements Cpu {
  readonly state: CpuState
  readonly host: CpuHost
  readonly profiler: Profiler | undefined
  readonly caches: CacheSimulation | undefined
  readonly watch?: MemoryWatch
  readonly codeFlags?: CodeFlags
  readonly #memory: GuestMemory
  readonly #view: DataView
  readonly #functions: FunctionTable
  readonly #context: HostContext
  readonly #createStatus: () => StatusModule
  readonly #precise: boolean
  readonly #fpscr: 'auto' | 'exact' | 'fast'
  /** The time so far when fuel is 0, in units of fuel. */
  #timeWithoutFuel = 0
  #cycleDeadline = Number.POSITIVE_INFINITY
  #depth = MAXIMUM_DEPTH
  #leaveRequested = false
  /** What calls from the host in progress will put back. */
  readonly #saved: Uint8Array[] = []
  /** What can be switched to. */
  readonly #contexts = new Set<Context>()
  /** Returns that are to come since a snapshot was restored. */
  #returns = new Map<string, PendingReturn>()
  /** Where control goes once the service that runs has returned. */
  #switch: Switch | undefined

  constructor(memory: GuestMemory, host: CpuHost, options: CpuOptions) {
    this.#memory = memory
    this.#view = new DataView(memory.wasm.buffer)
    this.host = host
    this.state = new CpuState(memory)
    this.profiler = options.profile && new Profiler(options.profile.startOf, options.profile.listener)
    this.caches = options.caches && new CacheSimulation(memory, options.caches, this.#missObserver(options.onMiss))
    const { watch } = options
    if (watch) this.watch = createMemoryWatch(memory, options.caches, watch === true ? undefined : watch.below)
    if (options.debug) this.codeFlags = new CodeFlags(memory)
    this.#precise = options.precise ?? options.debug ?? false
    this.#fpscr = options.fpscr ?? 'auto'
    this.#context = {
      state: this.state,
      memory,
      caches: this.caches,
      watch: this.watch,
      timeBase: () => this.#timeBase(),
      invalidate: (address, byteCount) => {
        if (this.#functions.invalidate(address, byteCount)) this.#leaveRequested = true
      },
    }
    const relaxedMadd = options.fusedMultiplyAdd !== 'exact-f64' && hasFusedRelaxedMadd()
    const basics = createFloatBasics(memory.wasm)
    const onNotFinite = options.onNotFinite
    this.#createStatus = () => {
      const { floatExact, ...status } = createStatusModule(memory.wasm, this.state, basics, relaxedMadd)
      return { ...status, floatExact: onNotFinite ? listening(floatExact, onNotFinite) : floatExact }
    }
    this.#functions = new FunctionTable(
      memory,
      this.state,
      {
        precise: this.#precise,
        raisesAlignment: options.alignment === 'raised',
        raisesFloat: options.floatExceptions === 'raised',
        clockless: options.clockless ?? false,
        findsNotFinite: onNotFinite !== undefined,
        caches: this.caches?.filter,
        watch: this.watch?.table,
        debug: options.debug ?? false,
        relaxedMadd,
        tailCalls: hasTailCalls(),
        profiler: this.profiler,
      },
      {
        host: {
          service: (number: number) => this.#service(number),
          beforeService: (pc: number) => (this.codeFlags?.isSet(pc) ? this.#beforeInstruction(pc) : 0),
          host: (pc: number) => this.#doInHost(pc >>> 0),
          trap: (pc: number) => {
            throw this.#ownFault(pc >>> 0)
          },
          deadline: () => this.#onFuelEmpty(),
        },
        modules: {
          ...basics,
          ...(onNotFinite && { floatValue: listening(basics.floatValue, onNotFinite) }),
          ...this.caches?.ports,
          ...this.watch?.ports,
          ...(options.debug && { instruction: (pc: number) => this.#beforeInstruction(pc >>> 0) }),
          ...this.profiler?.imports((fuel) => this.#timeWithoutFuel - fuel),
        },
      },
    )
    this.state.float.trapping = options.floatExceptions === 'raised'
    if (this.#fpscr === 'exact') this.#keepFpscr()
    this.#refuel(0)
  }

  get translated(): TranslationCounts {
    return this.#functions.counts
  }

  #missObserver(onMiss: MissObserver | undefined): MissObserver | undefined {
    const misses = this.profiler?.misses
    if (misses === undefined) return onMiss
    return (pc, line, cycles) => {
      misses.note(pc, line, cycles)
      onMiss?.(pc, line, cycles)
    }
  }

  get cycles(): number {
    return Math.floor(this.time / FUEL_PER_CYCLE)
  }
  get time(): number {
    return this.#timeWithoutFuel - this.#view.getInt32(STATE.fuel, true)
  }

  get keepsFpscr(): boolean {
    return this.#functions.floatMode !== 'values'
  }

  get cycleDeadline(): number {
    return this.#cycleDeadline
  }
  set cycleDeadline(value: number) {
    const { time } = this
    this.#cycleDeadline = value
    this.#refuel(time)
  }

  #refuel(time: number): void {
    const fuel = Math.max(0, Math.min(this.#cycleDeadline * FUEL_PER_CYCLE - time, FUEL_LIMIT))
    this.#timeWithoutFuel = time + fuel
    if (this.caches) this.caches.timeWithoutFuel = this.#timeWithoutFuel
    this.#view.setInt32(STATE.fuel, fuel, true)
  }

  /** A deadline that the host does not move is over. */
  #onFuelEmpty(): number {
    const deadline = this.#cycleDeadline
    let leave = false
    if (this.time > deadline * FUEL_PER_CYCLE) {
      const { generation } = this.#functions
      leave = this.host.deadline?.() ?? false
      leave ||= generation !== this.#functions.generation
      if (this.#cycleDeadline === deadline) this.#cycleDeadline = Number.POSITIVE_INFINITY
    }
    this.#refuel(this.time)
    return leave ? 1 : 0
  }

  /** The time base counts at a quarter of the bus clock; a machine that knows its clocks has a `timeBase` of its own. */
  #timeBase(): { upper: number; lower: number } {
    if (this.host.timeBase) return this.host.timeBase()
    const ticks = Math.floor(this.cycles / 14)
    return { upper: Math.floor(ticks / 2 ** 32) >>> 0, lower: ticks >>> 0 }
  }

  /** Control then goes to LR; but a service may have called guest code, and when all is translated anew since, functions that run are left. */
  #service(number: number): number {
    const { generation } = this.#functions
    this.host.service(number)
    this.profiler?.calls.return((this.state.lr & ~3) >>> 0, this.state.gpr(1), this.time)
    if (this.#switch !== undefined) {
      this.#doSwitch(this.#switch)
      return LEAVE
    }
    return generation === this.#functions.generation ? 0 : LEAVE
  }

  /** Where control goes instead, with LEAVE, or 0. */
  #beforeInstruction(pc: number): number {
    return this.host.instruction?.(pc) ? (this.state.pc & ~3) | LEAVE : 0
  }

  get callDepth(): number {
    return this.#saved.length
  }

  newContext(prepare: (state: CpuState) => void): Context {
    const { state } = this
    const now = state.save()
    prepare(state)
    const context = { registers: state.save(), calls: undefined }
    state.restore(now)
    this.#contexts.add(context)
    return context
  }

  switchContext(next: Context, onSwitch: (left: Context) => void): void {
    this.#switch = { next, onSwitch }
  }

  dropContext(context: Context): void {
    this.#contexts.delete(context)
  }

  save(): CpuSnapshot {
    const { floatMode, asksFpscr, entries } = this.#functions
    return {
      timeWithoutFuel: this.#timeWithoutFuel,
      cycleDeadline: this.#cycleDeadline,
      contexts: [...this.#contexts],
      floatMode,
      asksFpscr,
      returns: this.#pendingReturns(),
      entries,
    }
  }

  restore({ timeWithoutFuel, cycleDeadline, contexts, floatMode, asksFpscr, returns, entries }: CpuSnapshot): void {
    this.#timeWithoutFuel = timeWithoutFuel
    this.#cycleDeadline = cycleDeadline
    this.#contexts.clear()
    for (const context of contexts) this.#contexts.add(context)
    this.#switch = undefined
    this.#depth = MAXIMUM_DEPTH
    this.#saved.length = 0
    this.#functions.restore({ floatMode, asksFpscr, entries })
    this.#returns = new Map(returns.map((one) => [returnKey(one.pc, one.stackPointer), one]))
  }

  resume(service: number): never {
    this.#service(service)
    this.#dispatch((this.state.lr & ~3) >>> 0, -1)
    throw new Error('the dispatcher came to an end')
  }

  /** The guest's stack tells where calls return to, and the host's in which functions. */
  #pendingReturns(): PendingReturn[] {
    const running = this.#runningFunctions()
    const returns: PendingReturn[] = []
    let level = 0
    for (const { pc, stackPointer } of returnAddresses(this.#memory, this.state)) {
      const found = running.findIndex((entry, index) => index >= level && this.#functions.hasBlockAt(entry, pc))
      if (found === -1) continue
      level = found
      returns.push({ pc, stackPointer, inFunction: running[found]! })
    }
    return returns
  }

  /** As an engine's stack trace tells it. */
  #runningFunctions(): number[] {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = Number.POSITIVE_INFINITY
    const { stack = '' } = new Error()
    Error.stackTraceLimit = limit
    const entries = [...stack.matchAll(new RegExp(WASM_FRAME, 'g'))].map(([, unit, index]) =>
      this.#functions.entryOf(Number(unit), Number(index)),
    )
    return entries.filter((entry) => entry !== undefined)
  }

  #doSwitch({ next, onSwitch }: Switch): void {
    this.#switch = undefined
    const left = { registers: this.state.save(), calls: this.profiler?.calls.exchange(next.calls, this.time) }
    this.#contexts.add(left)
    this.#contexts.delete(next)
    this.state.restore(next.registers)
    onSwitch(left)
  }

  #doInHost(pc: number): number {
    const word = this.#memory.getU32(pc)
    const i = decode(pc, word)
    this.#leaveRequested = false
    if (i && looksAtFpscr(i)) {
      this.#lookAtFpscr()
      if (!i.row.host) return this.#leaveRequested ? 1 : 0
    }
    if (i?.row.host === undefined) throw new CpuFault('illegal-instruction', pc, { word })
    i.row.host(this.#context, i)
    if (this.state.float.isTaken && looksAtFpscr(i)) throw this.#floatFault(pc)
    return this.#mindEnables() || this.#leaveRequested ? 1 : 0
  }

  /**
   * The first time, all is translated again, even where the FPSCR was kept already: where functions begin, and so the time they take, is
   * then the same in every mode.
   */
  #lookAtFpscr(): void {
    if (!this.#functions.asksFpscr) return
    const { state } = this
    const elsewhere = [...this.#contexts].map(({ registers }) => registers)
    const saved = [...this.#saved, ...elsewhere].map((bytes) => new DataView(bytes.buffer))
    const kept = saved.map((view) => view.getUint32(STATE.fpscr, true))
    const history = this.host.firstFpscrLook?.([...kept, state.fpscr])
    this.#leaveRequested = true
    this.#functions.asksFpscr = false
    if (this.#fpscr !== 'auto' || history === undefined) return
    saved.forEach((view, level) => {
      view.setUint32(STATE.fpscr, history[level]!, true)
    })
    state.fpscr = history[saved.length]!
    this.#keepFpscr()
  }

  #keepFpscr(): void {
    if (this.#functions.floatMode !== 'values') return
    const { resolve, ...imports } = this.#createStatus()
    this.state.float.resolve = resolve
    this.#functions.provide(imports)
    this.#functions.floatMode = 'inline'
  }

  /** Once an exception is enabled that leaves something else in frD than a value, code is translated for that. Returns whether it is news. */
  #mindEnables(): boolean {
    if (this.#functions.floatMode !== 'inline' || (this.state.float.sticky & RESULT_ENABLES) === 0) return false
    this.#functions.floatMode = 'called'
    return true
  }

  run(pc: number): never {
    this.#functions.noteEntry(pc >>> 0)
    this.profiler?.calls.call(pc >>> 0, (this.state.lr & ~3) >>> 0, this.state.gpr(1), this.time)
    this.#dispatch(pc >>> 0, -1)
    throw new Error('the dispatcher came to an end')
  }

  call(transitionVector: number, ...args: readonly number[]): number {
    return this.callCode(this.#memory.getU32(transitionVector), this.#memory.getU32(transitionVector + 4), ...args)
  }

  callCode(pc: number, toc: number, ...args: readonly number[]): number {
    const { state } = this
    const saved = state.save()
    const savedPc = state.pc
    const stackPointer = state.gpr(1)
    const parameterWords = Math.max(args.length, REGISTER_ARGUMENTS)
    // Interrupts come between a function's frames being made: leave the red zone below the stack pointer alone
    const frame = (stackPointer - 256 - LINKAGE_BYTES - 4 * parameterWords) & -16
    this.#memory.setU32(frame >>> 0, stackPointer)
    args.forEach((value, k) => {
      if (k < REGISTER_ARGUMENTS) state.setGpr(3 + k, value)
      else this.#memory.setU32((frame >>> 0) + LINKAGE_BYTES + 4 * k, value >>> 0)
    })
    state.setGpr(1, frame)
    state.setGpr(2, toc)
    state.lr = RETURN_PC
    this.#functions.noteEntry(pc >>> 0)
    this.#saved.push(saved)
    const depth = this.#depth
    this.#depth = Math.max(MINIMUM_DEPTH, depth >> 1)
    const openCalls = this.profiler?.calls.openCalls ?? 0
    this.profiler?.calls.call(pc >>> 0, RETURN_PC, frame >>> 0, this.time)
    try {
      this.#dispatch(pc >>> 0, RETURN_PC)
    } finally {
      this.#depth = depth
      this.profiler?.calls.unwind(openCalls, this.time)
      this.#saved.pop()
    }
    const result = state.gpr(3)
    state.restore(saved)
    state.pc = savedPc
    return result
  }

  step(): void {
    const { state } = this
    const { pc } = state
    this.#mindEnables()
    const { generation } = this.#functions
    const instruction = this.#functions.step(pc)
    if (instruction === undefined) this.#throwJump(pc)
    state.pc = this.#enter(instruction, pc)
    // It came back to be translated again before it did anything
    if (state.pc === pc && generation !== this.#functions.generation)
      state.pc = this.#enter(this.#functions.step(pc)!, pc)
    if (this.#view.getInt32(STATE.fuel, true) < 0) this.#onFuelEmpty()
  }

  /** Goes on from function to function until control comes to `until`. */
  #dispatch(start: number, until: number): void {
    let pc = start
    while (pc !== until) {
      this.#mindEnables()
      const translated = this.#resumedAt(pc) ?? this.#functions.at(pc)
      if (translated === undefined) this.#throwJump(pc)
      pc = this.#enter(translated, pc)
      if (this.#view.getInt32(STATE.fuel, true) < 0) {
        this.state.pc = pc
        this.#onFuelEmpty()
      }
    }
  }

  /** A return from a call that was in progress when a snapshot was taken. */
  #resumedAt(pc: number): GuestFunction | undefined {
    if (this.#returns.size === 0) return undefined
    const key = returnKey(pc, this.state.gpr(1))
    const pending = this.#returns.get(key)
    if (pending === undefined) return undefined
    this.#returns.delete(key)
    return this.#functions.resumed(pc, pending.inFunction)
  }

  #enter(translated: GuestFunction, pc: number): number {
    try {
      return (translated(pc, this.#depth) & ~LEAVE) >>> 0
    } catch (error) {
      throw this.#asFault(error)
    }
  }

  #throwJump(pc: number): never {
    this.state.pc = pc
    throw new CpuFault('jump', pc)
  }

  #asFault(error: unknown): unknown {
    if (error instanceof WebAssembly.RuntimeError) return this.#accessFault(error)
    if (error instanceof FloatException) return this.#takeFloatException(error)
    if (error instanceof RangeError && /call stack/i.test(error.message)) {
      return new CpuFault('stack-overflow', -1, { reason: 'the host ran out of stack', precise: false })
    }
    return error
  }

  #floatFault(pc: number): CpuFault {
    const reason = enabledExceptions(this.state.fpscr)
    return new CpuFault('floating-point', pc, { word: this.#memory.getU32(pc), reason })
  }

  /** In precise mode what was stored is from before the instruction, which has an effect all the same. */
  #takeFloatException({ bits, cr, stack = '' }: FloatException): CpuFault {
    const { state } = this
    const pc = this.#precise ? state.pc : this.#locate(stack)
    if (pc === undefined) return new CpuFault('floating-point', -1, { precise: false })
    if (!this.#precise) return new CpuFault('floating-point', pc, { word: this.#memory.getU32(pc), precise: false })
    const i = decode(pc, this.#memory.getU32(pc))!
    if (bits !== undefined) state.setFprBits(i.frD, BigInt.asUintN(64, bits))
    if (cr !== undefined) state.setCrField(i.crfD, cr)
    if (i.rc) state.setCrField(1, state.fpscr >>> 28)
    return this.#floatFault(pc)
  }

  /** What an instruction raises that looked before it did anything; all state is in memory. */
  #ownFault(pc: number): CpuFault {
    const word = this.#memory.getU32(pc)
    const i = decode(pc, word)
    if (i === undefined || i.row.alignment === 'any') return new CpuFault('trap', pc, { word })
    return new CpuFault('alignment', pc, { word, address: effectiveAddressOf(i, this.state) })
  }

  /** Every trap of translated code is an access outside RAM. */
  #accessFault(error: WebAssembly.RuntimeError): unknown {
    const where = this.#precise ? this.state.pc : this.#locate(error.stack ?? '')
    if (where === undefined) return new CpuFault('access', -1, { precise: false })
    const word = this.#memory.getU32(where)
    const i = decode(where, word)
    if (i === undefined) return error
    if (!this.#precise) return new CpuFault('access', where, { word, precise: false })
    return new CpuFault('access', where, { word, address: effectiveAddressOf(i, this.state) })
  }

  #locate(stack: string): number | undefined {
    const frame = WASM_FRAME.exec(stack)
    if (frame === null) return undefined
    return this.#functions.locate(Number(frame[1]), Number(frame[2]), Number.parseInt(frame[3]!, 16))
  }

  noteCode(start: number, byteCount: number): void {
    this.profiler?.forgetFunctions()
    this.#functions.invalidate(start, byteCount)
    if (this.#fpscr === 'auto' && !this.host.firstFpscrLook && readsFpscr(this.#memory, start, byteCount))
      this.#keepFpscr()
  }

  invalidate(start: number, byteCount: number): void {
    this.#functions.invalidate(start, byteCount)
  }
}
