/** Colours of a port, single pixels, and Random (Imaging With QuickDraw, chapters 3 and 4). */

import type { Mac } from '../mac.ts'
import { procedure, toolbox } from '../service.ts'
import { BooleanType, byReference, SInt16, SInt32, varParam } from '../types.ts'
import { oldColor } from './colors.ts'
import { QD_GLOBALS } from './quickdraw.ts'
import { type RGBColor, RGBColorType } from './records.ts'

const constColor = byReference(RGBColorType)
const aColor = varParam(RGBColorType)

/** A pixel of the port at local coordinates, if there is one. */
function pixelAt({ quickDraw }: Mac, h: number, v: number): RGBColor | undefined {
  const { surface, colors } = quickDraw.port()
  const { left, top, right, bottom } = surface.bounds
  return h < left || h >= right || v < top || v >= bottom ? undefined : colors.colorOf(surface.get(h, v))
}

const luminance = ({ red, green, blue }: RGBColor): number => 0.3 * red + 0.59 * green + 0.11 * blue

/** The Lehmer generator that the book gives: 16807 times the seed, modulo 2^31 - 1; the low word, but not -32768. */
function random({ memory, quickDraw }: Mac): number {
  const seed = quickDraw.globals + QD_GLOBALS.randSeed
  const next = Number((BigInt(memory.getU32(seed)) * 16807n) % 0x7fff_ffffn)
  memory.setU32(seed, next)
  const word = (next << 16) >> 16
  return word === -0x8000 ? 0 : word
}

export const colorServices = {
  ForeColor: procedure({ color: SInt32 }, (mac, { color }) =>
    mac.quickDraw.setPortColor('foreground', oldColor(color), color),
  ),
  BackColor: procedure({ color: SInt32 }, (mac, { color }) =>
    mac.quickDraw.setPortColor('background', oldColor(color), color),
  ),
  ColorBit: procedure({ whichBit: SInt16 }, ({ quickDraw }, { whichBit }) => {
    quickDraw.port().fields.colrBit = whichBit
  }),
  RGBForeColor: procedure({ color: constColor }, ({ quickDraw }, { color }) =>
    quickDraw.setPortColor('foreground', color),
  ),
  RGBBackColor: procedure({ color: constColor }, ({ quickDraw }, { color }) =>
    quickDraw.setPortColor('background', color),
  ),
  GetForeColor: procedure({ color: aColor }, ({ quickDraw }, { color }) => {
    color.value = quickDraw.port().foreground
  }),
  GetBackColor: procedure({ color: aColor }, ({ quickDraw }, { color }) => {
    color.value = quickDraw.port().background
  }),
  OpColor: procedure({ color: constColor }, ({ quickDraw }, { color }) => {
    const { grafVars } = quickDraw.port()
    if (grafVars !== undefined) grafVars.rgbOpColor = color
  }),
  HiliteColor: procedure({ color: constColor }, ({ quickDraw }, { color }) => {
    const { grafVars } = quickDraw.port()
    if (grafVars !== undefined) grafVars.rgbHiliteColor = color
  }),
  GetPixel: toolbox({ h: SInt16, v: SInt16 }, BooleanType, (mac, { h, v }) => {
    const color = pixelAt(mac, h, v)
    return color !== undefined && luminance(color) < 0x8000
  }),
  GetCPixel: procedure({ h: SInt16, v: SInt16, cPix: aColor }, (mac, { h, v, cPix }) => {
    const color = pixelAt(mac, h, v)
    if (color !== undefined) cPix.value = color
  }),
  SetCPixel: procedure({ h: SInt16, v: SInt16, cPix: constColor }, ({ quickDraw }, { h, v, cPix }) => {
    const port = quickDraw.port()
    if (port.drawable.contains({ h, v })) port.surface.set(h, v, port.colors.pixelOf(cPix))
  }),
  Random: toolbox({}, SInt16, random),
}
