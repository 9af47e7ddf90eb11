/** PBCatSearch: items of a volume by what their catalog records say (Inside Macintosh: Files, chapter 2). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { type CatalogEntry, compareNames, type HfsVolume, ROOT_ID } from '../../volume/index.ts'
import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import type { Service } from '../service.ts'
import type { View } from '../struct.ts'
import { forms } from './forms.ts'
import { CSParam, EXTENDED_FINDER_INFO, FINDER_INFO, FileParam, type FileParamView, FSSpec } from './records.ts'

/** Bits of ioSearchBits. */
const fsSBPartialName = 1
const fsSBFullName = 2
const fsSBFlAttrib = 4
const fsSBFlFndrInfo = 8
const fsSBFlXFndrInfo = 0x1000
const fsSBFlParID = 0x2000
const fsSBNegate = 0x4000
/** Those that say a range of a number: what it is of an item, and where the first and the last are in the search's blocks. */
const ranges: readonly (readonly [
  bit: number,
  value: (entry: CatalogEntry) => number | undefined,
  field: keyof FileParamView,
])[] = [
  [0x10, (entry) => (entry.kind === 'folder' ? entry.valence : undefined), 'ioDrNmFls'],
  [0x20, (entry) => (entry.kind === 'file' ? entry.dataLength : undefined), 'ioFlLgLen'],
  [0x40, (entry) => (entry.kind === 'file' ? entry.dataPhysical : undefined), 'ioFlPyLen'],
  [0x80, (entry) => (entry.kind === 'file' ? entry.resourceLength : undefined), 'ioFlRLgLen'],
  [0x100, (entry) => (entry.kind === 'file' ? entry.resourcePhysical : undefined), 'ioFlRPyLen'],
  [0x200, (entry) => entry.created, 'ioFlCrDat'],
  [0x400, (entry) => entry.modified, 'ioFlMdDat'],
  [0x800, (entry) => entry.backedUp, 'ioFlBkDat'],
  [fsSBFlParID, (entry) => entry.parentId, 'ioFlParID'],
]

/** Whether bytes are those of the first block, where the second block's mask has ones. */
function masked({ memory }: Mac, bytes: Uint8Array, wanted: number, mask: number): boolean {
  return bytes.every((byte, index) => ((byte ^ memory.getU8(wanted + index)) & memory.getU8(mask + index)) === 0)
}

function matches(mac: Mac, entry: CatalogEntry, bits: number, first: FileParamView, second: FileParamView): boolean {
  const name = first.ioNamePtr === 0 ? '' : mac.memory.readPString(first.ioNamePtr)
  if (bits & fsSBFullName && compareNames(entry.name, name) !== 0) return false
  if (bits & fsSBPartialName && !contains(entry.name, name)) return false
  if (bits & fsSBFlAttrib) {
    const attributes = entry.kind === 'folder' ? 0x10 : entry.locked ? 1 : 0
    if ((attributes ^ first.ioFlAttrib) & second.ioFlAttrib & 0x11) return false
  }
  if (
    bits & fsSBFlFndrInfo &&
    !masked(mac, entry.finderInfo, first.address + FINDER_INFO, second.address + FINDER_INFO)
  )
    return false
  const extended = [first.address + EXTENDED_FINDER_INFO, second.address + EXTENDED_FINDER_INFO] as const
  if (bits & fsSBFlXFndrInfo && !masked(mac, entry.extendedFinderInfo, ...extended)) return false
  return ranges.every(([bit, numberOf, field]) => {
    if ((bits & bit) === 0) return true
    const value = numberOf(entry)
    return value !== undefined && value >= first[field] && value <= second[field]
  })
}

function contains(name: string, part: string): boolean {
  const length = encodeMacRoman(part).length
  for (let at = 0; at + length <= name.length; at++)
    if (compareNames(name.slice(at, at + length), part) === 0) return true
  return false
}

function* allItems(volume: HfsVolume, folder: number): Generator<CatalogEntry> {
  for (const entry of volume.list(folder)) {
    yield entry
    if (entry.kind === 'folder') yield* allItems(volume, entry.id)
  }
}

function search(mac: Mac, block: View<typeof CSParam.fields>, name: string | undefined): void {
  const { fileManager: fm, memory } = mac
  const { volume, vRefNum } = fm.volumes.named(name, block.ioVRefNum)
  const bits = block.ioSearchBits
  if (block.ioReqMatchCount < 0 || block.ioSearchInfo1 === 0 || block.ioSearchInfo2 === 0) fail('paramErr')
  const first = FileParam.at(memory, block.ioSearchInfo1)
  const second = FileParam.at(memory, block.ioSearchInfo2)
  // The place to go on from: how many items were looked at.
  const position = block.initialize === 0 ? 0 : block.position
  block.ioActMatchCount = 0
  let looked = 0
  for (const entry of allItems(volume, ROOT_ID)) {
    if (looked++ < position) continue
    const found = matches(mac, entry, bits & ~fsSBNegate, first, second)
    if (found === ((bits & fsSBNegate) !== 0)) continue
    if (block.ioActMatchCount === block.ioReqMatchCount) {
      block.initialize = 1
      block.position = looked - 1
      return
    }
    const spec = FSSpec.at(memory, block.ioMatchPtr + block.ioActMatchCount * FSSpec.size)
    spec.vRefNum = vRefNum
    spec.parID = entry.parentId
    spec.name = entry.name
    block.ioActMatchCount++
  }
  fail('eofErr')
}

export const catalogSearchServices: Record<string, Service> = forms('PBCatSearch', CSParam, search)
