/** Import libraries: what the system's fragments export, as lists of names in runtime/imports/. */

import { readdirSync, readFileSync } from 'node:fs'
import { BondiError } from '../emulator/errors.ts'
import type { ImportLibrary } from './link/symbols.ts'
import { runtimePath } from './paths.ts'

const EXTENSION = '.txt'

export function importLibraryNames(): string[] {
  return readdirSync(runtimePath('imports'))
    .filter((file) => file.endsWith(EXTENSION))
    .map((file) => file.slice(0, -EXTENSION.length))
    .sort()
}

/** The library of this name; lines that start with # are comments. */
export function loadImportLibrary(name: string): ImportLibrary {
  if (!importLibraryNames().includes(name)) {
    throw new BondiError(
      'no-import-library',
      `there is no list of what ${name} exports`,
      `The lists are ${importLibraryNames().join(', ')}; give another one as { name, symbols }.`,
    )
  }
  const lines = readFileSync(runtimePath('imports', name + EXTENSION), 'utf8').split('\n')
  return {
    name,
    symbols: new Set(
      lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(/\s+/).filter(Boolean)),
    ),
  }
}
