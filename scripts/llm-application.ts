/** How the application in `app/` is built for each system; `app/sources.json` says from what. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sources from '../app/sources.json' with { type: 'json' }
import { BondiError } from '../emulator/errors.ts'
import { type Application, buildApplication, versionResource } from '../toolchain/index.ts'

export const root = resolve(import.meta.dirname, '..')
const appFolder = join(root, 'app')

export interface BuildVariant {
  /** Preprocessor definitions, such as `BUG_GQA_N_HEADS`. */
  readonly defines?: readonly string[]
  /** More compiler flags; a later flag wins over an earlier one, as `-ffp-contract=fast` does. */
  readonly flags?: readonly string[]
}

const flagsOf = ({ defines = [], flags = [] }: BuildVariant) => [
  ...sources.flags,
  ...defines.map((define) => `-D${define}`),
  ...flags,
]

export const posixSources = () => [...sources.common, ...sources.posix].map((file) => join(appFolder, file))
export const macSources = () => [...sources.common, ...sources.mac].map((file) => join(appFolder, file))

function compile(compiler: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(compiler, args, { cwd: appFolder, encoding: 'utf8' })
  if (error)
    throw new BondiError('no-compiler', `${compiler} cannot be run: ${error.message}`, `apt-get install ${compiler}`)
  if (status !== 0) throw new BondiError('compile-failed', `${compiler} failed:\n${stderr}`)
}

function compileToBytes(compiler: string, args: readonly string[]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-build-'))
  try {
    const output = join(folder, 'output')
    compile(compiler, [...args, '-o', output])
    return new Uint8Array(readFileSync(output))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The application for Mac OS. Deterministic for a given clang and C library. */
export function buildMacApplication(variant: BuildVariant = {}): Promise<Application> {
  const { name, creator, version, description, partitionKilobytes } = sources
  const bytes = partitionKilobytes * 1024
  return buildApplication({
    name,
    creator,
    partition: { preferred: bytes, minimum: bytes },
    resources: [versionResource(version, description)],
    sources: macSources(),
    flags: flagsOf(variant),
  })
}

/** The little-endian reference: the same C for WASI. Deterministic for a given clang and wasi-libc. */
export function buildReference(variant: BuildVariant = {}): Uint8Array {
  return compileToBytes('clang-19', ['--target=wasm32-wasi', ...flagsOf(variant), '-Wl,--strip-all', ...posixSources()])
}

/** One source for WebAssembly without a C library, its functions callable from JavaScript. */
export function buildWasmFunctions(source: string, exported: readonly string[]): Uint8Array {
  return compileToBytes('clang-19', [
    '--target=wasm32',
    '-nostdlib',
    ...sources.flags,
    '-isystem/usr/include/wasm32-wasi',
    '-Wl,--no-entry',
    ...exported.map((name) => `-Wl,--export=${name}`),
    join(appFolder, source),
  ])
}

/** For this machine, or with a cross compiler; the executable is put at `output`. */
export function buildNative(output: string, compiler = 'cc', variant: BuildVariant = {}): void {
  compile(compiler, [...flagsOf(variant), ...posixSources(), '-o', output])
}
