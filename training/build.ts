/** Compiles the trainer, and the application for this machine, which stories are sampled with. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import sources from '../app/sources.json' with { type: 'json' }
import { BondiError } from '../emulator/errors.ts'
import { projectRoot } from '../harness/project-files.ts'

const compiler = 'clang-19'
const folder = join(projectRoot, 'training/trainer')
/** As fast as this machine can, but for what would change a sum's order. */
const flags = ['-std=gnu11', '-O3', '-march=native', '-ffp-contract=on', '-fno-math-errno', '-fno-trapping-math']
const model = ['transformer.c', 'attention.c', 'matmul.c', 'parameters.c']
const programs = {
  train: ['train.c', 'corpus.c', 'optimizer.c', 'checkpoint.c', ...model],
  evaluate: ['evaluate.c', 'corpus.c', 'checkpoint.c', ...model],
  gradient_check: ['gradient_check.c', ...model],
}

function compile(args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(compiler, args, { encoding: 'utf8' })
  if (error)
    throw new BondiError('no-compiler', `${compiler} cannot be run: ${error.message}`, `apt-get install ${compiler}`)
  if (status !== 0) throw new BondiError('compile-failed', `${compiler} failed:\n${stderr}`)
}

export function buildProgram(name: keyof typeof programs, output: string, defines: readonly string[] = []): void {
  const files = programs[name].map((file) => join(folder, file))
  compile([...flags, ...defines.map((define) => `-D${define}`), ...files, '-lm', '-lpthread', '-o', output])
}

export function buildSampler(output: string): void {
  const files = [...sources.common, ...sources.posix].map((file) => join(projectRoot, 'app', file))
  compile([...sources.flags, '-march=native', ...files, '-o', output])
}
