/** Code Fragment Manager: connections to fragments, their initialization and their end (Mac OS Runtime Architectures, chapters 1 to 3, 8). */

import { fail } from '../errors.ts'
import type { FileManager } from '../file-manager/file-manager.ts'
import type { CallGuest } from '../memory-manager/memory-manager.ts'
import { Fragment, FragmentError, type Library, type LoadedSection } from './fragment.ts'
import { callInitRoutine } from './init-routines.ts'
import { LibraryFiles, type LocatedFragment } from './library-files.ts'
import { type MissingImport, Preparation, type PreparationHost } from './preparation.ts'
import { systemLibrary } from './system-libraries.ts'

export type { Fragment, LoadedSection } from './fragment.ts'
export type { MissingImport } from './preparation.ts'

export interface Connection {
  readonly id: number
  readonly library: Library
  /** Asked for so often, less how often it was closed. */
  uses: number
}

export interface CodeFragmentHost extends PreparationHost {
  readonly fileManager: FileManager
  readonly callGuest: CallGuest
  invalidate(address: number, byteCount: number): void
}

export interface PreparedApplication {
  readonly connection: Connection
  readonly fragment: Fragment
  readonly missing: readonly MissingImport[]
}

export class CodeFragmentManager {
  readonly files: LibraryFiles
  private readonly host: CodeFragmentHost
  private readonly _fragments: Fragment[] = []
  private readonly connections = new Map<number, Connection>()
  /** In the order in which their initialization routines were called. */
  private readonly initialized: Fragment[] = []
  private lastConnection = 0
  private _generation = 0

  constructor(host: CodeFragmentHost) {
    this.host = host
    this.files = new LibraryFiles(host.fileManager)
  }

  get fragments(): readonly Fragment[] {
    return this._fragments
  }

  /** Changes whenever fragments come or go. */
  get generation(): number {
    return this._generation
  }

  /** Loads an application's fragment and its libraries; `initialize` is the caller's to call. */
  prepareApplication(located: LocatedFragment): PreparedApplication {
    const { fragment, missing } = this.prepare(located, true)
    return { connection: this.connect(fragment), fragment, missing }
  }

  private prepare(located: LocatedFragment, isApplication: boolean): { fragment: Fragment; missing: MissingImport[] } {
    const preparation = new Preparation(this.host, this.files.search(), this._fragments)
    const fragment = preparation.prepare(located, isApplication)
    this._fragments.push(...preparation.added)
    this._generation++
    return { fragment, missing: preparation.missing }
  }

  private connect(library: Library): Connection {
    for (const connection of this.connections.values()) {
      const { library: other } = connection
      const isSame = other === library || (!(library instanceof Fragment) && other.name === library.name)
      if (!isSame) continue
      connection.uses++
      return connection
    }
    const connection = { id: ++this.lastConnection, library, uses: 1 }
    this.connections.set(connection.id, connection)
    return connection
  }

  /** Loads a fragment for a program, and calls initialization routines. */
  load(located: LocatedFragment): Connection {
    const { fragment } = this.prepare(located, false)
    const connection = this.connect(fragment)
    try {
      this.initialize(connection)
    } catch (error) {
      this.close(connection.id)
      throw error
    }
    return connection
  }

  /** What is there under this name already, in memory or in the system. */
  findPrepared(name: string): Connection | undefined {
    const library = this._fragments.find((one) => one.name === name) ?? systemLibrary(name, this.host.services)
    return library === undefined || library.symbolCount === 0 ? undefined : this.connect(library)
  }

  /** The library of this name, from memory, from files or from the system; a private copy is always made anew. */
  open(name: string, isPrivate: boolean): Connection {
    const loaded = isPrivate ? undefined : this._fragments.find((one) => one.name === name)
    if (loaded !== undefined) return this.connect(loaded)
    const located = this.files.search().find(name, undefined)
    if (located !== undefined) return this.load(located)
    const library = systemLibrary(name, this.host.services)
    if (library === undefined || library.symbolCount === 0) throw new FragmentError('cfragNoLibraryErr', name)
    return this.connect(library)
  }

  /** Calls the initialization routines of a fragment and of what it imports from, those first. */
  initialize({ id, library }: Connection): void {
    if (!(library instanceof Fragment)) return
    for (const fragment of this.inOrder(library)) {
      fragment.isInitialized = true
      this.initialized.push(fragment)
      const routine = fragment.entry('init')
      if (routine === undefined) continue
      const connectionID = fragment === library ? id : this.connectionOf(fragment)
      const error = callInitRoutine(this.host, routine, { fragment, connectionID, closureID: id })
      if (error !== 0) {
        this.initialized.pop()
        throw new InitializationError(fragment.name, error)
      }
    }
  }

  /** A library's own connection, which its initialization routine is told: it may ask for its symbols by it. */
  private connectionOf(fragment: Fragment): number {
    const connection = this.connect(fragment)
    connection.uses--
    return connection.id
  }

  /** A fragment after all that it imports from; in a circle, the one that is reached first comes last. */
  private inOrder(root: Fragment): Fragment[] {
    const order: Fragment[] = []
    const seen = new Set<Fragment>()
    const visit = (fragment: Fragment): void => {
      if (seen.has(fragment) || fragment.isInitialized) return
      seen.add(fragment)
      for (const dependency of fragment.dependencies) visit(dependency)
      order.push(fragment)
    }
    visit(root)
    return order
  }

  byConnection(id: number): Connection {
    return this.connections.get(id) ?? fail('cfragConnectionIDErr')
  }

  /** Ends one use of a connection; fragments that nothing uses any more are terminated and go. */
  close(id: number): void {
    const connection = this.byConnection(id)
    if (--connection.uses > 0) return
    const kept = this.inUse()
    const gone = this._fragments.filter((fragment) => !kept.has(fragment))
    if (!(connection.library instanceof Fragment) || gone.includes(connection.library)) this.connections.delete(id)
    for (const [other, { library }] of this.connections) {
      if (library instanceof Fragment && gone.includes(library)) this.connections.delete(other)
    }
    this.terminate(gone)
    for (const fragment of gone) this.remove(fragment)
  }

  /** Fragments with a connection in use, and those that they import from. */
  private inUse(): Set<Fragment> {
    const kept = new Set<Fragment>()
    const waiting = [...this.connections.values()].flatMap(({ uses, library }) =>
      uses > 0 && library instanceof Fragment ? [library] : [],
    )
    for (const fragment of waiting) {
      if (kept.has(fragment)) continue
      kept.add(fragment)
      waiting.push(...fragment.dependencies)
    }
    return kept
  }

  private remove(fragment: Fragment): void {
    this._fragments.splice(this._fragments.indexOf(fragment), 1)
    this._generation++
    for (const { address, byteCount } of fragment.sections) this.host.invalidate(address, byteCount)
    for (const { block } of fragment.sections) this.host.memoryManager.disposePtr(block)
  }

  /** Calls termination routines, in the reverse order of initialization. */
  private terminate(fragments: readonly Fragment[]): void {
    for (const fragment of this.initialized.filter((one) => fragments.includes(one)).reverse()) {
      this.initialized.splice(this.initialized.indexOf(fragment), 1)
      const routine = fragment.entry('term')
      if (routine !== undefined) this.host.callGuest(routine)
    }
  }

  /** The program has ended. */
  terminateAll(): void {
    this.terminate([...this._fragments])
  }

  /** The fragment and section that an address is in. */
  locate(address: number): { fragment: Fragment; section: LoadedSection } | undefined {
    for (const fragment of this._fragments) {
      const section = fragment.sections.find((one) => address >= one.address && address < one.address + one.byteCount)
      if (section !== undefined) return { fragment, section }
    }
    return undefined
  }
}

/** An initialization routine gave an error, which its closure's loading fails with. */
export class InitializationError extends FragmentError {
  readonly routineError: number

  constructor(name: string, routineError: number) {
    super('cfragInitFunctionErr', name)
    this.routineError = routineError
  }
}
