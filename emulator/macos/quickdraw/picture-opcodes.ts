/** Opcodes of pictures (Imaging With QuickDraw, appendix A, table A-2). */

import type { PictureReader } from './picture-reader.ts'

/** Shapes have a base opcode each; a verb adds 0 to 4 to it, and 8 more says that the shape is the last one of its kind. */
export const opcodes = {
  clip: 0x01,
  bkPat: 0x02,
  txFont: 0x03,
  txFace: 0x04,
  txMode: 0x05,
  spExtra: 0x06,
  pnSize: 0x07,
  pnMode: 0x08,
  pnPat: 0x09,
  fillPat: 0x0a,
  ovSize: 0x0b,
  origin: 0x0c,
  txSize: 0x0d,
  fgColor: 0x0e,
  bkColor: 0x0f,
  txRatio: 0x10,
  version: 0x11,
  bkPixPat: 0x12,
  pnPixPat: 0x13,
  fillPixPat: 0x14,
  chExtra: 0x16,
  rgbFgColor: 0x1a,
  rgbBkColor: 0x1b,
  hiliteMode: 0x1c,
  hiliteColor: 0x1d,
  defHilite: 0x1e,
  opColor: 0x1f,
  line: 0x20,
  lineFrom: 0x21,
  shortLine: 0x22,
  shortLineFrom: 0x23,
  longText: 0x28,
  dhText: 0x29,
  dvText: 0x2a,
  dhdvText: 0x2b,
  rect: 0x30,
  roundRect: 0x40,
  oval: 0x50,
  arc: 0x60,
  polygon: 0x70,
  region: 0x80,
  bitsRect: 0x90,
  bitsRgn: 0x91,
  packBitsRect: 0x98,
  packBitsRgn: 0x99,
  directBitsRect: 0x9a,
  directBitsRgn: 0x9b,
  shortComment: 0xa0,
  longComment: 0xa1,
  endOfPicture: 0xff,
  header: 0x0c00,
} as const

export const SAME_SHAPE = 8

type Length = number | 'word' | 'long'
/** Data of reserved opcodes, by the first and last of each range: so many bytes, or what a word or long word before them says. */
const reserved: readonly [first: number, last: number, length: Length][] = [
  [0x00, 0x00, 0],
  [0x15, 0x15, 2],
  [0x17, 0x19, 0],
  [0x24, 0x27, 'word'],
  [0x2c, 0x2f, 'word'],
  [0x35, 0x37, 8],
  [0x3d, 0x3f, 0],
  [0x45, 0x47, 8],
  [0x4d, 0x4f, 0],
  [0x55, 0x57, 8],
  [0x5d, 0x5f, 0],
  [0x65, 0x67, 12],
  [0x6d, 0x6f, 4],
  [0x7d, 0x7f, 0],
  [0x8d, 0x8f, 0],
  [0x92, 0x97, 'word'],
  [0x9c, 0x9f, 'word'],
  [0xa2, 0xaf, 'word'],
  [0xb0, 0xcf, 0],
  [0xd0, 0xfe, 'long'],
  [0x8000, 0x80ff, 0],
  [0x8100, 0xffff, 'long'],
]

/** Passes over the data of an opcode that draws nothing. */
export function skipReserved(reader: PictureReader, opcode: number): void {
  const known = reserved.find(([first, last]) => opcode >= first && opcode <= last)
  // From 0x0100 on the upper byte is the count of words.
  const length = known === undefined ? (opcode >> 8) * 2 : known[2]
  if (length === 'word') reader.skip(reader.u16())
  else if (length === 'long') reader.skip(reader.u32())
  else reader.skip(length)
}
