/** Which definition each global name means: objects first, then archive members as they are needed, then import libraries. */

import { BondiError } from '../../emulator/errors.ts'
import type { ArchiveMember } from '../xcoff/archive.ts'
import { parseXcoff } from '../xcoff/object.ts'
import { type Definition, type LinkObject, loadObject } from './csect.ts'

export interface LinkArchive {
  readonly name: string
  readonly members: readonly ArchiveMember[]
}

/** A library that the Code Fragment Manager binds at launch. */
export interface ImportLibrary {
  readonly name: string
  readonly symbols: ReadonlySet<string>
  /** The program is launched without it too; its symbols are 0 then. */
  readonly weak?: boolean
}

export type Resolution =
  | { readonly kind: 'defined'; readonly definition: Definition }
  | { readonly kind: 'imported'; readonly library: ImportLibrary; readonly name: string }
  /** A weak reference that nothing defines. */
  | { readonly kind: 'absent' }

export interface SymbolTable {
  readonly objects: readonly LinkObject[]
  readonly definitions: ReadonlyMap<string, Definition>
  resolve(name: string): Resolution | undefined
}

export interface SymbolInputs {
  readonly objects: readonly LinkObject[]
  readonly archives: readonly LinkArchive[]
  readonly imports: readonly ImportLibrary[]
  /** Names wanted whether or not an object refers to them. */
  readonly wanted: readonly string[]
}

export function resolveSymbols(inputs: SymbolInputs): SymbolTable {
  const objects: LinkObject[] = []
  const definitions = new Map<string, Definition>()
  const strongReferences = new Set<string>(inputs.wanted)
  const weakReferences = new Set<string>()
  const duplicates: string[] = []

  const add = (object: LinkObject): void => {
    objects.push(object)
    for (const [name, definition] of object.definitions) {
      const present = definitions.get(name)
      if (present === undefined || supersedes(definition, present)) definitions.set(name, definition)
      else if (present.strength === 'strong' && definition.strength === 'strong') {
        duplicates.push(`${displayName(name)}: in ${present.csect.object} and in ${definition.csect.object}`)
      }
    }
    for (const [name, { weak }] of object.references) (weak ? weakReferences : strongReferences).add(name)
  }
  for (const object of inputs.objects) add(object)

  const members = archiveIndex(inputs.archives)
  // References grow while members are added; a Set's iteration includes what is added during it.
  for (const name of strongReferences) {
    if (!definitions.has(name)) members.take(name, add)
  }
  if (duplicates.length > 0) {
    throw new BondiError(
      'duplicate-symbol',
      `defined more than once:\n  ${[...new Set(duplicates)].join('\n  ')}`,
      'Make one of them static, or remove it.',
    )
  }

  const resolve = (name: string): Resolution | undefined => {
    const definition = definitions.get(name)
    if (definition !== undefined) return { kind: 'defined', definition }
    const library = inputs.imports.find(({ symbols }) => symbols.has(name))
    if (library !== undefined) return { kind: 'imported', library, name }
    return weakReferences.has(name) && !strongReferences.has(name) ? { kind: 'absent' } : undefined
  }
  return { objects, definitions, resolve }
}

function supersedes(candidate: Definition, present: Definition): boolean {
  if (candidate.strength === 'common' && present.strength === 'common') {
    return candidate.csect.length > present.csect.length
  }
  const rank = { weak: 0, common: 1, strong: 2 }
  return rank[candidate.strength] > rank[present.strength]
}

/** `.name` is the code of function `name`. */
export function displayName(symbol: string): string {
  return symbol.startsWith('.') ? symbol.slice(1) : symbol
}

/** Archive members by the names that they define; each is handed out once, the first definition of a name first. */
function archiveIndex(archives: readonly LinkArchive[]): {
  take(name: string, add: (object: LinkObject) => void): void
} {
  const byName = new Map<string, () => LinkObject | undefined>()
  for (const { name: archiveName, members } of archives) {
    for (const { name: memberName, contents } of members) {
      const object = loadObject(parseXcoff(contents, `${archiveName}(${memberName})`))
      let taken = false
      const take = (): LinkObject | undefined => {
        if (taken) return undefined
        taken = true
        return object
      }
      for (const symbol of object.definitions.keys()) {
        if (!byName.has(symbol)) byName.set(symbol, take)
      }
    }
  }
  return {
    take(name, add) {
      const object = byName.get(name)?.()
      if (object !== undefined) add(object)
    },
  }
}
