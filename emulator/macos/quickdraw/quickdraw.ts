/** QuickDraw's state and the drawing that all else is made of (Inside Macintosh: Imaging With QuickDraw). */

import type { GuestMemory } from '../../memory/guest-memory.ts'
import { errorCode } from '../errors.ts'
import type { LowMemory } from '../low-memory/low-memory.ts'
import { ProgramEnd } from '../mac.ts'
import type { MemoryManager } from '../memory-manager/memory-manager.ts'
import { asHandle, asPtr, type Handle } from '../types.ts'
import { ColorSpaces } from './color-spaces.ts'
import { ColorTables, DEVICE_TABLE } from './color-tables.ts'
import { BLACK, blackColor, type ColorSpace, nearestOldColor, standardColors, WHITE, whiteColor } from './colors.ts'
import { type Point, type Rect, rect } from './geometry.ts'
import { GWorlds } from './gworlds.ts'
import type { Outline } from './lines.ts'
import { type AnyPattern, paintRegion } from './paint.ts'
import type { PictureSource } from './picture-reader.ts'
import type { PictureRecorder } from './picture-recorder.ts'
import { expandPixPat, OLD_PATTERN } from './pix-pats.ts'
import { Port } from './port.ts'
import { GrafVars, IS_COLOR_PORT, type Pattern, PixMap, PixPat, type RGBColor } from './records.ts'
import { Region } from './region.ts'
import type { Screen } from './screen.ts'
import type { Depth } from './surface.ts'
import { patCopy } from './transfer-modes.ts'

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

/** The highlight colour until a user chooses another: a light blue-violet. */
const HIGHLIGHT = { red: 0xcccc, green: 0xcccc, blue: 0xffff }

/** As wide as coordinates go. */
const EVERYWHERE = rect(-32767, -32767, 32767, 32767)
/** A region's size is a signed word. */
const MOST_REGION_BYTES = 0x7fff

export class QuickDraw {
  readonly screen: Screen
  private readonly memory: GuestMemory
  private readonly memoryManager: MemoryManager
  private readonly lowMemory: LowMemory

  readonly colorSpaces: ColorSpaces
  readonly colorTables: ColorTables
  readonly worlds = new GWorlds()
  /** What is framed while a region or a polygon of a port is open, by the port's address. */
  readonly openRegions = new Map<number, Outline>()
  readonly openPolygons = new Map<number, Point[]>()
  /** Where the bytes of the picture that is drawn come from. */
  pictureSource: PictureSource | undefined
  /** Called when the screen has another depth and is white: what is on it has to be drawn again. */
  onDepthChange: (() => void) | undefined
  readonly openPictures = new Map<number, PictureRecorder>()
  private readonly systemTables = new Map<Depth, Handle>()
  private readonly systemBlocks = new Map<string, Handle>()
  /** What the last call that can fail without saying so came to (QDError). */
  error = 0

  constructor(memory: GuestMemory, memoryManager: MemoryManager, lowMemory: LowMemory, screen: Screen) {
    this.memory = memory
    this.memoryManager = memoryManager
    this.lowMemory = lowMemory
    this.screen = screen
    this.colorSpaces = new ColorSpaces(memory)
    this.colorTables = new ColorTables(memory, memoryManager)
    for (const name of ['MainDevice', 'TheGDevice', 'DeviceList'] as const) lowMemory.set(name, asPtr(screen.device))
    lowMemory.set('HiliteMode', 0xff)
    lowMemory.set('HiliteRGB', HIGHLIGHT)
  }

  /** Where the program keeps thePort: the other globals lie before it. */
  get globals(): number {
    const a5 = this.lowMemory.get('CurrentA5')
    const globals = a5 === 0 ? 0 : this.memory.getU32(a5)
    if (globals === 0) {
      throw new ProgramEnd('system-error', 'the program draws, or asks for its port, before it has called InitGraf')
    }
    return globals
  }
  set globals(address: number) {
    this.memory.setU32(this.lowMemory.get('CurrentA5'), address)
  }

  /** The current port's address; 0 before a port is opened. */
  get thePort(): number {
    return this.memory.getU32(this.globals)
  }
  set thePort(port: number) {
    this.memory.setU32(this.globals, port)
  }

  port(address: number = this.thePort): Port {
    if (address === 0) throw new ProgramEnd('system-error', 'the program draws before it has a current port')
    return this._port(address)
  }

  newRegion(region: Region = Region.empty): Handle {
    const bytes = region.encode()
    const handle = this.memoryManager.newHandle(this.memoryManager.currentZone, bytes.length)
    this.memory.write(this.memory.getU32(handle), bytes)
    return handle
  }
  region(handle: number): Region {
    return Region.load(this.memory, this.memory.getU32(handle))
  }
  setRegion(handle: number, region: Region): void {
    let bytes = region.encode()
    if (bytes.length > MOST_REGION_BYTES) {
      this.error = errorCode.rgnTooBigErr
      bytes = Region.empty.encode()
    }
    this.memoryManager.setHandleSize(asHandle(handle), bytes.length)
    this.memory.write(this.memory.getU32(handle), bytes)
  }

  /** Gives a port its regions and the values of an opened one, the whole screen to draw on, and makes it current (OpenPort). */
  openPort(address: number): void {
    const { fields } = this._port(address)
    fields.visRgn = this.newRegion(Region.fromRect(this.screen.bounds))
    fields.clipRgn = this.newRegion(Region.fromRect(EVERYWHERE))
    this.initPort(address)
  }

  /** As openPort, of a port that has its regions already (InitPort). */
  initPort(address: number): void {
    const { fields } = this._port(address)
    const { screen } = this
    fields.device = 0
    fields.baseAddr = asPtr(screen.base)
    fields.rowBytes = screen.rowBytes
    fields.bounds = screen.bounds
    fields.bkPat = PATTERNS.white
    fields.fillPat = PATTERNS.black
    fields.pnPat = PATTERNS.black
    this.initCommonFields(address)
  }

  openColorPort(address: number): void {
    const { colorFields: fields } = this._port(address)
    fields.visRgn = this.newRegion(Region.fromRect(this.screen.bounds))
    fields.clipRgn = this.newRegion(Region.fromRect(EVERYWHERE))
    fields.portPixMap = this.memoryManager.newHandle(this.memoryManager.currentZone, PixMap.size)
    fields.bkPixPat = this.newPixPat(PATTERNS.white)
    fields.fillPixPat = this.newPixPat(PATTERNS.black)
    fields.pnPixPat = this.newPixPat(PATTERNS.black)
    fields.grafVars = this.memoryManager.newHandle(this.memoryManager.currentZone, GrafVars.size, true)
    this.initColorPort(address)
  }

  initColorPort(address: number): void {
    const { colorFields: fields } = this._port(address)
    fields.device = 0
    fields.portVersion = IS_COLOR_PORT
    this.memory.move(this.memory.getU32(this.screen.pixMap), this.memory.getU32(fields.portPixMap), PixMap.size)
    this.initGrafVars(address)
    fields.chExtra = 0
    fields.pnLocHFrac = 0x8000 - 0x10000
    fields.rgbFgColor = BLACK
    fields.rgbBkColor = WHITE
    this.initCommonFields(address)
  }

  private initGrafVars(address: number): void {
    const { grafVars } = this._port(address)
    if (grafVars === undefined) return
    grafVars.rgbOpColor = BLACK
    grafVars.rgbHiliteColor = this.lowMemory.get('HiliteRGB')
  }

  private _port(address: number): Port {
    const { screen, colorSpaces } = this
    return new Port(address, { memory: this.memory, screen, lowMemory: this.lowMemory, colorSpaces })
  }

  private initCommonFields(address: number): void {
    const { fields } = this._port(address)
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

  newPixPat(old: Pattern): Handle {
    const handle = this.memoryManager.newHandle(this.memoryManager.currentZone, PixPat.size, true)
    const pixPat = PixPat.at(this.memory, this.memory.getU32(handle))
    pixPat.patType = OLD_PATTERN
    pixPat.pat1Data = old
    return handle
  }

  /** Gives a colour port's pixel map, if it is the screen's, what the screen has now; its bounds stay. */
  adoptScreen(address: number): void {
    const port = this._port(address)
    if (address === 0 || !port.isColor || port.baseAddr !== this.screen.base) return
    const { bounds } = port
    const map = this.memory.getU32(port.colorFields.portPixMap)
    this.memory.move(this.memory.getU32(this.screen.pixMap), map, PixMap.size)
    PixMap.at(this.memory, map).bounds = bounds
  }

  /** Gives back what opening a port took; the pixels and their colour table are not the port's. */
  closePort(address: number): void {
    const mm = this.memoryManager
    const { fields, colorFields, isColor } = this.port(address)
    mm.disposeHandle(fields.visRgn)
    mm.disposeHandle(fields.clipRgn)
    if (!isColor) return
    mm.disposeHandle(colorFields.portPixMap)
    if (colorFields.grafVars !== 0) mm.disposeHandle(colorFields.grafVars)
    for (const field of ['bkPixPat', 'pnPixPat', 'fillPixPat'] as const) this.disposeOwnPixPat(colorFields[field])
  }

  disposePixPat(handle: number): void {
    if (handle === 0) return
    const { patMap, patData, patXData } = PixPat.at(this.memory, this.memory.getU32(handle))
    const table = patMap === 0 ? 0 : PixMap.at(this.memory, this.memory.getU32(patMap)).pmTable
    for (const part of [table, patMap, patData, patXData, handle]) {
      if (part !== 0) this.memoryManager.disposeHandle(asHandle(part))
    }
  }

  /** A pattern that a port was given by the program stays the program's. */
  disposeOwnPixPat(handle: number): void {
    if (PixPat.at(this.memory, this.memory.getU32(handle)).patType === OLD_PATTERN) this.disposePixPat(handle)
  }

  /** A block of the system's own, made when it is first asked for. */
  systemBlock(name: string, bytes: Uint8Array): Handle {
    const known = this.systemBlocks.get(name)
    if (known !== undefined) return known
    const handle = this.memoryManager.newHandle(this.memoryManager.systemZone, bytes.length)
    this.memory.write(this.memory.getU32(handle), bytes)
    this.systemBlocks.set(name, handle)
    return handle
  }

  /** The standard colours of a depth, in the system's zone. */
  systemTable(depth: Depth): Handle {
    const known = this.systemTables.get(depth)
    if (known !== undefined) return known
    const { systemZone } = this.memoryManager
    const handle = this.colorTables.create(standardColors(depth), DEVICE_TABLE, depth, systemZone)
    this.systemTables.set(depth, handle)
    return handle
  }

  /** The pattern that erasing fills with, and those of the pen and of filling. */
  backgroundPattern(port: Port): AnyPattern {
    return port.isColor ? this.pixPattern(port.colorFields.bkPixPat, port.colors) : port.fields.bkPat
  }
  penPattern(port: Port): AnyPattern {
    return port.isColor ? this.pixPattern(port.colorFields.pnPixPat, port.colors) : port.fields.pnPat
  }
  /** A pattern as a port without colours has it. */
  oldPattern(port: Port, which: 'bk' | 'pn' | 'fill'): Pattern {
    if (!port.isColor) return port.fields[`${which}Pat`]
    return PixPat.at(this.memory, this.memory.getU32(port.colorFields[`${which}PixPat`])).pat1Data
  }
  fillPattern(port: Port): AnyPattern {
    return port.isColor ? this.pixPattern(port.colorFields.fillPixPat, port.colors) : port.fields.fillPat
  }
  /** A pixel pattern, in the pixels of the surface that it is drawn on. */
  pixPattern(handle: number, colors: ColorSpace): AnyPattern {
    return expandPixPat(this.memory, this.colorSpaces, handle, colors)
  }

  /** Gives a port an old pattern, as `BackPat` and `PenPat` do. */
  setOldPattern(port: Port, which: 'bk' | 'pn' | 'fill', old: Pattern): void {
    if (!port.isColor) {
      port.fields[`${which}Pat`] = old
      return
    }
    const field = `${which}PixPat` as const
    const pixPat = PixPat.at(this.memory, this.memory.getU32(port.colorFields[field]))
    if (pixPat.patType === OLD_PATTERN) pixPat.pat1Data = old
    else port.colorFields[field] = this.newPixPat(old)
  }

  /** Gives the current port a colour; one without colours takes the old colour that is nearest, or the one given. */
  setPortColor(ground: 'foreground' | 'background', color: RGBColor, oldValue = nearestOldColor(color)): void {
    const port = this.port()
    const field = ground === 'foreground' ? 'fgColor' : 'bkColor'
    if (port.isColor) {
      port.colorFields[ground === 'foreground' ? 'rgbFgColor' : 'rgbBkColor'] = color
      port.colorFields[field] = port.colors.pixelOf(color)
      const { grafVars } = port
      if (grafVars !== undefined) grafVars[ground === 'foreground' ? 'pmFgColor' : 'pmBkColor'] = asHandle(0)
    } else port.fields[field] = oldValue
  }

  /** Draws a region, in local coordinates, in a pattern and a pattern mode, within what the port may draw on. */
  paint(port: Port, region: Region, pattern: AnyPattern, mode: number): void {
    paintRegion(port.surface, port.ink, port.drawable.intersect(region), pattern, mode)
  }

  paintRect(port: Port, r: Rect, pattern: AnyPattern, mode: number): void {
    this.paint(port, Region.fromRect(r), pattern, mode)
  }
}
