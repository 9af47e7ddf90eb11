/** The fixture `bondi`: runs applications, or builds them first, on a machine of their own each. */
import { basename, extname } from 'node:path'
import { test as base } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { Timing } from '../../emulator/machine/timing.ts'
import { type BuildOptions, buildSources } from '../build-application.ts'
import { addScriptFile, Script } from '../drive/script.ts'
import { findApplication } from '../files/applications.ts'
import { readFileArgument, textFile } from '../files/mac-files.ts'
import { byteSize, cycleCount, duration, type Quantity } from '../quantities.ts'
import { runApplication } from '../run-application.ts'
import { jobFiles, settingsText } from '../verify/inputs.ts'
import { type JobPaths, loadJob } from '../verify/options.ts'
import { ProgramRun } from './program-run.ts'

/** Sources to build, as `bondi build` does. */
export interface Sources extends Omit<BuildOptions, 'name' | 'partition'> {
  readonly name?: string
  /** 1 MB unless given. */
  readonly partition?: string | number
}

/** Sizes, times and counts are numbers (of bytes, seconds, cycles) or texts such as `4M`, `500ms`, `2G`. */
export interface ProgramOptions {
  /** Which application, where a disk image has several. */
  readonly app?: string
  /** Files of the host to put beside it: `PATH` or `PATH=NAME`. */
  readonly files?: readonly string[]
  /** Text files to put beside it, by their names. */
  readonly texts?: Readonly<Record<string, string>>
  /** What the user does: lines as docs/driving.md has them. */
  readonly script?: string | readonly string[]
  readonly untilIdle?: boolean
  readonly untilFile?: string
  readonly partition?: string | number
  readonly ram?: string | number
  /** Of virtual time; a minute unless given. */
  readonly maxTime?: string | number
  readonly maxCycles?: string | number
  /** Of the host's time; a minute unless given. */
  readonly hostTimeout?: string | number
  readonly timing?: Timing
}

export interface BondiFixture {
  /** Runs an application (MacBinary, AppleSingle, BinHex, a disk image), or one that is built from sources, to its end. */
  run(program: string | Sources, options?: ProgramOptions): Promise<ProgramRun>
  /** Runs the language model's application, so that `toMatchReference` can follow. */
  runLanguageModel(
    paths?: JobPaths,
    options?: Pick<ProgramOptions, 'maxTime' | 'maxCycles' | 'hostTimeout'>,
  ): Promise<ProgramRun>
}

const MINUTE = 60

function quantity({ form, parse }: Quantity, name: string, value: string | number | undefined): number | undefined {
  if (value === undefined || typeof value === 'number') return value
  const parsed = parse(value)
  if (parsed === undefined) throw new BondiError('usage', `${name} is "${value}"`, `It must be ${form}.`)
  return parsed
}

const defined = <T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

const budgetsFrom = ({ maxTime, maxCycles, hostTimeout }: ProgramOptions) =>
  defined({
    seconds: quantity(duration, 'maxTime', maxTime) ?? MINUTE,
    cycles: quantity(cycleCount, 'maxCycles', maxCycles),
    hostSeconds: quantity(duration, 'hostTimeout', hostTimeout) ?? MINUTE,
  })

/** What was built is built once, whatever number of tests runs it. */
const builds = new Map<string, Promise<MacFile>>()

function build({ partition, name, ...sources }: Sources): Promise<MacFile> {
  const bytes = quantity(byteSize, 'partition', partition)
  const [first = ''] = sources.sources
  const options: BuildOptions = {
    ...sources,
    name: name ?? basename(first, extname(first)),
    ...(bytes === undefined ? {} : { partition: { preferred: bytes, minimum: bytes } }),
  }
  const key = JSON.stringify(options)
  const building = builds.get(key) ?? buildSources(options).then(({ file }) => file)
  builds.set(key, building)
  return building
}

function stepsOf(lines: ProgramOptions['script']): Script['steps'] {
  const script = new Script()
  addScriptFile(script, typeof lines === 'string' ? lines : (lines ?? []).join('\n'), 'script')
  return script.steps
}

export const bondiFixture: BondiFixture = {
  async run(program, options = {}) {
    const { app, files = [], texts = {}, script, untilIdle, untilFile, partition, ram, timing } = options
    const [found, ...beside] = await Promise.all([
      typeof program === 'string'
        ? findApplication(program, app)
        : build(program).then((application) => ({ application })),
      ...files.map(readFileArgument),
    ])
    const { run } = await runApplication({
      ...found,
      files: [...beside, ...Object.entries(texts).map(([name, text]) => textFile(name, text))],
      user: stepsOf(script),
      budgets: budgetsFrom(options),
      traceWrites: true,
      screenAtEnd: true,
      ...defined({
        untilIdle,
        untilFile,
        timing,
        partitionBytes: quantity(byteSize, 'partition', partition),
        ramBytes: quantity(byteSize, 'ram', ram),
      }),
    })
    return ProgramRun.from(run)
  },

  async runLanguageModel(paths = {}, options = {}) {
    const job = await loadJob(paths)
    const { run } = await runApplication({
      application: job.application,
      files: jobFiles(job.models, job.prompt, settingsText(job.settings)).guest,
      budgets: budgetsFrom(options),
      traceWrites: true,
      screenAtEnd: true,
    })
    return ProgramRun.from(run, job)
  },
}

export const test = base.extend<{ bondi: BondiFixture }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern what a fixture needs
  bondi: async ({}, use) => use(bondiFixture),
})
