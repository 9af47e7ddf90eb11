/** The language model on each contender. */
import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { fromMacText } from '../compare/text.ts'
import { runProgram } from '../machine/run.ts'
import { buildVolume, fileOnVolume } from '../machine/volume.ts'
import { runReference } from '../reference/wasi-run.ts'
import { jobFiles, type Settings, settingsText } from '../verify/inputs.ts'
import { loadJob } from '../verify/options.ts'
import type { Job } from '../verify/pair.ts'
import { compileApplication } from './builds.ts'
import { type Contender, type ContenderId, processorSeconds } from './contender.ts'

/** A long run less a short one is what the tokens between them take: starting and translating cancel out. */
export interface Lengths {
  readonly short: number
  readonly long: number
}

interface Run {
  readonly seconds: number
  readonly output: Uint8Array
}

const OUTPUT = 'output.txt'

/** Tokens of a prompt are computed whatever the model thinks of them: a story could end before the run does. */
const promptOf = (tokens: number): string => 'zq'.repeat(Math.ceil(tokens / 2) + 8)

/** The story: what follows the settings, without the statistics at the end. A Mac's lines end with a carriage return. */
const storyOf = (bytes: Uint8Array): string =>
  fromMacText(bytes)
    .replace(/\nTokens: \d+\nSeconds: .*\nTokens per second: .*\n$/, '')
    .replace(/^.*?\n\n/s, '')

/** A story is checked, a long prompt is timed. */
interface Jobs {
  readonly story: Job
  readonly prompt: Job
}

function contender(
  id: ContenderId,
  { story, prompt }: Jobs,
  { short, long }: Lengths,
  run: (job: Job, steps: number) => Promise<Run>,
): Contender {
  let isWarm = false
  return {
    id,
    check: async (steps) => storyOf((await run(story, steps)).output),
    async time() {
      // The first runs are slower in all that is JavaScript
      if (!isWarm) await run(prompt, long)
      isWarm = true
      const first = (await run(prompt, short)).seconds
      const second = (await run(prompt, long)).seconds
      // A host that hiccups can make the short run the longer one: such a round says nothing.
      return second > first ? (second - first) / (long - short) : Number.NaN
    },
  }
}

function filesFor(job: Job, steps: number) {
  const settings: Settings = { ...job.settings, steps }
  return jobFiles(job.models, job.prompt, settingsText(settings))
}

async function onBondi(job: Job, steps: number): Promise<Run> {
  const volume = buildVolume([job.application, ...filesFor(job, steps).guest])
  const started = processorSeconds()
  const record = runProgram({ image: volume.image, application: job.application.name, budgets: {} })
  const seconds = processorSeconds() - started
  if (record.outcome !== 'ok') throw new Error(`the run on Bondi ended as ${record.outcome}: ${record.message}`)
  const output = fileOnVolume(HfsVolume.mount(record.image), OUTPUT)!.dataFork
  return { seconds, output }
}

async function onWasm(job: Job, steps: number): Promise<Run> {
  const files = filesFor(job, steps).reference
  const started = processorSeconds()
  const result = await runReference(job.reference, files)
  return { seconds: processorSeconds() - started, output: result.files.get(OUTPUT)! }
}

interface HostProgram {
  readonly command: readonly string[]
  readonly order: 'big' | 'little'
  readonly folder: string
}

/** A program of the host's that takes its folder as an argument. */
async function asProcess(job: Job, { command, order, folder }: HostProgram, steps: number): Promise<Run> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'model.bin'), job.models[order].model)
  await writeFile(join(folder, 'tokenizer.bin'), job.models[order].tokenizer)
  await writeFile(join(folder, 'settings.txt'), settingsText({ ...job.settings, steps }))
  await writeFile(join(folder, 'prompt.txt'), job.prompt ?? '')
  // Nothing but a shell tells what a process that has ended took of the processor
  const { status, stdout, stderr } = spawnSync('sh', ['-c', '"$@" && times', 'sh', ...command, folder], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds: childSeconds(stdout), output: await readFile(join(folder, OUTPUT)) }
}

/** Of the children, user's and system's, in the last line of `times`: 0m1.230s 0m0.010s. */
function childSeconds(times: string): number {
  const last = times.trimEnd().split('\n').at(-1)!
  return [...last.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  )
}

/** Bondi first; what they need is put into the folder `scratch`. */
export async function llmContenders(
  lengths: Lengths,
  paths: { readonly model?: string; readonly tokenizer?: string },
  scratch: string,
): Promise<Contender[]> {
  const settings = { temperature: 0 }
  const jobs: Jobs = {
    story: await loadJob({ ...paths, settings }),
    prompt: await loadJob({ ...paths, prompt: promptOf(lengths.long), settings }),
  }
  const [ppc, own] = [join(scratch, 'llm-ppc'), join(scratch, 'llm-native')]
  compileApplication('powerpc-linux-gnu-gcc', ['-mcpu=750', '-static'], ppc)
  compileApplication('gcc', [], own)
  const qemu: HostProgram = {
    command: ['qemu-ppc', '-cpu', '750', ppc],
    order: 'big',
    folder: join(scratch, 'ppc'),
  }
  const native: HostProgram = { command: [own], order: 'little', folder: join(scratch, 'native') }
  return [
    contender('bondi', jobs, lengths, onBondi),
    contender('qemu', jobs, lengths, (job, steps) => asProcess(job, qemu, steps)),
    contender('wasm', jobs, lengths, onWasm),
    contender('native', jobs, lengths, (job, steps) => asProcess(job, native, steps)),
  ]
}
