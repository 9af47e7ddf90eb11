/**
 * The A-line traps that Mac OS 8.5 has, by which programs find out what a system can do (Inside Macintosh: Operating System
 * Utilities, chapter 8; Universal Interfaces, Traps.h).
 */

import { asPtr, type Ptr } from '../types.ts'

type Ranges = readonly (readonly [first: number, last: number])[]

/** By their low ten bits; _Unimplemented itself, 0xA89F, is not among them. */
const toolboxTraps: Ranges = [
  [0x000, 0x01d],
  [0x01f, 0x023],
  [0x025, 0x028],
  [0x02a, 0x031],
  [0x033, 0x04b],
  [0x04d, 0x09e],
  [0x0a0, 0x254],
  [0x257, 0x257],
  [0x259, 0x25a],
  [0x260, 0x266],
  [0x268, 0x268],
  [0x273, 0x274],
  [0x290, 0x2a2],
  [0x2db, 0x2db],
  [0x31d, 0x31d],
  [0x3c3, 0x3c3],
  [0x3c9, 0x3ca],
  [0x3eb, 0x3eb],
  [0x3f2, 0x3f2],
  [0x3f8, 0x3f8],
  [0x3fc, 0x3fc],
  [0x3ff, 0x3ff],
]

/** By their low eight bits. */
const systemTraps: Ranges = [
  [0x00, 0x18],
  [0x1a, 0x4a],
  [0x4c, 0x50],
  [0x54, 0x70],
  [0x77, 0x7f],
  [0x80, 0x82],
  [0x85, 0x85],
  [0x8a, 0x8a],
  [0x8d, 0x8d],
  [0x90, 0x90],
  [0x93, 0x93],
  [0x98, 0x98],
  [0xad, 0xad],
]

export const UNIMPLEMENTED_TRAP = asPtr(0x0000_a89f)

const has = (ranges: Ranges, number: number): boolean =>
  ranges.some(([first, last]) => number >= first && number <= last)

/** Where the dispatch table sends a trap: a different place for each, at which nothing can be called. */
export function toolboxTrapAddress(trap: number): Ptr {
  const number = trap & 0x3ff
  return has(toolboxTraps, number) ? asPtr(0xa800 | number) : UNIMPLEMENTED_TRAP
}

export function systemTrapAddress(trap: number): Ptr {
  const number = trap & 0xff
  return has(systemTraps, number) ? asPtr(0xa000 | number) : UNIMPLEMENTED_TRAP
}
