/** The master directory block (Inside Macintosh: Files, "Master Directory Blocks" in "Data Organization on Volumes"), field names as there. */

import { BondiError } from '../errors.ts'
import { damaged } from './hfs-error.ts'
import { type Layout, Struct } from './struct.ts'

export const SECTOR = 512
export const MDB_OFFSET = 2 * SECTOR
export const MDB_SIZE = 162
export const HFS_SIGNATURE = 0x4244
/** Ids below are the system's own. */
export const FIRST_USER_ID = 16

/** Bits of drAtrb. */
export const ATTRIBUTES = { hardwareLocked: 0x0080, unmounted: 0x0100, softwareLocked: 0x8000 } as const

export const MDB_LAYOUT = {
  drSigWord: [0, 2],
  drCrDate: [2, 4],
  drLsMod: [6, 4],
  drAtrb: [10, 2],
  drNmFls: [12, 2],
  drVBMSt: [14, 2],
  drAllocPtr: [16, 2],
  drNmAlBlks: [18, 2],
  drAlBlkSiz: [20, 4],
  drClpSiz: [24, 4],
  drAlBlSt: [28, 2],
  drNxtCNID: [30, 4],
  drFreeBks: [34, 2],
  drVN: [36, 1],
  drVolBkUp: [64, 4],
  drVSeqNum: [68, 2],
  drWrCnt: [70, 4],
  drXTClpSiz: [74, 4],
  drCTClpSiz: [78, 4],
  drNmRtDirs: [82, 2],
  drFilCnt: [84, 4],
  drDirCnt: [88, 4],
  drFndrInfo: [92, 4],
  drEmbedSigWord: [124, 2],
  drXTFlSize: [130, 4],
  drXTExtRec: [134, 2],
  drCTFlSize: [146, 4],
  drCTExtRec: [150, 2],
} as const satisfies Layout

export type Mdb = Struct<typeof MDB_LAYOUT>

export function mdbAt(volume: Uint8Array, offset: number): Mdb {
  return new Struct(MDB_LAYOUT, volume.subarray(offset, offset + MDB_SIZE))
}

/** The alternate MDB is in the last sector but one of the volume. */
export function alternateMdbOffset(volume: Uint8Array): number {
  return (Math.floor(volume.length / SECTOR) - 2) * SECTOR
}

/** What is wrong with the geometry that the MDB states, if anything: the field, its offset in the volume, and why. */
export function geometryProblem(volume: Uint8Array, mdb: Mdb): { offset: number; what: string } | undefined {
  const at = (field: keyof typeof MDB_LAYOUT) => MDB_OFFSET + MDB_LAYOUT[field][0]
  const blockSize = mdb.get('drAlBlkSiz')
  const blocks = mdb.get('drNmAlBlks')
  const bitmap = mdb.get('drVBMSt')
  const first = mdb.get('drAlBlSt')
  if (blockSize === 0 || blockSize % SECTOR !== 0) {
    return { offset: at('drAlBlkSiz'), what: `drAlBlkSiz is ${blockSize}, not a multiple of ${SECTOR}` }
  }
  if (blocks === 0) return { offset: at('drNmAlBlks'), what: 'drNmAlBlks is 0' }
  if (bitmap < 3) return { offset: at('drVBMSt'), what: `drVBMSt is ${bitmap}, inside the MDB` }
  if (bitmap * SECTOR + Math.ceil(blocks / 8) > first * SECTOR) {
    return { offset: at('drAlBlSt'), what: `drAlBlSt is ${first}, inside the volume bitmap` }
  }
  const end = first * SECTOR + blocks * blockSize
  if (end > volume.length) {
    return {
      offset: at('drNmAlBlks'),
      what: `drNmAlBlks says ${blocks} blocks of ${blockSize} bytes, which end at ${end}, past the image's ${volume.length} bytes`,
    }
  }
  return undefined
}

/** The MDB of a volume whose geometry makes sense. */
export function readMdb(volume: Uint8Array): Mdb {
  if (volume.length < MDB_OFFSET + 3 * SECTOR) {
    throw new BondiError(
      'hfs-too-small',
      `an HFS volume cannot be in ${volume.length} bytes`,
      'Give the whole image file; was it cut off when copied?',
    )
  }
  const mdb = mdbAt(volume, MDB_OFFSET)
  const signature = mdb.get('drSigWord')
  if (signature !== HFS_SIGNATURE) throw notHfs(signature)
  const problem = geometryProblem(volume, mdb)
  if (problem) throw damaged(problem.offset, problem.what)
  return mdb
}

const OTHER_VOLUMES: Readonly<Record<number, string>> = {
  53975: 'an MFS volume (a 400K floppy disk of 1984)',
  18475: 'an HFS Plus volume (Mac OS Extended)',
  18520: 'an HFSX volume',
}

function notHfs(signature: number): BondiError {
  const other = OTHER_VOLUMES[signature]
  return new BondiError(
    'hfs-not-a-volume',
    `no HFS volume: drSigWord at offset 0x400 is 0x${signature.toString(16).padStart(4, '0')}, not 0x4244${other ? `; this is ${other}` : ''}`,
    'Give a raw image of an HFS (Mac OS Standard) volume, or one with an Apple partition map that has one.',
  )
}
