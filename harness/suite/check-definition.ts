/** A case as written against the schema: what is wrong with it is told with its file, its key, and how to mend it. */
import { closest, distance } from 'fastest-levenshtein'
import type * as z from 'zod'
import { BondiError } from '../../emulator/errors.ts'
import { type CaseDefinition, caseSchema } from './definition.ts'
import { isTable, type RawCase } from './expand.ts'

type Issue = z.core.$ZodIssue
type Definition = {
  shape?: Record<string, Node>
  innerType?: Node
  in?: Node
  element?: Node
  options?: readonly Node[]
}
type Node = { readonly _zod: { readonly def: unknown } }

/** The keys that a table may have which lies at `path`. */
function keysAt(node: Node, path: readonly PropertyKey[]): string[] {
  const def = node._zod.def as Definition
  if (def.innerType) return keysAt(def.innerType, path)
  if (def.in) return keysAt(def.in, path)
  if (def.options) return def.options.flatMap((option) => keysAt(option, path))
  const [first, ...rest] = path
  if (def.element) return typeof first === 'number' ? keysAt(def.element, rest) : []
  if (def.shape === undefined) return []
  if (first === undefined) return Object.keys(def.shape)
  const next = def.shape[String(first)]
  return next === undefined ? [] : keysAt(next, rest)
}

/** Of a union, the branch that was meant: the one that got beyond the value's own type. */
function innermost(issue: Issue): { readonly issue: Issue; readonly path: PropertyKey[] } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return { issue, path: [...issue.path] }
  const meant = issue.errors.find(
    (branch) => !branch.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  )
  const first = meant?.[0]
  if (first === undefined) return { issue, path: [...issue.path] }
  const inner = innermost(first)
  return { issue: inner.issue, path: [...issue.path, ...inner.path] }
}

const hyphenated = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const FARTHEST = 3

function explain(
  found: Issue,
  spell: (key: string) => string,
): { where: string; what: string; hint: string | undefined } {
  const { issue, path } = innermost(found)
  const shown = path.map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${spell(String(part))}`)).join('')
  const where = shown.replace(/^\./, '')
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys as [string]
    const known = keysAt(caseSchema, path)
    const near = known.length === 0 ? undefined : closest(key, known)
    const hint =
      near !== undefined && distance(key, near) <= FARTHEST
        ? `Did you mean ${spell(near)}?`
        : `What can be there: ${known.map(spell).join(', ')}.`
    return { where: where === '' ? spell(key) : `${where}.${spell(key)}`, what: 'there is no such key', hint }
  }
  if (issue.code === 'invalid_value') {
    return { where, what: 'there is no such value', hint: `It is one of ${issue.values.join(', ')}.` }
  }
  return { where, what: issue.message.replace(/^Invalid input: /, ''), hint: undefined }
}

/** `file` is what to call it; TOML spells keys with hyphens. */
export function checkDefinition(raw: RawCase, file: string): CaseDefinition {
  const { expect } = raw
  if (expect === undefined || (isTable(expect) && Object.keys(expect).length === 0)) {
    throw new BondiError(
      'bad-case',
      `${file}: expect: the case expects nothing, so that it would prove nothing`,
      'Say what a file or the console must hold; exit = "ok" if it is enough that the program ends by itself.',
    )
  }
  const checked = caseSchema.safeParse(raw)
  if (checked.success) return checked.data
  const spell = file.endsWith('.toml') ? hyphenated : (key: string) => key
  const { where, what, hint } = explain(checked.error.issues[0]!, spell)
  throw new BondiError('bad-case', `${file}: ${where === '' ? '' : `${where}: `}${what}`, hint)
}
