/** What kind of character each of Mac OS Roman is (Inside Macintosh: Text, chapter 6, CharacterType). */

import { decodeMacRoman } from '../../formats/mac-roman.ts'

const smCharPunct = 0x0000
const smCharAscii = 0x0001
const smCharExtAscii = 0x0007
/** Punctuation's classes, and a letter's case. */
const smPunctNumber = 0x0100
const smPunctSymbol = 0x0200
const smPunctBlank = 0x0300
const smCharUpper = 0x4000

export function characterType(byte: number): number {
  const character = decodeMacRoman(Uint8Array.of(byte))
  if (/\p{L}/u.test(character)) {
    const isUpper = character !== character.toLowerCase()
    return (byte < 0x80 ? smCharAscii : smCharExtAscii) | (isUpper ? smCharUpper : 0)
  }
  if (/\p{Nd}/u.test(character)) return smCharPunct | smPunctNumber
  if (/\p{Z}/u.test(character) || byte <= 0x20) return smCharPunct | smPunctBlank
  if (/\p{S}/u.test(character)) return smCharPunct | smPunctSymbol
  return smCharPunct
}
