/** Patterns as resources and pixel patterns (Imaging With QuickDraw, chapters 3 and 4). */

import type { Mac } from '../mac.ts'
import { procedure, toolbox } from '../service.ts'
import { asHandle, byReference, type Handle, HandleType, PtrType, SInt16 } from '../types.ts'
import { copyContents } from './color-table-services.ts'
import { DEVICE_TABLE } from './color-tables.ts'
import { WHITE } from './colors.ts'
import { rect } from './geometry.ts'
import { describePixMap } from './pix-maps.ts'
import { PIX_MAP_PATTERN, RGB_PATTERN, RGB_PATTERN_ENTRY } from './pix-pats.ts'
import { PATTERNS } from './quickdraw.ts'
import { type Pattern, PixMap, PixPat, type RGBColor, RGBColorType, ROW_BYTES } from './records.ts'
import { findResource } from './resources.ts'

const PATTERN_BYTES = 8
const sysPatListID = 0

/** The system's list begins with black, dark grey, grey, light grey and white. */
const systemPatterns: readonly Pattern[] = [
  PATTERNS.black,
  PATTERNS.dkGray,
  PATTERNS.gray,
  PATTERNS.ltGray,
  PATTERNS.white,
]

function indexedPattern(mac: Mac, listID: number, index: number): Pattern | undefined {
  const list = findResource(mac, 'PAT#', listID)
  if (list === 0) return listID === sysPatListID ? systemPatterns[index - 1] : undefined
  const address = mac.memory.getU32(list)
  if (index < 1 || index > mac.memory.getU16(address)) return undefined
  return mac.memory.read(address + 2 + (index - 1) * PATTERN_BYTES, PATTERN_BYTES)
}

/** A new pixel pattern of a pixel map with empty parts. */
export function newPixPat(mac: Mac): Handle {
  const { memory, memoryManager: mm, quickDraw: qd } = mac
  const handle = qd.newPixPat(PATTERNS.black)
  const patMap = mm.newHandle(mm.currentZone, PixMap.size, true)
  const patData = mm.newHandle(mm.currentZone, 0)
  const colorTable = qd.colorTables.create([], 0)
  const shape = { baseAddr: 0, rowBytes: 2, bounds: rect(0, 0, 8, 8), depth: 8, colorTable } as const
  describePixMap(mac, memory.getU32(patMap), shape)
  const record = PixPat.at(memory, memory.getU32(handle))
  record.patType = PIX_MAP_PATTERN
  record.patMap = patMap
  record.patData = patData
  record.patXValid = -1
  return handle
}

/**
 * A `ppat` resource: a PixPat and a PixMap whose handles are offsets in the resource, then pixels and colours
 * (chapter 4, "The Pixel Pattern Resource").
 */
function getPixPat(mac: Mac, id: number): Handle {
  const { memory, memoryManager: mm } = mac
  const resource = findResource(mac, 'ppat', id)
  if (resource === 0) return asHandle(0)
  const size = mm.handleSize(resource)
  const part = (offset: number, byteCount: number): Uint8Array =>
    memory.read(memory.getU32(resource) + offset, Math.max(0, Math.min(byteCount, size - offset)))
  const block = (bytes: Uint8Array): Handle => {
    const handle = mm.newHandle(mm.currentZone, bytes.length)
    memory.write(memory.getU32(handle), bytes)
    return handle
  }
  const pattern = block(part(0, PixPat.size))
  const { patMap: mapOffset, patData: dataOffset } = PixPat.at(memory, memory.getU32(pattern))
  const map = block(part(mapOffset, PixMap.size))
  const { rowBytes, bounds, pmTable: tableOffset } = PixMap.at(memory, memory.getU32(map))
  const data = block(part(dataOffset, (rowBytes & ROW_BYTES) * (bounds.bottom - bounds.top)))
  const table = block(part(tableOffset, size - tableOffset))
  PixMap.at(memory, memory.getU32(map)).pmTable = table
  const record = PixPat.at(memory, memory.getU32(pattern))
  record.patMap = map
  record.patData = data
  record.patXData = asHandle(0)
  record.patXMap = asHandle(0)
  return pattern
}

function makeRGBPat(mac: Mac, handle: Handle, color: RGBColor): void {
  const { memory, quickDraw: qd } = mac
  const record = PixPat.at(memory, memory.getU32(handle))
  record.patType = RGB_PATTERN
  record.pat1Data = PATTERNS.gray
  const { pmTable } = PixMap.at(memory, memory.getU32(record.patMap))
  const colors = Array.from({ length: RGB_PATTERN_ENTRY + 1 }, (_, index) =>
    index === RGB_PATTERN_ENTRY ? color : WHITE,
  )
  qd.colorTables.write(pmTable, colors, DEVICE_TABLE, qd.colorTables.newSeed())
}

export const patternServices = {
  GetPattern: toolbox({ patternID: SInt16 }, HandleType, (mac, { patternID }) => findResource(mac, 'PAT ', patternID)),
  GetIndPattern: procedure(
    { thePat: PtrType, patternListID: SInt16, index: SInt16 },
    (mac, { thePat, patternListID, index }) => {
      const pattern = indexedPattern(mac, patternListID, index)
      if (pattern !== undefined) mac.memory.write(thePat, pattern)
    },
    { partial: "of the system's own list there are black, white and the three greys" },
  ),
  NewPixPat: toolbox({}, HandleType, newPixPat),
  DisposePixPat: procedure({ pp: HandleType }, ({ quickDraw }, { pp }) => quickDraw.disposePixPat(pp)),
  GetPixPat: toolbox({ patID: SInt16 }, HandleType, (mac, { patID }) => getPixPat(mac, patID)),
  MakeRGBPat: procedure(
    { pp: HandleType, myColor: byReference(RGBColorType) },
    (mac, { pp, myColor }) => makeRGBPat(mac, pp, myColor),
    { partial: 'an indexed device shows the nearest colour instead of a mixture' },
  ),
  CopyPixPat: procedure({ srcPP: HandleType, dstPP: HandleType }, (mac, { srcPP, dstPP }) => {
    const { memory } = mac
    const source = PixPat.at(memory, memory.getU32(srcPP))
    const { patMap, patData } = PixPat.at(memory, memory.getU32(dstPP))
    const { patType, pat1Data } = source
    const target = PixPat.at(memory, memory.getU32(dstPP))
    target.patType = patType
    target.pat1Data = pat1Data
    if (source.patMap === 0 || patMap === 0) return
    const sourceTable = PixMap.at(memory, memory.getU32(source.patMap)).pmTable
    const { pmTable } = PixMap.at(memory, memory.getU32(patMap))
    memory.move(memory.getU32(source.patMap), memory.getU32(patMap), PixMap.size)
    PixMap.at(memory, memory.getU32(patMap)).pmTable = pmTable
    copyContents(mac, sourceTable, pmTable)
    copyContents(mac, source.patData, patData)
  }),
}
