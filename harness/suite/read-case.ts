/** Reads `case.toml`, or `case.ts` whose default export is the case. */
import { pathToFileURL } from 'node:url'
import { createJiti } from 'jiti'
import { parse, TomlError } from 'smol-toml'
import { BondiError } from '../../emulator/errors.ts'
import { readInput } from '../files/read-input.ts'
import { builtModule, projectRoot } from '../project-files.ts'
import { inOneWord, isTable, type RawCase } from './expand.ts'

/** TOML's keys in one word, but for the matrix, whose axes the case names itself. */
function camelKeys(value: unknown, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item, depth + 1))
  if (!isTable(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      inOneWord(key),
      depth === 0 && key === 'matrix' ? item : camelKeys(item, depth + 1),
    ]),
  )
}

async function readToml(path: string, file: string): Promise<RawCase> {
  const text = new TextDecoder().decode(await readInput(path))
  try {
    return camelKeys(parse(text)) as RawCase
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [message] = error.message.split('\n')
    throw new BondiError('bad-case', `${file}, line ${error.line}, column ${error.column}: ${message}`)
  }
}

/** `import ... from 'bondi'` is this Bondi, wherever the case lies. */
const jiti = () =>
  createJiti(pathToFileURL(projectRoot).href, {
    alias: { bondi: builtModule('harness/index.js') ?? `${projectRoot}/harness/suite/define-case.ts` },
    fsCache: false,
    moduleCache: false,
  })

async function readTypeScript(path: string, file: string): Promise<RawCase> {
  let exported: unknown
  try {
    exported = await jiti().import(path, { default: true })
  } catch (error) {
    throw new BondiError('bad-case', `${file} cannot be loaded: ${(error as Error).message}`)
  }
  if (isTable(exported)) return exported
  throw new BondiError('bad-case', `${file} exports no case`, 'Write: export default defineCase({ ... })')
}

/** `file` is what to call it in messages. */
export const readCase = (path: string, file: string): Promise<RawCase> =>
  path.endsWith('.toml') ? readToml(path, file) : readTypeScript(path, file)
