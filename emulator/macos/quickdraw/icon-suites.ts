/** Icon suites: a family's handles in one block (More Macintosh Toolbox, chapter 5). The block's layout is Bondi's own. */

import type { Mac } from '../mac.ts'
import { asHandle, type Handle } from '../types.ts'
import { type IconFamily, iconSizes } from './icons.ts'
import { findResource } from './resources.ts'

/** Selector bits and types, in the order of the handles in a suite. */
const members = iconSizes.flatMap(({ types }, size) =>
  ([1, 4, 8] as const).map((depth, index) => ({ type: types[depth], selector: 1 << (size * 8 + index) })),
)
const LABEL_AT = members.length * 4
const SUITE_BYTES = LABEL_AT + 2

const indexOf = (type: string): number => members.findIndex((member) => member.type === type)

export function newSuite({ memoryManager: mm }: Mac): Handle {
  return mm.newHandle(mm.currentZone, SUITE_BYTES, true)
}

export function suiteOf(mac: Mac, id: number, selector: number): Handle {
  const suite = newSuite(mac)
  for (const member of members) {
    if ((member.selector & selector) !== 0) setMember(mac, suite, member.type, findResource(mac, member.type, id))
  }
  return suite
}

export function member({ memory }: Mac, suite: number, type: string): Handle {
  const index = indexOf(type)
  return asHandle(index < 0 ? 0 : memory.getU32(memory.getU32(suite) + index * 4))
}

/** False where there is no such type. */
export function setMember({ memory }: Mac, suite: number, type: string, handle: Handle): boolean {
  const index = indexOf(type)
  if (index >= 0) memory.setU32(memory.getU32(suite) + index * 4, handle)
  return index >= 0
}

export const suiteFamily =
  (mac: Mac, suite: number): IconFamily =>
  (type) =>
    member(mac, suite, type)

/** The types that a selector asks for and a suite has. */
export function* selected(mac: Mac, suite: number, selector: number): Generator<{ type: string; handle: Handle }> {
  for (const { type, selector: bit } of members) {
    const handle = member(mac, suite, type)
    if ((bit & selector) !== 0 && handle !== 0) yield { type, handle }
  }
}

export const label = ({ memory }: Mac, suite: number): number => memory.getI16(memory.getU32(suite) + LABEL_AT)
export function setLabel({ memory }: Mac, suite: number, value: number): void {
  memory.setU16(memory.getU32(suite) + LABEL_AT, value)
}
