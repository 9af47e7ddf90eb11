/** The fonts that a machine has: those of the package `galmuri`, read when a program first draws text. */

import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fontSource } from '../../emulator/macos/font-manager/packaged-strikes.ts'

const folder = join(dirname(createRequire(import.meta.url).resolve('galmuri/package.json')), 'dist')

export const packagedFonts = fontSource((name) => {
  const path = join(folder, `${name}.bdf`)
  return existsSync(path) ? readFileSync(path) : undefined
})
