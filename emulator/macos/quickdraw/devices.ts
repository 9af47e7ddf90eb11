/** Graphics devices (Imaging With QuickDraw, chapter 5). */

import type { Mac } from '../mac.ts'
import { asHandle, type Handle } from '../types.ts'
import type { Rect } from './geometry.ts'
import { GDevice, PixMap } from './records.ts'

/** Bits of `gdFlags`. */
export const deviceFlags = {
  gdDevType: 0,
  ramInit: 10,
  mainScreen: 11,
  allInit: 12,
  screenDevice: 13,
  noDriver: 14,
  screenActive: 15,
}
/** `gdType` */
export const CLUT_TYPE = 0
export const DIRECT_TYPE = 2

const OFFSCREEN_FLAGS = (1 << deviceFlags.gdDevType) | (1 << deviceFlags.ramInit) | (1 << deviceFlags.noDriver)

/** A device that is not a screen, for the pixels of a map. */
export function newDevice({ memory, memoryManager: mm }: Mac, pixMap: Handle, bounds: Rect): Handle {
  const handle = mm.newHandle(mm.currentZone, GDevice.size, true)
  const { pixelSize } = PixMap.at(memory, memory.getU32(pixMap))
  const device = GDevice.at(memory, memory.getU32(handle))
  device.gdType = pixelSize > 8 ? DIRECT_TYPE : CLUT_TYPE
  device.gdFlags = OFFSCREEN_FLAGS
  device.gdPMap = pixMap
  device.gdRect = bounds
  device.gdMode = -1
  return handle
}

/** The current device's pixel map, which Color2Index and its like look colours up in. */
export function currentPixMap(mac: Mac): number {
  const { gdPMap } = GDevice.at(mac.memory, mac.memory.getU32(currentDevice(mac)))
  return mac.memory.getU32(gdPMap)
}

export const currentDevice = ({ lowMemory }: Mac): Handle => asHandle(lowMemory.get('TheGDevice'))
