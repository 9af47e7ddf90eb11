/** Graphics devices (Imaging With QuickDraw, chapter 5). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, toolbox } from '../service.ts'
import { asHandle, asPtr, BooleanType, byReference, HandleType, OSErrType, PtrType, SInt16, SInt32 } from '../types.ts'
import { currentDevice, newDevice } from './devices.ts'
import { isEmptyRect, RectType, sectRect } from './geometry.ts'
import { describePixMap } from './pix-maps.ts'
import { GDevice, PixMap } from './records.ts'
import type { Depth } from './surface.ts'

const device = HandleType
const recordOf = ({ memory }: Mac, handle: number) => GDevice.at(memory, memory.getU32(handle))

const screenDepths: readonly number[] = [1, 2, 4, 8, 16, 32]
/** Of a video card's modes, which are numbered from its lowest depth on. */
const FIRST_MODE = 0x80

/** The mode that a depth, or a mode itself, stands for; 0 where the screen has none (HasDepth). */
function modeOf(mac: Mac, handle: number, depth: number): number {
  if (handle !== mac.quickDraw.screen.device) return 0
  const index = depth >= FIRST_MODE ? depth - FIRST_MODE : screenDepths.indexOf(depth)
  return index >= 0 && index < screenDepths.length ? FIRST_MODE + index : 0
}

/** A bit of `gdFlags`. */
const deviceFlag = (flags: number, attribute: number): boolean => (((flags & 0xffff) >> attribute) & 1) !== 0

function deviceLoop(mac: Mac, drawingRgn: number, drawingProc: number, userData: number): void {
  const { quickDraw: qd } = mac
  const port = qd.port()
  const clip = qd.region(port.fields.clipRgn)
  const area = drawingRgn === 0 ? port.drawable : port.drawable.intersect(qd.region(drawingRgn))
  if (area.isEmpty) return
  const { screen } = qd
  const { gdFlags } = recordOf(mac, screen.device)
  qd.setRegion(port.fields.clipRgn, clip.intersect(drawingRgn === 0 ? clip : qd.region(drawingRgn)))
  mac.callGuest(drawingProc, screen.depth, gdFlags, screen.device, userData)
  qd.setRegion(qd.port(port.address).fields.clipRgn, clip)
}

export const deviceServices = {
  GetMainDevice: toolbox({}, HandleType, ({ lowMemory }) => asHandle(lowMemory.get('MainDevice'))),
  GetGDevice: toolbox({}, HandleType, currentDevice),
  SetGDevice: procedure({ gd: device }, ({ lowMemory }, { gd }) => lowMemory.set('TheGDevice', asPtr(gd))),
  GetDeviceList: toolbox({}, HandleType, ({ lowMemory }) => asHandle(lowMemory.get('DeviceList'))),
  GetNextDevice: toolbox({ curDevice: device }, HandleType, (mac, { curDevice }) =>
    curDevice === 0 ? asHandle(0) : recordOf(mac, curDevice).gdNextGD,
  ),
  GetMaxDevice: toolbox(
    { globalRect: byReference(RectType) },
    HandleType,
    ({ quickDraw: { screen } }, { globalRect }) =>
      isEmptyRect(sectRect(globalRect, screen.bounds)) ? asHandle(0) : screen.device,
  ),
  TestDeviceAttribute: toolbox({ gdh: device, attribute: SInt16 }, BooleanType, (mac, { gdh, attribute }) =>
    deviceFlag(recordOf(mac, gdh).gdFlags, attribute & 15),
  ),
  SetDeviceAttribute: procedure(
    { gdh: device, attribute: SInt16, value: BooleanType },
    (mac, { gdh, attribute, value }) => {
      const record = recordOf(mac, gdh)
      const bit = 1 << (attribute & 15)
      record.gdFlags = ((value ? record.gdFlags | bit : record.gdFlags & ~bit) << 16) >> 16
    },
  ),
  NewGDevice: toolbox({ refNum: SInt16, mode: SInt32 }, HandleType, (mac, { refNum, mode }) => {
    const { memoryManager: mm, memory, quickDraw: qd } = mac
    const pixMap = mm.newHandle(mm.currentZone, PixMap.size, true)
    const bounds = { top: 0, left: 0, bottom: 0, right: 0 }
    const colorTable = qd.colorTables.create([], 0)
    describePixMap(mac, memory.getU32(pixMap), { baseAddr: 0, rowBytes: 0, bounds, depth: 1, colorTable })
    const handle = newDevice(mac, pixMap, bounds)
    Object.assign(recordOf(mac, handle), { gdRefNum: refNum, gdMode: mode })
    return handle
  }),
  DisposeGDevice: procedure({ gdh: device }, (mac, { gdh }) => {
    const { memory, memoryManager: mm } = mac
    const { gdPMap, gdITable } = recordOf(mac, gdh)
    if (gdh === mac.quickDraw.screen.device) return
    if (gdPMap !== 0) mm.disposeHandle(PixMap.at(memory, memory.getU32(gdPMap)).pmTable)
    for (const part of [gdPMap, gdITable, gdh]) if (part !== 0) mm.disposeHandle(part)
  }),
  InitGDevice: procedure(
    { qdRefNum: SInt16, mode: SInt32, gdh: device },
    (mac, { qdRefNum, mode, gdh }) => void Object.assign(recordOf(mac, gdh), { gdRefNum: qdRefNum, gdMode: mode }),
    { partial: 'records the mode; there is no driver to ask' },
  ),
  HasDepth: toolbox({ gd: device, depth: SInt16, whichFlags: SInt16, flags: SInt16 }, SInt16, (mac, { gd, depth }) =>
    modeOf(mac, gd, depth),
  ),
  SetDepth: toolbox(
    { gd: device, depth: SInt16, whichFlags: SInt16, flags: SInt16 },
    OSErrType,
    (mac, { gd, depth }) => {
      const mode = modeOf(mac, gd, depth)
      if (mode === 0) fail('paramErr')
      mac.quickDraw.screen.setDepth(screenDepths[mode - FIRST_MODE] as Depth)
      mac.quickDraw.onDepthChange?.()
    },
  ),
  DeviceLoop: procedure(
    { drawingRgn: HandleType, drawingProc: PtrType, userData: SInt32, flags: SInt32 },
    (mac, { drawingRgn, drawingProc, userData }) => deviceLoop(mac, drawingRgn, drawingProc, userData),
  ),
  ScreenRes: procedure({ scrnHRes: PtrType, scrnVRes: PtrType }, ({ memory }, { scrnHRes, scrnVRes }) => {
    memory.setU16(scrnHRes, 72)
    memory.setU16(scrnVRes, 72)
  }),
  QDError: toolbox({}, SInt16, ({ quickDraw }) => {
    const { error } = quickDraw
    quickDraw.error = 0
    return error
  }),
}
