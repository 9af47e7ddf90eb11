/**
 * Launching an application: its partition, its fragment, its world (Inside Macintosh: Processes, chapter 1; Memory, chapter 1).
 *
 * From the bottom of the partition up: the heap zone, which grows up to ApplLimit; the stack, which grows down from
 * CurStackBase; the A5 world. Without virtual memory the fragment's code comes out of the heap as well
 * (PowerPC System Software, chapter 1).
 */

import { BondiError } from '../errors.ts'
import { isPef, parsePef } from '../formats/pef.ts'
import { findResource, type Resource } from '../formats/resource-fork.ts'
import { sendOpenApplication } from '../macos/apple-event-manager/required-events.ts'
import { type CodeFragment, parseCfrg } from '../macos/code-fragment-manager/cfrg.ts'
import {
  type Connection,
  type Fragment,
  InitializationError,
  type MissingImport,
} from '../macos/code-fragment-manager/code-fragment-manager.ts'
import { FragmentError } from '../macos/code-fragment-manager/fragment.ts'
import {
  containerBytes,
  type LocatedFragment,
  originOf,
  readResources,
} from '../macos/code-fragment-manager/library-files.ts'
import { nameOfError } from '../macos/errors.ts'
import { fsCurPerm } from '../macos/file-manager/access-paths.ts'
import type { Place } from '../macos/file-manager/volumes.ts'
import { managerOf } from '../macos/known-services.ts'
import { ProgramEnd } from '../macos/mac.ts'
import type { System } from '../macos/system.ts'
import { asPtr } from '../macos/types.ts'
import { type CatalogFile, HfsError } from '../volume/index.ts'
import type { MemoryMap } from './memory-map.ts'
import { type PartitionSize, partitionSize } from './size-resource.ts'

export interface LaunchOptions {
  /** The application, such as `Macintosh HD:LLM:LLM`, or relative to the start-up volume's root. */
  readonly path: string
  /** Bytes of the partition, as Get Info sets it; the 'SIZE' resource's preferred size by default. */
  readonly partition?: number | undefined
  /** Bytes of the stack; the 'cfrg' resource's, or 64 KB, by default. */
  readonly stackSize?: number | undefined
}

export interface MissingService extends MissingImport {
  readonly manager: string
}

export interface LaunchedApplication {
  readonly name: string
  readonly path: string
  readonly partition: { readonly start: number; readonly byteCount: number; readonly size: PartitionSize }
  readonly stack: { readonly base: number; readonly limit: number }
  readonly connection: Connection
  readonly fragment: Fragment
  /** Imports that Bondi has no service for; the program runs until it calls one. */
  readonly missing: readonly MissingService[]
}

/** What a fragment without a stack size of its own gets: this project's choice, more than the 24 KB of a 68K application. */
const DEFAULT_STACK_BYTES = 64 << 10
/** QuickDraw's globals and the application parameters lie around A5 (Memory, chapter 1). */
const A5_WORLD_BYTES = 4096
const APPLICATION_PARAMETERS_BYTES = 32
/** The zone before MaxApplZone; it grows as the program allocates. */
const INITIAL_ZONE_BYTES = 6 << 10
/** The Process Manager's zone keeps so much, for its own record and master pointers. */
const LEAST_TEMPORARY_BYTES = 4096
/** Linkage and parameter area above the first frame, where `main` stores its LR. */
const FIRST_FRAME_BYTES = 64

export interface LaunchHost {
  readonly system: System
  readonly map: MemoryMap
}

export function launchApplication(host: LaunchHost, options: LaunchOptions): LaunchedApplication {
  const place = findApplication(host, options.path)
  const resources = readResources(place.mounted.volume, place.entry.id)
  const member = findFragment(resources, options.path)
  const pef = containerBytes(place, member)
  if (!isPef(pef)) throw notPowerPC(resources, member, options.path)
  const container = parsePef(pef)
  const size = partitionSize(resources)
  const partition = takePartition(host.map, options.path, size, options.partition)
  const stack = layOutPartition(host, partition, options.stackSize ?? (member.stackSize || DEFAULT_STACK_BYTES))
  openApplicationFile(host, place, resources.length > 0, partition, size)
  const located = { name: member.name || place.name, container, origin: originOf(place, member) }
  host.system.mac.fragments.files.application = place
  const { connection, fragment, missing } = loadFragment(host, located, options.path, partition.byteCount)
  return {
    name: place.name,
    path: options.path,
    partition: { ...partition, size },
    stack,
    connection,
    fragment,
    missing: missing.map((one) => ({ ...one, manager: managerOf(one.name) })),
  }
}

function findApplication({ system }: LaunchHost, path: string): Place & { entry: CatalogFile } {
  try {
    return system.mac.fileManager.file(-1, 0, path)
  } catch (error) {
    if (!(error instanceof HfsError) && !(error instanceof Error && error.name === 'MacError')) throw error
    const code = (error as { code?: number }).code ?? 0
    throw new BondiError(
      'app-not-found',
      `there is no application "${path}" on the start-up volume: ${nameOfError(code)}`,
      'Paths are written as Mac OS writes them, `Volume:folder:file` or `folder:file` with a leading colon.',
    )
  }
}

/** A file without 'cfrg' that is nothing but a PEF container, as a linker makes it. */
const WHOLE_DATA_FORK: CodeFragment = {
  architecture: 'pwpc',
  name: '',
  usage: 'application',
  location: { where: 'data fork', offset: 0, length: 0 },
  currentVersion: 0,
  oldDefinitionVersion: 0,
  stackSize: 0,
}

function findFragment(resources: readonly Resource[], path: string): CodeFragment {
  const cfrg = findResource(resources, 'cfrg', 0)
  if (cfrg === undefined) return WHOLE_DATA_FORK
  const members = parseCfrg(cfrg.data)
  const member = members.find(
    ({ architecture, usage, location }) =>
      architecture === 'pwpc' && usage === 'application' && location.where !== 'other',
  )
  if (member !== undefined) return member
  const found = members.map((one) => `${one.architecture} ${one.usage} in ${one.location.where}`).join(', ')
  const is68K = members.some(({ architecture }) => architecture === 'm68k')
  throw new BondiError(
    'not-an-application',
    `the 'cfrg' resource of "${path}" lists no PowerPC application (it lists: ${found || 'nothing'})`,
    is68K ? ONLY_POWERPC : undefined,
  )
}

const ONLY_POWERPC = 'Bondi runs PowerPC applications; a 68K application has its code in CODE resources.'

function notPowerPC(resources: readonly Resource[], { location }: CodeFragment, path: string): BondiError {
  if (resources.some(({ type }) => type === 'CODE')) {
    return new BondiError(
      '68k-application',
      `"${path}" is a 68K application: its code is in CODE resources`,
      ONLY_POWERPC,
    )
  }
  const where = location.where === 'resource' ? `resource '${location.type}' ${location.id}` : 'data fork'
  return new BondiError(
    'not-an-application',
    `"${path}" has no PowerPC code: its ${where} does not start with a PEF container`,
    ONLY_POWERPC,
  )
}

function takePartition(map: MemoryMap, path: string, size: PartitionSize, wanted: number | undefined) {
  const largest = map.free.end - map.free.start - LEAST_TEMPORARY_BYTES
  const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)}K`
  const minimum = wanted ?? size.minimum
  if (minimum > largest) {
    throw new BondiError(
      'not-enough-memory',
      `there is not enough memory to open "${path}": it needs ${kilobytes(minimum)}, and the largest unused block is ${kilobytes(largest)}`,
      `Ask for a partition of at most ${kilobytes(largest)}.`,
    )
  }
  const byteCount = Math.min(wanted ?? Math.max(size.preferred, size.minimum), largest) & ~15
  return { start: map.free.end - byteCount, byteCount }
}

function layOutPartition(
  { system: { mac } }: LaunchHost,
  partition: { start: number; byteCount: number },
  stackBytes: number,
) {
  const { lowMemory, memoryManager } = mac
  const end = partition.start + partition.byteCount
  const base = end - A5_WORLD_BYTES
  const limit = (base - stackBytes) & ~15
  if (limit - partition.start < INITIAL_ZONE_BYTES) {
    throw new BondiError(
      'partition-too-small',
      `a partition of ${partition.byteCount} bytes has no room for a stack of ${stackBytes} bytes and a heap`,
      'Ask for a bigger partition.',
    )
  }
  memoryManager.shrinkTemporaryZone(partition.start)
  lowMemory.set('ApplLimit', asPtr(limit))
  lowMemory.set('CurStackBase', asPtr(base))
  lowMemory.set('CurrentA5', asPtr(end - APPLICATION_PARAMETERS_BYTES))
  lowMemory.set('CurJTOffset', APPLICATION_PARAMETERS_BYTES)
  lowMemory.set('DefltStack', stackBytes)
  memoryManager.initApplicationZone(partition.start, INITIAL_ZONE_BYTES)
  return { base, limit }
}

function openApplicationFile(
  { system: { mac } }: LaunchHost,
  place: Place & { entry: CatalogFile },
  hasResources: boolean,
  partition: { start: number; byteCount: number },
  size: PartitionSize,
): void {
  const { fileManager, lowMemory, processManager, resourceManager } = mac
  if (hasResources) lowMemory.set('CurApRefNum', resourceManager.open(place, fsCurPerm).refNum)
  lowMemory.set('CurApName', place.name)
  lowMemory.set('CurDirStore', place.dirID)
  lowMemory.set('SFSaveDisk', -place.mounted.vRefNum)
  fileManager.volumes.defaultFolder = { mounted: place.mounted, dirID: place.dirID }
  processManager.current = {
    name: place.name,
    signature: place.entry.creator,
    type: place.entry.type,
    mode: size.flags,
    partitionStart: partition.start,
    partitionBytes: partition.byteCount,
    vRefNum: place.mounted.vRefNum,
    parID: place.dirID,
    fileName: place.name,
    launchTicks: mac.clock.ticks,
  }
  sendOpenApplication(mac)
}

function loadFragment(host: LaunchHost, located: LocatedFragment, path: string, partitionBytes: number) {
  const { container } = located
  if (container.loader.main === undefined) {
    throw new BondiError('no-entry-point', `the fragment of "${path}" has no main entry point`)
  }
  try {
    return host.system.mac.fragments.prepareApplication(located)
  } catch (error) {
    if (!(error instanceof FragmentError)) throw error
    throw refusal(error, located, path, partitionBytes)
  }
}

const NEEDED =
  'Put the library (a file of type shlb) beside the application with --file, or into the Extensions folder of its disk.'

/** What a real machine puts up in an alert when it cannot prepare an application. */
function refusal(
  error: FragmentError,
  { container }: LocatedFragment,
  path: string,
  partitionBytes: number,
): BondiError {
  const { subject, errorName } = error
  const because = (problem: string) => `"${path}" could not be opened, because ${problem} (${nameOfError(error.code)})`
  switch (errorName) {
    case 'cfragNoLibraryErr':
      return new BondiError('missing-library', because(`the library "${subject}" could not be found`), NEEDED)
    case 'cfragImportTooOldErr':
    case 'cfragImportTooNewErr': {
      const age = errorName === 'cfragImportTooOldErr' ? 'older' : 'newer'
      const hint = 'Replace it with the version that the application was made for.'
      return new BondiError(
        'wrong-library-version',
        because(`the library "${subject}" is ${age} than it works with`),
        hint,
      )
    }
    case 'cfragUnresolvedErr':
      return new BondiError('unresolved-import', because(`no library has "${subject}"`))
    case 'cfragNoPrivateMemErr': {
      const sections = container.sections.slice(0, container.instantiatedSectionCount)
      const needed = sections.reduce((sum, section) => sum + section.totalLength, 0)
      return new BondiError(
        'partition-too-small',
        `the code and data of "${path}" take ${Math.ceil(needed / 1024)}K, more than its partition of ${partitionBytes >> 10}K leaves`,
        'Ask for a bigger partition, as the Finder does in Get Info.',
      )
    }
    default:
      return new BondiError('bad-fragment', because(`fragment "${subject}" cannot be prepared`))
  }
}

/** Sets the registers with which `main` starts; returns where. */
export function enterMain(system: System, { fragment, stack }: LaunchedApplication): number {
  const { memory, cpu } = system.mac
  const { state } = cpu
  const frame = (stack.base - FIRST_FRAME_BYTES) & ~15
  memory.fill(frame, FIRST_FRAME_BYTES)
  state.setGpr(1, frame)
  state.setGpr(2, memory.getU32(fragment.main! + 4))
  // A main that returns ends the program, as the Process Manager's caller of it does.
  state.lr = memory.getU32(system.services.vector('ExitToShell')!)
  return memory.getU32(fragment.main!)
}

/** Calls initialization routines; a program of which one fails does not start. */
export function initialize({ mac }: System, { connection }: LaunchedApplication): void {
  try {
    mac.fragments.initialize(connection)
  } catch (error) {
    if (!(error instanceof InitializationError)) throw error
    throw new ProgramEnd(
      'system-error',
      `the initialization routine of "${error.subject}" failed: ${nameOfError(error.routineError)}`,
    )
  }
}
