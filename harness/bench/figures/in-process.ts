/**
 * Figures that need a process in which nothing has run yet. This is its program: it does the task that it is told, and prints what it
 * found as JSON.
 */
import v8 from 'node:v8'
import { createMachine, type Machine } from '../../../emulator/machine/machine.ts'
import type { Snapshot } from '../../../emulator/machine/snapshot/snapshot.ts'
import { HfsVolume } from '../../../emulator/volume/index.ts'
import type { Application } from '../../../toolchain/index.ts'
import { prepareHostEngine } from '../../host-engine.ts'
import { packagedFonts } from '../../machine/fonts.ts'
import { runProgram } from '../../machine/run.ts'
import { buildVolume } from '../../machine/volume.ts'
import { jobFiles, settingsText } from '../../verify/inputs.ts'
import { loadJob } from '../../verify/options.ts'
import { largeProgram } from '../builds.ts'
import { callManyFunctions } from './many-functions.ts'

const GROUPS = 512
const WARM_RUNS = 3
const FIRST_FRAME_BYTES = 64
/** Until the language model has called its first service. */
const FIRST_CYCLES = 100_000
/** About a tenth of a virtual second. */
const SNAPSHOT_CYCLES = 20_000_000

async function modelVolume(steps: number) {
  const job = await loadJob({ settings: { steps, temperature: 0 } })
  const { guest } = jobFiles(job.models, job.prompt, settingsText(job.settings))
  return { image: buildVolume([job.application, ...guest]).image, path: job.application.name }
}

async function launch() {
  const { image, path } = await modelVolume(1)
  const started = performance.now()
  const machine = createMachine({ volumes: [HfsVolume.mount(image)] })
  let milliseconds = Number.NaN
  machine.observers.onService = () => {
    milliseconds ||= performance.now() - started
  }
  machine.launch({ path })
  machine.run({ maxCycles: FIRST_CYCLES })
  return { milliseconds }
}

/** Calls so many of the program's groups of functions. */
function caller(machine: Machine, { file }: Application): (groups: number) => number {
  const { fragment, stack } = machine.launch({ path: file.name })
  machine.cpu.state.setGpr(1, stack.base - FIRST_FRAME_BYTES)
  return (groups) => machine.cpu.call(fragment.main!, groups)
}

async function launchLarge() {
  const application = await largeProgram()
  const volume = buildVolume([application.file])
  const started = performance.now()
  const machine = createMachine({ volumes: [volume] })
  caller(machine, application)(0)
  const milliseconds = performance.now() - started
  const codeBytes = application.map.code.length
  return { milliseconds, codeBytes, translatedBytes: 4 * machine.cpu.translated.instructions }
}

/** Seconds of the first run less those of the second, for each of some machines, and what the second translated. */
async function translation() {
  const application = await largeProgram()
  const seconds: number[] = []
  const bytes: number[] = []
  const results: number[] = []
  let again = 0
  for (let run = 0; run <= WARM_RUNS; run++) {
    const machine = createMachine({ volumes: [buildVolume([application.file])] })
    const call = caller(machine, application)
    const times = [0, 1].map(() => {
      const started = performance.now()
      const { functions } = machine.cpu.translated
      results.push(call(GROUPS) >>> 0)
      again = machine.cpu.translated.functions - functions
      return (performance.now() - started) / 1000
    })
    seconds.push(times[0]! - times[1]!)
    bytes.push(4 * machine.cpu.translated.instructions)
  }
  return { seconds, bytes, again, result: results[0] }
}

async function memory(steps: number) {
  const { image, path } = await modelVolume(steps)
  const { outcome } = runProgram({ image, application: path, budgets: {} })
  return { outcome, kilobytes: process.resourceUsage().maxRSS }
}

/** One every `SNAPSHOT_CYCLES` while the language model runs, each putting what it took from the one before it aside. */
async function snapshots() {
  const { image, path } = await modelVolume(256)
  const machine = createMachine({ volumes: [HfsVolume.mount(image)], fonts: packagedFonts })
  const taken: { snapshot: Snapshot; milliseconds: number }[] = []
  machine.observers.onCall = () => {
    const last = taken.at(-1)?.snapshot
    if (last !== undefined && machine.cpu.cycles - last.cycles < SNAPSHOT_CYCLES) return
    const started = performance.now()
    taken.push({ snapshot: machine.snapshot(last), milliseconds: performance.now() - started })
  }
  machine.launch({ path })
  machine.run()
  const restores = taken.map(({ snapshot }) => {
    const started = performance.now()
    machine.restore(snapshot)
    return performance.now() - started
  })
  return { milliseconds: taken.map(({ milliseconds }) => milliseconds), restores }
}

const tasks = {
  launch,
  'launch-large': launchLarge,
  translation,
  functions: async () => ({ functions: callManyFunctions() }),
  memory: () => memory(256),
  snapshots,
} as const
export type Task = keyof typeof tasks
export type TaskResult<T extends Task> = Awaited<ReturnType<(typeof tasks)[T]>>

prepareHostEngine()
// Machines after the first must not find what the first had compiled
v8.setFlagsFromString('--no-wasm-native-module-cache-enabled')
process.stdout.write(JSON.stringify(await tasks[process.argv[2] as Task]()))
