/** What was not as expected, in words: the same in JUnit's files, on the page, in annotations and in a matcher's message. */
import type { CaseFailure, FirstDifference } from './result.ts'

const LONGEST_LINE = 160
const BEFORE_DIFFERENCE = 60

const count = (n: number, one: string): string => `${n.toLocaleString('en-US')} ${one}${n === 1 ? '' : 's'}`

/** Where it is: byte, line and column, how far two numbers are apart, and when the program wrote it. */
export function describePlace({ line, column, offset, ulps, virtualSeconds }: FirstDifference): string {
  const inText = line === undefined ? [] : [`line ${line}`, ...(column === undefined ? [] : [`column ${column}`])]
  return [
    ...inText,
    `byte ${offset}`,
    ...(ulps === undefined ? [] : [`${count(ulps, 'ULP')} apart`]),
    ...(virtualSeconds === undefined ? [] : [`written at ${virtualSeconds.toFixed(6)} s of virtual time`]),
  ].join(', ')
}

/** The part of a long line in which the difference lies, without control characters. */
function excerpt(line: string, from: number): string {
  const cut = line.slice(from, from + LONGEST_LINE)
  const shown = `${from > 0 ? '…' : ''}${cut}${from + LONGEST_LINE < line.length ? '…' : ''}`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return shown.replaceAll(/[\x00-\x1f\x7f]/g, '␦')
}

/** Place, both sides, and a mark below where they part. */
export function describeDifference(difference: FirstDifference): string[] {
  const { column = 1, actual, expected } = difference
  const from = column > LONGEST_LINE - BEFORE_DIFFERENCE ? column - BEFORE_DIFFERENCE : 0
  const mark = difference.line === undefined ? [] : [`${' '.repeat(column - 1 - from + (from > 0 ? 1 : 0))}^`]
  return [
    `at ${describePlace(difference)}`,
    `expected: ${excerpt(expected, from)}`,
    `actual:   ${excerpt(actual, from)}`,
    ...mark.map((line) => `          ${line}`),
  ]
}

export function failureLines({ message, difference }: CaseFailure): string[] {
  return [message, ...(difference === undefined ? [] : describeDifference(difference).map((line) => `  ${line}`))]
}
