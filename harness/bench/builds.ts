/** The benchmark's C for each contender, with the options that its users would give; kept by what it was made from. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { type Application, buildApplication } from '../../toolchain/index.ts'
import { cachePath } from '../../toolchain/paths.ts'
import { projectRoot } from '../project-files.ts'
import type { Program } from './suite.ts'

/** Programs that the benchmark runs, and the Debian packages that have them. */
const requiredPackages: Record<string, readonly string[]> = {
  gcc: ['gcc', 'libc6-dev'],
  'powerpc-linux-gnu-gcc': ['gcc-powerpc-linux-gnu', 'libc6-dev-powerpc-cross'],
  'qemu-ppc': ['qemu-user'],
  'clang-19': ['clang-19', 'newlib-source', 'xz-utils'],
  'wasm-ld-19': ['lld-19', 'wasi-libc', 'libclang-rt-19-dev-wasm32'],
}

/** Refuses to begin when a program is not there. */
export function requireTools(): void {
  const absent = Object.entries(requiredPackages).filter(([program]) => spawnSync(program, ['--version']).error)
  if (absent.length === 0) return
  throw new BondiError(
    'missing-tool',
    `the benchmark needs ${absent.map(([program]) => program).join(', ')}`,
    `apt-get install ${absent.flatMap(([, packages]) => packages).join(' ')}`,
  )
}

export const programsFolder = join(projectRoot, 'harness/bench/programs')
const sourceOf = ({ name }: Program): string => join(programsFolder, `${name}.c`)
const hostSource = join(programsFolder, 'host.c')
const header = join(programsFolder, 'benchmark.h')

function compile(command: string, args: readonly string[], cwd: string): void {
  const { error, status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (error) throw new BondiError('missing-tool', `${command} cannot be started: ${error.message}`)
  if (status !== 0) throw new BondiError('compile-failed', `${command} failed:\n${stderr}`)
}

/** The path of what the compiler makes of the sources. */
function compileCached(command: string, flags: readonly string[], sources: readonly string[]): string {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  const hash = createHash('sha256').update(JSON.stringify([command, stdout, flags]))
  for (const path of [header, ...sources]) hash.update(readFileSync(path))
  const output = join(cachePath('bench'), hash.digest('hex'))
  if (!existsSync(output)) {
    const temporary = `${output}.${process.pid}`
    compile(command, [...flags, ...sources, '-o', temporary], programsFolder)
    renameSync(temporary, output)
  }
  return output
}

const COMMON = ['-std=gnu11', '-O2', '-Wall', '-Wextra', '-Werror']
const gccLoops = ({ keepLoops }: Program) => (keepLoops ? ['-fno-builtin', '-fno-tree-loop-distribute-patterns'] : [])
const clangLoops = ({ keepLoops }: Program) => (keepLoops ? ['-fno-builtin'] : [])

export const nativeProgram = (program: Program): string =>
  compileCached('gcc', [...COMMON, ...gccLoops(program)], [sourceOf(program), hostSource])

export const qemuProgram = (program: Program): string =>
  compileCached(
    'powerpc-linux-gnu-gcc',
    [...COMMON, '-mcpu=750', '-static', ...gccLoops(program)],
    [sourceOf(program), hostSource],
  )

export const wasmProgram = (program: Program): string =>
  compileCached(
    'clang-19',
    [...COMMON, '--target=wasm32-wasi', '-mexec-model=reactor', '-Wl,--export=run', ...clangLoops(program)],
    [sourceOf(program)],
  )

/** The fragment's main entry point is `run`. */
export const bondiProgram = (program: Program): Promise<Application> =>
  buildApplication({
    name: program.name,
    sources: [sourceOf(program)],
    main: 'run',
    // As gcc does unless told otherwise: it fuses, and makes a computed jump of a small switch too
    flags: ['-std=gnu11', '-ffp-contract=on', '-mllvm', '-ppc-min-jump-table-entries=4', ...clangLoops(program)],
  })

const largeSource = join(projectRoot, 'harness/bench/figures/functions.c')
const LARGE_FLAGS = ['-std=gnu11', '-ffp-contract=off']

/** A code section of 1.4 MB, and a main entry point that calls as many groups of its functions as it is told. It takes half a minute to compile, once. */
export const largeProgram = (): Promise<Application> =>
  buildApplication({
    name: 'functions',
    sources: [largeSource],
    main: 'run',
    flags: LARGE_FLAGS,
    partition: { preferred: 4 << 20, minimum: 4 << 20 },
  })

/** What all groups compute is what they compute natively. */
export function requireEqualLargeResult(result: number): void {
  const native = compileCached('gcc', [...LARGE_FLAGS, '-DNATIVE'], [largeSource])
  const expected = spawnSync(native, { encoding: 'utf8' }).stdout.trim()
  if (String(result) === expected) return
  throw new BondiError('different-results', `the 1.4 MB of functions compute ${result}, natively ${expected}`)
}

interface ApplicationSources {
  readonly common: readonly string[]
  readonly posix: readonly string[]
  readonly flags: readonly string[]
}

/** The language model for this machine or for qemu-ppc. */
export function compileApplication(compiler: string, extra: readonly string[], output: string): void {
  const folder = join(projectRoot, 'app')
  const { common, posix, flags } = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')) as ApplicationSources
  compile(compiler, [...flags, ...extra, ...common, ...posix, '-o', output], folder)
}
