/** QuickdrawText.h: laying out lines of justified text, and where its characters are (Inside Macintosh: Text, chapter 3). */

import type { Mac } from '../mac.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { BooleanType, PtrType, SInt16, SInt32, varParam } from '../types.ts'
import { PointType } from './geometry.ts'

const SPACE = 0x20
const isBlank = (character: number): boolean => character === SPACE || character === 9 || character === 13

const bytesAt = ({ memory }: Mac, address: number, length: number): Uint8Array =>
  memory.read(address, Math.max(0, length))
const spacesIn = (text: Uint8Array): number => text.filter((character) => character === SPACE).length

/** Gives a line's spaces an equal part of the slop, in fixed-point pixels, while `use` measures or draws. */
function justified<T>(mac: Mac, text: Uint8Array, slop: number, use: () => T): T {
  const { fields } = mac.quickDraw.port()
  const { spExtra } = fields
  const spaces = spacesIn(text)
  if (spaces > 0) fields.spExtra = spExtra + Math.trunc(slop / spaces)
  try {
    return use()
  } finally {
    fields.spExtra = spExtra
  }
}

const positions = (mac: Mac, text: Uint8Array, slop: number): number[] =>
  justified(mac, text, slop, () => mac.text.positions(mac.quickDraw.port(), text))

const UNSCALED = 'the text is not scaled by numer and denom'
const scaling = { styleRunPosition: SInt16, numer: PointType, denom: PointType }

const drawJustified: Service = procedure(
  { textPtr: PtrType, textLength: SInt32, slop: SInt32, ...scaling },
  (mac, { textPtr, textLength, slop }) => {
    const text = bytesAt(mac, textPtr, textLength)
    justified(mac, text, slop, () => mac.text.drawText(mac.quickDraw.port(), text))
  },
  { partial: UNSCALED },
)
const measureJustified: Service = procedure(
  { textPtr: PtrType, textLength: SInt32, slop: SInt32, charLocs: PtrType, ...scaling },
  (mac, { textPtr, textLength, slop, charLocs }) => {
    const pens = positions(mac, bytesAt(mac, textPtr, textLength), slop)
    for (const [index, pen] of pens.entries()) mac.memory.setU16(charLocs + index * 2, pen)
  },
  { partial: UNSCALED },
)
/** A run's part of a line's slop is as great as its part of the line's spaces. */
const portionLine: Service = toolbox(
  { textPtr: PtrType, textLen: SInt32, ...scaling },
  SInt32,
  (mac, { textPtr, textLen }) => spacesIn(bytesAt(mac, textPtr, textLen)) << 16,
  { partial: UNSCALED },
)
/** The offset of the character that a pixel is nearest to. */
const pixelToChar: Service = toolbox(
  {
    textBuf: PtrType,
    textLength: SInt32,
    slop: SInt32,
    pixelWidth: SInt32,
    leadingEdge: varParam(BooleanType),
    widthRemaining: varParam(SInt32),
    ...scaling,
  },
  SInt16,
  (mac, { textBuf, textLength, slop, pixelWidth, leadingEdge, widthRemaining }) => {
    const text = bytesAt(mac, textBuf, textLength)
    const pens = positions(mac, text, slop)
    const pixel = pixelWidth >> 16
    const width = pens.at(-1)!
    widthRemaining.value = pixel < width ? -1 << 16 : pixelWidth - (width << 16)
    if (pixel < 0) {
      leadingEdge.value = true
      return 0
    }
    const at = pens.findIndex((pen, index) => index + 1 < pens.length && pixel >= pen && pixel < pens[index + 1]!)
    if (at < 0) {
      leadingEdge.value = false
      return text.length
    }
    const isLeading = pixel < (pens[at]! + pens[at + 1]!) / 2
    leadingEdge.value = isLeading
    return isLeading ? at : at + 1
  },
  { partial: UNSCALED },
)
const charToPixel: Service = toolbox(
  { textBuf: PtrType, textLength: SInt32, slop: SInt32, offset: SInt32, direction: SInt16, ...scaling },
  SInt16,
  (mac, { textBuf, textLength, slop, offset }) => {
    const pens = positions(mac, bytesAt(mac, textBuf, textLength), slop)
    return pens[Math.max(0, Math.min(offset, pens.length - 1))]!
  },
  { partial: UNSCALED },
)

export const textLayoutServices: Record<string, Service> = {
  DrawJustified: drawJustified,
  NDrawJust: drawJustified,
  MeasureJustified: measureJustified,
  NMeasureJust: measureJustified,
  PortionLine: portionLine,
  NPortionText: portionLine,
  PixelToChar: pixelToChar,
  NPixel2Char: pixelToChar,
  CharToPixel: charToPixel,
  NChar2Pixel: charToPixel,
  /** Without the white space at its end. */
  VisibleLength: toolbox({ textPtr: PtrType, textLength: SInt32 }, SInt32, (mac, { textPtr, textLength }) => {
    const text = bytesAt(mac, textPtr, textLength)
    let length = text.length
    while (length > 0 && isBlank(text[length - 1]!)) length--
    return length
  }),
  /** Roman runs are drawn from left to right in the order of their storage. */
  GetFormatOrder: procedure(
    {
      ordering: PtrType,
      firstFormat: SInt16,
      lastFormat: SInt16,
      lineRight: BooleanType,
      rlDirProc: PtrType,
      dirParam: PtrType,
    },
    ({ memory }, { ordering, firstFormat, lastFormat, lineRight }) => {
      const count = Math.max(0, lastFormat - firstFormat + 1)
      for (let index = 0; index < count; index++) {
        memory.setU16(ordering + index * 2, lineRight ? lastFormat - index : firstFormat + index)
      }
    },
    { partial: 'the direction routine is not asked: there are no scripts from right to left' },
  ),
  /** Three pairs of offsets; in text of one direction one of them is the selection. */
  HiliteText: procedure(
    { textPtr: PtrType, textLength: SInt16, firstOffset: SInt16, secondOffset: SInt16, offsets: PtrType },
    ({ memory }, { firstOffset, secondOffset, offsets }) => {
      const pairs = [Math.min(firstOffset, secondOffset), Math.max(firstOffset, secondOffset), 0, 0, 0, 0]
      for (const [index, offset] of pairs.entries()) memory.setU16(offsets + index * 2, offset)
    },
  ),
}
