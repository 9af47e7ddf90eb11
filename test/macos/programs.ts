/** Builds and runs the programs in test/macos/programs/. */

import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { Resource } from '../../emulator/formats/resource-fork.ts'
import { createMachine, type MachineOptions } from '../../emulator/machine/machine.ts'
import { HfsVolume, ROOT_ID, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { packagedFonts } from '../../harness/machine/fonts.ts'
import { buildApplication } from '../../toolchain/build.ts'
import { loadImportLibrary } from '../../toolchain/imports.ts'
import type { ImportLibrary } from '../../toolchain/link/symbols.ts'

/** A name without an extension is that of a C source. */
const program = (name: string): string =>
  fileURLToPath(new URL(`programs/${name.includes('.') ? name : `${name}.c`}`, import.meta.url))

export interface ProgramOptions {
  readonly defines?: readonly string[]
  readonly resources?: readonly Resource[]
  /** Starts at `__start`, which calls constructors, instead of at `main`. */
  readonly start?: boolean
  /** With the C library; it starts at `__start` then. */
  readonly useNewlib?: boolean
  /** A window for standard input and output. */
  readonly console?: boolean
  /** Folders of headers. */
  readonly includes?: readonly string[]
  /** Import libraries besides InterfaceLib, by name. */
  readonly libraries?: readonly string[]
  /** Import libraries that come as files. */
  readonly moreImports?: readonly ImportLibrary[]
  /** Functions that InterfaceLib is said to have besides its own. */
  readonly imports?: readonly string[]
  /** What a library that no Mac has is said to have, imported weakly. */
  readonly weakImports?: readonly string[]
  /** Names of initialization and termination routines. */
  readonly routines?: { readonly init?: string; readonly term?: string }
  /** Of the volume; 4 MB unless given. */
  readonly volumeBytes?: number
  /** Mounted after it. */
  readonly otherVolumes?: readonly HfsVolume[]
  readonly machine?: Partial<MachineOptions>
}

const built = new Map<string, Promise<MacFile>>()

/** A program of test/macos/programs/, built. */
export async function buildProgram(name: string, options: ProgramOptions = {}): Promise<MacFile> {
  const { symbols } = loadImportLibrary('InterfaceLib')
  const { file } = await buildApplication({
    name,
    creator: 'Bndi',
    sources: [program(name)],
    useNewlib: options.useNewlib ?? false,
    console: options.console ?? false,
    main: options.start || options.useNewlib ? '__start' : 'main',
    defines: options.defines ?? [],
    includes: options.includes ?? [],
    ...options.routines,
    resources: options.resources ?? [],
    imports: [
      { name: 'InterfaceLib', symbols: new Set([...symbols, ...(options.imports ?? [])]) },
      ...(options.libraries ?? []),
      ...(options.moreImports ?? []),
      { name: 'WeakLib', symbols: new Set(options.weakImports ?? []), weak: true },
    ],
  })
  return file
}

/** A machine with a volume that has the built program on it. */
export async function machineWith(name: string, options: ProgramOptions = {}) {
  const key = JSON.stringify({ name, ...options, machine: undefined, otherVolumes: undefined })
  const file = built.get(key) ?? buildProgram(name, options)
  built.set(key, file)
  const volume = HfsVolume.format(new Uint8Array(options.volumeBytes ?? 4 << 20), { name: 'Macintosh HD' })
  writeMacFile(volume, ROOT_ID, await file)
  const machine = createMachine({
    volumes: [volume, ...(options.otherVolumes ?? [])],
    fonts: packagedFonts,
    ...options.machine,
  })
  return { machine, volume, path: `Macintosh HD:${name}` }
}

/** A check that passed, with the source of what it expects. */
const PASSED = /^.+ \[[^\]]+\]: ok$/

/** Asserts that a program of checks made so many, and that each passed. */
export function expectChecks(volume: HfsVolume, count: number): void {
  const lines = resultLines(volume)
  expect(lines.filter((line) => !PASSED.test(line))).toEqual([])
  expect(lines.length).toBe(count)
}

/** The lines that a program of checks wrote. */
export function resultLines(volume: HfsVolume): string[] {
  return new TextDecoder().decode(readMacFile(volume, ':results').dataFork).trimEnd().split('\n')
}
