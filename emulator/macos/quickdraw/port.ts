/** A graphics port, old or colour, as drawing sees it: pixels, colours and what may be drawn on, in local coordinates. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { View } from '../struct.ts'
import { type ColorSpace, directColors, indexedColors, oldColor, standardColors } from './colors.ts'
import { RectType } from './geometry.ts'
import {
  CGrafPort,
  ColorSpec,
  ColorTable,
  GrafPort,
  IS_COLOR_PORT,
  PixMap,
  PORT_BITS,
  type RGBColor,
  ROW_BYTES,
} from './records.ts'
import { Region } from './region.ts'
import type { Screen } from './screen.ts'
import { type Depth, Surface } from './surface.ts'
import type { Ink } from './transfer-modes.ts'

export class Port {
  readonly address: number
  readonly isColor: boolean
  /** The fields that both kinds have, and those of an old port. */
  readonly fields: View<typeof GrafPort.fields>
  /** The fields that both kinds have, and those of a colour port. */
  readonly colorFields: View<typeof CGrafPort.fields>
  readonly #memory: GuestMemory
  readonly #screen: Screen

  constructor(memory: GuestMemory, screen: Screen, address: number) {
    this.#memory = memory
    this.#screen = screen
    this.address = address
    this.fields = GrafPort.at(memory, address)
    this.colorFields = CGrafPort.at(memory, address)
    this.isColor = (this.fields.rowBytes & IS_COLOR_PORT) === IS_COLOR_PORT
  }

  get #pixMap(): View<typeof PixMap.fields> {
    return PixMap.at(this.#memory, this.#memory.getU32(this.colorFields.portPixMap))
  }

  /** An old port whose bitmap is the screen's draws in the screen's depth. */
  get #isOnScreen(): boolean {
    return (this.isColor ? this.#pixMap.baseAddr : this.fields.baseAddr) === this.#screen.base
  }

  /** Where the port's pixels are; its bounds are in local coordinates. */
  get surface(): Surface {
    const { fields } = this
    if (this.isColor) {
      const { baseAddr, rowBytes, bounds, pixelSize } = this.#pixMap
      return new Surface(this.#memory, baseAddr, rowBytes & ROW_BYTES, bounds, pixelSize as Depth)
    }
    if (this.#isOnScreen) {
      const { base, rowBytes, depth } = this.#screen
      return new Surface(this.#memory, base, rowBytes, fields.bounds, depth)
    }
    return new Surface(this.#memory, fields.baseAddr, fields.rowBytes & ROW_BYTES, fields.bounds, 1)
  }

  get colors(): ColorSpace {
    if (this.#isOnScreen) return this.#screen.colors
    if (!this.isColor) return indexedColors(standardColors(1))
    const { pixelSize, pmTable } = this.#pixMap
    return pixelSize > 8 ? directColors(pixelSize === 16 ? 5 : 8) : indexedColors(this.#colorTable(pmTable))
  }

  #colorTable(handle: number): RGBColor[] {
    const address = this.#memory.getU32(handle)
    const { ctSize } = ColorTable.at(this.#memory, address)
    return Array.from(
      { length: ctSize + 1 },
      (_, index) => ColorSpec.at(this.#memory, address + ColorTable.size + index * ColorSpec.size).rgb,
    )
  }

  get foreground(): RGBColor {
    return this.isColor ? this.colorFields.rgbFgColor : oldColor(this.fields.fgColor)
  }
  get background(): RGBColor {
    return this.isColor ? this.colorFields.rgbBkColor : oldColor(this.fields.bkColor)
  }

  get ink(): Ink {
    const { colors } = this
    const { mask } = this.surface
    return { foreground: colors.pixelOf(this.foreground), background: colors.pixelOf(this.background), mask }
  }

  /** What drawing may change: visRgn, clipRgn, portRect and the pixels that there are. */
  get drawable(): Region {
    const { visRgn, clipRgn, portRect } = this.fields
    const pixels = Region.fromRect(portRect).intersect(Region.fromRect(this.surface.bounds))
    return pixels.intersect(this.#region(visRgn)).intersect(this.#region(clipRgn))
  }

  #region(handle: number): Region {
    return Region.load(this.#memory, this.#memory.getU32(handle))
  }

  /** What to add to local coordinates to make them global. */
  get toGlobal(): { readonly dh: number; readonly dv: number } {
    const { left, top } = this.isColor ? this.#pixMap.bounds : RectType.load(this.#memory, this.address + PORT_BITS + 6)
    return { dh: 0 - left, dv: 0 - top }
  }
}
