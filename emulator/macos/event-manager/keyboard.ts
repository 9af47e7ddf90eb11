/**
 * The keyboard: which key makes a character (Inside Macintosh: Macintosh Toolbox Essentials, figure 2-10: virtual key codes of the
 * US layout).
 */

import { encodeMacRoman } from '../../formats/mac-roman.ts'

export interface Keystroke {
  /** Virtual key code. */
  readonly key: number
  /** In Mac OS Roman. */
  readonly character: number
  readonly shift: boolean
}

/** Keys in the order of their codes from 0; a space where a code has no key with a character. */
const PLAIN = "asdfhgzxcv bqweryt123465=97-80]ou[ip lj'k;\\,/nm. "
const SHIFTED = 'ASDFHGZXCV BQWERYT!@#$^%+(&_*)}OU{IP LJ"K:|<?NM> '
const SPACE_KEY = 49
const GRAVE_KEY = 50

/** Keys that have names: virtual key code and character code. */
export const namedKeys: Readonly<Record<string, readonly [key: number, character: number]>> = {
  return: [36, 13],
  tab: [48, 9],
  space: [SPACE_KEY, 32],
  delete: [51, 8],
  enter: [76, 3],
  escape: [53, 27],
  left: [123, 28],
  right: [124, 29],
  down: [125, 31],
  up: [126, 30],
  home: [115, 1],
  end: [119, 4],
  'page up': [116, 11],
  'page down': [121, 12],
  'forward delete': [117, 127],
  help: [114, 5],
}

const strokes = new Map<number, Keystroke>()
for (const [keys, shift] of [
  [SHIFTED, true],
  [PLAIN, false],
] as const) {
  ;[...keys].forEach((text, key) => {
    if (text !== ' ') strokes.set(text.charCodeAt(0), { key, character: text.charCodeAt(0), shift })
  })
}
strokes.set(0x60, { key: GRAVE_KEY, character: 0x60, shift: false })
strokes.set(0x7e, { key: GRAVE_KEY, character: 0x7e, shift: true })
for (const [key, character] of Object.values(namedKeys)) strokes.set(character, { key, character, shift: false })
// What a host calls a new line is the Return key.
strokes.set(10, { key: 36, character: 13, shift: false })

/** How to type a text; a character that no key makes is typed with key code 0, as an input method would post it. */
export function keystrokes(text: string): Keystroke[] {
  return [...encodeMacRoman(text)].map((character) => strokes.get(character) ?? { key: 0, character, shift: false })
}
