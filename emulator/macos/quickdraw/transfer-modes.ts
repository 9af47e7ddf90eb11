/**
 * What drawing makes of the pixel that is there (Imaging With QuickDraw, chapters 3 and 4). A pattern's modes are the source modes plus 8;
 * a mode plus 4 takes the source inverted.
 */

import type { ColorSpace } from './colors.ts'
import type { RGBColor } from './records.ts'

export const srcCopy = 0
export const srcOr = 1
export const srcXor = 2
export const srcBic = 3
export const notSrcCopy = 4
export const patCopy = 8
export const patOr = 9
export const patXor = 10
export const patBic = 11
export const notPatCopy = 12
export const blend = 32
export const addPin = 33
export const addOver = 34
export const subPin = 35
export const transparent = 36
export const addMax = 37
export const subOver = 38
export const adMin = 39
export const grayishTextOr = 49
export const hilite = 50
export const ditherCopy = 64

/** The colours of a drawing, as pixels of the surface drawn on, and what the modes of Color QuickDraw want besides. */
export interface Ink {
  readonly foreground: number
  readonly background: number
  /** All bits of a pixel. */
  readonly mask: number
  readonly colors: ColorSpace
  /** Pixels hold their colour: zero is black, where it is white in a colour table. */
  readonly isDirect: boolean
  /** The weight of blend, the limit of addPin and subPin. */
  readonly opColor: RGBColor
  readonly hiliteColor: RGBColor
}

/** The pixel that results where the source has a one or a zero; undefined leaves the one that is there. */
export type Transfer = (isSet: boolean, destination: number) => number | undefined
/** The pixel that results from one of the source, as the destination has its colour. */
export type PixelTransfer = (source: number, destination: number) => number | undefined

/** What the modes of Color QuickDraw become on a surface of one bit a pixel (chapter 4, "Arithmetic Transfer Modes"). */
const oneBitModes: Readonly<Record<number, number>> = {
  [blend]: srcCopy,
  [addPin]: srcBic,
  [addOver]: srcXor,
  [subPin]: srcOr,
  [transparent]: srcOr,
  [addMax]: srcBic,
  [subOver]: srcXor,
  [adMin]: srcOr,
  [grayishTextOr]: srcOr,
  [hilite]: srcXor,
}

/** A mode without dithering, which Bondi has no need to ask for, and as the surface's depth allows it. */
function effectiveMode(mode: number, ink: Ink): number {
  const plain = mode & ~ditherCopy
  return ink.mask === 1 ? (oneBitModes[plain] ?? plain) : plain
}

/** Of a source of one bit a pixel, in any mode. */
export function bitTransfer(anyMode: number, ink: Ink): Transfer {
  const mode = effectiveMode(anyMode, ink)
  if (mode < blend) return booleanTransfer(mode, ink)
  const { foreground, background } = ink
  if (mode === transparent) return (isSet) => (isSet ? foreground : undefined)
  if (mode === hilite) {
    const swap = hiliteTransfer(ink)
    return (isSet, destination) => (isSet ? swap(destination) : undefined)
  }
  if (mode === grayishTextOr) {
    const half = { red: 0x8000, green: 0x8000, blue: 0x8000 }
    const gray = arithmeticTransfer(blend, { ...ink, opColor: half })
    return (isSet, destination) => (isSet ? gray(foreground, destination) : undefined)
  }
  const transfer = arithmeticTransfer(mode, ink)
  return (isSet, destination) => transfer(isSet ? foreground : background, destination)
}

/** One of the eight Boolean modes, for a source of one bit a pixel. */
export function booleanTransfer(mode: number, { foreground, background, mask }: Ink): Transfer {
  const inverted = (mode & 4) !== 0
  const kinds: readonly Transfer[] = [
    (isSet) => (isSet ? foreground : background),
    (isSet) => (isSet ? foreground : undefined),
    (isSet, destination) => (isSet ? ~destination & mask : undefined),
    (isSet) => (isSet ? background : undefined),
  ]
  const kind = kinds[mode & 3]!
  return inverted ? (isSet, destination) => kind(!isSet, destination) : kind
}

/** Of a source of several bits a pixel, in any mode. */
export function pixelTransfer(anyMode: number, ink: Ink): PixelTransfer {
  const mode = effectiveMode(anyMode, ink)
  const { mask, background } = ink
  if (mode === transparent) return (source) => (source === background ? undefined : source)
  if (mode === hilite) {
    const swap = hiliteTransfer(ink)
    return (source, destination) => (source === background ? undefined : swap(destination))
  }
  if (mode >= blend) return arithmeticTransfer(mode, ink)
  // Ones are black where pixels index a table, zeros where they are direct.
  const sense = ink.isDirect ? mask : 0
  const inverted = (mode & 4) !== 0 ? mask : 0
  const kinds: readonly PixelTransfer[] = [
    (source) => source ^ inverted,
    (source, destination) => ((source ^ inverted ^ sense) | (destination ^ sense)) ^ sense,
    (source, destination) => source ^ inverted ^ sense ^ destination,
    (source, destination) => (~(source ^ inverted ^ sense) & (destination ^ sense)) ^ sense,
  ]
  const kind = kinds[mode & 3]!
  return (source, destination) => (kind(source, destination)! & mask) >>> 0
}

/** Exchanges the background and the highlight colour, and leaves the others (chapter 4, "Highlighting"). */
function hiliteTransfer({ colors, background, hiliteColor }: Ink): (destination: number) => number | undefined {
  const highlight = colors.pixelOf(hiliteColor)
  return (destination) => (destination === background ? highlight : destination === highlight ? background : undefined)
}

type Component = (source: number, destination: number, operand: number) => number
const components: Readonly<Record<number, Component>> = {
  [blend]: (source, destination, weight) => Math.round((source * weight + destination * (0xffff - weight)) / 0xffff),
  [addPin]: (source, destination, limit) => Math.min(source + destination, limit),
  [addOver]: (source, destination) => (source + destination) & 0xffff,
  [subPin]: (source, destination, limit) => Math.max(destination - source, limit),
  [addMax]: (source, destination) => Math.max(source, destination),
  [subOver]: (source, destination) => (destination - source) & 0xffff,
  [adMin]: (source, destination) => Math.min(source, destination),
}

function arithmeticTransfer(mode: number, { colors, opColor }: Ink): (source: number, destination: number) => number {
  const component = components[mode]
  if (component === undefined) return (source) => source
  const known = new Map<number, number>()
  return (source, destination) => {
    const key = source * 0x1000000 + destination
    let pixel = known.get(key)
    if (pixel === undefined) {
      const a = colors.colorOf(source)
      const b = colors.colorOf(destination)
      pixel = colors.pixelOf({
        red: component(a.red, b.red, opColor.red),
        green: component(a.green, b.green, opColor.green),
        blue: component(a.blue, b.blue, opColor.blue),
      })
      known.set(key, pixel)
    }
    return pixel
  }
}
