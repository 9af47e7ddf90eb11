/** QDOffscreen.h (Imaging With QuickDraw, chapter 6). */

import type { Mac } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import type { Handle, Ptr } from '../types.ts'
import {
  asHandle,
  asPtr,
  BooleanType,
  byReference,
  HandleType,
  PtrType,
  SInt16,
  UInt32,
  type Var,
  varParam,
} from '../types.ts'
import { currentDevice } from './devices.ts'
import { type Rect, RectType } from './geometry.ts'
import { pixelsLocked, pixelsPurgeable, worldError } from './gworlds.ts'
import { PixMap } from './records.ts'

/** `GWorldFlags` of a failed UpdateGWorld. */
const gwFlagErr = 0x8000_0000

function newWorld(
  mac: Mac,
  world: Var<Ptr>,
  pixelDepth: number,
  bounds: Rect,
  cTable: Handle,
  aGDevice: Handle,
  flags: number,
) {
  world.value = asPtr(0)
  return worldError(mac, () => {
    world.value = mac.quickDraw.worlds.create(mac, { pixelDepth, bounds, cTable, aGDevice, flags })
  })
}

const pixMapOf = ({ memory }: Mac, handle: number) => PixMap.at(memory, memory.getU32(handle))

const setState = (set: number, clear: number) =>
  procedure({ pm: HandleType }, ({ quickDraw: { worlds } }, { pm }) =>
    worlds.setState(pm, (worlds.state(pm) & ~clear) | set),
  )

/** Whatever was derived from a record is made anew each time. */
const changed = (parameter: 'ctab' | 'pm' | 'ppat' | 'port' | 'gdh') =>
  procedure({ [parameter]: parameter === 'port' ? PtrType : HandleType }, () => {})

const request = {
  pixelDepth: SInt16,
  boundsRect: byReference(RectType),
  cTable: HandleType,
  aGDevice: HandleType,
  flags: UInt32,
}

export const offscreenServices: ServiceGroup = {
  manager: 'QuickDraw',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Imaging With QuickDraw',
  services: {
    NewGWorld: toolbox(
      { offscreenGWorld: varParam(PtrType), ...request },
      SInt16,
      (mac, { offscreenGWorld, pixelDepth, boundsRect, cTable, aGDevice, flags }) =>
        newWorld(mac, offscreenGWorld, pixelDepth, boundsRect, cTable, aGDevice, flags),
    ),
    DisposeGWorld: procedure({ offscreenGWorld: PtrType }, (mac, { offscreenGWorld }) =>
      mac.quickDraw.worlds.dispose(mac, offscreenGWorld),
    ),
    UpdateGWorld: toolbox(
      { offscreenGWorld: varParam(PtrType), ...request },
      UInt32,
      (mac, { offscreenGWorld, pixelDepth, boundsRect, cTable, aGDevice, flags }) => {
        let did = 0
        const wanted = { pixelDepth, bounds: boundsRect, cTable, aGDevice, flags }
        const error = worldError(mac, () => {
          did = mac.quickDraw.worlds.update(mac, offscreenGWorld.value, wanted)
        })
        return error === 0 ? did : (gwFlagErr | (error & 0xffff)) >>> 0
      },
    ),
    GetGWorld: procedure({ port: varParam(PtrType), gdh: varParam(HandleType) }, (mac, { port, gdh }) => {
      port.value = asPtr(mac.quickDraw.thePort)
      gdh.value = currentDevice(mac)
    }),
    SetGWorld: procedure({ port: PtrType, gdh: HandleType }, (mac, { port, gdh }) => {
      const { quickDraw: qd, lowMemory } = mac
      qd.thePort = port
      lowMemory.set('TheGDevice', asPtr(qd.worlds.get(port)?.device ?? gdh))
    }),
    GetGWorldPixMap: toolbox({ offscreenGWorld: PtrType }, HandleType, ({ quickDraw }, { offscreenGWorld }) => {
      const port = quickDraw.port(offscreenGWorld)
      return port.isColor ? port.colorFields.portPixMap : asHandle(0)
    }),
    GetGWorldDevice: toolbox(
      { offscreenGWorld: PtrType },
      HandleType,
      ({ quickDraw: { worlds, screen } }, { offscreenGWorld }) => worlds.get(offscreenGWorld)?.device ?? screen.device,
    ),
    LockPixels: toolbox({ pm: HandleType }, BooleanType, ({ quickDraw: { worlds } }, { pm }) => {
      worlds.setState(pm, worlds.state(pm) | pixelsLocked)
      return true
    }),
    UnlockPixels: setState(0, pixelsLocked),
    AllowPurgePixels: setState(pixelsPurgeable, 0),
    NoPurgePixels: setState(0, pixelsPurgeable),
    GetPixelsState: toolbox({ pm: HandleType }, UInt32, ({ quickDraw: { worlds } }, { pm }) => worlds.state(pm)),
    SetPixelsState: procedure({ pm: HandleType, state: UInt32 }, ({ quickDraw: { worlds } }, { pm, state }) =>
      worlds.setState(pm, state),
    ),
    GetPixBaseAddr: toolbox({ pm: HandleType }, PtrType, (mac, { pm }) => pixMapOf(mac, pm).baseAddr),
    PixMap32Bit: toolbox({ pmHandle: HandleType }, BooleanType, () => true),
    NewScreenBuffer: toolbox(
      {
        globalRect: byReference(RectType),
        purgeable: BooleanType,
        gdh: varParam(HandleType),
        offscreenPixMap: varParam(HandleType),
      },
      SInt16,
      (mac, { globalRect, gdh, offscreenPixMap }) => screenBuffer(mac, globalRect, gdh, offscreenPixMap),
    ),
    NewTempScreenBuffer: toolbox(
      {
        globalRect: byReference(RectType),
        purgeable: BooleanType,
        gdh: varParam(HandleType),
        offscreenPixMap: varParam(HandleType),
      },
      SInt16,
      (mac, { globalRect, gdh, offscreenPixMap }) => screenBuffer(mac, globalRect, gdh, offscreenPixMap),
    ),
    DisposeScreenBuffer: procedure({ offscreenPixMap: HandleType }, (mac, { offscreenPixMap }) => {
      const port = mac.quickDraw.worlds.portOf(mac, offscreenPixMap)
      if (port !== undefined) mac.quickDraw.worlds.dispose(mac, port)
    }),
    OffscreenVersion: toolbox({}, UInt32, () => 0x0130_0000),
    QDDone: toolbox({ port: PtrType }, BooleanType, () => true),
    CTabChanged: changed('ctab'),
    PixPatChanged: changed('ppat'),
    PortChanged: changed('port'),
    GDeviceChanged: changed('gdh'),
  },
}

function screenBuffer(mac: Mac, bounds: Rect, gdh: Var<Handle>, pixMap: Var<Handle>): number {
  return worldError(mac, () => {
    const { worlds, screen } = mac.quickDraw
    const port = worlds.create(mac, { pixelDepth: 0, bounds, cTable: 0, aGDevice: 0, flags: 0 })
    gdh.value = screen.device
    pixMap.value = mac.quickDraw.port(port).colorFields.portPixMap
  })
}
