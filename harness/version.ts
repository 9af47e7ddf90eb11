/** Bondi's version, from package.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-files.ts'

let version: string | undefined

export function bondiVersion(): string {
  version ??= (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version
  return version
}
