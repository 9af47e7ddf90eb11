/**
 * The reference: the same C, compiled to little-endian WebAssembly, run by another project's WASI (`@wasmer/wasi`) over files
 * in memory. Its clock stands still and its random numbers are zeros, so that a run depends on its files only.
 */

import type { WASI as WasiClass } from '@wasmer/wasi'
import { BondiError } from '../../emulator/errors.ts'

export interface ReferenceResult {
  readonly exitCode: number
  /** The files of the folder after the run. */
  readonly files: ReadonlyMap<string, Uint8Array>
  /** What the program wrote to its standard error. */
  readonly stderr: string
  readonly hostSeconds: number
}

/** 17 October 1998, the day when Mac OS 8.5 came out, in nanoseconds of Unix time. */
const PINNED_CLOCK = 908_582_400_000_000_000n

const SUCCESS = 0

type Imports = Record<string, Record<string, WebAssembly.ImportValue>>

/** The imports of `module` with the two that read the host's clock and randomness replaced. */
function pinnedImports(wasi: WasiClass, module: WebAssembly.Module, memory: () => DataView): Imports {
  const imports = wasi.getImports(module) as Imports
  const pinned = {
    clock_time_get(_id: number, _precision: bigint, result: number): number {
      memory().setBigUint64(result, PINNED_CLOCK, true)
      return SUCCESS
    },
    clock_res_get(_id: number, result: number): number {
      memory().setBigUint64(result, 1n, true)
      return SUCCESS
    },
    random_get(address: number, byteCount: number): number {
      for (let index = 0; index < byteCount; index++) memory().setUint8(address + index, 0)
      return SUCCESS
    },
  }
  return Object.fromEntries(Object.entries(imports).map(([name, functions]) => [name, { ...functions, ...pinned }]))
}

let ready: Promise<typeof import('@wasmer/wasi')> | undefined

/** Loads the WASI, which takes some 50 ms, once. */
export function loadWasi(): Promise<typeof import('@wasmer/wasi')> {
  ready ??= import('@wasmer/wasi').then(async (library) => {
    await library.init()
    return library
  })
  return ready
}

/** Runs a WASI program in a folder that holds `files`, and returns what is in the folder afterwards. */
export async function runReference(
  program: Uint8Array,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<ReferenceResult> {
  const { MemFS, WASI } = await loadWasi()
  const started = performance.now()
  const fs = new MemFS()
  for (const [name, bytes] of files) {
    const file = fs.open(`/${name}`, { read: true, write: true, create: true })
    for (let offset = 0; offset < bytes.length; ) offset += file.write(bytes.subarray(offset))
    file.flush()
    file.free()
  }
  const wasi = new WASI({ args: ['reference'], env: {}, preopens: { '.': '/' }, fs })
  let memory = new DataView(new ArrayBuffer(0))
  let instance: WebAssembly.Instance | undefined
  const currentMemory = (): DataView => {
    const { buffer } = instance!.exports.memory as WebAssembly.Memory
    if (memory.buffer !== buffer) memory = new DataView(buffer)
    return memory
  }
  let exitCode: number
  try {
    const module = await WebAssembly.compile(program as BufferSource)
    instance = await WebAssembly.instantiate(module, pinnedImports(wasi, module, currentMemory))
    exitCode = wasi.start(instance)
  } catch (error) {
    throw new BondiError(
      'reference-failed',
      `the reference program stopped: ${(error as Error).message ?? error}`,
      'The reference module must be a wasm32-wasi command.',
    )
  }
  return {
    exitCode,
    files: readFolder(wasi.fs),
    stderr: new TextDecoder().decode(wasi.getStderrBuffer()),
    hostSeconds: (performance.now() - started) / 1000,
  }
}

/** All files of the root folder, as bytes: the library's own `readString` gives an empty one for what is not UTF-8. */
function readFolder(fs: InstanceType<typeof import('@wasmer/wasi')['MemFS']>): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  for (const entry of fs.readDir('/') as { path: string }[]) {
    const file = fs.open(entry.path, { read: true })
    files.set(entry.path.replace(/^\//, ''), file.read())
    file.free()
  }
  return files
}
