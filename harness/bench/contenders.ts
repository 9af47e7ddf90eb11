/** The same program on everything that can run it. A contender runs a number of steps and says how long it took. */
import { spawnSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from '../machine/run.ts'
import { buildVolume } from '../machine/volume.ts'
import { runReference } from '../reference/wasi-run.ts'
import { jobFiles, type Settings, settingsText } from '../verify/inputs.ts'
import type { Job } from '../verify/pair.ts'
import { compileApplication } from './builds.ts'

export interface Contender {
  readonly name: string
  /** Seconds of host time for a run of so many steps. */
  run(steps: number): Promise<number>
}

function filesFor(job: Job, steps: number) {
  const settings: Settings = { ...job.settings, steps }
  return jobFiles(job.models, job.prompt, settingsText(settings))
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}

export function bondi(job: Job): Contender {
  return {
    name: 'Bondi',
    async run(steps) {
      const volume = buildVolume([job.application, ...filesFor(job, steps).guest])
      const record = await runProgram({ image: volume.image, application: job.application.name, budgets: {} }, () => {})
      if (record.outcome !== 'ok') throw new Error(`the run on Bondi ended as ${record.outcome}: ${record.report}`)
      return record.hostSeconds
    },
  }
}

export function referenceModule(job: Job): Contender {
  return {
    name: 'the same C as WebAssembly on V8',
    async run(steps) {
      return (await runReference(job.reference, filesFor(job, steps).reference)).hostSeconds
    },
  }
}

/** A program on the host that takes its folder as an argument. */
function hostProgram(
  name: string,
  command: readonly string[],
  job: Job,
  order: 'big' | 'little',
  folder: string,
): Contender {
  return {
    name,
    async run(steps) {
      const settings = settingsText({ ...job.settings, steps })
      await writeFile(join(folder, 'model.bin'), job.models[order].model)
      await writeFile(join(folder, 'tokenizer.bin'), job.models[order].tokenizer)
      await writeFile(join(folder, 'settings.txt'), settings)
      await writeFile(join(folder, 'prompt.txt'), job.prompt ?? '')
      const [program, ...args] = command
      return timed(() => {
        const { status, stderr } = spawnSync(program!, [...args, folder], { encoding: 'utf8' })
        if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
      })
    },
  }
}

export async function qemuPpc(job: Job, scratch: string): Promise<Contender> {
  const program = join(scratch, 'llm-ppc')
  compileApplication('powerpc-linux-gnu-gcc', ['-mcpu=750', '-static'], program)
  const folder = join(scratch, 'ppc')
  await mkdir(folder)
  return hostProgram('qemu-ppc -cpu 750', ['qemu-ppc', '-cpu', '750', program], job, 'big', folder)
}

export async function native(job: Job, scratch: string): Promise<Contender> {
  const program = join(scratch, 'llm-native')
  compileApplication('gcc', [], program)
  const folder = join(scratch, 'native')
  await mkdir(folder)
  return hostProgram('native, gcc -O2', [program], job, 'little', folder)
}
