/** Palettes.h (Advanced Color Imaging, chapter 1). */

import type { Mac } from '../mac.ts'
import { standardColors } from '../quickdraw/colors.ts'
import { ColorSpec, ColorTable, type RGBColor, RGBColorType } from '../quickdraw/records.ts'
import { findResource } from '../quickdraw/resources.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { asHandle, BooleanType, byReference, HandleType, PtrType, SInt16, SInt32, varParam } from '../types.ts'
import { PaletteRecord } from './palettes.ts'

const constColor = byReference(RGBColorType)
const palette = HandleType

/** Palettes of windows have -1 for the one that others get which have none. */
const DEFAULT_WINDOW = 0xffff_ffff

const currentPalette = ({ quickDraw, palettes }: Mac) =>
  palettes.windowPalette(quickDraw.thePort) || palettes.windowPalette(DEFAULT_WINDOW)

/** The port draws in an entry's colour, and on the screen in its pixel. */
function setEntryColor(mac: Mac, ground: 'foreground' | 'background', index: number): void {
  const { quickDraw: qd, palettes } = mac
  const used = currentPalette(mac)
  const color = palettes.color(mac, used, index)
  if (color === undefined) return
  qd.setPortColor(ground, color)
  const port = qd.port()
  const { grafVars } = port
  if (grafVars === undefined) return
  const pixel = palettes.pixel(mac, used, index)!
  if (ground === 'foreground') {
    Object.assign(grafVars, { pmFgColor: used, pmFgIndex: index })
    port.fields.fgColor = pixel
  } else {
    Object.assign(grafVars, { pmBkColor: used, pmBkIndex: index })
    port.fields.bkColor = pixel
  }
}

/** Changes an animated entry's colour, and with it all pixels that show it. */
function animate(mac: Mac, used: number, index: number, color: RGBColor): void {
  const entry = mac.palettes.entry(mac, used, index)
  if (entry === undefined) return
  entry.ciRGB = color
  const place = mac.palettes.reservedPixel(used, index)
  if (place !== undefined) mac.palettes.setScreenColor(mac, place, color)
}

function setPalette(mac: Mac, window: number, chosen: number, updates: number): void {
  mac.palettes.setWindowPalette(window, asHandle(chosen))
  if (chosen !== 0) setUpdates(mac, chosen, updates)
}
const setUpdates = ({ memory }: Mac, handle: number, updates: number): void => {
  PaletteRecord.at(memory, memory.getU32(handle)).pmUpdates = updates
}

/** Of NSetPalette and SetPalette: all updates, or none. */
const pmAllUpdates = 0xe000
const pmNoUpdates = 0x8000
const signed = (value: number): number => (value << 16) >> 16

const UPDATES = { partial: 'windows are not asked to draw themselves again' }

export const paletteManagerServices: ServiceGroup = {
  manager: 'Palette Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Advanced Color Imaging on the Mac OS, chapter 1',
  services: {
    InitPalettes: procedure({}, () => {}),
    PMgrVersion: toolbox({}, SInt16, () => 0x0202),
    NewPalette: toolbox(
      { entries: SInt16, srcColors: HandleType, srcUsage: SInt16, srcTolerance: SInt16 },
      HandleType,
      (mac, { entries, srcColors, srcUsage, srcTolerance }) =>
        mac.palettes.create(mac, entries, srcColors, srcUsage, srcTolerance),
    ),
    GetNewPalette: toolbox({ PaletteID: SInt16 }, HandleType, (mac, { PaletteID }) => {
      const { memory, memoryManager: mm } = mac
      const found = findResource(mac, 'pltt', PaletteID)
      if (found === 0) return asHandle(0)
      const size = mm.handleSize(found)
      const copy = mm.newHandle(mm.currentZone, size)
      memory.move(memory.getU32(found), memory.getU32(copy), size)
      return copy
    }),
    DisposePalette: procedure({ srcPalette: palette }, (mac, { srcPalette }) => {
      if (srcPalette !== 0) mac.palettes.dispose(mac, srcPalette)
    }),
    ActivatePalette: procedure(
      { srcWindow: PtrType },
      (mac, { srcWindow }) => {
        const { palettes } = mac
        palettes.activate(mac, palettes.windowPalette(srcWindow) || palettes.windowPalette(DEFAULT_WINDOW))
      },
      UPDATES,
    ),
    SetPalette: procedure(
      { dstWindow: PtrType, srcPalette: palette, cUpdates: BooleanType },
      (mac, { dstWindow, srcPalette, cUpdates }) =>
        setPalette(mac, dstWindow, srcPalette, signed(cUpdates ? pmAllUpdates : pmNoUpdates)),
      UPDATES,
    ),
    NSetPalette: procedure(
      { dstWindow: PtrType, srcPalette: palette, nCUpdates: SInt16 },
      (mac, { dstWindow, srcPalette, nCUpdates }) => setPalette(mac, dstWindow, srcPalette, nCUpdates),
      UPDATES,
    ),
    GetPalette: toolbox({ srcWindow: PtrType }, HandleType, ({ palettes }, { srcWindow }) =>
      palettes.windowPalette(srcWindow),
    ),
    SetPaletteUpdates: procedure({ p: palette, updates: SInt16 }, (mac, { p, updates }) => setUpdates(mac, p, updates)),
    GetPaletteUpdates: toolbox({ p: palette }, SInt16, ({ memory }, { p }) =>
      p === 0 ? signed(pmAllUpdates) : PaletteRecord.at(memory, memory.getU32(p)).pmUpdates,
    ),
    PmForeColor: procedure({ dstEntry: SInt16 }, (mac, { dstEntry }) => setEntryColor(mac, 'foreground', dstEntry)),
    PmBackColor: procedure({ dstEntry: SInt16 }, (mac, { dstEntry }) => setEntryColor(mac, 'background', dstEntry)),
    Entry2Index: toolbox(
      { entry: SInt16 },
      SInt32,
      (mac, { entry }) => mac.palettes.pixel(mac, currentPalette(mac), entry) ?? 0,
    ),
    AnimateEntry: procedure(
      { dstWindow: PtrType, dstEntry: SInt16, srcRGB: constColor },
      (mac, { dstWindow, dstEntry, srcRGB }) => animate(mac, mac.palettes.windowPalette(dstWindow), dstEntry, srcRGB),
    ),
    AnimatePalette: procedure(
      { dstWindow: PtrType, srcCTab: HandleType, srcIndex: SInt16, dstEntry: SInt16, dstLength: SInt16 },
      (mac, { dstWindow, srcCTab, srcIndex, dstEntry, dstLength }) => {
        const { memory, palettes } = mac
        const table = memory.getU32(srcCTab)
        const { ctSize } = ColorTable.at(memory, table)
        for (let step = 0; step < dstLength && srcIndex + step <= ctSize; step++) {
          const { rgb } = ColorSpec.at(memory, table + ColorTable.size + (srcIndex + step) * ColorSpec.size)
          animate(mac, palettes.windowPalette(dstWindow), dstEntry + step, rgb)
        }
      },
    ),
    GetEntryColor: procedure(
      { srcPalette: palette, srcEntry: SInt16, dstRGB: varParam(RGBColorType) },
      (mac, { srcPalette, srcEntry, dstRGB }) => {
        const entry = mac.palettes.entry(mac, srcPalette, srcEntry)
        if (entry !== undefined) dstRGB.value = entry.ciRGB
      },
    ),
    SetEntryColor: procedure(
      { dstPalette: palette, dstEntry: SInt16, srcRGB: constColor },
      (mac, { dstPalette, dstEntry, srcRGB }) => {
        const entry = mac.palettes.entry(mac, dstPalette, dstEntry)
        if (entry !== undefined) entry.ciRGB = srcRGB
      },
    ),
    GetEntryUsage: procedure(
      { srcPalette: palette, srcEntry: SInt16, dstUsage: varParam(SInt16), dstTolerance: varParam(SInt16) },
      (mac, { srcPalette, srcEntry, dstUsage, dstTolerance }) => {
        const entry = mac.palettes.entry(mac, srcPalette, srcEntry)
        if (entry === undefined) return
        dstUsage.value = entry.ciUsage
        dstTolerance.value = entry.ciTolerance
      },
    ),
    SetEntryUsage: procedure(
      { dstPalette: palette, dstEntry: SInt16, srcUsage: SInt16, srcTolerance: SInt16 },
      (mac, { dstPalette, dstEntry, srcUsage, srcTolerance }) => {
        const entry = mac.palettes.entry(mac, dstPalette, dstEntry)
        if (entry === undefined) return
        // -1 leaves what there is.
        if (srcUsage !== -1) entry.ciUsage = srcUsage
        if (srcTolerance !== -1) entry.ciTolerance = srcTolerance
      },
    ),
    CTab2Palette: procedure(
      { srcCTab: HandleType, dstPalette: palette, srcUsage: SInt16, srcTolerance: SInt16 },
      (mac, { srcCTab, dstPalette, srcUsage, srcTolerance }) => {
        const { memory, palettes } = mac
        if (srcCTab === 0 || dstPalette === 0) return
        const count = ColorTable.at(memory, memory.getU32(srcCTab)).ctSize + 1
        palettes.resize(mac, dstPalette, count)
        const table = memory.getU32(srcCTab)
        for (let index = 0; index < count; index++) {
          const { rgb } = ColorSpec.at(memory, table + ColorTable.size + index * ColorSpec.size)
          Object.assign(palettes.entry(mac, dstPalette, index)!, {
            ciRGB: rgb,
            ciUsage: srcUsage,
            ciTolerance: srcTolerance,
          })
        }
      },
    ),
    Palette2CTab: procedure({ srcPalette: palette, dstCTab: HandleType }, (mac, { srcPalette, dstCTab }) => {
      const { palettes, quickDraw: qd } = mac
      if (srcPalette === 0 || dstCTab === 0) return
      const colors = Array.from(
        { length: palettes.count(mac, srcPalette) },
        (_, index) => palettes.entry(mac, srcPalette, index)!.ciRGB,
      )
      qd.colorTables.write(dstCTab, colors, 0, qd.colorTables.newSeed())
    }),
    CopyPalette: procedure(
      { srcPalette: palette, dstPalette: palette, srcEntry: SInt16, dstEntry: SInt16, dstLength: SInt16 },
      (mac, { srcPalette, dstPalette, srcEntry, dstEntry, dstLength }) => {
        const { palettes } = mac
        if (srcPalette === 0 || dstPalette === 0 || srcEntry < 0 || dstEntry < 0) return
        if (palettes.count(mac, dstPalette) < dstEntry + dstLength) {
          palettes.resize(mac, dstPalette, dstEntry + dstLength)
        }
        for (let step = 0; step < dstLength; step++) {
          const source = palettes.entry(mac, srcPalette, srcEntry + step)
          if (source === undefined) return
          const { ciRGB, ciUsage, ciTolerance } = source
          Object.assign(palettes.entry(mac, dstPalette, dstEntry + step)!, { ciRGB, ciUsage, ciTolerance })
        }
      },
    ),
    ResizePalette: procedure({ p: palette, size: SInt16 }, (mac, { p, size }) => {
      if (p !== 0) mac.palettes.resize(mac, p, size)
    }),
    RestoreDeviceClut: procedure({ gd: HandleType }, (mac) => {
      const { depth } = mac.quickDraw.screen
      if (depth > 8) return
      standardColors(depth).forEach((color, index) => {
        mac.palettes.setScreenColor(mac, index, color)
      })
    }),
    GetGray: toolbox(
      { device: HandleType, backGround: constColor, foreGround: varParam(RGBColorType) },
      BooleanType,
      ({ quickDraw: { screen } }, { backGround, foreGround }) => {
        const { value } = foreGround
        const middle = (part: keyof RGBColor): number => (value[part] + backGround[part]) >>> 1
        const wanted = { red: middle('red'), green: middle('green'), blue: middle('blue') }
        const pixel = screen.colors.pixelOf(wanted)
        const isBetween = ![value, backGround].some((color) => screen.colors.pixelOf(color) === pixel)
        if (isBetween) foreGround.value = wanted
        return isBetween
      },
    ),
  },
}
