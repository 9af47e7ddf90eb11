/** The Apple partition map (Inside Macintosh: Devices, "The Structure of Block Devices" in "SCSI Manager"), field names as there. */

import { BondiError } from '../errors.ts'
import { decodeMacRoman, encodeMacRoman } from '../formats/mac-roman.ts'
import { HFS_SIGNATURE, MDB_OFFSET, SECTOR } from './mdb.ts'
import { type Layout, Struct } from './struct.ts'

const DRIVER_SIGNATURE = 0x4552
const ENTRY_SIGNATURE = 0x504d
const STRING_SIZE = 32

/** Block 0, the driver descriptor record. */
const DRIVER_LAYOUT = {
  sbSig: [0, 2],
  sbBlkSize: [2, 2],
  sbBlkCount: [4, 4],
  sbDrvrCount: [16, 2],
} as const satisfies Layout

/** Blocks 1 and up, one for each partition. */
const ENTRY_LAYOUT = {
  pmSig: [0, 2],
  pmMapBlkCnt: [4, 4],
  pmPyPartStart: [8, 4],
  pmPartBlkCnt: [12, 4],
  pmPartName: [16, 1],
  pmParType: [48, 1],
  pmLgDataStart: [80, 4],
  pmDataCnt: [84, 4],
  pmPartStatus: [88, 4],
} as const satisfies Layout

/** Valid, allocated, in use, readable, writable. */
const USABLE = 0x37
/** Blocks that a map takes on a disk that Apple's Drive Setup prepared. */
const MAP_BLOCKS = 63
const MOST_ENTRIES = 1024

export interface Partition {
  readonly name: string
  /** Such as `Apple_HFS`. */
  readonly type: string
  /** In bytes, in the image. */
  readonly offset: number
  readonly length: number
}

/** The partitions of an image; undefined when it has no Apple partition map. */
export function readPartitionMap(image: Uint8Array): Partition[] | undefined {
  const unit = mapUnit(image)
  if (unit === undefined) return undefined
  const partitions: Partition[] = []
  const count = entryAt(image, unit)!.get('pmMapBlkCnt')
  for (let index = 1; index <= Math.min(count, MOST_ENTRIES); index++) {
    const entry = entryAt(image, index * unit)
    if (entry?.get('pmSig') !== ENTRY_SIGNATURE) {
      throw damagedMap(index * unit, `entry ${index} of ${count} has no signature 'PM'`)
    }
    const offset = entry.get('pmPyPartStart') * unit
    const length = entry.get('pmPartBlkCnt') * unit
    partitions.push({
      name: text(entry.bytes, ENTRY_LAYOUT.pmPartName[0]),
      type: text(entry.bytes, ENTRY_LAYOUT.pmParType[0]),
      offset,
      length,
    })
  }
  return partitions
}

/** Where the first HFS volume of a partitioned image is; undefined when the image has no partition map. */
export function findHfsPartition(image: Uint8Array): { offset: number; length: number } | undefined {
  const partitions = readPartitionMap(image)
  if (!partitions) return undefined
  const found = partitions.find(({ type }) => type === 'Apple_HFS')
  if (!found) {
    throw new BondiError(
      'hfs-no-partition',
      `the partition map has no Apple_HFS partition, only ${partitions.map(({ type }) => type).join(', ')}`,
      'Give an image that has an HFS (Mac OS Standard) partition.',
    )
  }
  const { offset, length } = found
  if (offset + length > image.length) {
    throw damagedMap(
      offset,
      `partition "${found.name}" ends at ${offset + length}, past the image's ${image.length} bytes`,
    )
  }
  return { offset, length }
}

/** Writes a driver descriptor record and a map with one HFS partition, and tells where that is. Its volume is not made yet. */
export function writePartitionMap(image: Uint8Array, partitionName = 'MacOS'): { offset: number; length: number } {
  const blocks = Math.floor(image.length / SECTOR)
  const first = 1 + MAP_BLOCKS
  if (blocks <= first) {
    throw new BondiError(
      'hfs-format',
      `no partition map fits ${image.length} bytes`,
      'Make the image larger, or leave the map away.',
    )
  }
  image.fill(0, 0, first * SECTOR)
  const driver = new Struct(DRIVER_LAYOUT, image.subarray(0, SECTOR))
  driver.set('sbSig', DRIVER_SIGNATURE)
  driver.set('sbBlkSize', SECTOR)
  driver.set('sbBlkCount', blocks)
  const partitions = [
    { name: 'Apple', type: 'Apple_partition_map', start: 1, count: MAP_BLOCKS },
    { name: partitionName, type: 'Apple_HFS', start: first, count: blocks - first },
  ]
  for (const [index, { name, type, start, count }] of partitions.entries()) {
    const entry = entryAt(image, (index + 1) * SECTOR)!
    entry.set('pmSig', ENTRY_SIGNATURE)
    entry.set('pmMapBlkCnt', partitions.length)
    entry.set('pmPyPartStart', start)
    entry.set('pmPartBlkCnt', count)
    entry.set('pmDataCnt', count)
    entry.set('pmPartStatus', USABLE)
    entry.bytes.set(encodeMacRoman(name).subarray(0, STRING_SIZE - 1), ENTRY_LAYOUT.pmPartName[0])
    entry.bytes.set(encodeMacRoman(type), ENTRY_LAYOUT.pmParType[0])
  }
  return { offset: first * SECTOR, length: (blocks - first) * SECTOR }
}

/** The size of the blocks that the map counts in: that of the device (2,048 on some compact discs), or 512. */
function mapUnit(image: Uint8Array): number | undefined {
  if (image.length < 2 * SECTOR) return undefined
  const driver = new Struct(DRIVER_LAYOUT, image.subarray(0, SECTOR))
  const described = driver.get('sbSig') === DRIVER_SIGNATURE
  if (!described && signatureAt(image, MDB_OFFSET) === HFS_SIGNATURE) return undefined
  const units = described ? [SECTOR, driver.get('sbBlkSize')] : [SECTOR]
  return units.find((unit) => unit >= SECTOR && signatureAt(image, unit) === ENTRY_SIGNATURE)
}

function signatureAt(image: Uint8Array, offset: number): number | undefined {
  return offset + SECTOR <= image.length ? (image[offset]! << 8) | image[offset + 1]! : undefined
}

function entryAt(image: Uint8Array, offset: number): Struct<typeof ENTRY_LAYOUT> | undefined {
  return offset + SECTOR <= image.length ? new Struct(ENTRY_LAYOUT, image.subarray(offset, offset + SECTOR)) : undefined
}

function text(bytes: Uint8Array, offset: number): string {
  const field = bytes.subarray(offset, offset + STRING_SIZE)
  const end = field.indexOf(0)
  return decodeMacRoman(end < 0 ? field : field.subarray(0, end))
}

function damagedMap(offset: number, what: string): BondiError {
  return new BondiError(
    'hfs-damaged',
    `damaged partition map at offset 0x${offset.toString(16)}: ${what}`,
    'Restore the image from a copy, or cut the volume out of it and give that.',
  )
}
