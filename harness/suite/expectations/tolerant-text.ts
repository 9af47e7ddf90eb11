/** Two texts line by line, where numbers may differ by as much as a case says. */
import { bitsOfFloat, ulpDistance } from '../../compare/float-bits.ts'
import type { Tolerance } from '../definition.ts'
import type { FirstDifference } from '../result.ts'

const NUMBER = String.raw`([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?(?:inf|nan))`

/** Numbers wherever they are in a line; what is part of a word is none. */
const ANY_NUMBER = /((?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|(?<!\w)[-+]?(?:inf|nan)(?!\w))/i

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** `{number}` is a number, and `*` is anything. */
function patternOf(pattern: string): RegExp {
  const parts = pattern.split(/(\{number\}|\*)/)
  const source = parts.map((part) => (part === '{number}' ? NUMBER : part === '*' ? '.*?' : escaped(part))).join('')
  return new RegExp(`^${source}$`, 'iu')
}

const ulpsBetween = (a: number, b: number): number => ulpDistance(bitsOfFloat(a), bitsOfFloat(b))

function isNear(actual: string, expected: string, { relative, absolute, ulps }: Tolerance): boolean {
  if (actual === expected) return true
  const [a, e] = [Number(actual), Number(expected)]
  const apart = Math.abs(a - e)
  return (
    (relative !== undefined && apart <= relative * Math.abs(e)) ||
    (absolute !== undefined && apart <= absolute) ||
    (ulps !== undefined && ulpsBetween(a, e) <= ulps)
  )
}

interface Rule {
  readonly tolerance: Tolerance
  readonly pattern: RegExp | undefined
}

/** A line's numbers, and what must be equal on both sides; undefined where the line does not fit the pattern. */
function takeApart(line: string, pattern: RegExp | undefined): { numbers: string[]; between: string[] } | undefined {
  if (pattern !== undefined) {
    const match = pattern.exec(line)
    return match === null ? undefined : { numbers: match.slice(1), between: [] }
  }
  const parts = line.split(ANY_NUMBER)
  return {
    numbers: parts.filter((_, index) => index % 2 === 1),
    between: parts.filter((_, index) => index % 2 === 0),
  }
}

/** The first two numbers that are too far apart; `near` when none are; undefined when no pattern fits both lines. */
function compareNumbers(
  actual: string,
  expected: string,
  rules: readonly Rule[],
): 'near' | [string, string] | undefined {
  for (const { tolerance, pattern } of rules) {
    const [a, e] = [takeApart(actual, pattern), takeApart(expected, pattern)]
    if (a === undefined || e === undefined || a.between.join('\0') !== e.between.join('\0')) continue
    const apart = a.numbers.findIndex((number, index) => !isNear(number, e.numbers[index]!, tolerance))
    return apart === -1 ? 'near' : [a.numbers[apart]!, e.numbers[apart]!]
  }
  return undefined
}

const linesOf = (text: string): string[] => text.split('\n')

/** Where two texts with line feeds part first; undefined where they do not. Offsets are those of a Mac's text: a byte a character. */
export function firstTextDifference(
  of: string,
  actual: string,
  expected: string,
  tolerances: readonly Tolerance[] = [],
): FirstDifference | undefined {
  if (actual === expected) return undefined
  const rules = tolerances.map((tolerance) => ({
    tolerance,
    pattern: tolerance.pattern === undefined ? undefined : patternOf(tolerance.pattern),
  }))
  const [actualLines, expectedLines] = [linesOf(actual), linesOf(expected)]
  let offset = 0
  for (let index = 0; index < Math.max(actualLines.length, expectedLines.length); index++) {
    const [a, e] = [actualLines[index], expectedLines[index]]
    if (a === e) {
      offset += a!.length + 1
      continue
    }
    const numbers = a === undefined || e === undefined ? undefined : compareNumbers(a, e, rules)
    if (numbers === 'near') {
      offset += a!.length + 1
      continue
    }
    let column = 0
    while (a !== undefined && e !== undefined && column < Math.min(a.length, e.length) && a[column] === e[column])
      column++
    const ulps = numbers === undefined ? undefined : ulpsBetween(Number(numbers[0]), Number(numbers[1]))
    return {
      of,
      offset: Math.min(offset + column, actual.length),
      line: index + 1,
      column: column + 1,
      actual: a ?? '(end of text)',
      expected: e ?? '(end of text)',
      ...(ulps === undefined || !Number.isFinite(ulps) ? {} : { ulps }),
    }
  }
  return undefined
}

const SHOWN_BYTES = 16

const hexadecimal = (bytes: Uint8Array): string =>
  bytes.length === 0 ? '(end of file)' : Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

export function firstByteDifference(of: string, actual: Uint8Array, expected: Uint8Array): FirstDifference | undefined {
  const length = Math.max(actual.length, expected.length)
  let offset = 0
  while (offset < length && actual[offset] === expected[offset]) offset++
  if (offset === length) return undefined
  const show = (bytes: Uint8Array) => hexadecimal(bytes.subarray(offset, offset + SHOWN_BYTES))
  return { of, offset, actual: show(actual), expected: show(expected) }
}
