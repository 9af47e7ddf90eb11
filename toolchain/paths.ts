/** Where the toolchain's files are, and where it may keep what it has made. */

import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's folder: the nearest one above with a package.json, be this file run from the sources or from dist/. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

const root = packageRoot()

/** A file of the C runtime: headers, sources, import lists. */
export function runtimePath(...parts: string[]): string {
  return join(root, 'toolchain', 'runtime', ...parts)
}

/** A folder for what can be made again: BONDI_CACHE, else node_modules/.cache/bondi, else the user's cache folder. */
export function cachePath(...parts: string[]): string {
  const folder = join(cacheRoot(), ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

function cacheRoot(): string {
  if (process.env.BONDI_CACHE) return process.env.BONDI_CACHE
  const modules = join(root, 'node_modules')
  try {
    accessSync(modules, constants.W_OK)
    return join(modules, '.cache', 'bondi')
  } catch {
    return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'bondi')
  }
}
