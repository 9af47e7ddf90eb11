/** Colour icons (`cicn`): a pixel map, a mask and a bitmap for screens without colours (More Macintosh Toolbox, chapter 5). */

import type { Mac } from '../mac.ts'
import { LOCKED } from '../memory-manager/zone.ts'
import { struct } from '../struct.ts'
import { asHandle, asPtr, type Handle, HandleType, PtrType, UInt16 } from '../types.ts'
import { type Rect, RectType } from './geometry.ts'
import { plotMasked } from './icons.ts'
import { ColorSpec, ColorTable, PixMap, ROW_BYTES } from './records.ts'
import { findResource } from './resources.ts'

/** A PixMap, two BitMaps, a handle of the pixels; the mask's bits and the bitmap's follow. */
export const CIcon = struct('CIcon', 82, {
  maskBase: [50, PtrType],
  maskRowBytes: [54, UInt16],
  maskBounds: [56, RectType],
  bMapBase: [64, PtrType],
  bMapRowBytes: [68, UInt16],
  bMapBounds: [70, RectType],
  iconData: [78, HandleType],
})
const MASK = 50
const BIT_MAP = 64

const byteCount = (rowBytes: number, { top, bottom }: Rect): number =>
  (rowBytes & ROW_BYTES) * Math.max(0, bottom - top)

/** An icon from a `cicn` resource, whose pixels and colours get blocks of their own. */
export function getColorIcon(mac: Mac, id: number): Handle {
  const { memory, memoryManager: mm } = mac
  const resource = findResource(mac, 'cicn', id)
  if (resource === 0) return asHandle(0)
  const bytes = memory.read(memory.getU32(resource), mm.handleSize(resource))
  const icon = mm.newHandle(mm.currentZone, Math.max(CIcon.size, bytes.length))
  memory.write(memory.getU32(icon), bytes)
  const address = memory.getU32(icon)
  const record = CIcon.at(memory, address)
  const { rowBytes, bounds } = PixMap.at(memory, address)
  const bitsEnd =
    CIcon.size + byteCount(record.maskRowBytes, record.maskBounds) + byteCount(record.bMapRowBytes, record.bMapBounds)
  const { ctSize } = ColorTable.at(memory, address + bitsEnd)
  const tableEnd = bitsEnd + ColorTable.size + (ctSize + 1) * ColorSpec.size
  const colors = block(mac, bytes.subarray(bitsEnd, tableEnd))
  const pixels = block(mac, bytes.subarray(tableEnd, tableEnd + byteCount(rowBytes, bounds)))
  mm.setHandleSize(icon, bitsEnd)
  const made = CIcon.at(memory, memory.getU32(icon))
  made.iconData = pixels
  made.maskBase = asPtr(0)
  made.bMapBase = asPtr(0)
  const map = PixMap.at(memory, made.address)
  map.pmTable = colors
  map.baseAddr = asPtr(0)
  return icon
}

function block({ memory, memoryManager: mm }: Mac, bytes: Uint8Array): Handle {
  const handle = mm.newHandle(mm.currentZone, bytes.length)
  memory.write(memory.getU32(handle), bytes)
  return handle
}

export function plotColorIcon(mac: Mac, icon: Handle, destination: Rect, transform = 0): void {
  const { memory, memoryManager: mm } = mac
  const flags = mm.handleFlags(icon)
  // Locked, since the records point into the block while it is drawn.
  mm.setHandleFlags(icon, LOCKED, 0)
  const address = memory.getU32(icon)
  const record = CIcon.at(memory, address)
  const { maskRowBytes, maskBounds, bMapRowBytes } = record
  record.maskBase = asPtr(address + CIcon.size)
  record.bMapBase = asPtr(record.maskBase + byteCount(maskRowBytes, maskBounds))
  const map = PixMap.at(memory, address)
  map.baseAddr = asPtr(memory.getU32(record.iconData))
  const isOneBit = mac.quickDraw.port().surface.depth === 1 && bMapRowBytes !== 0
  plotMasked(mac, isOneBit ? address + BIT_MAP : address, address + MASK, maskBounds, destination, transform)
  mm.setHandleFlags(icon, flags & LOCKED, LOCKED)
}

export function disposeColorIcon({ memory, memoryManager: mm }: Mac, icon: Handle): void {
  const address = memory.getU32(icon)
  const { iconData } = CIcon.at(memory, address)
  const { pmTable } = PixMap.at(memory, address)
  for (const part of [iconData, pmTable, icon]) if (part !== 0) mm.disposeHandle(part)
}
