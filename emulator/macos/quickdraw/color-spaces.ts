/** The colours of pixel maps: what their colour tables say, kept as long as a table's bytes stay the same. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { BLACK, type ColorSpace, directColors, indexedColors } from './colors.ts'
import { ColorSpec, ColorTable, PixMap, type RGBColor } from './records.ts'
import { depthOf } from './surface.ts'

/** `ctFlags` of a device's table, whose entries stand at their pixels' indexes; in an image's they name them. */
const DEVICE_TABLE = 0x8000
const MOST_COLORS = 256
const MOST_TABLES = 64

const direct = { 16: directColors(5), 32: directColors(8) } as const

export class ColorSpaces {
  private readonly memory: GuestMemory
  private readonly known = new Map<number, { readonly bytes: Uint8Array; readonly space: ColorSpace }>()

  constructor(memory: GuestMemory) {
    this.memory = memory
  }

  ofPixMap(address: number): ColorSpace {
    const { pixelSize, pmTable } = PixMap.at(this.memory, address)
    const depth = depthOf(pixelSize)
    return depth > 8 ? direct[depth as 16 | 32] : this.ofTable(pmTable)
  }

  /** Of a colour table's handle. */
  ofTable(handle: number): ColorSpace {
    const bytes = this.tableBytes(handle)
    const known = this.known.get(handle)
    if (known !== undefined && isEqual(known.bytes, bytes)) return known.space
    if (this.known.size >= MOST_TABLES) this.known.clear()
    const space = indexedColors(this.colorsOf(handle))
    this.known.set(handle, { bytes, space })
    return space
  }

  /** The colours of a colour table by their pixels. */
  colorsOf(handle: number): RGBColor[] {
    const address = this.memory.getU32(handle)
    const { ctFlags } = ColorTable.at(this.memory, address)
    const colors: RGBColor[] = []
    for (let index = 0; index < this.count(address); index++) {
      const { value, rgb } = ColorSpec.at(this.memory, address + ColorTable.size + index * ColorSpec.size)
      colors[(ctFlags & DEVICE_TABLE) !== 0 ? index : value & (MOST_COLORS - 1)] = rgb
    }
    return Array.from(colors, (color) => color ?? BLACK)
  }

  private count(address: number): number {
    return Math.min(MOST_COLORS, Math.max(0, ColorTable.at(this.memory, address).ctSize + 1))
  }

  private tableBytes(handle: number): Uint8Array {
    const address = this.memory.getU32(handle)
    return this.memory.read(address, ColorTable.size + this.count(address) * ColorSpec.size)
  }
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
