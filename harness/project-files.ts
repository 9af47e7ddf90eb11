/** Where the files that come with Bondi are: the same for the sources (`harness/`) and for the build (`dist/harness/`). */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`no package.json above ${import.meta.url}`)
    folder = parent
  }
  return folder
}

export const projectRoot = findRoot()

/** The path of a file under `fixtures/`. */
export function fixture(name: string): string {
  return join(projectRoot, 'fixtures', name)
}

/** A module of the build by its path in dist/, for a thread or process of its own; undefined where the sources run. */
export function builtModule(path: string): string | undefined {
  return import.meta.url.endsWith('.ts') ? undefined : join(projectRoot, 'dist', path)
}
