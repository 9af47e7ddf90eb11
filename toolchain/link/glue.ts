/** The csects that the linker makes: glue for imported functions, and tables of constructors. */

import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import type { Csect } from './csect.ts'

const LINKER = '(linker)'

/** `lwz r2,20(r1)`: what the word after a call of an imported function must be. */
export const RELOAD_TOC = 0x80410014
/** What compilers leave there: nop, or one of two forms of cror that do nothing. */
export const NOPS: readonly number[] = [0x60000000, 0x4def7b82, 0x4ffffb82]

/**
 * The instructions that call through a transition vector in another fragment (Mac OS Runtime Architectures, chapter 2), followed
 * by a traceback table that says "global linkage", so that debuggers know what it is.
 */
const GLUE_WORDS: readonly number[] = [
  0x81820000, // lwz   r12,import(r2)
  0x90410014, // stw   r2,20(r1)
  0x800c0000, // lwz   r0,0(r12)
  0x804c0004, // lwz   r2,4(r12)
  0x7c0903a6, // mtctr r0
  0x4e800420, // bctr
  0x00000000,
  0x000c8000,
  0x00000000,
]

export function glueCsect(name: string): Csect {
  const entry = tocEntry(name)
  const writer = new ByteWriter()
  for (const word of GLUE_WORDS) writer.u32(word)
  const contents = writer.toBytes()
  return {
    name: `.${name}`,
    object: LINKER,
    mappingClass: 'GL',
    alignment: 2,
    length: contents.length,
    contents,
    relocations: [{ offset: 2, type: 'R_TOC', target: { csect: entry, offset: 0 }, assumed: 0, assumedHere: 0 }],
    lines: [],
  }
}

function tocEntry(name: string): Csect {
  return {
    name,
    object: LINKER,
    mappingClass: 'TC',
    alignment: 2,
    length: 4,
    contents: new Uint8Array(0),
    relocations: [{ offset: 0, type: 'R_POS', target: { global: name }, assumed: 0, assumedHere: 0 }],
    lines: [],
  }
}

/** Transition vectors of functions to call, then a zero word. */
export function pointerTable(name: string, functions: readonly string[]): Csect {
  return {
    name,
    object: LINKER,
    mappingClass: 'RW',
    alignment: 2,
    length: (functions.length + 1) * 4,
    contents: new Uint8Array(0),
    lines: [],
    relocations: functions.map((global, index) => ({
      offset: index * 4,
      type: 'R_POS',
      target: { global },
      assumed: 0,
      assumedHere: 0,
    })),
  }
}
