/** A matrix: one case as written becomes one for each combination of its axes' values. */
import { BondiError } from '../../emulator/errors.ts'
import type { MatrixValue } from './definition.ts'

export type RawCase = Readonly<Record<string, unknown>>

export interface Combination {
  readonly variables: Readonly<Record<string, string>>
  readonly raw: RawCase
}

const MODEL_SETTINGS = ['prompt', 'promptFile', 'model', 'tokenizer', 'steps', 'temperature', 'topP', 'seed'] as const
const MACHINE_SETTINGS = ['application', 'partition', 'ram', 'timing', 'startDate', 'script'] as const

/** `until-idle` to `untilIdle`. */
export const inOneWord = (key: string): string =>
  key.replaceAll(/-([a-z])/g, (_whole, letter: string) => letter.toUpperCase())

export const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

function axesOf(matrix: unknown, file: string): [string, readonly MatrixValue[]][] {
  if (matrix === undefined) return []
  const wrong = (what: string): never => {
    throw new BondiError('bad-case', `${file}: matrix: ${what}`, 'An axis is a list: partition = ["1M", "2M"].')
  }
  if (!isTable(matrix)) return wrong('it must be a table of axes')
  return Object.entries(matrix).map(([axis, values]) => {
    if (!Array.isArray(values) || values.length === 0) return wrong(`${axis} is no list of values`)
    if (values.some((value) => !['string', 'number', 'boolean'].includes(typeof value)))
      return wrong(`${axis} has a value that is neither text, number nor true or false`)
    return [axis, values as MatrixValue[]]
  })
}

function fill(value: unknown, variables: Readonly<Record<string, string>>, file: string): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\$\{([\w-]+)\}/g, (whole, name: string) => {
      const chosen = variables[name]
      if (chosen !== undefined) return chosen
      const known = Object.keys(variables).join(', ')
      throw new BondiError('bad-case', `${file}: ${whole} is no axis of the matrix`, `Its axes are ${known}.`)
    })
  }
  if (Array.isArray(value)) return value.map((item) => fill(item, variables, file))
  if (!isTable(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, variables, file)]))
}

/** Axes that are called like a setting set it. */
function settingsFor(raw: RawCase, choice: readonly (readonly [string, MatrixValue])[]): RawCase {
  const chosen = Object.fromEntries(choice.map(([axis, value]) => [inOneWord(axis), value]))
  const pick = (names: readonly string[]) =>
    Object.fromEntries(names.filter((name) => name in chosen).map((name) => [name, chosen[name]]))
  const isModel = raw.llm !== undefined || (raw.application === undefined && raw.build === undefined)
  const model = isModel ? pick(MODEL_SETTINGS) : {}
  const settings = { ...raw, ...pick(MACHINE_SETTINGS) }
  if (Object.keys(model).length === 0) return settings
  return { ...settings, llm: { ...(isTable(raw.llm) ? raw.llm : {}), ...model } }
}

/** All combinations, the last axis changing fastest; without a matrix the case alone. */
export function expandMatrix({ matrix, ...raw }: RawCase, file: string): Combination[] {
  const axes = axesOf(matrix, file)
  if (axes.length === 0) return [{ variables: {}, raw }]
  let choices: (readonly [string, MatrixValue])[][] = [[]]
  for (const [axis, values] of axes) {
    choices = choices.flatMap((choice) => values.map((value) => [...choice, [axis, value] as const]))
  }
  return choices.map((choice) => {
    const variables = Object.fromEntries(choice.map(([axis, value]) => [axis, String(value)]))
    return { variables, raw: fill(settingsFor(raw, choice), variables, file) as RawCase }
  })
}
