/** The low-level routines that all drawing goes through, which a program may replace (Imaging With QuickDraw, chapter 3, QDProcs). */

import type { Mac } from '../mac.ts'
import { struct } from '../struct.ts'
import { PtrType } from '../types.ts'
import type { Port } from './port.ts'

export const CQDProcs = struct('CQDProcs', 80, {
  textProc: [0, PtrType],
  lineProc: [4, PtrType],
  rectProc: [8, PtrType],
  rRectProc: [12, PtrType],
  ovalProc: [16, PtrType],
  arcProc: [20, PtrType],
  polyProc: [24, PtrType],
  rgnProc: [28, PtrType],
  bitsProc: [32, PtrType],
  commentProc: [36, PtrType],
  txMeasProc: [40, PtrType],
  getPicProc: [44, PtrType],
  putPicProc: [48, PtrType],
  opcodeProc: [52, PtrType],
})
export type GrafProc = keyof typeof CQDProcs.fields

/** The program's own routine; 0 where the standard one does the work. */
export function customProc(mac: Mac, port: Port, name: GrafProc): number {
  const { grafProcs } = port.fields
  return grafProcs === 0 ? 0 : CQDProcs.at(mac.memory, grafProcs)[name]
}

/** Room in memory for what a routine's parameters point to, as long as the call lasts. */
export function withScratch<T>({ memoryManager: mm }: Mac, byteCount: number, call: (address: number) => T): T {
  const scratch = mm.newPtr(mm.systemZone, byteCount, true)
  try {
    return call(scratch)
  } finally {
    mm.disposePtr(scratch)
  }
}
