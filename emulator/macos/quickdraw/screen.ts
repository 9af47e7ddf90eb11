/** The main screen: the frame buffer, and the device and pixel map that describe it (Imaging With QuickDraw, chapters 4 and 5). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { asPtr, type Handle } from '../types.ts'
import type { ColorSpaces } from './color-spaces.ts'
import { type ColorSpace, directColors, indexedColors, standardColors } from './colors.ts'
import { type Rect, rect } from './geometry.ts'
import { ColorSpec, ColorTable, GDevice, IS_PIX_MAP, PixMap, RGB_DIRECT, type RGBColor } from './records.ts'
import { type Depth, Surface } from './surface.ts'

/** Dots an inch, as a Fixed. */
const RESOLUTION = 72 << 16
/** `gdType`: looked up in a table, or direct. */
const CLUT_TYPE = 0
const DIRECT_TYPE = 2
/** Colour, main, RAM-initialized, all-initialized, screen, active (bits of `gdFlags`). */
const SCREEN_FLAGS = 0b1011_1100_0000_0001 - 0x10000

export class Screen {
  readonly bounds: Rect
  readonly base: number
  readonly device: Handle
  readonly pixMap: Handle
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private _depth!: Depth
  private _colors!: ColorSpace
  private _table: readonly RGBColor[] = []

  constructor(
    memory: GuestMemory,
    memoryManager: MemoryManager,
    base: number,
    width: number,
    height: number,
    depth: Depth,
  ) {
    this.memory = memory
    this.memoryManager = memoryManager
    this.base = base
    this.bounds = rect(0, 0, width, height)
    const { systemZone } = memoryManager
    this.pixMap = memoryManager.newHandle(systemZone, PixMap.size, true)
    this.device = memoryManager.newHandle(systemZone, GDevice.size, true)
    this.setDepth(depth)
  }

  get depth(): Depth {
    return this._depth
  }
  get colors(): ColorSpace {
    return this._colors
  }
  /** The colours that pixels index; empty for a direct screen. */
  get table(): readonly RGBColor[] {
    return this._table
  }
  get rowBytes(): number {
    return (this.bounds.right * this._depth) / 8
  }
  get surface(): Surface {
    return new Surface(this.memory, this.base, this.rowBytes, this.bounds, this._depth)
  }

  /** Changes the depth, to the standard colours, and clears the screen to white. */
  setDepth(depth: Depth): void {
    this._depth = depth
    const isDirect = depth > 8
    this._table = isDirect ? [] : standardColors(depth)
    this._colors = isDirect ? directColors(depth === 16 ? 5 : 8) : indexedColors(this._table)
    this.describePixMap()
    this.describeDevice()
    const white = this._colors.pixelOf({ red: 0xffff, green: 0xffff, blue: 0xffff })
    const { surface, bounds } = this
    for (let v = 0; v < bounds.bottom; v++) surface.fill(0, bounds.right, v, white)
  }

  /** Takes the colours from the table in memory, which was changed. */
  readColors(spaces: ColorSpaces): void {
    if (this._depth > 8) return
    const { pmTable } = PixMap.at(this.memory, this.memory.getU32(this.pixMap))
    this._table = spaces.colorsOf(pmTable)
    this._colors = indexedColors(this._table)
  }

  private describePixMap(): void {
    const map = PixMap.at(this.memory, this.memory.getU32(this.pixMap))
    const depth = this._depth
    const isDirect = depth > 8
    map.baseAddr = asPtr(this.base)
    map.rowBytes = this.rowBytes | IS_PIX_MAP
    map.bounds = this.bounds
    map.hRes = RESOLUTION
    map.vRes = RESOLUTION
    map.pixelType = isDirect ? RGB_DIRECT : 0
    map.pixelSize = depth
    map.cmpCount = isDirect ? 3 : 1
    map.cmpSize = depth === 16 ? 5 : depth === 32 ? 8 : depth
    map.pmTable = this.colorTable(map.pmTable)
  }

  private colorTable(handle: Handle): Handle {
    const { systemZone } = this.memoryManager
    const byteCount = ColorTable.size + this._table.length * ColorSpec.size
    if (handle === 0) handle = this.memoryManager.newHandle(systemZone, byteCount)
    else this.memoryManager.setHandleSize(handle, byteCount)
    const address = this.memory.getU32(handle)
    const table = ColorTable.at(this.memory, address)
    table.ctSeed = this._depth
    table.ctFlags = 0x8000
    table.ctSize = this._table.length - 1
    this._table.forEach((rgb, index) => {
      const entry = ColorSpec.at(this.memory, address + ColorTable.size + index * ColorSpec.size)
      entry.value = index
      entry.rgb = rgb
    })
    return handle
  }

  private describeDevice(): void {
    const device = GDevice.at(this.memory, this.memory.getU32(this.device))
    device.gdType = this._depth > 8 ? DIRECT_TYPE : CLUT_TYPE
    device.gdFlags = SCREEN_FLAGS
    device.gdPMap = this.pixMap
    device.gdRect = this.bounds
    device.gdMode = 0x80 + Math.log2(this._depth)
  }
}
