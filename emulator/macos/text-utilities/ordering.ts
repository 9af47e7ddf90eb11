/** Comparing text (Inside Macintosh: Text, chapter 5): by codes, by the File System's rules, and in the order of a Roman language. */

import { decodeMacRoman, encodeMacRoman } from '../../formats/mac-roman.ts'

const diacritics = /\p{M}/gu
/** Letters whose mark is no separate character. */
const plainOf: Readonly<Record<string, string>> = { Ø: 'O', ø: 'o', Æ: 'A', æ: 'a', Œ: 'O', œ: 'o' }

/** A table from each character of Mac OS Roman to what a function makes of it, where that is one character of the set. */
function byteTable(change: (character: string) => string): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    const changed = encodeMacRoman(change(decodeMacRoman(Uint8Array.of(byte))))
    return changed.length === 1 && (changed[0] !== 0x3f || byte === 0x3f) ? changed[0]! : byte
  })
}

const withoutMarks = (character: string): string =>
  character.normalize('NFD').replaceAll(diacritics, '').normalize('NFC')
const isLetter = (character: string): boolean => /\p{L}/u.test(character)

export const upperCase = byteTable((character) => (isLetter(character) ? character.toUpperCase() : character))
export const lowerCase = byteTable((character) => (isLetter(character) ? character.toLowerCase() : character))
export const stripped = byteTable((character) => (isLetter(character) ? withoutMarks(character) : character))
export const upperStripped = byteTable((character) =>
  isLetter(character) ? withoutMarks(character).toUpperCase() : character,
)

export const mapped = (text: Uint8Array, table: Uint8Array): Uint8Array => text.map((byte) => table[byte]!)

/** -1, 0 or 1. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) if (a[index] !== b[index]) return a[index]! < b[index]! ? -1 : 1
  return Math.sign(a.length - b.length)
}

/** RelString and EqualString: codes, after what does not count has been taken away. */
export function folded(text: Uint8Array, caseSensitive: boolean, diacSensitive: boolean): Uint8Array {
  if (caseSensitive) return diacSensitive ? text : mapped(text, stripped)
  return mapped(text, diacSensitive ? upperCase : upperStripped)
}

/** What counts first in sorting: the letter without mark and case; two letters for those that stand for two. */
const expansions: Readonly<Record<string, string>> = { Æ: 'AE', Œ: 'OE', ß: 'SS', ﬁ: 'FI', ﬂ: 'FL' }

function primaryKey(text: Uint8Array): number[] {
  return [...decodeMacRoman(text)].flatMap((character) => {
    const upper = withoutMarks(character).toUpperCase()
    const plain = expansions[upper] ?? expansions[character] ?? plainOf[upper] ?? upper
    return [...plain].map((letter) => letter.codePointAt(0)!)
  })
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length)
  for (let index = 0; index < shorter; index++) if (a[index] !== b[index]) return a[index]! < b[index]! ? -1 : 1
  return Math.sign(a.length - b.length)
}

/** Primary order alone: equal when they differ in case and marks only (IdenticalString). */
export const comparePrimary = (a: Uint8Array, b: Uint8Array): number => compareKeys(primaryKey(a), primaryKey(b))

/** In the order of a dictionary; where that is equal, marks, and then case, decide (CompareString). */
export function compareText(a: Uint8Array, b: Uint8Array): number {
  return comparePrimary(a, b) || compareBytes(mapped(a, upperCase), mapped(b, upperCase)) || compareBytes(a, b)
}
