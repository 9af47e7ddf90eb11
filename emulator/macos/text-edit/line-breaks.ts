/** Where lines end (Inside Macintosh: Text, chapter 2, "How TextEdit Breaks Lines"). */

export const CARRIAGE_RETURN = 13
export const SPACE = 0x20

export interface LineRules {
  /** Pixels; undefined where only a carriage return ends a line. */
  readonly width: number | undefined
  advance(offset: number): number
  /** Whether a line may end after the character at an offset. */
  breaksAfter(offset: number): boolean
}

/**
 * The offsets at which lines start, and the text's length. A carriage return ends its line; one that ends the text begins no other.
 * Spaces at a line's end stay on it, however far they reach.
 */
export function breakLines(text: Uint8Array, { width, advance, breaksAfter }: LineRules): number[] {
  const starts: number[] = []
  for (let start = 0; start < text.length; ) {
    starts.push(start)
    start = lineEnd(text, start, width, advance, breaksAfter)
  }
  if (starts.length === 0) return [0]
  return [...starts, text.length]
}

function lineEnd(
  text: Uint8Array,
  start: number,
  width: number | undefined,
  advance: LineRules['advance'],
  breaksAfter: LineRules['breaksAfter'],
): number {
  let pen = 0
  let lastBreak = start
  for (let at = start; at < text.length; at++) {
    if (text[at] === CARRIAGE_RETURN) return at + 1
    pen += advance(at)
    if (width !== undefined && pen > width && text[at] !== SPACE) {
      if (lastBreak > start) return lastBreak
      return Math.max(at, start + 1)
    }
    if (width !== undefined && breaksAfter(at)) lastBreak = at + 1
  }
  return text.length
}

const letterOrDigit = /[\p{L}\p{N}]/u

/** The word around a character: letters, digits and what joins them; else spaces together, or one character alone. */
export function wordAround(characters: string, offset: number): { start: number; end: number } {
  if (characters.length === 0) return { start: 0, end: 0 }
  const at = Math.min(offset, characters.length - 1)
  const isApostrophe = (index: number) => characters[index] === "'" || characters[index] === '’'
  const isLetter = (index: number) => letterOrDigit.test(characters[index] ?? '')
  const isWord = (index: number) =>
    isLetter(index) || (isApostrophe(index) && isLetter(index - 1) && isLetter(index + 1))
  const isSpace = (index: number) => characters[index] === ' ' || characters[index] === '\t'
  const belongs = isWord(at) ? isWord : isSpace(at) ? isSpace : (index: number) => index === at
  let start = at
  let end = at + 1
  while (start > 0 && belongs(start - 1)) start--
  while (end < characters.length && belongs(end)) end++
  return { start, end }
}
