/**
 * The application's `output.txt` against the reference's: byte for byte, after the reference's UTF-8 and line feeds are put
 * into Mac OS Roman and carriage returns, and without the statistics that depend on time (app/README.md).
 */
import { decodeMacRoman } from '../../emulator/formats/mac-roman.ts'

const byteOf = new Map(Array.from({ length: 256 }, (_, byte) => [decodeMacRoman(Uint8Array.of(byte)), byte] as const))

const CARRIAGE_RETURN = 0x0d
const QUESTION_MARK = 0x3f

/**
 * The bytes that a Mac has of this text. Each code point stands for itself, without any normalization, because that is how
 * the application, which sees one token after the other, has to write them.
 */
export function asMacText(text: string): Uint8Array {
  const bytes = Uint8Array.from(text, (character) => byteOf.get(character) ?? QUESTION_MARK)
  return bytes.map((byte) => (byte === 0x0a ? CARRIAGE_RETURN : byte))
}

/** A Mac's text file as a string with line feeds. */
export function fromMacText(bytes: Uint8Array): string {
  return decodeMacRoman(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
}

/** Lines of `output.txt` that depend on how long the run took. */
const TIME_LINES = ['Seconds: ', 'Tokens per second: '].map((label) => asMacText(label))

const startsWith = (bytes: Uint8Array, prefix: Uint8Array) => prefix.every((byte, index) => bytes[index] === byte)

/** The lines of a Mac's text file, without their ends. */
function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let index = 0; index <= bytes.length; index++) {
    if (index < bytes.length && bytes[index] !== CARRIAGE_RETURN) continue
    lines.push(bytes.subarray(start, index))
    start = index + 1
  }
  return lines
}

/** Replaces what depends on time by nothing; only among the last lines, since a story may say anything. */
function withoutTimes(lines: Uint8Array[]): Uint8Array[] {
  const statisticsStart = lines.length - 1 - TIME_LINES.length
  return lines.filter((line, index) => {
    const label = TIME_LINES[index - statisticsStart]
    return label === undefined || !startsWith(line, label)
  })
}

export interface TextDifference {
  /** Counted from 1. */
  readonly line: number
  /** In bytes of the Mac's text, counted from 1. */
  readonly column: number
  /** In bytes from the start of the Mac's text, statistics that depend on time left out. */
  readonly offset: number
  readonly actual: string
  readonly expected: string
}

export type TextComparison =
  | { readonly identical: true; readonly bytes: number }
  | { readonly identical: false; readonly difference: TextDifference }

/** Compares the Mac's bytes with the reference's text. */
export function compareTexts(actual: Uint8Array, expected: string): TextComparison {
  const actualLines = withoutTimes(linesOf(actual))
  const expectedLines = withoutTimes(linesOf(asMacText(expected)))
  let offset = 0
  for (let index = 0; index < Math.max(actualLines.length, expectedLines.length); index++) {
    const a = actualLines[index]
    const e = expectedLines[index]
    if (a !== undefined && e !== undefined && a.length === e.length && startsWith(a, e)) {
      offset += a.length + 1
      continue
    }
    let column = 0
    while (a !== undefined && e !== undefined && column < Math.min(a.length, e.length) && a[column] === e[column])
      column++
    const show = (line: Uint8Array | undefined) => (line === undefined ? '(end of file)' : decodeMacRoman(line))
    const where = { line: index + 1, column: column + 1, offset: offset + column }
    return { identical: false, difference: { ...where, actual: show(a), expected: show(e) } }
  }
  return { identical: true, bytes: actualLines.reduce((sum, line) => sum + line.length + 1, 0) - 1 }
}

/** What the application says of itself in `output.txt`. */
export interface OutputFigures {
  /** The story: what comes between the header and the statistics. */
  readonly story: string
  readonly tokens: number | undefined
  readonly seconds: number | undefined
  readonly tokensPerSecond: number | undefined
  /** The message after `Error: `, when the application gave one. */
  readonly error: string | undefined
}

/** Takes `output.txt`, with line feeds, apart. */
export function readOutput(text: string): OutputFigures {
  const error = /^Error: (.*)$/m.exec(text)?.[1]
  const end = /\n+Tokens: (\d+)\n(?:Seconds: ([\d.]+)\n)?(?:Tokens per second: (.*)\n)?$/.exec(text)
  const start = text.indexOf('\n\n')
  const story = start < 0 ? '' : text.slice(start + 2, end?.index ?? text.length)
  const number = (digits: string | undefined) => {
    const value = digits === undefined ? Number.NaN : Number(digits)
    return Number.isFinite(value) ? value : undefined
  }
  return { story, tokens: number(end?.[1]), seconds: number(end?.[2]), tokensPerSecond: number(end?.[3]), error }
}
