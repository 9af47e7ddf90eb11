/** C and C++ sources, objects and archives to an application on the host's disk. */
import { basename, extname } from 'node:path'
import { type Application, buildApplication, formatLinkMap, lineMap, type Partition } from '../toolchain/index.ts'
import { lineMapPath } from './files/line-maps.ts'
import { readInput } from './files/read-input.ts'
import { writeWhole } from './files/write-whole.ts'

export interface BuildOptions {
  readonly sources: readonly string[]
  /** Its name on a Mac. */
  readonly name: string
  readonly creator?: string
  readonly partition?: Partition
  readonly defines?: readonly string[]
  readonly includes?: readonly string[]
  /** More flags for the compiler. */
  readonly flags?: readonly string[]
  /** Without the C library: Toolbox calls only. */
  readonly bare?: boolean
  /** A window for standard input and output. */
  readonly console?: boolean
}

export interface BuildFileOptions extends Omit<BuildOptions, 'name'> {
  /** Where to write the application, in MacBinary. */
  readonly output: string
  /** By default that of the output. */
  readonly name?: string
  /** Where to write a link map. */
  readonly mapFile?: string
}

const objectExtensions = new Set(['.o', '.a', '.obj'])

export async function buildSources(options: BuildOptions): Promise<Application> {
  const isObject = (path: string) => objectExtensions.has(extname(path))
  const objects = options.sources.filter(isObject)
  const sources = options.sources.filter((path) => !isObject(path))
  // A source that is not there is told of here, in the words that all commands use.
  await Promise.all(sources.map(readInput))
  const { name, creator, partition, defines, includes, flags } = options
  return await buildApplication({
    name,
    sources,
    objects: await Promise.all(objects.map(async (path) => ({ name: path, bytes: await readInput(path) }))),
    ...(creator === undefined ? {} : { creator }),
    ...(partition === undefined ? {} : { partition }),
    ...(defines === undefined ? {} : { defines }),
    ...(includes === undefined ? {} : { includes }),
    ...(flags === undefined ? {} : { flags }),
    ...(options.console ? { console: true } : {}),
    ...(options.bare ? { useNewlib: false } : {}),
  })
}

/** Builds an application and writes it whole or not at all, and its line map beside it. */
export async function buildFile({ output, mapFile, ...options }: BuildFileOptions): Promise<Application> {
  const application = await buildSources({ name: basename(output, extname(output)), ...options })
  await writeWhole(output, application.macBinary)
  await writeWhole(lineMapPath(output), `${JSON.stringify(lineMap(application.pef, application.map))}\n`)
  if (mapFile !== undefined) await writeWhole(mapFile, formatLinkMap(application.map))
  return application
}
