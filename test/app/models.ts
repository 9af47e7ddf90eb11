import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from '../../scripts/llm-application.ts'

const folder = process.env.BONDI_MODELS ?? resolve(root, '../shared/models')

function read(name: string): Uint8Array | undefined {
  const file = join(folder, name)
  if (existsSync(file)) return new Uint8Array(readFileSync(file))
  console.warn(`SKIPPED: ${name} is not in ${folder} (set BONDI_MODELS to the folder that has it)`)
  return undefined
}

/** The TinyStories model and its tokenizer, which are their author's and not in this repository. */
export const stories260K = read('stories260K.bin')
export const tok512 = read('tok512.bin')
export const haveStories = stories260K !== undefined && tok512 !== undefined
