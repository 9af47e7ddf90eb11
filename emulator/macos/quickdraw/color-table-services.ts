/** Colour tables, pixel maps and what a device makes of colours (Imaging With QuickDraw, chapter 4; Color Manager in chapter 5). */

import type { Mac } from '../mac.ts'
import { procedure, toolbox } from '../service.ts'
import {
  asHandle,
  BooleanType,
  byReference,
  type Handle,
  HandleType,
  PtrType,
  SInt16,
  SInt32,
  varParam,
} from '../types.ts'
import { DEVICE_TABLE, defaultColors } from './color-tables.ts'
import { currentDevice, currentPixMap } from './devices.ts'
import { EMPTY_RECT } from './geometry.ts'
import { copyHandle, describePixMap } from './pix-maps.ts'
import { ColorSpec, ColorTable, GDevice, PixMap, type RGBColor, RGBColorType } from './records.ts'
import { findResource } from './resources.ts'

const constColor = byReference(RGBColorType)

const currentColors = (mac: Mac) => mac.quickDraw.colorSpaces.ofPixMap(currentPixMap(mac))

/** A copy of a `clut` resource, or a table that the system makes by its number. */
function getCTable(mac: Mac, id: number): Handle {
  const found = findResource(mac, 'clut', id)
  if (found !== 0) return copyHandle(mac, found)
  const colors = defaultColors(id)
  return colors === undefined ? asHandle(0) : mac.quickDraw.colorTables.create(colors, DEVICE_TABLE, id)
}

/** Entries of the current device's table; the screen shows them at once. */
function setEntries(mac: Mac, start: number, count: number, specs: number): void {
  const { memory, quickDraw: qd } = mac
  const { gdPMap } = GDevice.at(memory, memory.getU32(currentDevice(mac)))
  const { pmTable } = PixMap.at(memory, memory.getU32(gdPMap))
  const table = memory.getU32(pmTable)
  const { ctSize } = ColorTable.at(memory, table)
  for (let index = 0; index <= count; index++) {
    const { value, rgb } = ColorSpec.at(memory, specs + index * ColorSpec.size)
    // A start of -1 means that each entry says where it belongs.
    const at = start < 0 ? value : start + index
    if (at >= 0 && at <= ctSize) ColorSpec.at(memory, table + ColorTable.size + at * ColorSpec.size).rgb = rgb
  }
  ColorTable.at(memory, table).ctSeed = qd.colorTables.newSeed()
  if (gdPMap === qd.screen.pixMap) qd.screen.readColors(qd.colorSpaces)
}

/** The old colour's complement (InvertColor). */
const inverted = ({ red, green, blue }: RGBColor): RGBColor => ({
  red: red ^ 0xffff,
  green: green ^ 0xffff,
  blue: blue ^ 0xffff,
})

/** Components are compared to the resolution of an inverse table. */
const MATCH_BITS = 4
const isNear = (a: RGBColor, b: RGBColor): boolean =>
  (['red', 'green', 'blue'] as const).every((part) => a[part] >>> (16 - MATCH_BITS) === b[part] >>> (16 - MATCH_BITS))

export const colorTableServices = {
  GetCTable: toolbox({ ctID: SInt16 }, HandleType, (mac, { ctID }) => getCTable(mac, ctID)),
  DisposeCTable: procedure({ cTable: HandleType }, ({ memoryManager: mm }, { cTable }) => mm.disposeHandle(cTable)),
  GetCTSeed: toolbox({}, SInt32, ({ quickDraw }) => quickDraw.colorTables.newSeed()),
  Index2Color: procedure({ index: SInt32, aColor: varParam(RGBColorType) }, (mac, { index, aColor }) => {
    aColor.value = currentColors(mac).colorOf(index)
  }),
  Color2Index: toolbox({ myColor: constColor }, SInt32, (mac, { myColor }) => currentColors(mac).pixelOf(myColor)),
  InvertColor: procedure({ myColor: varParam(RGBColorType) }, (_, { myColor }) => {
    myColor.value = inverted(myColor.value)
  }),
  RealColor: toolbox({ color: constColor }, BooleanType, (mac, { color }) => {
    const colors = currentColors(mac)
    return isNear(colors.colorOf(colors.pixelOf(color)), color)
  }),
  GetSubTable: procedure(
    { myColors: HandleType, iTabRes: SInt16, targetTbl: HandleType },
    (mac, { myColors, targetTbl }) => {
      const { memory, quickDraw: qd } = mac
      const colors = targetTbl === 0 ? currentColors(mac) : qd.colorSpaces.ofTable(targetTbl)
      const address = memory.getU32(myColors)
      for (let index = 0; index <= ColorTable.at(memory, address).ctSize; index++) {
        const spec = ColorSpec.at(memory, address + ColorTable.size + index * ColorSpec.size)
        spec.value = colors.pixelOf(spec.rgb)
      }
    },
  ),
  MakeITable: procedure({ cTabH: HandleType, iTabH: HandleType, res: SInt16 }, () => {}, {
    partial: 'the table stays as it is: colours are looked up without it',
  }),
  SetEntries: procedure({ start: SInt16, count: SInt16, aTable: PtrType }, (mac, { start, count, aTable }) =>
    setEntries(mac, start, count, aTable),
  ),
  NewPixMap: toolbox({}, HandleType, (mac) => {
    const { memoryManager: mm, memory, quickDraw: qd } = mac
    const handle = mm.newHandle(mm.currentZone, PixMap.size, true)
    const { pixelSize } = PixMap.at(memory, currentPixMap(mac))
    const colorTable = qd.colorTables.create([], 0)
    describePixMap(mac, memory.getU32(handle), {
      baseAddr: 0,
      rowBytes: 0,
      bounds: EMPTY_RECT,
      depth: pixelSize as Parameters<typeof describePixMap>[2]['depth'],
      colorTable,
    })
    return handle
  }),
  DisposePixMap: procedure({ pm: HandleType }, ({ memory, memoryManager: mm }, { pm }) => {
    const { pmTable } = PixMap.at(memory, memory.getU32(pm))
    if (pmTable !== 0) mm.disposeHandle(pmTable)
    mm.disposeHandle(pm)
  }),
  CopyPixMap: procedure({ srcPM: HandleType, dstPM: HandleType }, (mac, { srcPM, dstPM }) => {
    const { memory } = mac
    const target = PixMap.at(memory, memory.getU32(dstPM))
    const { pmTable } = target
    memory.move(memory.getU32(srcPM), memory.getU32(dstPM), PixMap.size)
    copyContents(mac, PixMap.at(memory, memory.getU32(srcPM)).pmTable, pmTable)
    PixMap.at(memory, memory.getU32(dstPM)).pmTable = pmTable
  }),
}

/** Gives a block the contents of another. */
export function copyContents({ memory, memoryManager: mm }: Mac, source: Handle, target: Handle): void {
  const size = mm.handleSize(source)
  mm.setHandleSize(target, size)
  memory.move(memory.getU32(source), memory.getU32(target), size)
}
