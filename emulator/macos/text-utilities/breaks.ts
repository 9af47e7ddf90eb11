/** Where text may be broken, for a program that lays it out itself (Inside Macintosh: Text, chapter 5). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { CARRIAGE_RETURN, SPACE, wordAround } from '../text-edit/line-breaks.ts'
import { BooleanType, PtrType, SInt8, SInt16, SInt32, varParam } from '../types.ts'

/** StyledLineBreakCode: a word, a character, or more text than there is. */
const breakWord = 0
const breakChar = 1
const breakOverflow = 2

const firstInLine = (textOffset: number): boolean => textOffset !== 0

/**
 * How much of a style run fits what is left of a line's width. `textOffset` is nonzero where the run is the line's first: then a word that does
 * not fit is broken, otherwise it goes to the next line as a whole.
 */
function styledLineBreak(
  mac: Mac,
  text: Uint8Array,
  { start, end, width, isFirst }: { start: number; end: number; width: number; isFirst: boolean },
): { code: number; offset: number; width: number } {
  const port = mac.quickDraw.port()
  const run = text.subarray(start, end)
  const positions = mac.text.positions(port, run)
  let lastBreak = -1
  for (let at = 0; at < run.length; at++) {
    if (run[at] === CARRIAGE_RETURN) return { code: breakWord, offset: start + at + 1, width: width - positions[at]! }
    if (run[at] === SPACE) {
      lastBreak = at + 1
      continue
    }
    if (positions[at + 1]! <= width) continue
    if (lastBreak >= 0) return { code: breakWord, offset: start + lastBreak, width: width - positions[lastBreak]! }
    if (!isFirst) return { code: breakWord, offset: start, width }
    const fits = Math.max(at, 1)
    return { code: breakChar, offset: start + fits, width: width - positions[fits]! }
  }
  return { code: breakOverflow, offset: end, width: width - positions.at(-1)! }
}

export const breakServices: Record<string, Service> = {
  StyledLineBreak: toolbox(
    {
      textPtr: PtrType,
      textLen: SInt32,
      textStart: SInt32,
      textEnd: SInt32,
      flags: SInt32,
      textWidth: varParam(SInt32),
      textOffset: varParam(SInt32),
    },
    SInt8,
    (mac, { textPtr, textLen, textStart, textEnd, textWidth, textOffset }) => {
      const text = mac.memory.read(textPtr, Math.max(0, textLen))
      const start = Math.max(0, Math.min(textStart, text.length))
      const end = Math.max(start, Math.min(textEnd, text.length))
      const isFirst = firstInLine(textOffset.value)
      const found = styledLineBreak(mac, text, { start, end, width: textWidth.value >> 16, isFirst })
      textWidth.value = found.width << 16
      textOffset.value = found.offset
      return found.code
    },
  ),
  FindWordBreaks: procedure(
    {
      textPtr: PtrType,
      textLength: SInt16,
      offset: SInt16,
      leadingEdge: BooleanType,
      breaks: PtrType,
      offsets: PtrType,
      script: SInt16,
    },
    ({ memory }, { textPtr, textLength, offset, leadingEdge, offsets }) => {
      const text = decodeMacRoman(memory.read(textPtr, Math.max(0, textLength)))
      const { start, end } = wordAround(text, Math.max(0, leadingEdge ? offset : offset - 1))
      memory.setU16(offsets, start)
      memory.setU16(offsets + 2, end)
    },
    { partial: 'a table of breaks that the program gives is not looked at' },
  ),
}
