/** The characters that say how items of AppendMenu and InsertMenuItem are (Inside Macintosh: Macintosh Toolbox Essentials, chapter 3). */

import type { MenuItem } from './menu-record.ts'

const styleBits: Readonly<Record<string, number>> = { B: 1, I: 2, U: 4, O: 8, S: 16 }
const code = (character: string): number => character.charCodeAt(0) & 0xff

/** Items are parted by semicolons or returns. */
export function parseItems(text: string): { readonly item: MenuItem; readonly isEnabled: boolean }[] {
  return text
    .split(/[;\r]/)
    .filter((part) => part !== '')
    .map(parseItem)
}

function parseItem(text: string): { item: MenuItem; isEnabled: boolean } {
  let shown = ''
  let isEnabled = true
  let icon = 0
  let key = 0
  let mark = 0
  let style = 0
  for (let at = 0; at < text.length; at++) {
    const next = text[at + 1]
    const letter = text[at]!
    if (letter === '(') isEnabled = false
    else if (next !== undefined && '^!</'.includes(letter)) {
      at++
      if (letter === '^') icon = code(next) - 0x30
      else if (letter === '!') mark = code(next)
      else if (letter === '<') style |= styleBits[next.toUpperCase()] ?? 0
      else key = code(next)
    } else shown += letter
  }
  return { item: { text: shown, icon: icon & 0xff, key, mark, style }, isEnabled }
}
