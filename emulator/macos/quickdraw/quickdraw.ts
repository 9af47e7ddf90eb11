/** QuickDraw's state and the drawing that all else is made of (Inside Macintosh: Imaging With QuickDraw). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import { ProgramEnd } from '../mac.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { asHandle, asPtr, type Handle } from '../types.ts'
import { BLACK, blackColor, WHITE, whiteColor } from './colors.ts'
import { type Rect, rect } from './geometry.ts'
import { Port } from './port.ts'
import { IS_COLOR_PORT, type Pattern, PixMap, PixPat } from './records.ts'
import { Region } from './region.ts'
import type { Screen } from './screen.ts'
import { booleanTransfer, patCopy } from './transfer-modes.ts'

/** QuickDraw's globals end with thePort; where the others lie before it (chapter 2, "The QuickDraw Globals"). */
export const QD_GLOBALS = {
  white: -8,
  black: -16,
  gray: -24,
  ltGray: -32,
  dkGray: -40,
  arrow: -108,
  screenBits: -122,
  randSeed: -126,
} as const

const pattern = (...rows: number[]): Pattern => Uint8Array.from({ length: 8 }, (_, index) => rows[index % rows.length]!)
export const PATTERNS = {
  white: pattern(0x00),
  black: pattern(0xff),
  gray: pattern(0xaa, 0x55),
  ltGray: pattern(0x88, 0x22),
  dkGray: pattern(0x77, 0xdd),
} as const

/** As wide as coordinates go. */
const EVERYWHERE = rect(-32767, -32767, 32767, 32767)
/** `patType` of a pattern of one bit a pixel. */
const OLD_PATTERN = 0

export class QuickDraw {
  readonly screen: Screen
  readonly #memory: GuestMemory
  readonly #memoryManager: MemoryManager
  readonly #lowMemory: LowMemory

  constructor(memory: GuestMemory, memoryManager: MemoryManager, lowMemory: LowMemory, screen: Screen) {
    this.#memory = memory
    this.#memoryManager = memoryManager
    this.#lowMemory = lowMemory
    this.screen = screen
  }

  /** Where the program keeps thePort: the other globals lie before it. */
  get globals(): number {
    const a5 = this.#lowMemory.get('CurrentA5')
    const globals = a5 === 0 ? 0 : this.#memory.getU32(a5)
    if (globals === 0) {
      throw new ProgramEnd('system-error', 'the program draws, or asks for its port, before it has called InitGraf')
    }
    return globals
  }
  set globals(address: number) {
    this.#memory.setU32(this.#lowMemory.get('CurrentA5'), address)
  }

  /** The current port's address; 0 before a port is opened. */
  get thePort(): number {
    return this.#memory.getU32(this.globals)
  }
  set thePort(port: number) {
    this.#memory.setU32(this.globals, port)
  }

  port(address: number = this.thePort): Port {
    return new Port(this.#memory, this.screen, address)
  }

  newRegion(region: Region = Region.empty): Handle {
    const bytes = region.encode()
    const handle = this.#memoryManager.newHandle(this.#memoryManager.currentZone, bytes.length)
    this.#memory.write(this.#memory.getU32(handle), bytes)
    return handle
  }
  region(handle: number): Region {
    return Region.load(this.#memory, this.#memory.getU32(handle))
  }
  setRegion(handle: number, region: Region): void {
    const bytes = region.encode()
    this.#memoryManager.setHandleSize(asHandle(handle), bytes.length)
    this.#memory.write(this.#memory.getU32(handle), bytes)
  }

  /** Gives a port its regions and the values of an opened one, the whole screen to draw on, and makes it current (OpenPort). */
  openPort(address: number): void {
    const { fields } = this.#port(address)
    fields.visRgn = this.newRegion(Region.fromRect(this.screen.bounds))
    fields.clipRgn = this.newRegion(Region.fromRect(EVERYWHERE))
    this.initPort(address)
  }

  /** As openPort, of a port that has its regions already (InitPort). */
  initPort(address: number): void {
    const { fields } = this.#port(address)
    const { screen } = this
    fields.device = 0
    fields.baseAddr = asPtr(screen.base)
    fields.rowBytes = screen.rowBytes
    fields.bounds = screen.bounds
    fields.bkPat = PATTERNS.white
    fields.fillPat = PATTERNS.black
    fields.pnPat = PATTERNS.black
    this.#initCommonFields(address)
  }

  openColorPort(address: number): void {
    const { colorFields: fields } = this.#port(address)
    fields.visRgn = this.newRegion(Region.fromRect(this.screen.bounds))
    fields.clipRgn = this.newRegion(Region.fromRect(EVERYWHERE))
    fields.portPixMap = this.#memoryManager.newHandle(this.#memoryManager.currentZone, PixMap.size)
    fields.bkPixPat = this.#newPixPat(PATTERNS.white)
    fields.fillPixPat = this.#newPixPat(PATTERNS.black)
    fields.pnPixPat = this.#newPixPat(PATTERNS.black)
    this.initColorPort(address)
  }

  initColorPort(address: number): void {
    const { colorFields: fields } = this.#port(address)
    fields.device = 0
    fields.portVersion = IS_COLOR_PORT
    this.#memory.move(this.#memory.getU32(this.screen.pixMap), this.#memory.getU32(fields.portPixMap), PixMap.size)
    fields.grafVars = asHandle(0)
    fields.chExtra = 0
    fields.pnLocHFrac = 0x8000 - 0x10000
    fields.rgbFgColor = BLACK
    fields.rgbBkColor = WHITE
    this.#initCommonFields(address)
  }

  #port(address: number): Port {
    return new Port(this.#memory, this.screen, address)
  }

  #initCommonFields(address: number): void {
    const { fields } = this.#port(address)
    fields.portRect = this.screen.bounds
    this.setRegion(fields.visRgn, Region.fromRect(this.screen.bounds))
    this.setRegion(fields.clipRgn, Region.fromRect(EVERYWHERE))
    fields.pnLoc = { v: 0, h: 0 }
    fields.pnSize = { v: 1, h: 1 }
    fields.pnMode = patCopy
    fields.pnVis = 0
    fields.txFont = 0
    fields.txFace = 0
    fields.txMode = 1
    fields.txSize = 0
    fields.spExtra = 0
    fields.fgColor = blackColor
    fields.bkColor = whiteColor
    fields.colrBit = 0
    fields.patStretch = 0
    fields.picSave = asHandle(0)
    fields.rgnSave = asHandle(0)
    fields.polySave = asHandle(0)
    fields.grafProcs = asPtr(0)
    this.thePort = address
  }

  #newPixPat(old: Pattern): Handle {
    const handle = this.#memoryManager.newHandle(this.#memoryManager.currentZone, PixPat.size, true)
    const pixPat = PixPat.at(this.#memory, this.#memory.getU32(handle))
    pixPat.patType = OLD_PATTERN
    pixPat.pat1Data = old
    return handle
  }

  /** The pattern that erasing fills with. */
  backgroundPattern(port: Port): Pattern {
    return port.isColor ? this.#oldPattern(port.colorFields.bkPixPat) : port.fields.bkPat
  }
  penPattern(port: Port): Pattern {
    return port.isColor ? this.#oldPattern(port.colorFields.pnPixPat) : port.fields.pnPat
  }
  #oldPattern(pixPat: number): Pattern {
    return PixPat.at(this.#memory, this.#memory.getU32(pixPat)).pat1Data
  }

  /** Draws a region, in local coordinates, in a pattern and a pattern mode, within what the port may draw on. */
  paint(port: Port, region: Region, pattern: Pattern, mode: number): void {
    const { surface, ink } = port
    const { bounds } = surface
    const transfer = booleanTransfer(mode, ink)
    const isSolid = (mode & 3) === 0 && pattern.every((row) => row === pattern[0] && (row === 0 || row === 0xff))
    for (const { top, left, bottom, right } of port.drawable.intersect(region).rects()) {
      for (let v = top; v < bottom; v++) {
        if (isSolid) {
          surface.fill(left, right, v, transfer(pattern[0] !== 0, 0)!)
          continue
        }
        const row = pattern[(v - bounds.top) & 7]!
        for (let h = left; h < right; h++) {
          const pixel = transfer(((row << ((h - bounds.left) & 7)) & 0x80) !== 0, surface.get(h, v))
          if (pixel !== undefined) surface.set(h, v, pixel)
        }
      }
    }
  }

  paintRect(port: Port, r: Rect, pattern: Pattern, mode: number): void {
    this.paint(port, Region.fromRect(r), pattern, mode)
  }
}
