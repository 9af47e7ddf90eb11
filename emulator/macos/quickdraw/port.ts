/** A graphics port, old or colour, as drawing sees it: pixels, colours and what may be drawn on, in local coordinates. */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import type { View } from '../struct.ts'
import type { ColorSpaces } from './color-spaces.ts'
import { BLACK, BLACK_AND_WHITE, type ColorSpace, oldColor } from './colors.ts'
import type { Rect } from './geometry.ts'
import { CGrafPort, GrafPort, GrafVars, IS_COLOR_PORT, PixMap, type RGBColor, ROW_BYTES } from './records.ts'
import { Region } from './region.ts'
import type { Screen } from './screen.ts'
import { depthOf, Surface } from './surface.ts'
import type { Ink } from './transfer-modes.ts'

/** What every port draws with. */
export interface PortContext {
  readonly memory: GuestMemory
  readonly screen: Screen
  readonly lowMemory: LowMemory
  readonly colorSpaces: ColorSpaces
}

export class Port {
  readonly address: number
  readonly isColor: boolean
  /** The fields that both kinds have, and those of an old port. */
  readonly fields: View<typeof GrafPort.fields>
  /** The fields that both kinds have, and those of a colour port. */
  readonly colorFields: View<typeof CGrafPort.fields>
  private readonly _memory: GuestMemory
  private readonly _screen: Screen
  private readonly _lowMemory: LowMemory
  private readonly _colorSpaces: ColorSpaces

  constructor(address: number, { memory, screen, lowMemory, colorSpaces }: PortContext) {
    this._memory = memory
    this._screen = screen
    this._lowMemory = lowMemory
    this._colorSpaces = colorSpaces
    this.address = address
    this.fields = GrafPort.at(memory, address)
    this.colorFields = CGrafPort.at(memory, address)
    this.isColor = (this.fields.rowBytes & IS_COLOR_PORT) === IS_COLOR_PORT
  }

  private get pixMap(): View<typeof PixMap.fields> {
    return PixMap.at(this._memory, this._memory.getU32(this.colorFields.portPixMap))
  }

  get baseAddr(): number {
    return this.isColor ? this.pixMap.baseAddr : this.fields.baseAddr
  }

  /** An old port whose bitmap is the screen's draws in the screen's depth. */
  private get isOnScreen(): boolean {
    return this.baseAddr === this._screen.base
  }

  /** Where the port's pixels are; its bounds are in local coordinates. */
  get surface(): Surface {
    const { fields, bounds } = this
    // The screen's depth may have changed since the port was opened.
    if (this.isOnScreen) {
      const { base, rowBytes, depth } = this._screen
      return new Surface(this._memory, base, rowBytes, bounds, depth)
    }
    if (this.isColor) {
      const { baseAddr, rowBytes, pixelSize } = this.pixMap
      return new Surface(this._memory, baseAddr, rowBytes & ROW_BYTES, bounds, depthOf(pixelSize))
    }
    return new Surface(this._memory, fields.baseAddr, fields.rowBytes & ROW_BYTES, bounds, 1)
  }

  get colors(): ColorSpace {
    if (this.isOnScreen) return this._screen.colors
    if (!this.isColor) return BLACK_AND_WHITE
    return this._colorSpaces.ofPixMap(this._memory.getU32(this.colorFields.portPixMap))
  }

  get foreground(): RGBColor {
    return this.isColor ? this.colorFields.rgbFgColor : oldColor(this.fields.fgColor)
  }
  get background(): RGBColor {
    return this.isColor ? this.colorFields.rgbBkColor : oldColor(this.fields.bkColor)
  }

  get ink(): Ink {
    return this.inkFor(this.colors, this.surface)
  }

  /** The port's colours as they are on a surface, its own or another. */
  inkFor(colors: ColorSpace, { mask, depth }: Surface): Ink {
    // What a palette gave has a pixel of its own on the screen, though others may have its colour.
    const { grafVars } = this
    const isScreen = colors === this._screen.colors
    const isFromPalette = (palette: number | undefined): boolean => isScreen && palette !== undefined && palette !== 0
    return {
      foreground: isFromPalette(grafVars?.pmFgColor) ? this.fields.fgColor & mask : colors.pixelOf(this.foreground),
      background: isFromPalette(grafVars?.pmBkColor) ? this.fields.bkColor & mask : colors.pixelOf(this.background),
      mask,
      colors,
      isDirect: depth > 8,
      opColor: grafVars?.rgbOpColor ?? BLACK,
      hiliteColor: grafVars?.rgbHiliteColor ?? this._lowMemory.get('HiliteRGB'),
    }
  }

  get grafVars(): View<typeof GrafVars.fields> | undefined {
    const handle = this.isColor ? this.colorFields.grafVars : 0
    return handle === 0 ? undefined : GrafVars.at(this._memory, this._memory.getU32(handle))
  }

  /** What drawing may change: visRgn, clipRgn, portRect and the pixels that there are. */
  get drawable(): Region {
    const { visRgn, clipRgn, portRect } = this.fields
    const pixels = Region.fromRect(portRect).intersect(Region.fromRect(this.surface.bounds))
    return pixels.intersect(this.region(visRgn)).intersect(this.region(clipRgn))
  }

  private region(handle: number): Region {
    return Region.load(this._memory, this._memory.getU32(handle))
  }

  /** Of its pixels, in local coordinates. */
  get bounds(): Rect {
    return this.isColor ? this.pixMap.bounds : this.fields.bounds
  }

  /** What to add to local coordinates to make them global. */
  get toGlobal(): { readonly dh: number; readonly dv: number } {
    const { left, top } = this.bounds
    return { dh: 0 - left, dv: 0 - top }
  }
}
