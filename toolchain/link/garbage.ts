/** Which csects a program needs: those that its roots reach. */

import { BondiError } from '../../emulator/errors.ts'
import type { Csect, Target } from './csect.ts'
import { glueCsect } from './glue.ts'
import { displayName, type Resolution, type SymbolTable } from './symbols.ts'

/** What a relocation's target is in the end. */
export type ResolvedTarget =
  | { readonly kind: 'place'; readonly csect: Csect; readonly offset: number }
  | Exclude<Resolution, { kind: 'defined' }>

export interface LiveProgram {
  /** In the order of their objects, the linker's own last. */
  readonly csects: readonly Csect[]
  readonly discarded: readonly Csect[]
  readonly targetOf: (target: Target) => ResolvedTarget
}

export function collectLive(
  symbols: SymbolTable,
  roots: readonly Target[],
  synthetic: ReadonlyMap<string, Csect>,
): LiveProgram {
  const live = new Set<Csect>()
  const glue = new Map<string, Csect>()
  const undefinedSymbols = new Map<string, Set<string>>()

  const lookUp = (target: Target): ResolvedTarget | undefined => {
    if ('csect' in target) return { kind: 'place', ...target }
    const name = target.global
    const made = synthetic.get(name)
    if (made !== undefined) return { kind: 'place', csect: made, offset: 0 }
    const resolution = symbols.resolve(name)
    if (resolution?.kind === 'defined') return { kind: 'place', ...resolution.definition }
    if (resolution === undefined || resolution.kind === 'absent') {
      // The code of a function that an import library has: a stub of the linker's.
      const imported = name.startsWith('.') ? symbols.resolve(name.slice(1)) : undefined
      if (imported?.kind === 'imported') {
        const stub = glue.get(name) ?? glueCsect(name.slice(1))
        glue.set(name, stub)
        return { kind: 'place', csect: stub, offset: 0 }
      }
    }
    return resolution
  }

  const pending: Csect[] = []
  const visit = (target: Target, from: string): void => {
    const found = lookUp(target)
    if (found === undefined) {
      const name = displayName((target as { global: string }).global)
      undefinedSymbols.set(name, (undefinedSymbols.get(name) ?? new Set()).add(from))
    } else if (found.kind === 'place' && !live.has(found.csect)) {
      live.add(found.csect)
      pending.push(found.csect)
    }
  }
  for (const root of roots) visit(root, 'the link')
  for (let csect = pending.pop(); csect !== undefined; csect = pending.pop()) {
    for (const relocation of csect.relocations) visit(relocation.target, describeReference(csect))
  }

  if (undefinedSymbols.size > 0) {
    const lines = [...undefinedSymbols].map(
      ([name, from]) => `${name}: referred to by ${[...from].slice(0, 3).join(', ')}`,
    )
    throw new BondiError(
      'undefined-symbol',
      `not defined anywhere:\n  ${lines.join('\n  ')}`,
      'Add the source or archive that defines it, or the import library that exports it.',
    )
  }
  const all = symbols.objects.flatMap(({ csects }) => csects)
  const known = new Set(all)
  const made = [...live].filter((csect) => !known.has(csect)).sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    csects: [...all.filter((csect) => live.has(csect)), ...made],
    discarded: all.filter((csect) => !live.has(csect)),
    targetOf: (target) => lookUp(target)!,
  }
}

function describeReference(csect: Csect): string {
  return csect.name === '' ? csect.object : `${displayName(csect.name)} in ${csect.object}`
}
