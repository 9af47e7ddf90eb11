/** Names of files, folders and volumes, and the order in which a catalog keeps them. */

import { decodeMacRoman, encodeMacRoman, unencodableInMacRoman } from '../formats/mac-roman.ts'
import { HfsError } from './hfs-error.ts'

export const LONGEST_NAME = 31
export const LONGEST_VOLUME_NAME = 27

/**
 * The order of RelString with case ignored and marks heeded, by which the File Manager compares names (Inside Macintosh: Text,
 * "RelString"). Here are the characters that differ from the order of their codes: each line comes after its first character,
 * characters joined by = compare equal. A letter that is not here equals its capital.
 */
const AFTER: readonly string[] = [
  ' =\u00a0',
  '" “ ” « »',
  "' ‘ ’",
  'A=a à=À Ä=ä ã=Ã Å=å Æ=æ ` á â ª',
  'C=c Ç=ç',
  'E=e É=é è ê ë',
  'I=i í ì î ï',
  'N=n Ñ=ñ',
  'O=o Ö=ö õ=Õ Ø=ø Œ=œ ó ò ô º',
  'S=s ß',
  'U=u Ü=ü ú ù û',
  'Y=y ÿ',
]

const RANK = rankCharacters()

function rankCharacters(): Uint8Array {
  const code = (character: string) => encodeMacRoman(character)[0]!
  const groups = new Map<number, number[][]>()
  const placed = new Set<number>()
  for (const line of AFTER) {
    const characters = line.startsWith(' ') ? [line] : line.split(' ')
    const codes = characters.map((group) => group.split('=').map(code))
    groups.set(codes[0]![0]!, codes)
    for (const placedCode of codes.flat()) placed.add(placedCode)
  }
  for (let capital = 0x41; capital <= 0x5a; capital++) {
    placed.add(capital + 0x20)
    if (!groups.has(capital)) groups.set(capital, [[capital, capital + 0x20]])
  }
  const rank = new Uint8Array(256)
  let next = 0
  for (let character = 0; character < 256; character++) {
    const line = groups.get(character) ?? (placed.has(character) ? [] : [[character]])
    for (const equals of line) {
      for (const equal of equals) rank[equal] = next
      next++
    }
  }
  return rank
}

/** Compares two runs of Mac OS Roman bytes as the catalog does; negative when the first comes first. */
export function compareNameBytes(
  a: Uint8Array,
  aStart: number,
  aLength: number,
  b: Uint8Array,
  bStart: number,
  bLength: number,
): number {
  const common = Math.min(aLength, bLength)
  for (let i = 0; i < common; i++) {
    const difference = RANK[a[aStart + i]!]! - RANK[b[bStart + i]!]!
    if (difference !== 0) return difference
  }
  return aLength - bLength
}

/** Compares two names as the catalog does: case is ignored, marks count. */
export function compareNames(a: string, b: string): number {
  const aBytes = encodeMacRoman(a)
  const bBytes = encodeMacRoman(b)
  return compareNameBytes(aBytes, 0, aBytes.length, bBytes, 0, bBytes.length)
}

/** The bytes of a name, or bdNamErr for one that is empty, too long, has a colon or a character that Mac OS Roman lacks. */
export function nameBytes(name: string, longest: number = LONGEST_NAME): Uint8Array {
  const bytes = encodeMacRoman(name)
  if (bytes.length === 0 || bytes.length > longest || name.includes(':') || unencodableInMacRoman(name).length > 0) {
    throw new HfsError('bdNamErr', `"${name}" (1 to ${longest} characters of Mac OS Roman, no colon)`)
  }
  return bytes
}

export function nameText(bytes: Uint8Array): string {
  return decodeMacRoman(bytes)
}
