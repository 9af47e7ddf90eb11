/** From C sources to an application. */

import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { MacFile } from '../emulator/formats/mac-file.ts'
import { writeMacBinary } from '../emulator/formats/macbinary.ts'
import { type Resource, writeResourceFork } from '../emulator/formats/resource-fork.ts'
import { headerFlags, memberRequest, newlibMembers } from './c-library/newlib.ts'
import { CXX_FLAGS, isCxx, runtimeRequests } from './c-library/runtime.ts'
import { MAC_LANGUAGE_FLAGS, MAC_TARGET_FLAGS } from './compile/clang.ts'
import { type CompiledObject, type CompileRequest, compileCached } from './compile/object-cache.ts'
import { mapConcurrently } from './compile/run.ts'
import { loadImportLibrary } from './imports.ts'
import { type LinkInput, link } from './link/link.ts'
import type { LinkMap } from './link/map.ts'
import type { ImportLibrary } from './link/symbols.ts'
import { runtimePath } from './paths.ts'
import { codeFragmentResource, type Partition, sizeResource } from './resources/application.ts'
import { writeArchive } from './xcoff/archive.ts'
import { isXcoff, parseXcoff } from './xcoff/object.ts'

export interface CompileOptions {
  /** `NAME` or `NAME=VALUE`. */
  readonly defines?: readonly string[]
  /** Folders of headers. */
  readonly includes?: readonly string[]
  /** -O2 unless given. */
  readonly optimization?: string
  /** More flags for clang; they come last, so that they win. */
  readonly flags?: readonly string[]
}

export interface FragmentOptions extends CompileOptions {
  /** C or C++ files. */
  readonly sources: readonly string[]
  /** Objects and archives to link as they are. */
  readonly objects?: readonly LinkInput[]
  /** InterfaceLib unless given: names of lists in runtime/imports/, or lists. */
  readonly imports?: readonly (string | ImportLibrary)[]
  /** The C library; true unless given. Without it, only what the compiler itself needs is there. */
  readonly useNewlib?: boolean
  /** A window for standard input and output, which the C library's descriptors below 10 then are. */
  readonly console?: boolean
  /** The function to start at: `__start`, which calls main, unless given; none in a library that says `false`. */
  readonly main?: string | false
  readonly init?: string
  readonly term?: string
  readonly exports?: readonly string[]
}

export interface ApplicationOptions extends FragmentOptions {
  /** The file's name, and the fragment's. */
  readonly name: string
  readonly creator?: string
  /** 1 MB unless given, as with Retro68. */
  readonly partition?: Partition
  /** More resources; one with the type and ID of a standard one (`cfrg` 0, `SIZE` -1) replaces it. */
  readonly resources?: readonly Resource[]
}

export interface Application {
  readonly macBinary: Uint8Array
  readonly file: MacFile
  readonly pef: Uint8Array
  readonly map: LinkMap
}

const DEFAULT_PARTITION: Partition = { preferred: 0x100000, minimum: 0x100000 }

export async function buildApplication(options: ApplicationOptions): Promise<Application> {
  const { pef, map } = await buildFragment(options)
  const standard = [codeFragmentResource(options.name), sizeResource(options.partition ?? DEFAULT_PARTITION)]
  const own = options.resources ?? []
  const resources = [
    ...standard.filter(({ type, id }) => !own.some((other) => other.type === type && other.id === id)),
    ...own,
  ]
  const file: MacFile = {
    name: options.name,
    type: 'APPL',
    creator: options.creator ?? '????',
    finderFlags: 0,
    dataFork: pef,
    resourceFork: writeResourceFork(resources),
    // No date of building: equal sources give equal bytes.
    created: 0,
    modified: 0,
  }
  return { macBinary: writeMacBinary(file), file, pef, map }
}

/** The data fork only. */
export async function buildFragment(options: FragmentOptions): Promise<{ pef: Uint8Array; map: LinkMap }> {
  const useNewlib = options.useNewlib ?? true
  const own = await compileAll(await sourceRequests(options))
  const imports = (options.imports ?? ['InterfaceLib']).map((entry) =>
    typeof entry === 'string' ? loadImportLibrary(entry) : entry,
  )
  const hasShared = imports.some(({ symbols }) => symbols.has('atexit'))
  const runtime = await compileAll(await runtimeRequests(useNewlib ? 'newlib' : hasShared ? 'stdclib' : 'bare'))
  const inputs: LinkInput[] = [...own, ...(options.objects ?? [])]
  const library = useNewlib ? await compileNeeded([...inputs, ...runtime]) : []
  return link({
    inputs: [...inputs, archiveOf('runtime', runtime), archiveOf('newlib', library)],
    imports,
    main: options.main === false ? undefined : (options.main ?? '__start'),
    init: options.init,
    term: options.term,
    ...(options.exports && { exports: options.exports }),
  })
}

function archiveOf(name: string, objects: readonly CompiledObject[]): LinkInput {
  return { name, bytes: writeArchive(objects.map((object) => ({ name: object.name, contents: object.bytes }))) }
}

const compileAll = (requests: readonly CompileRequest[]): Promise<CompiledObject[]> =>
  mapConcurrently(requests, availableParallelism(), compileCached)

async function sourceRequests(options: FragmentOptions): Promise<CompileRequest[]> {
  const headers = await headerFlags()
  const flags = (source: string): string[] => [
    ...MAC_TARGET_FLAGS,
    ...MAC_LANGUAGE_FLAGS,
    ...(isCxx(source) ? CXX_FLAGS : []),
    `-O${options.optimization?.replace(/^-?O/, '') ?? '2'}`,
    ...(options.defines ?? []).map((define) => `-D${define}`),
    ...(options.includes ?? []).flatMap((folder) => ['-I', resolve(folder)]),
    '-isystem',
    runtimePath('include'),
    ...headers,
    ...(options.flags ?? []),
  ]
  const console = options.console ? [runtimePath('source', 'console', 'window.c')] : []
  return [...options.sources, ...console].map((source) => ({
    source: resolve(source),
    flags: flags(source),
    lines: true,
  }))
}

/** The members of newlib that the objects need, and those that these need, until nothing is missing that newlib has. */
async function compileNeeded(objects: readonly LinkInput[]): Promise<CompiledObject[]> {
  const members = newlibMembers()
  const defined = new Set(
    objects.flatMap(({ name, bytes }) =>
      isXcoff(bytes)
        ? parseXcoff(bytes, name).symbols.flatMap((symbol) => (symbol.kind === 'reference' ? [] : symbol.name))
        : [],
    ),
  )
  const compiled: CompiledObject[] = []
  const taken = new Set<string>()
  let fresh: readonly LinkInput[] = objects
  while (fresh.length > 0) {
    const wanted = new Set<string>()
    for (const { name, bytes } of fresh) {
      if (!isXcoff(bytes)) continue
      for (const symbol of parseXcoff(bytes, name).symbols) {
        const member =
          symbol.kind === 'reference' && !defined.has(symbol.name)
            ? members.get(symbol.name.replace(/^\./, ''))
            : undefined
        if (member !== undefined && !taken.has(member)) wanted.add(member)
      }
    }
    for (const member of wanted) taken.add(member)
    const next = await compileAll(await Promise.all([...wanted].sort().map(memberRequest)))
    compiled.push(...next)
    fresh = next
  }
  return compiled.sort((a, b) => (a.name < b.name ? -1 : 1))
}
