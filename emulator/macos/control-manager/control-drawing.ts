/** Buttons, check boxes, radio buttons, scroll bars and pop-up menus: this project's own drawing, in the greys of Mac OS 8. */

import { Painter, type TextLook } from '../appearance/painter.ts'
import { platinum } from '../appearance/platinum.ts'
import { insetRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { ovalRegion, roundRectRegion } from '../quickdraw/ovals.ts'
import { Region } from '../quickdraw/region.ts'
import { ownerOf, portOfControl } from './control-list.ts'
import { type Control, DISABLED, INACTIVE, parts } from './control-record.ts'
import { popupMenu, popupParts } from './popup-controls.ts'
import { scrollBar } from './scroll-bars.ts'

const { white, highlight, light, shade, dim, dark, deep, black, accent, accentLight, accentDark } = platinum
const ROUND = 8

/** A bit of the variation: the window's font instead of the system's. */
const USE_WINDOW_FONT = 8

function lookOf(control: Control): TextLook {
  const { fields, variation } = control
  const isDisabled = isInactive(control)
  const color = isDisabled ? dim : black
  if ((variation & USE_WINDOW_FONT) === 0) return { color }
  const { txFont: font, txSize: size, txFace: face } = portOfControl(control).fields
  return { color, font, size, face, isDisabled: fields.contrlHilite === DISABLED }
}

export const isInactive = ({ fields }: Control): boolean =>
  fields.contrlHilite === INACTIVE || fields.contrlHilite === DISABLED

export type ControlKind = 'button' | 'checkBox' | 'radioButton' | 'scrollBar' | 'popup'

export function drawStandardControl(control: Control, kind: ControlKind): void {
  const painter = new Painter(control.mac, portOfControl(control))
  drawers[kind](painter, control)
}

const drawers: Readonly<Record<ControlKind, (painter: Painter, control: Control) => void>> = {
  button: drawButton,
  checkBox: (painter, control) => drawMarkedBox(painter, control, false),
  radioButton: (painter, control) => drawMarkedBox(painter, control, true),
  scrollBar: drawScrollBar,
  popup: drawPopup,
}

function drawButton(painter: Painter, control: Control): void {
  const { rect: r, fields } = control
  const isPressed = fields.contrlHilite === parts.inButton
  const isOff = isInactive(control)
  painter.region(roundRectRegion(r, ROUND, ROUND), isOff ? dim : black)
  const inner = insetRect(r, 1, 1)
  painter.region(roundRectRegion(inner, ROUND - 2, ROUND - 2), isPressed ? dark : isOff ? light : shade)
  if (!isOff && !isPressed) {
    painter.region(
      roundRectRegion(rect(inner.left, inner.top, inner.right - 1, inner.bottom - 1), ROUND - 2, ROUND - 2),
      white,
    )
    painter.region(roundRectRegion(insetRect(inner, 1, 1), ROUND - 4, ROUND - 4), light)
  }
  const look = lookOf(control)
  painter.centered(fields.contrlTitle, insetRect(r, 3, 0), isPressed ? { ...look, color: white } : look)
}

/** A ring around the button that Return presses. */
export function drawDefaultRing(painter: Painter, r: Rect, isActive: boolean): void {
  const outer = insetRect(r, -4, -4)
  const ring = (inset: number): Region =>
    roundRectRegion(insetRect(outer, inset, inset), 14 - 2 * inset, 14 - 2 * inset)
  painter.region(ring(0).subtract(ring(1)), isActive ? black : dim)
  painter.region(ring(1).subtract(ring(3)), isActive ? shade : light)
  painter.region(ring(3).subtract(Region.fromRect(r)), light)
}

const BOX = 12

function drawMarkedBox(painter: Painter, control: Control, isRound: boolean): void {
  const { rect: r, fields } = control
  const top = Math.floor((r.top + r.bottom - BOX) / 2)
  const box = rect(r.left + 2, top, r.left + 2 + BOX, top + BOX)
  const shape = (inset: number): Region =>
    isRound ? ovalRegion(insetRect(box, inset, inset)) : Region.fromRect(insetRect(box, inset, inset))
  const isOff = isInactive(control)
  const isPressed = fields.contrlHilite !== 0 && !isOff
  painter.fill(rect(r.left, r.top, box.right + 1, r.bottom), groundOf(control))
  painter.region(shape(0), isOff ? dim : black)
  painter.region(shape(1), isPressed ? dim : isOff ? light : white)
  if (!isPressed && !isOff) painter.region(shape(2), highlight)
  if (fields.contrlValue !== 0) {
    const color = isOff ? dim : black
    if (isRound) painter.region(shape(3), color)
    else painter.glyph(box.left + 2, box.top + 1, CHECK, { x: color })
  }
  const look = lookOf(control)
  const text = painter.fitting(fields.contrlTitle, r.right - box.right - 5, look)
  painter.text(text, box.right + 5, painter.baseline(r.top, r.bottom, look), look)
}
const CHECK = [
  '         x',
  '        xx',
  '       xx ',
  'x     xx  ',
  'xx   xx   ',
  ' xx xx    ',
  '  xxxx    ',
  '   xx     ',
]

/** Behind controls is the background colour of their window. */
const groundOf = (control: Control) => portOfControl(control).background

function drawScrollBar(painter: Painter, control: Control): void {
  const { rect: r, fields } = control
  const { up, down, track, thumb, isVertical } = scrollBar(control)
  const isActive = !isInactive(control) && ownerOf(control).hilited
  if (!isActive || thumb === undefined) {
    painter.fill(r, isActive ? light : highlight)
    painter.frame(r, isActive ? black : deep)
    if (!isActive) return
  } else {
    painter.fill(r, shade)
    painter.frame(r, black)
    const groove = insetRect(track, isVertical ? 1 : 0, isVertical ? 0 : 1)
    if (isVertical) painter.vertical(groove.left, groove.top, groove.bottom, dim)
    else painter.horizontal(groove.left, groove.right, groove.top, dim)
  }
  const pressed = fields.contrlHilite
  const arrows = isVertical ? ARROWS.vertical : ARROWS.horizontal
  drawArrow(painter, up, arrows[0], pressed === parts.inUpButton, thumb !== undefined)
  drawArrow(painter, down, arrows[1], pressed === parts.inDownButton, thumb !== undefined)
  if (thumb !== undefined) drawThumb(painter, thumb, isVertical)
}

function drawArrow(painter: Painter, r: Rect, rows: readonly string[], isPressed: boolean, isUsable: boolean): void {
  painter.fill(r, isPressed ? dark : light)
  painter.frame(r, black)
  if (!isPressed) painter.bevel(insetRect(r, 1, 1), white, shade)
  const h = Math.floor((r.left + r.right - rows[0]!.length) / 2)
  const v = Math.floor((r.top + r.bottom - rows.length) / 2)
  painter.glyph(h, v, rows, { x: isPressed ? white : isUsable ? black : dim })
}
const ARROWS = {
  vertical: [
    ['   x   ', '  xxx  ', ' xxxxx ', 'xxxxxxx'],
    ['xxxxxxx', ' xxxxx ', '  xxx  ', '   x   '],
  ],
  horizontal: [
    ['   x', '  xx', ' xxx', 'xxxx', ' xxx', '  xx', '   x'],
    ['x   ', 'xx  ', 'xxx ', 'xxxx', 'xxx ', 'xx  ', 'x   '],
  ],
} as const

function drawThumb(painter: Painter, r: Rect, isVertical: boolean): void {
  painter.fill(r, accentLight)
  painter.frame(r, black)
  painter.bevel(insetRect(r, 1, 1), white, accent)
  for (let line = 0; line < 4; line++) {
    const at = 4 + line * 2
    if (isVertical) painter.horizontal(r.left + 4, r.right - 4, r.top + at, line % 2 === 0 ? white : accentDark)
    else painter.vertical(r.left + at, r.top + 4, r.bottom - 4, line % 2 === 0 ? white : accentDark)
  }
}

function drawPopup(painter: Painter, control: Control): void {
  const { fields } = control
  const { title, box } = popupParts(control)
  const look = lookOf(control)
  if (title.right > title.left)
    painter.text(fields.contrlTitle, title.left, painter.baseline(title.top, title.bottom, look), look)
  const isOff = isInactive(control)
  const isPressed = fields.contrlHilite !== 0 && !isOff
  painter.region(roundRectRegion(box, 6, 6), isOff ? dim : black)
  painter.region(roundRectRegion(insetRect(box, 1, 1), 4, 4), isPressed ? dark : light)
  if (!isPressed && !isOff) painter.bevel(insetRect(box, 1, 1), white, shade)
  const arrows = rect(box.right - 20, box.top, box.right, box.bottom)
  painter.vertical(arrows.left, box.top + 2, box.bottom - 2, shade)
  const middle = Math.floor((box.top + box.bottom) / 2)
  const color = isOff ? dim : isPressed ? white : black
  painter.glyph(arrows.left + 7, middle - 5, ARROWS.vertical[0], { x: color })
  painter.glyph(arrows.left + 7, middle + 1, ARROWS.vertical[1], { x: color })
  const item = popupMenu(control)?.item(fields.contrlValue)
  if (item === undefined) return
  const text = painter.fitting(item.text, arrows.left - box.left - 10, look)
  painter.text(text, box.left + 8, painter.baseline(box.top, box.bottom, look), { ...look, color })
}
