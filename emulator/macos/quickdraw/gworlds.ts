/** Offscreen graphics worlds: a colour port, its pixels and a device of their own (Imaging With QuickDraw, chapter 6). */

import { fail, MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { LOCKED } from '../memory-manager/zone.ts'
import { asHandle, asPtr, type Handle, type Ptr } from '../types.ts'
import { pixelsAt } from './bits.ts'
import { DEVICE_TABLE } from './color-tables.ts'
import { BLACK, standardColors, WHITE } from './colors.ts'
import { newDevice } from './devices.ts'
import { equalRects, type Rect } from './geometry.ts'
import { copyHandle, describePixMap, isPossible, rowBytesFor } from './pix-maps.ts'
import { CGrafPort, GDevice, PixMap, PORT_BITS } from './records.ts'
import { Region } from './region.ts'
import type { Depth } from './surface.ts'
import { transferBits } from './transfer-bits.ts'
import { srcCopy } from './transfer-modes.ts'

/** Flags of NewGWorld and UpdateGWorld, and of a pixel map's state. */
export const noNewDevice = 0x02
export const useTempMem = 0x04
export const clipPix = 0x1000_0000
export const stretchPix = 0x2000_0000
export const pixelsPurgeable = 0x40
export const pixelsLocked = 0x80
/** What UpdateGWorld says it did. */
export const mapPix = 0x1_0000
export const newDepth = 0x2_0000
export const reallocPix = 0x10_0000

/** What no program sees of a world. */
interface World {
  pixels: Handle
  device: Handle
  readonly ownsDevice: boolean
}

export interface WorldRequest {
  readonly pixelDepth: number
  readonly bounds: Rect
  readonly cTable: number
  readonly aGDevice: number
  readonly flags: number
}

const depths: readonly number[] = [1, 2, 4, 8, 16, 32]

export class GWorlds {
  private readonly worlds = new Map<number, World>()
  /** States of pixel maps, by their handles. */
  private readonly states = new Map<number, number>()

  get(port: number): World | undefined {
    return this.worlds.get(port)
  }

  create(mac: Mac, request: WorldRequest): Ptr {
    const { quickDraw: qd, memoryManager: mm } = mac
    const { depth, colors } = this.format(mac, request)
    const { bounds } = request
    if (!isPossible(bounds, depth)) fail('paramErr')
    const rowBytes = rowBytesFor(bounds.right - bounds.left, depth)
    const zone = (request.flags & useTempMem) !== 0 ? mm.temporaryZone : mm.currentZone
    const pixels = mm.newHandle(zone, rowBytes * (bounds.bottom - bounds.top), true)
    let port = asPtr(0)
    try {
      mm.moveHigh(pixels)
      mm.setHandleFlags(pixels, LOCKED, 0)
      port = mm.newPtr(mm.currentZone, CGrafPort.size, true)
      const current = qd.thePort
      qd.openColorPort(port)
      qd.thePort = current
    } catch (error) {
      mm.disposeHandle(pixels)
      if (port !== 0) mm.disposePtr(port)
      throw error
    }
    const { colorFields: fields } = qd.port(port)
    const shape = { baseAddr: mac.memory.getU32(pixels), rowBytes, bounds, depth, colorTable: colors }
    describePixMap(mac, mac.memory.getU32(fields.portPixMap), shape)
    fields.portRect = bounds
    qd.setRegion(fields.visRgn, Region.fromRect(bounds))
    const ownsDevice = (request.flags & noNewDevice) === 0
    const device = ownsDevice ? newDevice(mac, fields.portPixMap, bounds) : asHandle(request.aGDevice)
    this.worlds.set(port, { pixels, device, ownsDevice })
    return port
  }

  /** A depth of 0 takes the screen's, and its colours. */
  private format(mac: Mac, { pixelDepth, cTable, aGDevice, flags }: WorldRequest): { depth: Depth; colors: Handle } {
    const { quickDraw: qd, memory } = mac
    if (pixelDepth === 0 || ((flags & noNewDevice) !== 0 && aGDevice !== 0)) {
      const device = aGDevice === 0 ? qd.screen.device : aGDevice
      const { gdPMap } = GDevice.at(memory, memory.getU32(device))
      const { pixelSize, pmTable } = PixMap.at(memory, memory.getU32(gdPMap))
      return { depth: pixelSize as Depth, colors: copyHandle(mac, pmTable) }
    }
    if (!depths.includes(pixelDepth)) return fail('cDepthErr')
    const depth = pixelDepth as Depth
    if (cTable !== 0 && depth <= 8) return { depth, colors: copyHandle(mac, cTable) }
    const standard = depth <= 8 ? standardColors(depth) : []
    return { depth, colors: qd.colorTables.create(standard, DEVICE_TABLE, depth <= 8 ? depth : undefined) }
  }

  dispose(mac: Mac, port: number): void {
    const world = this.worlds.get(port)
    if (world === undefined) return
    const { quickDraw: qd, memoryManager: mm, memory } = mac
    const { portPixMap } = qd.port(port).colorFields
    const { pmTable } = PixMap.at(memory, memory.getU32(portPixMap))
    if (mac.lowMemory.get('TheGDevice') === world.device) mac.lowMemory.set('TheGDevice', asPtr(qd.screen.device))
    if (world.ownsDevice) mm.disposeHandle(world.device)
    mm.disposeHandle(world.pixels)
    mm.disposeHandle(pmTable)
    this.states.delete(portPixMap)
    qd.closePort(port)
    mm.disposePtr(asPtr(port))
    this.worlds.delete(port)
  }

  /** Gives a world another size, depth or colours at the same address; returns what changed. */
  update(mac: Mac, port: number, request: WorldRequest): number {
    const old = this.worlds.get(port)
    if (old === undefined) return fail('paramErr')
    const { quickDraw: qd, memoryManager: mm, memory } = mac
    const fields = qd.port(port).colorFields
    const map = PixMap.at(memory, memory.getU32(fields.portPixMap))
    const { bounds, pixelSize, pmTable } = map
    const { depth, colors } = this.format(mac, request)
    const isSame = equalRects(bounds, request.bounds) && pixelSize === depth && request.cTable === 0
    if (isSame) {
      mm.disposeHandle(colors)
      return 0
    }
    const made = this.create(mac, { ...request, pixelDepth: depth, cTable: colors })
    if ((request.flags & (clipPix | stretchPix)) !== 0) copyWorld(mac, port, made, (request.flags & stretchPix) !== 0)
    mm.disposeHandle(colors)
    const world = this.worlds.get(made)!
    const target = qd.port(made).colorFields
    // The new pixels go to the old port, and the old ones away with the new.
    memory.move(memory.getU32(target.portPixMap), memory.getU32(fields.portPixMap), PixMap.size)
    const dying = PixMap.at(memory, memory.getU32(target.portPixMap))
    dying.pmTable = pmTable
    fields.portRect = request.bounds
    qd.setRegion(fields.visRgn, Region.fromRect(request.bounds))
    GDevice.at(memory, memory.getU32(old.device)).gdRect = request.bounds
    const { pixels } = world
    world.pixels = old.pixels
    old.pixels = pixels
    this.dispose(mac, made)
    return reallocPix | (pixelSize === depth ? 0 : newDepth) | (request.cTable === 0 ? 0 : mapPix)
  }

  /** The port of a world's pixel map. */
  portOf({ quickDraw: qd }: Mac, pixMap: number): number | undefined {
    return [...this.worlds.keys()].find((port) => qd.port(port).colorFields.portPixMap === pixMap)
  }

  state(pixMap: number): number {
    return this.states.get(pixMap) ?? 0
  }
  setState(pixMap: number, state: number): void {
    this.states.set(pixMap, state & (pixelsLocked | pixelsPurgeable))
  }
}

/** As calls of QDOffscreen.h return and QDError repeats. */
export function worldError(mac: Mac, action: () => void): number {
  try {
    action()
    mac.quickDraw.error = 0
  } catch (error) {
    if (!(error instanceof MacError)) throw error
    mac.quickDraw.error = error.code
  }
  return mac.quickDraw.error
}

/** Copies a world's pixels to another: as they lie, or stretched to its size. */
function copyWorld(mac: Mac, from: number, to: number, stretch: boolean): void {
  const source = pixelsAt(mac, from + PORT_BITS)
  const destination = pixelsAt(mac, to + PORT_BITS)
  const { bounds } = source.surface
  transferBits({
    source,
    destination,
    sourceRect: bounds,
    destinationRect: stretch ? destination.surface.bounds : bounds,
    mode: srcCopy,
    clip: Region.fromRect(destination.surface.bounds),
    ink: mac.quickDraw.port(to).inkFor(destination.colors, destination.surface),
    foreground: BLACK,
    background: WHITE,
  })
}
