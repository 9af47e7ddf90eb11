/** The machine: RAM, processor, clock and system, and a program that runs on them. */

import {
  type CallListener,
  type Cpu,
  CpuFault,
  type CpuHost,
  type CpuOptions,
  createCpu,
  FUEL_PER_CYCLE,
} from '../cpu/index.ts'
import { BondiError } from '../errors.ts'
import { decodeMacRoman, encodeMacRoman } from '../formats/mac-roman.ts'
import { DrawnLines } from '../macos/drawn-lines.ts'
import type { UserStep } from '../macos/event-manager/user-script.ts'
import type { FileWrite } from '../macos/file-manager/file-manager.ts'
import type { FontSource } from '../macos/font-manager/packaged-strikes.ts'
import { type Mac, ProgramEnd } from '../macos/mac.ts'
import { HEADER_BYTES } from '../macos/memory-manager/zone.ts'
import type { ServiceCall } from '../macos/service.ts'
import { SoundRecording } from '../macos/sound-manager/recording.ts'
import { type System, startSystem } from '../macos/system.ts'
import { GuestMemory } from '../memory/guest-memory.ts'
import { HfsVolume } from '../volume/index.ts'
import { Checks } from './checks/checks.ts'
import { FindingEnd } from './checks/finding.ts'
import type { CheckName } from './checks/table.ts'
import { Clock, DEFAULT_START_DATE } from './clock.ts'
import type { MachineDebugger } from './debugger/debugger.ts'
import { describeEnd } from './describe-end.ts'
import { describeProfile, type ExecutionProfile } from './execution-profile.ts'
import { enterMain, initialize, type LaunchedApplication, type LaunchOptions, launchApplication } from './launch.ts'
import { type MemoryMap, memoryMap } from './memory-map.ts'
import { BudgetEnd, endedItself, isGood, type Outcome, StackOverflow } from './outcome.ts'
import { iMacG3RevB, type MachineProfile } from './profile.ts'
import { type CrashReport, createReport, type HeaderWriter, type ReportContext, stackTrace } from './report/index.ts'
import type { Appointment } from './scheduler.ts'
import { type Picture, takePicture } from './screenshot.ts'
import { Shortages } from './shortages.ts'
import { Snapshot } from './snapshot/snapshot.ts'
import { Symbols } from './symbols.ts'
import type { Timing } from './timing.ts'

export interface MachineOptions {
  readonly profile?: MachineProfile
  /** The first is the start-up volume. */
  readonly volumes: readonly HfsVolume[]
  /** Seconds since 1904-01-01, local time; 1998-10-26 10:00 by default. */
  readonly startDate?: number
  /** Where the system's fonts are; without them every character is drawn as a box. */
  readonly fonts?: FontSource
  /** `static` by default. */
  readonly timing?: Timing
  readonly cpu?: CpuOptions
  /** What the user does while the program runs. */
  readonly user?: readonly UserStep[]
  /**
   * Keep copies of the volumes at launch, so that the program can be run again to where it is: into a fault, for exact registers, and to where
   * it first looks at the FPSCR, which need not be kept until then. True by default.
   */
  readonly explainFaults?: boolean
  /** Record what is heard; false by default. */
  readonly sound?: boolean
  /** Gather where the cycles go; false by default, since it makes the host slower. The program's time is the same. */
  readonly measure?: boolean
  /** What to look for while the program runs: slower, and the program does the same in the same time. */
  readonly checks?: readonly CheckName[]
  /** Asked before instructions, and at deadlines. The program runs as it would without, several times slower. */
  readonly debugger?: MachineDebugger
  /** Hears of the program's calls and returns; the program's time is the same. */
  readonly calls?: CallListener
}

/** What a debugger finds is right before every instruction, and never by a second run. */
const DEBUGGED: CpuOptions = { debug: true, precise: true, fpscr: 'exact', watch: true }

export interface RunBudgets {
  readonly maxCycles?: number
  readonly maxVirtualSeconds?: number
  /** Asked now and then; true stops the run. For safety only: where it stops depends on the host. */
  readonly hostDeadline?: () => boolean
}

export interface RunResult {
  readonly outcome: Outcome
  readonly cycles: number
  readonly virtualSeconds: number
  /** The most bytes of the program's heap in use at once: its code, its data, what it allocated, and the blocks' headers; not its stack. */
  readonly heapBytes: number
  /** How often each service was called. */
  readonly services: Readonly<Record<string, number>>
  /** Where the cycles went, when asked for. */
  readonly profile?: ExecutionProfile
  /** For every outcome that is not good. */
  readonly report?: CrashReport
}

export interface MachineObservers {
  onService?: (call: ServiceCall) => void
  /** The program itself calls a service, which has not begun: a snapshot can be taken. */
  onCall?: () => void
  onFileWrite?: (write: FileWrite) => void
  /** A file was closed; its path from the volume's name on. */
  onFileClose?: (path: string) => void
  /** The user's script tells of something: it says so in a step. */
  onTold?: (name: string, what: string) => void
  /** Text of a console program: what it writes to its standard output, or draws in a window as consoles do. */
  onConsole?: (text: string) => void
  /** At every tick of virtual time. */
  onProgress?: (progress: { readonly virtualSeconds: number; readonly cycles: number }) => void
}

/** What nil points to, and the fields of small records there; the system keeps nothing in it. */
const NIL_BYTES = 256

/**
 * The stack is looked at the sooner, the less room it has: code that takes no more than so many bytes a cycle is found out before
 * it has overwritten anything.
 */
const STACK_BYTES_PER_CYCLE = 16
const FEWEST_SNIFF_CYCLES = 100
const MOST_SNIFF_CYCLES = 20_000

export function createMachine(options: MachineOptions): Machine {
  return new Machine(options)
}

export class Machine {
  readonly profile: MachineProfile
  readonly memory: GuestMemory
  readonly cpu: Cpu
  readonly clock: Clock
  readonly map: MemoryMap
  readonly observers: MachineObservers = {}
  private readonly options: MachineOptions
  private readonly debugger: MachineDebugger | undefined
  private readonly system: System
  private readonly symbols: Symbols
  private readonly _checks: Checks | undefined
  /** Waiting that is somebody's already. */
  private chargedIdle = 0
  private _application: LaunchedApplication | undefined
  private launchOptions: LaunchOptions | undefined
  private firstBytes: Uint8Array = new Uint8Array(0)
  private readonly shortages: Shortages
  /** Images as they were at launch. */
  private images: Uint8Array[] | undefined
  private budgets: RunBudgets = {}
  private nextTickCycle = 0
  /** The next tick or limit, whichever comes first. */
  private nextEvent = 0
  private hasRun = false
  private limit: Appointment | undefined
  /** Which instruction last wrote to a header of the heap that is damaged in the end. */
  private lastWriter: HeaderWriter | undefined
  /** The service that the program is about to call. */
  private called: number | undefined
  /** Where a run goes on. */
  private resumed: Snapshot | undefined

  constructor(options: MachineOptions, firstFpscrLook?: CpuHost['firstFpscrLook']) {
    if (options.volumes.length === 0) {
      throw new BondiError('no-volume', 'a machine needs a start-up volume', 'Give it at least one HFS volume.')
    }
    this.debugger = options.debugger
    this.options = this.debugger ? { ...options, cpu: { ...options.cpu, ...DEBUGGED }, explainFaults: false } : options
    this.profile = options.profile ?? iMacG3RevB
    this.map = memoryMap(this.profile)
    this.memory = new GuestMemory(this.profile.ramBytes)
    const checks = options.checks?.length ? new Checks(options.checks) : undefined
    this._checks = checks
    this.cpu = createCpu(
      this.memory,
      {
        service: (number) => this.service(number),
        deadline: () => this.deadline(),
        ...(options.debugger && { instruction: (pc) => this.debugger!.instruction(pc) }),
        ...this.fpscrHost(firstFpscrLook),
        timeBase: () => {
          const { timeBase } = this.clock
          return { upper: Math.floor(timeBase / 2 ** 32), lower: timeBase >>> 0 }
        },
      },
      {
        ...this.options.cpu,
        ...(options.timing === 'caches' ? { caches: this.profile.caches } : {}),
        ...checks?.cpuOptions,
        ...(options.debugger && DEBUGGED),
        ...(options.measure || options.calls || checks?.watchesCalls
          ? {
              profile: {
                startOf: (pc: number) => this.symbols.startOf(pc),
                ...(checks?.watchesCalls && { listener: checks }),
                ...(options.calls && { listener: options.calls }),
              },
            }
          : {}),
      },
    )
    this.clock = new Clock(this.profile, options.startDate ?? DEFAULT_START_DATE, this.cpu)
    const { memory, cpu, profile, clock, map } = this
    this.system = startSystem({ memory, cpu, profile, clock, map, volumes: options.volumes, fonts: options.fonts })
    this.symbols = new Symbols(this.system)
    checks?.attach(this.system, this.cpu, this.options.cpu?.precise ?? false)
    this.shortages = new Shortages(this.mac)
    this.mac.calls.onCall = (call) => this.observers.onService?.(call)
    this.mac.fileManager.onWrite = (write) => this.observers.onFileWrite?.(write)
    this.connectConsole()
    this.mac.fileManager.onClose = (path) => this.observers.onFileClose?.(path)
    this.mac.scheduler.onChange = () => this.setDeadline()
    this.mac.threadManager.onSwitch = () => {
      this.cpu.cycleDeadline = Math.min(this.cpu.cycleDeadline, this.cpu.cycles + this.sniffCycles())
    }
    this.mac.eventManager.performers.tell = (action) => {
      if (action.kind === 'tell') this.observers.onTold?.(action.name, action.what)
    }
    this.mac.eventManager.follow(options.user ?? [])
    if (options.sound) this.mac.soundManager.recording = new SoundRecording()
  }

  private connectConsole(): void {
    const { console, eventManager } = this.mac
    const tell = (text: string) => this.observers.onConsole?.(text)
    const lines = new DrawnLines(decodeMacRoman, tell)
    console.lines = lines
    console.onWrite = (bytes) => tell(decodeMacRoman(bytes).replaceAll('\r', '\n'))
    console.onRead = () => {
      const typed = eventManager.user.takeTyping()
      return typed === undefined ? undefined : encodeMacRoman(typed)
    }
    eventManager.onWaiting = () => lines.pause()
  }

  /** The system's state, for tests and debuggers. */
  get mac(): Mac {
    return this.system.mac
  }

  /** What was heard until now, where it is recorded. */
  takeSound(): SoundRecording | undefined {
    this.mac.soundManager.settle(this.mac)
    return this.mac.soundManager.recording
  }

  /** What the screen shows now. */
  takePicture(): Picture {
    return takePicture(this.mac.quickDraw.screen)
  }

  get application(): LaunchedApplication | undefined {
    return this._application
  }

  /** Loads an application into a partition. Throws BondiError for what a real machine would refuse to open. */
  launch(options: LaunchOptions): LaunchedApplication {
    if (this._application !== undefined) {
      throw new BondiError(
        'already-launched',
        `"${this._application.name}" has been launched on this machine`,
        'Make another machine.',
      )
    }
    if (this.options.explainFaults ?? true) {
      this.images = this.options.volumes.map((volume) => volume.copyImage())
    }
    this.launchOptions = options
    this.firstBytes = this.memory.read(0, NIL_BYTES)
    this._application = launchApplication({ system: this.system, map: this.map }, options)
    return this._application
  }

  /**
   * The machine as it is, for `restore`; to be called by `observers.onCall`.
   *
   * @param base - an earlier one: what did not change since is shared with it
   */
  snapshot(base?: Snapshot): Snapshot {
    if (this._checks !== undefined || this.cpu.profiler !== undefined) {
      throw new BondiError(
        'no-snapshot',
        'a machine that checks or measures its program cannot be put back',
        'Take snapshots of one without checks and measure.',
      )
    }
    if (this.called === undefined) {
      throw new BondiError(
        'no-snapshot',
        'a snapshot can be taken where the program calls a service',
        'Take it in observers.onCall.',
      )
    }
    const { memory, cpu, system, symbols } = this
    return new Snapshot({ memory, cpu, roots: [system, symbols] }, this.called, base)
  }

  /** Puts the machine back; `run` then goes on from there. Not to be called while it runs. */
  restore(snapshot: Snapshot): void {
    snapshot.restore()
    this.resumed = snapshot
    this.hasRun = false
  }

  /** Gives the user other things to do from now on: a fork of the run. */
  follow(user: readonly UserStep[]): void {
    // What happens from here on is not what would happen from the launch on
    if (this.hasRun || this.resumed) this.images = undefined
    this.mac.eventManager.follow(user)
  }

  /** Ends the run where it is: for observers, when what they wait for has come. */
  stop(message: string): never {
    throw new ProgramEnd('stopped', message)
  }

  /** Runs the launched program to its end or to a limit. The volumes are whole afterwards. */
  run(budgets: RunBudgets = {}): RunResult {
    const end = this.runToEnd(budgets)
    const fault = this.describeEnd(end)
    const isPrecise = this.isPrecise(end)
    // Before the files are closed, of which it tells
    const seen = isGood(fault)
      ? undefined
      : ((isPrecise ? undefined : this.explain(end, budgets)) ?? this._report(fault, isPrecise))
    const damage = this._checks ? undefined : seen?.heap.damage
    const report = (damage && this.explain(end, budgets, damage.block)) ?? seen
    // The Process Manager closes a program's resource files for it; a program that crashed has nothing to say any more.
    if (endedItself(fault)) this.mac.resourceManager.updateAll()
    this.mac.console.lines?.end()
    this.mac.fileManager.closeAll()
    const profile = this.describeProfile()
    // Translated code that faults has not told yet how far it came; the run that explains it has
    const { cycles, virtualSeconds } = report ?? { cycles: this.cpu.cycles, virtualSeconds: this.clock.seconds }
    const common = {
      cycles,
      virtualSeconds,
      heapBytes: this.mac.memoryManager.heap.watched.most,
      services: Object.fromEntries(this.mac.calls.counts),
      ...(profile && { profile }),
    }
    return report === undefined ? { outcome: fault, ...common } : { outcome: report.outcome, ...common, report }
  }

  private _report(outcome: Outcome, isPrecise: boolean): CrashReport {
    return createReport(this.context, outcome, isPrecise)
  }

  /** What stopped the program: always something that was thrown. */
  private runToEnd(budgets: RunBudgets): unknown {
    if (this._application === undefined) {
      throw new BondiError('nothing-launched', 'there is no program to run', 'Call launch() first.')
    }
    if (this.hasRun) throw new BondiError('already-run', 'this machine has run its program', 'Make another machine.')
    this.hasRun = true
    this.budgets = budgets
    this.mac.lowMemory.refresh()
    this.limitVirtualTime(budgets.maxVirtualSeconds)
    this.setDeadline()
    const { resumed } = this
    this.resumed = undefined
    try {
      if (resumed) {
        this.called = resumed.service
        this.cpu.resume(resumed.service)
      }
      const pc = enterMain(this.system, this._application)
      this._checks?.begin(this.mac.lowMemory.get('ApplLimit'), this.cpu.state.gpr(1))
      initialize(this.system, this._application)
      this.cpu.run(pc)
    } catch (error) {
      return this.terminate(error)
    } finally {
      this._checks?.end()
    }
  }

  /** A program that exits has its fragments' termination routines called; what goes wrong there is how the run ends. */
  private terminate(end: unknown): unknown {
    if (!(end instanceof ProgramEnd) || end.kind !== 'exited') return end
    try {
      this.mac.fragments.terminateAll()
      return end
    } catch (error) {
      return error
    }
  }

  /** A machine that will do what this one did since its launch. */
  private launchTwin(cpu: CpuOptions, firstFpscrLook?: CpuHost['firstFpscrLook']): Machine | undefined {
    if (this.images === undefined || this.launchOptions === undefined) return undefined
    const volumes = this.images.map((image) => HfsVolume.mount(HfsVolume.mount(image).copyImage()))
    const options = {
      ...this.options,
      volumes,
      cpu: { ...this.options.cpu, ...cpu },
      explainFaults: false,
      measure: false,
    }
    const twin = new Machine(options, firstFpscrLook)
    twin.launch(this.launchOptions)
    return twin
  }

  /** Whether all registers are in memory: translated code does not keep for a deadline what it will not read. */
  private isPrecise(end: unknown): boolean {
    if (end instanceof CpuFault) return end.precise
    return (
      (this.options.cpu?.precise ?? false) ||
      !(end instanceof BudgetEnd || end instanceof StackOverflow || end instanceof FindingEnd)
    )
  }

  /** Comes to the same end again on a machine that keeps its registers in memory. A limit of the host's time is not to be passed for a limit's sake. */
  private explain(reached: unknown, budgets: RunBudgets, damagedBlock?: number): CrashReport | undefined {
    const isHostTime = (end: unknown) => end instanceof BudgetEnd && end.budget === 'host-time'
    const watch = damagedBlock === undefined ? {} : { watch: true }
    const twin = isHostTime(reached) ? undefined : this.launchTwin({ precise: true, fpscr: 'exact', ...watch })
    if (twin === undefined) return undefined
    if (damagedBlock !== undefined) twin.watchHeader(damagedBlock)
    const { hostDeadline: _, ...limits } = budgets
    const end = twin.runToEnd(reached instanceof BudgetEnd ? budgets : limits)
    if (isHostTime(end)) return undefined
    return twin._report(twin.describeEnd(end), true)
  }

  private watchHeader(block: number): void {
    this.cpu.watch?.watch(block, HEADER_BYTES, 'write', ({ pc }) => {
      this.lastWriter = { cycles: this.cpu.cycles, stack: stackTrace(this.system, pc) }
    })
  }

  /** What the processor's host does about the FPSCR: for a machine that can be run again, it is kept from the first look on. */
  private fpscrHost(firstFpscrLook: CpuHost['firstFpscrLook']): Pick<CpuHost, 'firstFpscrLook'> {
    if (firstFpscrLook) return { firstFpscrLook }
    const { explainFaults = true, cpu } = this.options
    const isAutomatic = explainFaults && (cpu?.fpscr ?? 'auto') === 'auto'
    return isAutomatic ? { firstFpscrLook: () => this.fpscrHistory() } : {}
  }

  /** Runs to here again on a machine that keeps the FPSCR from the start. */
  private fpscrHistory(): readonly number[] {
    let history: readonly number[] | undefined
    const reached = new Error('the program looks at the FPSCR')
    const twin = this.launchTwin({ fpscr: 'exact' }, (kept) => {
      history = kept
      throw reached
    })
    const end = twin === undefined ? undefined : twin.runToEnd(this.budgets)
    if (end instanceof BudgetEnd && end.budget === 'host-time') throw end
    if (twin === undefined || history === undefined || !this.isWhere(twin)) {
      throw new BondiError(
        'fpscr-history',
        'the program looks at the floating-point status, and a second run for it came to another place',
        "Something outside of the machine changed it while it ran; give it the option cpu: { fpscr: 'exact' }.",
      )
    }
    return history
  }

  private isWhere({ cpu }: Machine): boolean {
    const { state } = this.cpu
    const isSame = (index: number) =>
      state.gpr(index) === cpu.state.gpr(index) && state.fprBits(index) === cpu.state.fprBits(index)
    const indices = Array.from({ length: 32 }, (_, index) => index)
    return cpu.cycles === this.cpu.cycles && cpu.state.pc === state.pc && indices.every(isSame)
  }

  private service(number: number): void {
    this.mac.lowMemory.refresh()
    this.checkStack()
    if (this.appointmentCycle <= this.cpu.cycles) this.mac.scheduler.run()
    this.tellCall(number)
    const { idleCycles } = this.clock
    this.system.services.call(this.mac, number)
    this._checks?.serviceDone()
    if (this.clock.idleCycles === idleCycles) return
    // A service may have called the program, and that a service that waited
    this.cpu.profiler?.calls.chargeIdle(this.clock.idleCycles - this.chargedIdle)
    this.chargedIdle = this.clock.idleCycles
    if (this.cpu.cycles >= this.nextTickCycle - (this.clock.idleCycles - idleCycles)) this.tick()
    this.setDeadline()
  }

  /** Of a call that a run goes on with it was told before. */
  private tellCall(number: number): void {
    const isResumed = this.called !== undefined
    this.called = undefined
    if (isResumed || this.observers.onCall === undefined || this.cpu.callDepth > 0) return
    this.called = number
    try {
      this.observers.onCall()
    } finally {
      this.called = undefined
    }
  }

  private describeProfile(): ExecutionProfile | undefined {
    const { profiler, time } = this.cpu
    if (profiler === undefined || !this.options.measure) return undefined
    profiler.calls.charge(time)
    const { idleCycles, seconds } = this.clock
    const { name, cpuHz } = this.profile
    return describeProfile(
      { machine: name, cpuHz, cycles: time / FUEL_PER_CYCLE, idleCycles, virtualSeconds: seconds },
      profiler,
      this.symbols,
    )
  }

  private checkStack(): void {
    const stackPointer = this.cpu.state.gpr(1)
    const { stackLimit } = this.mac.threadManager
    if (stackPointer < stackLimit) throw new StackOverflow(stackPointer, stackLimit)
  }

  private sniffCycles(): number {
    const room = this.cpu.state.gpr(1) - this.mac.threadManager.stackLimit
    return Math.max(FEWEST_SNIFF_CYCLES, Math.min(room / STACK_BYTES_PER_CYCLE, MOST_SNIFF_CYCLES)) | 0
  }

  private deadline(): undefined {
    this.debugger?.deadline()
    this.checkStack()
    const { cycles } = this.cpu
    if (cycles < this.nextEvent) {
      this.cpu.cycleDeadline = Math.min(cycles + this.sniffCycles(), this.nextEvent)
      return
    }
    const { maxCycles } = this.budgets
    if (maxCycles !== undefined && cycles >= maxCycles) {
      throw new BudgetEnd('cycles', `the program was stopped after ${cycles} cycles, at its limit of ${maxCycles}`)
    }
    this.mac.scheduler.run()
    if (cycles >= this.nextTickCycle) this.tick()
    this.setDeadline()
  }

  private tick(): void {
    this.mac.lowMemory.refresh()
    this.observers.onProgress?.({ virtualSeconds: this.clock.seconds, cycles: this.cpu.cycles })
    if (this.budgets.hostDeadline?.()) {
      throw new BudgetEnd('host-time', "the program was stopped at the host's time limit")
    }
  }

  /** An appointment, so that a program that waits is stopped at its limit too. */
  private limitVirtualTime(seconds: number | undefined): void {
    if (this.limit !== undefined) this.mac.scheduler.cancel(this.limit)
    this.limit = undefined
    if (seconds === undefined) return
    const stop = (): never => {
      const what = this.mac.eventManager.isWaiting ? ', while it waited for an event' : ''
      throw new BudgetEnd('virtual-time', `the program was stopped at its limit of ${seconds} virtual seconds${what}`)
    }
    this.limit = this.mac.scheduler.at(Math.ceil(seconds * this.clock.cyclesPerSecond), stop, { isBackground: true })
  }

  private setDeadline(): void {
    this.nextTickCycle = this.clock.nextTickCycle
    const { cycles } = this.cpu
    const limit = this.budgets.maxCycles ?? Number.POSITIVE_INFINITY
    this.nextEvent = Math.max(cycles, Math.min(this.nextTickCycle, this.appointmentCycle, limit))
    this.cpu.cycleDeadline = Math.min(cycles + this.sniffCycles(), this.nextEvent)
  }

  /** The executed cycle at which the scheduler has something to do. */
  private get appointmentCycle(): number {
    return this.mac.scheduler.next - this.clock.idleCycles
  }

  /** What reports are made from. */
  get context(): ReportContext {
    return {
      system: this.system,
      map: this.map,
      application: this._application!,
      firstBytes: this.firstBytes,
      shortages: this.shortages,
      ...(this.lastWriter && { lastWriter: this.lastWriter }),
    }
  }

  private describeEnd(end: unknown): Outcome {
    return describeEnd(end, this.context)
  }
}
