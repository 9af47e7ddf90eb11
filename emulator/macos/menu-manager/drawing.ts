/** The menu bar and menus that are pulled down: this project's own drawing, in the greys of Mac OS 8. */

import { Painter, type TextLook } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import type { Mac } from '../mac.ts'
import { insetRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { type MenuListContents, readMenuList, writeMenuList } from './menu-list.ts'
import { HIERARCHICAL, type Menu, type MenuItem } from './menu-record.ts'

const FIRST_TITLE = 10
/** On either side of a title. */
const TITLE_MARGIN = 8
const APPLE_TITLE = '\u{f8ff}'
const MARK_WIDTH = 16
const KEY_WIDTH = 34
export const DIVIDER_HEIGHT = 10

const screenPainter = (mac: Mac): Painter =>
  new Painter(mac, mac.quickDraw.port(mac.lowMemory.get('WMgrCPort')), Region.fromRect(mac.quickDraw.screen.bounds))

const isApple = (title: string): boolean => title === APPLE_TITLE || title === '\x14'
const titleWidth = (painter: Painter, title: string): number => (isApple(title) ? 13 : painter.textWidth(title))

/** Gives each title its place. */
export function layOutMenuBar(mac: Mac): MenuListContents {
  const painter = screenPainter(mac)
  const { bar, others } = readMenuList(mac)
  let left = FIRST_TITLE
  const placed = bar.map(({ menu }) => {
    const entry = { menu, left }
    left += titleWidth(painter, menu.title) + 2 * TITLE_MARGIN
    return entry
  })
  const contents = { bar: placed, others, right: left }
  writeMenuList(mac, contents)
  return contents
}

export function drawMenuBar(mac: Mac): void {
  const { bar, right } = layOutMenuBar(mac)
  const painter = screenPainter(mac)
  const { right: width } = mac.quickDraw.screen.bounds
  const height = mac.lowMemory.get('MBarHeight')
  if (height <= 0) return
  painter.fill(rect(0, 0, width, height - 1), platinum.light)
  painter.horizontal(0, width, 0, platinum.white)
  painter.horizontal(0, width, height - 2, platinum.shade)
  painter.horizontal(0, width, height - 1, platinum.black)
  const highlighted = mac.lowMemory.get('TheMenu')
  bar.forEach(({ menu, left }, index) => {
    const end = bar[index + 1]?.left ?? right
    const isLit = highlighted !== 0 && menu.fields.menuID === highlighted
    if (isLit) painter.fill(rect(left, 1, end, height - 2), platinum.accentDark)
    drawTitle(painter, menu, left + TITLE_MARGIN, height, isLit)
  })
}

function drawTitle(painter: Painter, menu: Menu, left: number, height: number, isLit: boolean): void {
  const { title } = menu
  if (!isApple(title)) {
    const color = isLit ? platinum.white : menu.isEnabled(0) ? platinum.black : platinum.dim
    painter.text(title, left, painter.baseline(1, height - 2), { color })
    return
  }
  // A round stone of this project's own stands for the menu of the system.
  painter.glyph(left, 4, STONE, { o: platinum.accentDark, x: platinum.accent, '.': platinum.accentLight })
}
const STONE = [
  '    ooooo    ',
  '  ooxxxxxoo  ',
  ' oxx...xxxxo ',
  ' ox...xxxxxo ',
  'oxx..xxxxxxxo',
  'oxxxxxxxxxxxo',
  'oxxxxxxxxxxxo',
  ' oxxxxxxxxxo ',
  ' oxxxxxxxxxo ',
  '  ooxxxxxoo  ',
  '    ooooo    ',
]

const lookOf = ({ style }: MenuItem): TextLook => ({ face: style })
const hasSubmenu = ({ key }: MenuItem): boolean => key === HIERARCHICAL
const isDivider = ({ text }: MenuItem): boolean => text.startsWith('-')

export function rowHeight(mac: Mac, item: MenuItem): number {
  if (isDivider(item)) return DIVIDER_HEIGHT
  const { ascent, descent, leading } = screenPainter(mac).fontInfo()
  return ascent + descent + leading + 2
}

/** CalcMenuSize: as wide as the widest item, as high as all together. */
export function calculateSize(mac: Mac, menu: Menu): void {
  const painter = screenPainter(mac)
  let width = 0
  let height = 0
  for (const item of menu.items) {
    const keys = item.key === 0 ? 12 : hasSubmenu(item) ? 24 : KEY_WIDTH
    width = Math.max(width, MARK_WIDTH + painter.textWidth(item.text, lookOf(item)) + keys)
    height += rowHeight(mac, item)
  }
  Object.assign(menu.fields, { menuWidth: width, menuHeight: height })
}

/** What is drawn and hit of an open menu. */
export interface Panel {
  readonly menu: Menu
  readonly bounds: Rect
  readonly rows: readonly { readonly item: MenuItem; readonly r: Rect }[]
  close(): void
}

/** Draws a menu on top of everything else; closing it shows again what was there. */
export function openPanel(mac: Mac, menu: Menu, left: number, top: number): Panel {
  calculateSize(mac, menu)
  const { menuWidth, menuHeight } = menu.fields
  const screen = mac.quickDraw.screen.bounds
  const h = Math.max(1, Math.min(left, screen.right - menuWidth - 3))
  const v = Math.max(1, Math.min(top, screen.bottom - menuHeight - 3))
  const bounds = rect(h, v, h + menuWidth, v + menuHeight)
  let y = v
  const rows = menu.items.map((item) => {
    const r = rect(h, y, bounds.right, y + rowHeight(mac, item))
    y = r.bottom
    return { item, r }
  })
  const outer = rect(h - 1, v - 1, bounds.right + 3, bounds.bottom + 3)
  const close = saveUnder(mac, outer)
  const painter = screenPainter(mac)
  painter.fill(rect(h + 1, bounds.bottom + 1, bounds.right + 3, bounds.bottom + 3), platinum.dark)
  painter.fill(rect(bounds.right + 1, v + 1, bounds.right + 3, bounds.bottom + 3), platinum.dark)
  painter.fill(insetRect(bounds, -1, -1), platinum.light)
  painter.frame(insetRect(bounds, -1, -1), platinum.black)
  const panel = { menu, bounds, rows, close }
  rows.forEach((_, index) => {
    drawRow(mac, panel, index + 1, false)
  })
  return panel
}

export function drawRow(mac: Mac, { menu, rows }: Omit<Panel, 'close'>, number: number, isLit: boolean): void {
  const row = rows[number - 1]
  if (row === undefined) return
  const { item, r } = row
  const painter = screenPainter(mac)
  painter.fill(r, isLit ? platinum.accentDark : platinum.light)
  if (isDivider(item)) {
    const middle = Math.floor((r.top + r.bottom) / 2)
    painter.horizontal(r.left, r.right, middle - 1, platinum.shade)
    painter.horizontal(r.left, r.right, middle, platinum.white)
    return
  }
  const isEnabled = menu.isEnabled(0) && menu.isEnabled(number)
  const look = { color: isLit ? platinum.white : isEnabled ? platinum.black : platinum.dim }
  const baseline = painter.baseline(r.top, r.bottom)
  if (item.mark !== 0 && !hasSubmenu(item)) painter.text(Uint8Array.of(item.mark), r.left + 3, baseline, look)
  painter.text(item.text, r.left + MARK_WIDTH, baseline, { ...look, ...lookOf(item) })
  if (hasSubmenu(item))
    painter.glyph(r.right - 12, r.top + Math.floor((r.bottom - r.top - 7) / 2), ARROW, { x: look.color })
  else if (item.key > HIERARCHICAL + 4) {
    painter.glyph(r.right - 29, baseline - 9, COMMAND, { x: look.color })
    painter.text(Uint8Array.of(item.key), r.right - 17, baseline, look)
  }
}
const ARROW = ['x   ', 'xx  ', 'xxx ', 'xxxx', 'xxx ', 'xx  ', 'x   ']
const COMMAND = ['xx   xx', 'x x x x', 'xxxxxxx', '  x x  ', '  x x  ', 'xxxxxxx', 'x x x x', 'xx   xx']

/** Keeps the pixels of a rectangle; what it returns puts them back. */
function saveUnder({ quickDraw }: Mac, r: Rect): () => void {
  const { surface, bounds } = quickDraw.screen
  const left = Math.max(0, r.left)
  const right = Math.min(bounds.right, r.right)
  const rows: [number, Uint32Array][] = []
  for (let v = Math.max(0, r.top); v < Math.min(bounds.bottom, r.bottom); v++) {
    const pixels = new Uint32Array(Math.max(0, right - left))
    surface.readRow(left, right, v, pixels)
    rows.push([v, pixels])
  }
  return () => {
    for (const [v, pixels] of rows) surface.writeRow(left, right, v, pixels)
  }
}
