/** Queues of the operating system, in guest memory (Inside Macintosh: Operating System Utilities, chapter 6). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { fail } from '../errors.ts'
import { struct, type View } from '../struct.ts'
import { SInt16, UInt32 } from '../types.ts'

export const QHdr = struct('QHdr', 10, { qFlags: [0, SInt16], qHead: [2, UInt32], qTail: [6, UInt32] })
export type QueueHeader = View<typeof QHdr.fields>
/** An element begins with the address of the next. */
const QLINK = 0

export function enqueue(memory: GuestMemory, header: QueueHeader, element: number): void {
  memory.setU32(element + QLINK, 0)
  if (header.qHead === 0) header.qHead = element
  else memory.setU32(header.qTail + QLINK, element)
  header.qTail = element
}

/** The elements in order; a queue that a program has tied into a ring ends where it begins again. */
export function elements(memory: GuestMemory, header: QueueHeader): number[] {
  const seen = new Set<number>()
  for (let at = header.qHead; at !== 0 && !seen.has(at); at = memory.getU32(at + QLINK)) seen.add(at)
  return [...seen]
}

export function dequeue(memory: GuestMemory, header: QueueHeader, element: number): void {
  const all = elements(memory, header)
  const index = all.indexOf(element)
  if (index === -1) fail('qErr')
  const previous = all[index - 1] ?? 0
  const next = memory.getU32(element + QLINK)
  if (previous === 0) header.qHead = next
  else memory.setU32(previous + QLINK, next)
  if (header.qTail === element) header.qTail = previous
}
