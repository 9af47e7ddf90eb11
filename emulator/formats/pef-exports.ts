import { encodeMacRoman } from './mac-roman.ts'
import type { ExportedSymbol } from './pef-types.ts'

/** The hash word of an exported name: its length and a 16-bit hash (Mac OS Runtime Architectures, chapter 8). */
export function exportHashWord(name: string): number {
  const bytes = encodeMacRoman(name)
  let hash = 0
  for (const byte of bytes) hash = (((hash << 1) - (hash >> 16)) ^ byte) | 0
  return ((bytes.length << 16) | ((hash ^ (hash >> 16)) & 0xffff)) >>> 0
}

/** The slot of a hash word in a table of `2 ** power` slots (8-41). */
export function exportHashSlot(hashWord: number, power: number): number {
  return (hashWord ^ (hashWord >>> power)) & (2 ** power - 1)
}

const AVERAGE_CHAIN = 10
const LARGEST_POWER = 16

/** The table size that keeps chains short (8-42). */
export function exportHashPower(exportCount: number): number {
  let power = 0
  while (power < LARGEST_POWER && exportCount / 2 ** power >= AVERAGE_CHAIN) power++
  return power
}

/**
 * The exported symbol with this name. It looks at names, not at the hash table, because Retro68's MakePEF fills its slots by
 * another rule than the documented one; a fragment has few exports, and callers that want many keep a map.
 */
export function findExport(exports: readonly ExportedSymbol[], name: string): ExportedSymbol | undefined {
  return exports.find((symbol) => symbol.name === name)
}
