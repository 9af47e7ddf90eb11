/** Pixel patterns in pictures (Imaging With QuickDraw, appendix A, "Pixel Pattern Data"). */

import type { Mac } from '../mac.ts'
import type { Handle } from '../types.ts'
import { WHITE } from './colors.ts'
import { rect } from './geometry.ts'
import { newPixPat } from './pattern-services.ts'
import { readMap, readRow } from './picture-bits.ts'
import type { PictureReader } from './picture-reader.ts'
import { describePixMap } from './pix-maps.ts'
import { RGB_PATTERN, RGB_PATTERN_ENTRY } from './pix-pats.ts'
import { ColorSpec, ColorTable, PixMap, PixPat } from './records.ts'
import { depthOf } from './surface.ts'

/** `own` gets the pattern before it is complete, to give it back in any case. */
export function readPixPat(mac: Mac, reader: PictureReader, own: (handle: Handle) => void): Handle {
  const { memory, memoryManager: mm, quickDraw: qd } = mac
  const handle = newPixPat(mac)
  own(handle)
  const record = PixPat.at(memory, memory.getU32(handle))
  const { patMap, patData } = record
  record.patType = reader.u16()
  record.pat1Data = reader.bytes(8)
  const { pmTable } = PixMap.at(memory, memory.getU32(patMap))
  if (record.patType === RGB_PATTERN) {
    const color = reader.color()
    const colors = Array.from({ length: RGB_PATTERN_ENTRY + 1 }, (_, index) =>
      index === RGB_PATTERN_ENTRY ? color : WHITE,
    )
    qd.colorTables.write(pmTable, colors, 0, 0)
    return handle
  }
  const map = readMap(reader)
  const header = reader.bytes(ColorTable.size)
  const count = ((((header[6]! << 8) | header[7]!) << 16) >> 16) + 1
  const entries = reader.bytes(Math.max(0, count) * ColorSpec.size)
  mm.setHandleSize(pmTable, header.length + entries.length)
  memory.write(memory.getU32(pmTable), header)
  memory.write(memory.getU32(pmTable) + header.length, entries)
  const height = Math.max(0, map.bottom - map.top)
  mm.setHandleSize(patData, map.rowBytes * height)
  for (let row = 0; row < height; row++) {
    const bytes = readRow(reader, map, true)
    memory.write(memory.getU32(patData) + row * map.rowBytes, bytes.subarray(0, map.rowBytes))
  }
  const { rowBytes, pixelSize } = map
  const bounds = rect(map.left, map.top, map.right, map.bottom)
  const shape = { baseAddr: 0, rowBytes, bounds, depth: depthOf(pixelSize), colorTable: pmTable }
  describePixMap(mac, memory.getU32(patMap), shape)
  return handle
}
