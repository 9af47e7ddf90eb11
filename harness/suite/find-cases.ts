/** Finds the cases below a folder: every folder with a `case.toml` or a `case.ts`, and of each what its matrix makes of it. */
import { readdir } from 'node:fs/promises'
import { basename, join, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import { BondiError } from '../../emulator/errors.ts'
import { asInputError } from '../files/read-input.ts'
import { checkDefinition } from './check-definition.ts'
import type { CaseDefinition } from './definition.ts'
import { expandMatrix } from './expand.ts'
import { readCase } from './read-case.ts'
import type { Shard } from './result.ts'

export interface PlannedCase {
  readonly name: string
  /** The file that defines it, from the current folder, with `/`. */
  readonly file: string
  /** Where its paths start. */
  readonly folder: string
  readonly variables: Readonly<Record<string, string>>
  /** What is wrong with it, when it cannot be run. */
  readonly definition: CaseDefinition | BondiError
}

const CASE_FILES = ['case.toml', 'case.ts']
const SKIPPED = new Set(['node_modules', '.git'])
const LONGEST_VALUE = 32

const slashed = (path: string): string => path.split(sep).join('/')

async function caseFilesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    throw asInputError(error, folder, 'read')
  })
  const found = entries.filter((entry) => entry.isFile() && CASE_FILES.includes(entry.name))
  if (found.length > 1) {
    throw new BondiError('bad-case', `${folder} has both a case.toml and a case.ts`, 'Remove one of them.')
  }
  const below = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name))
  const deeper = await Promise.all(below.map((entry) => caseFilesBelow(join(folder, entry.name))))
  return [...found.map((entry) => join(folder, entry.name)), ...deeper.flat()]
}

/** Of one line, and not long. */
function shortened(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ')
  return line.length <= LONGEST_VALUE ? line : `${line.slice(0, LONGEST_VALUE - 1)}…`
}

/** What a matrix chose, as a part of a name and as the key of a baseline; empty where there is none. */
export const choiceName = (variables: Readonly<Record<string, string>>): string =>
  Object.entries(variables)
    .map(([axis, value]) => `${axis}=${shortened(value)}`)
    .join(',')

async function plan(path: string, root: string): Promise<PlannedCase[]> {
  const folder = resolve(path, '..')
  const file = slashed(relative(process.cwd(), path))
  const stem = slashed(relative(root, folder)) || basename(root)
  const one = (name: string, variables: PlannedCase['variables'], define: () => CaseDefinition): PlannedCase => {
    try {
      return { name, file, folder, variables, definition: define() }
    } catch (error) {
      if (!(error instanceof BondiError)) throw error
      return { name, file, folder, variables, definition: error }
    }
  }
  try {
    return expandMatrix(await readCase(path, file), file).map(({ variables, raw }) => {
      const choice = choiceName(variables)
      return one(choice === '' ? stem : `${stem}[${choice}]`, variables, () => checkDefinition(raw, file))
    })
  } catch (error) {
    return [
      one(stem, {}, () => {
        throw error
      }),
    ]
  }
}

/** A second case of a name gets a number: of long values only the beginning is shown. */
function numberEqualNames(cases: readonly PlannedCase[]): PlannedCase[] {
  const seen = new Map<string, number>()
  return cases.map((one) => {
    const count = (seen.get(one.name) ?? 0) + 1
    seen.set(one.name, count)
    return count === 1 ? one : { ...one, name: `${one.name}#${count}` }
  })
}

/** All cases below a folder, in the order of their names. */
export async function findCases(root: string): Promise<PlannedCase[]> {
  const files = (await caseFilesBelow(resolve(root))).sort()
  const cases = numberEqualNames((await Promise.all(files.map((path) => plan(path, resolve(root))))).flat())
  if (cases.length > 0) return cases.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  throw new BondiError(
    'no-cases',
    `there is no case in ${root}`,
    'A case is a folder with a file case.toml or case.ts in it (docs/suites.md).',
  )
}

export interface Selection {
  /** Parts of names, or patterns with `*`, `?` or `{}`. */
  readonly filters?: readonly string[]
  readonly tags?: readonly string[]
  readonly shard?: Shard
}

const fits = (name: string, filter: string): boolean =>
  /[*?{]/.test(filter) ? picomatch(filter, { bash: true })(name) : name.includes(filter)

/** Those that fit any of the filters and have any of the tags; of them the shard's. */
export function selectCases(
  cases: readonly PlannedCase[],
  { filters = [], tags = [], shard }: Selection,
): PlannedCase[] {
  const isWanted = ({ name, definition }: PlannedCase): boolean => {
    // Of one that cannot be read the tags are not known: it must not go unseen
    const own = definition instanceof BondiError ? undefined : definition.tags
    return (
      (filters.length === 0 || filters.some((filter) => fits(name, filter))) &&
      (tags.length === 0 || own === undefined || tags.some((tag) => own.includes(tag)))
    )
  }
  const wanted = cases.filter(isWanted)
  if (wanted.length === 0) {
    throw new BondiError(
      'no-cases',
      'no case has such a name or tag',
      `--list shows what there is: ${cases
        .map(({ name }) => name)
        .slice(0, 8)
        .join(', ')}.`,
    )
  }
  return shard === undefined ? wanted : wanted.filter((_one, index) => index % shard.count === shard.index - 1)
}
