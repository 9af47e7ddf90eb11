/** Runs one program on a machine and collects what became of it. */

import type { CheckName } from '../../emulator/machine/checks/table.ts'
import type { ExecutionProfile } from '../../emulator/machine/execution-profile.ts'
import type { LaunchedApplication, MissingService } from '../../emulator/machine/launch.ts'
import { createMachine, type Machine, type MachineOptions, type RunResult } from '../../emulator/machine/machine.ts'
import type { Outcome } from '../../emulator/machine/outcome.ts'
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import type { CrashReport } from '../../emulator/machine/report/index.ts'
import type { Picture } from '../../emulator/machine/screenshot.ts'
import type { Timing } from '../../emulator/machine/timing.ts'
import type { UserStep } from '../../emulator/macos/event-manager/user-script.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import type { LineMap } from '../../toolchain/link/line-map.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { CallRecorder, lineOfCall, type Recording } from '../replay/recording.ts'
import { packagedFonts } from './fonts.ts'
import { withSourceLines } from './source-lines.ts'
import { dataForkFrom } from './volume.ts'

export interface Budgets {
  /** 750 cycles. */
  readonly cycles?: number
  /** Seconds of virtual time. */
  readonly seconds?: number
  /** Seconds on the host: a safety net, since how far a run gets in them depends on the host. */
  readonly hostSeconds?: number
}

/** Everything that a run depends on. It can be sent to another thread. */
export interface RunRequest {
  /** An HFS volume; the run works on it and gives it back. */
  readonly image: Uint8Array
  /** Path of the application on the volume. */
  readonly application: string
  /** As set in the Finder's Get Info; by default what the application's `SIZE` resource asks for. */
  readonly partitionBytes?: number
  /** Of the machine; 32 MB by default. */
  readonly ramBytes?: number
  /** What the machine's clock says at launch, in seconds since 1904-01-01, local time; 1998-10-26 10:00 by default. */
  readonly startDate?: number
  readonly budgets: Budgets
  /** What virtual time comes from; `static` by default. */
  readonly timing?: Timing
  /** A text file in the root folder whose growth is told of while the program runs. */
  readonly watch?: string
  /** What the user does while the program runs. */
  readonly user?: readonly UserStep[]
  /** The run is over when the program waits for events and none is to come. */
  readonly untilIdle?: boolean
  /** The run is over when a file of this name has been closed. */
  readonly untilFile?: string
  /** Whether what is heard is recorded. */
  readonly sound?: boolean
  /** Whether the calls of system services are recorded. */
  readonly traceServices?: boolean
  /** Whether it is recorded when which bytes of files were written. */
  readonly traceWrites?: boolean
  /** Whether a picture of the screen is taken at the end. */
  readonly screenAtEnd?: boolean
  /** Whether calls are recorded so that another run can be held against this one. */
  readonly recordCalls?: boolean
  /** Whether it is gathered where the cycles go. */
  readonly measure?: boolean
  /** What to look for while the program runs. */
  readonly checks?: readonly CheckName[]
  /** Where the application's code came from, for the report. */
  readonly lineMap?: LineMap
}

export type RunEvent =
  | { readonly kind: 'booted' }
  /** `missing`: what the program imports and Bondi lacks; calling one of them will end the run. */
  | { readonly kind: 'launched'; readonly missing: readonly string[] }
  /** The watched file has grown by these bytes. */
  | { readonly kind: 'output'; readonly bytes: Uint8Array }
  /** Text of a console program: standard output, or what it draws in a window as consoles do. */
  | { readonly kind: 'console'; readonly text: string }

export interface RunRecord {
  /** The exit code that goes with how the program ended; `ok` when it ended by itself. */
  readonly outcome: ExitCodeName
  /** How it ended, in a sentence. */
  readonly message: string
  /** What the program gave to its library's `exit`, where there is such a thing. */
  readonly status?: number
  readonly cycles: number
  /** Virtual seconds. */
  readonly seconds: number
  readonly hostSeconds: number
  /** The program's partition, and the most bytes of its heap in use at once: code, data and what it allocated, not its stack. */
  readonly partitionBytes: number
  readonly heapBytes: number
  /** The volume afterwards, whole whatever happened. */
  readonly image: Uint8Array
  /** How often each service was called. */
  readonly services: Readonly<Record<string, number>>
  /** Where the cycles went, when asked for. */
  readonly profile?: ExecutionProfile
  /** What the program did wrong, where and how it got there; absent when it ended by itself. */
  readonly report?: CrashReport
  /** What a console program wrote, or drew as consoles do. */
  readonly consoleText: string
  /** Pictures of the screen that the script asked for. */
  readonly pictures: readonly NamedPicture[]
  /** What was heard, when asked for: a WAVE file. */
  readonly sound?: SoundRecord
  /** What the screen showed at the end, when asked for, and of every run that has a report. */
  readonly screen?: Picture
  /** Each call of a service with its arguments and result, when asked for. */
  readonly serviceCalls?: readonly string[]
  /** When asked for. */
  readonly recording?: Recording
  /** What was written to data forks, when asked for. */
  readonly writes?: readonly WrittenBytes[]
  /** Misses, castouts and cycles waited, where caches were simulated. */
  readonly caches?: Readonly<Record<string, number>>
}

export interface WrittenBytes {
  /** From the volume's name on. */
  readonly path: string
  readonly offset: number
  readonly byteCount: number
  /** Virtual seconds. */
  readonly seconds: number
}

export interface SoundRecord {
  readonly wave: Uint8Array
  readonly seconds: number
  /** The run went on making sounds after the recording was full. */
  readonly isCut: boolean
}

/** To be kept, or to be compared with the file of its name. */
export type PicturePurpose = 'screenshot' | 'compare'

export interface NamedPicture extends Picture {
  readonly name: string
  readonly what: PicturePurpose
  /** Virtual seconds. */
  readonly seconds: number
}

const exitOfKind: Record<Exclude<Outcome['kind'], 'budget'>, ExitCodeName> = {
  exited: 'ok',
  stopped: 'ok',
  'exit-status': 'exit-status',
  'unhandled-exception': 'unhandled-exception',
  idle: 'idle',
  'missing-service': 'missing-service',
  'illegal-instruction': 'illegal-instruction',
  'privileged-instruction': 'illegal-instruction',
  access: 'access',
  alignment: 'trap',
  'floating-point': 'trap',
  jump: 'jump',
  'stack-overflow': 'stack-overflow',
  'heap-corrupt': 'heap-corrupt',
  trap: 'trap',
  debugger: 'system-error',
  'system-error': 'system-error',
  check: 'check',
  'engine-fault': 'internal',
}

const exitOfBudget: Record<NonNullable<Outcome['budget']>, ExitCodeName> = {
  cycles: 'cycle-budget',
  'virtual-time': 'time-budget',
  'host-time': 'host-timeout',
}

export function exitOfOutcome(outcome: Outcome): ExitCodeName {
  return outcome.kind === 'budget' ? exitOfBudget[outcome.budget ?? 'cycles'] : exitOfKind[outcome.kind]
}

export const describeMissing = ({ name, library, manager, weak }: MissingService): string =>
  weak
    ? `${name} of ${library} (${manager}) is not there; the import is weak, so that its address is 0`
    : `${name} of ${library} (${manager}) is not there; the run ends if the program calls it`

export function budgetsFor({ cycles, seconds, hostSeconds }: Budgets, started: number) {
  return {
    ...(cycles === undefined ? {} : { maxCycles: cycles }),
    ...(seconds === undefined ? {} : { maxVirtualSeconds: seconds }),
    ...(hostSeconds === undefined ? {} : { hostDeadline: () => performance.now() - started > hostSeconds * 1000 }),
  }
}

/** A machine as the request wants it, with the volume. */
export function bootMachine(request: RunRequest, volume: HfsVolume, more: Partial<MachineOptions> = {}): Machine {
  return createMachine({
    volumes: [volume],
    profile: request.ramBytes === undefined ? iMacG3RevB : { ...iMacG3RevB, ramBytes: request.ramBytes },
    ...(request.startDate === undefined ? {} : { startDate: request.startDate }),
    timing: request.timing ?? 'static',
    measure: request.measure ?? false,
    checks: request.checks ?? [],
    user: request.user ?? [],
    sound: request.sound ?? false,
    fonts: packagedFonts,
    ...more,
  })
}

export function launchOn(machine: Machine, { application, partitionBytes }: RunRequest): LaunchedApplication {
  return machine.launch({ path: application, ...(partitionBytes === undefined ? {} : { partition: partitionBytes }) })
}

/** Boots a machine from the volume, launches the application and runs it to its end or to a budget. */
export function runProgram(request: RunRequest, onEvent: (event: RunEvent) => void = () => {}): RunRecord {
  prepareHostEngine()
  const started = performance.now()
  const volume = HfsVolume.mount(request.image)
  const machine = bootMachine(request, volume)
  onEvent({ kind: 'booted' })
  const { missing, partition, fragment } = launchOn(machine, request)
  onEvent({ kind: 'launched', missing: missing.map(describeMissing) })

  const serviceCalls: string[] = []
  const recorder = request.recordCalls ? new CallRecorder() : undefined
  if (request.traceServices || recorder) {
    machine.observers.onService = (call) => {
      if (request.traceServices) serviceCalls.push(lineOfCall(call))
      recorder?.note(call)
    }
  }
  const tellGrowth = request.watch === undefined ? () => {} : growthOf(volume, request.watch, onEvent)
  const writes: WrittenBytes[] = []
  machine.observers.onFileWrite = ({ path, fork, offset, bytes }) => {
    tellGrowth()
    if (!request.traceWrites || fork !== 'data') return
    writes.push({ path, offset, byteCount: bytes.length, seconds: machine.clock.seconds })
  }

  let consoleText = ''
  machine.observers.onConsole = (text) => {
    consoleText += text
    onEvent({ kind: 'console', text })
  }
  const pictures: NamedPicture[] = []
  machine.observers.onTold = (name, what) => {
    pictures.push({ name, what: what as PicturePurpose, seconds: machine.clock.seconds, ...machine.takePicture() })
  }
  const { untilFile } = request
  if (untilFile !== undefined) {
    machine.observers.onFileClose = (path) => {
      if (isNamed(path, untilFile)) machine.stop(`the program has closed ${untilFile}`)
    }
  }

  const result: RunResult = machine.run(budgetsFor(request.budgets, started))
  tellGrowth()
  volume.flush()
  const sound = machine.takeSound()
  const report = result.report && withSourceLines(result.report, fragment.name, request.lineMap)
  return {
    outcome: request.untilIdle && result.outcome.kind === 'idle' ? 'ok' : exitOfOutcome(result.outcome),
    message: result.outcome.message,
    ...(result.outcome.status === undefined ? {} : { status: result.outcome.status }),
    cycles: result.cycles,
    seconds: result.virtualSeconds,
    hostSeconds: (performance.now() - started) / 1000,
    partitionBytes: partition.byteCount,
    heapBytes: result.heapBytes,
    image: volume.image,
    services: result.services,
    pictures,
    consoleText,
    ...(sound && { sound: { wave: sound.toWave(), seconds: sound.seconds, isCut: sound.isCut } }),
    ...(result.profile === undefined ? {} : { profile: result.profile }),
    ...(report && { report }),
    ...(request.traceServices ? { serviceCalls } : {}),
    ...(request.traceWrites ? { writes } : {}),
    ...(request.screenAtEnd || report ? { screen: machine.takePicture() } : {}),
    ...(recorder && { recording: recorder.recording() }),
    ...(machine.cpu.caches === undefined ? {} : { caches: machine.cpu.caches.counters }),
  }
}

/** Whether a path's last part is a name, as HFS compares them. */
const isNamed = (path: string, name: string): boolean =>
  path.slice(path.lastIndexOf(':') + 1).toLowerCase() === name.toLowerCase()

/** Tells what a file has more than when last asked. */
function growthOf(volume: HfsVolume, path: string, onEvent: (event: RunEvent) => void): () => void {
  let seen = 0
  return () => {
    const bytes = dataForkFrom(volume, path, seen)
    if (bytes.length === 0) return
    seen += bytes.length
    onEvent({ kind: 'output', bytes })
  }
}
