/** The parameters that TextEdit's calls have in common. */

import type { Mac } from '../mac.ts'
import { SInt32 } from '../types.ts'
import { EditRecord } from './edit-record.ts'

/** A count of characters; below zero it is none. */
export function bytesAt({ memory }: Mac, text: number, length: number): Uint8Array {
  return memory.read(text, Math.max(0, length))
}

export const recordOf = (mac: Mac, handle: number): EditRecord => new EditRecord(mac, handle)

export const TextLength = SInt32
