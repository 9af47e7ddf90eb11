/** Palettes: colours that a window asks for, and which of the screen's it gets (Advanced Color Imaging, chapter 1). */

import type { Mac } from '../mac.ts'
import { ColorSpec, ColorTable, PixMap, type RGBColor, RGBColorType } from '../quickdraw/records.ts'
import { struct, type View } from '../struct.ts'
import { asHandle, type Handle, SInt16, UInt16 } from '../types.ts'

/** Followed by `pmEntries` entries. */
export const PaletteRecord = struct('Palette', 16, { pmEntries: [0, SInt16], pmUpdates: [2, SInt16] })
export const ColorInfo = struct('ColorInfo', 16, {
  ciRGB: [0, RGBColorType],
  ciUsage: [6, UInt16],
  ciTolerance: [8, SInt16],
})
export type Entry = View<typeof ColorInfo.fields>

/** `ciUsage`. */
export const pmCourteous = 0
export const pmTolerant = 1
export const pmAnimated = 2
export const pmExplicit = 4

const MOST_ENTRIES = 4096

export class Palettes {
  /** Palettes by their windows. */
  private readonly ofWindow = new Map<number, Handle>()
  /** Entries of the screen's table that animated entries of a palette have to themselves. */
  private readonly reserved = new Map<number, Map<number, number>>()

  windowPalette(window: number): Handle {
    return this.ofWindow.get(window) ?? asHandle(0)
  }
  setWindowPalette(window: number, palette: Handle): void {
    if (palette === 0) this.ofWindow.delete(window)
    else this.ofWindow.set(window, palette)
  }

  count({ memory }: Mac, palette: number): number {
    return Math.max(0, PaletteRecord.at(memory, memory.getU32(palette)).pmEntries)
  }

  /** An entry; undefined past the last. */
  entry(mac: Mac, palette: number, index: number): Entry | undefined {
    if (palette === 0 || index < 0 || index >= this.count(mac, palette)) return undefined
    return ColorInfo.at(mac.memory, mac.memory.getU32(palette) + PaletteRecord.size + index * ColorInfo.size)
  }

  create(mac: Mac, entries: number, colors: number, usage: number, tolerance: number): Handle {
    const { memory, memoryManager: mm } = mac
    const count = Math.max(0, Math.min(MOST_ENTRIES, entries))
    const palette = mm.newHandle(mm.currentZone, PaletteRecord.size + count * ColorInfo.size, true)
    PaletteRecord.at(memory, memory.getU32(palette)).pmEntries = count
    const given = colors === 0 ? [] : this.tableColors(mac, colors)
    for (let index = 0; index < count; index++) {
      const entry = this.entry(mac, palette, index)!
      entry.ciRGB = given[index] ?? { red: 0, green: 0, blue: 0 }
      entry.ciUsage = usage
      entry.ciTolerance = tolerance
    }
    return palette
  }

  private tableColors({ memory }: Mac, table: number): RGBColor[] {
    const address = memory.getU32(table)
    const { ctSize } = ColorTable.at(memory, address)
    return Array.from(
      { length: Math.max(0, ctSize + 1) },
      (_, index) => ColorSpec.at(memory, address + ColorTable.size + index * ColorSpec.size).rgb,
    )
  }

  resize(mac: Mac, palette: Handle, entries: number): void {
    const { memory, memoryManager: mm } = mac
    const old = this.count(mac, palette)
    const count = Math.max(0, Math.min(MOST_ENTRIES, entries))
    mm.setHandleSize(palette, PaletteRecord.size + count * ColorInfo.size)
    const address = memory.getU32(palette)
    PaletteRecord.at(memory, address).pmEntries = count
    if (count > old) memory.fill(address + PaletteRecord.size + old * ColorInfo.size, (count - old) * ColorInfo.size)
  }

  dispose({ memoryManager: mm }: Mac, palette: Handle): void {
    for (const [window, one] of this.ofWindow) if (one === palette) this.ofWindow.delete(window)
    this.reserved.delete(palette)
    mm.disposeHandle(palette)
  }

  /** The pixel that shows an entry on the screen: a place in its table, one reserved for it, or that of the nearest colour. */
  pixel(mac: Mac, palette: number, index: number): number | undefined {
    const { screen } = mac.quickDraw
    const entry = this.entry(mac, palette, index)
    if (entry === undefined) return undefined
    if (screen.depth <= 8) {
      if ((entry.ciUsage & pmExplicit) !== 0) return index % 2 ** screen.depth
      const reserved = this.reserved.get(palette)?.get(index)
      if (reserved !== undefined) return reserved
    }
    return screen.colors.pixelOf(entry.ciRGB)
  }

  /** The colour that the pixel has. */
  color(mac: Mac, palette: number, index: number): RGBColor | undefined {
    const pixel = this.pixel(mac, palette, index)
    const entry = this.entry(mac, palette, index)
    if (pixel === undefined || entry === undefined) return undefined
    const { colors } = mac.quickDraw.screen
    return (entry.ciUsage & (pmExplicit | pmAnimated)) !== 0 ? colors.colorOf(pixel) : entry.ciRGB
  }

  /**
   * Gives a palette's colours places in the screen's table, from the end backwards: animated ones one of their own, tolerant ones where no
   * colour is near enough. White and black stay where they are.
   */
  activate(mac: Mac, palette: number): void {
    const { screen } = mac.quickDraw
    if (palette === 0 || screen.depth > 8 || screen.depth < 2) return
    this.reserved.delete(palette)
    const places = new Map<number, number>()
    let place = 2 ** screen.depth - 2
    for (let index = 0; index < this.count(mac, palette) && place > 0; index++) {
      const { ciRGB, ciUsage, ciTolerance } = this.entry(mac, palette, index)!
      if ((ciUsage & pmExplicit) !== 0) continue
      const isNear = distance(screen.colors.colorOf(screen.colors.pixelOf(ciRGB)), ciRGB) <= ciTolerance
      if ((ciUsage & pmAnimated) === 0 && ((ciUsage & pmTolerant) === 0 || isNear)) continue
      if ((ciUsage & pmAnimated) !== 0) places.set(index, place)
      this.setScreenColor(mac, place--, ciRGB)
    }
    if (places.size > 0) this.reserved.set(palette, places)
  }

  reservedPixel(palette: number, index: number): number | undefined {
    return this.reserved.get(palette)?.get(index)
  }

  setScreenColor(mac: Mac, index: number, color: RGBColor): void {
    const { memory, quickDraw: qd } = mac
    const { pmTable } = PixMap.at(memory, memory.getU32(qd.screen.pixMap))
    ColorSpec.at(memory, memory.getU32(pmTable) + ColorTable.size + index * ColorSpec.size).rgb = color
    qd.screen.readColors(qd.colorSpaces)
  }
}

/** The greatest difference of a component, as tolerances measure it. */
function distance(a: RGBColor, b: RGBColor): number {
  return Math.max(Math.abs(a.red - b.red), Math.abs(a.green - b.green), Math.abs(a.blue - b.blue))
}
