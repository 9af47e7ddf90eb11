/** Making windows and closing them (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4, "Creating windows"). */

import { encodeMacRoman } from '../../formats/mac-roman.ts'
import { keepingPort, systemColorPort } from '../appearance/painter.ts'
import type { Mac } from '../mac.ts'
import { offsetRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { roundRectRegion } from '../quickdraw/ovals.ts'
import { setBounds } from '../quickdraw/port-services.ts'
import { GrafPort } from '../quickdraw/records.ts'
import { Region } from '../quickdraw/region.ts'
import { asHandle, asPtr, nil } from '../types.ts'
import { forgetActivation, withActivation } from './activation.ts'
import { announce, calculateRegions, setDefinition } from './definition.ts'
import { blackenScreen, redrawScreen } from './depth-change.ts'
import { drawDesktop, rearrange } from './layers.ts'
import { type Window, WindowRecord, windowKinds } from './records.ts'
import { insert, portOf, remove, visibility, windowAt } from './window-list.ts'
import { prepareZooming } from './zooming.ts'

/** The screen's corners are round. */
const CORNER = 16
/** Every other pixel of every other row: what the desktop's colour is dotted with. */
const DESK_PATTERN = Uint8Array.of(0x88, 0x00, 0x22, 0x00, 0x88, 0x00, 0x22, 0x00)

export function initWindows(mac: Mac): void {
  const { lowMemory, memoryManager: mm, quickDraw: qd, windowManager } = mac
  if (windowManager.isInitialized) return
  keepingPort(mac, () => {
    lowMemory.set('WMgrCPort', asPtr(systemColorPort(mac)))
    const zone = mm.currentZone
    mm.currentZone = mm.systemZone
    const port = mm.newPtr(mm.systemZone, GrafPort.size, true)
    qd.openPort(port)
    lowMemory.set('WMgrPort', port)
    const { right } = qd.screen.bounds
    const desk = roundRectRegion(qd.screen.bounds, CORNER, CORNER)
    const bar = Region.fromRect(rect(0, 0, right, lowMemory.get('MBarHeight')))
    lowMemory.set('GrayRgn', asPtr(qd.newRegion(desk.subtract(bar))))
    mm.currentZone = zone
    lowMemory.set('DeskPattern', DESK_PATTERN)
    lowMemory.set('SaveUpdate', -1)
    lowMemory.set('PaintWhite', -1)
    windowManager.isInitialized = true
    qd.onDepthChange = () => redrawScreen(mac)
    blackenScreen(mac)
    drawDesktop(mac, visibility(mac).desktop)
  })
}

export interface NewWindow {
  readonly storage: number
  readonly bounds: Rect
  readonly title: string
  readonly visible: boolean
  readonly procID: number
  readonly behind: number
  readonly goAway: boolean
  readonly refCon: number
  readonly isColor: boolean
}

export function makeWindow(mac: Mac, options: NewWindow): Window {
  const { memory, memoryManager: mm, quickDraw: qd } = mac
  initWindows(mac)
  const address = options.storage !== 0 ? options.storage : mm.newPtr(mm.currentZone, WindowRecord.size, true)
  memory.fill(address, WindowRecord.size, 0)
  keepingPort(mac, () => (options.isColor ? qd.openColorPort(address) : qd.openPort(address)))
  const window = windowAt(mac, address)
  const port = portOf(mac, window)
  const { left, top, right, bottom } = options.bounds
  setBounds(mac, port, offsetRect(qd.screen.bounds, -left, -top))
  window.portRect = rect(0, 0, right - left, bottom - top)
  qd.setRegion(window.visRgn, Region.empty)
  window.windowKind = windowKinds.userKind
  window.goAwayFlag = options.goAway
  window.refCon = options.refCon
  window.strucRgn = qd.newRegion()
  window.contRgn = qd.newRegion()
  window.updateRgn = qd.newRegion()
  window.titleHandle = mm.newHandle(mm.currentZone, 1, true)
  setTitle(mac, window, options.title)
  setDefinition(mac, window, options.procID)
  prepareZooming(mac, window)
  announce(mac, window, 'wNew')
  calculateRegions(mac, window)
  insert(mac, window, options.behind)
  if (options.visible) show(mac, window)
  return window
}

export function setTitle(mac: Mac, window: Window, title: string): void {
  const { memory, memoryManager: mm, lowMemory } = mac
  const bytes = encodeMacRoman(title).subarray(0, 255)
  mm.setHandleSize(window.titleHandle, bytes.length + 1)
  const at = memory.getU32(window.titleHandle)
  memory.setU8(at, bytes.length)
  memory.write(at + 1, bytes)
  const system = mac.quickDraw.port(lowMemory.get('WMgrPort'))
  window.titleWidth = mac.text.textWidth(system, bytes)
}

export function show(mac: Mac, window: Window): void {
  if (window.visible) return
  withActivation(mac, () =>
    rearrange(mac, () => {
      window.visible = true
    }),
  )
}

export function hide(mac: Mac, window: Window): void {
  if (!window.visible) return
  withActivation(mac, () =>
    rearrange(mac, () => {
      window.visible = false
    }),
  )
}

/** CloseWindow: everything but the record itself goes. */
export function closeWindow(mac: Mac, window: Window): void {
  const { memoryManager: mm, quickDraw: qd } = mac
  hide(mac, window)
  forgetActivation(mac, window)
  announce(mac, window, 'wDispose')
  remove(mac, window)
  mac.windowManager.collapsed.delete(window.address)
  for (const field of ['strucRgn', 'contRgn', 'updateRgn', 'titleHandle', 'dataHandle'] as const) {
    if (window[field] !== 0) mm.disposeHandle(window[field])
    window[field] = asHandle(nil)
  }
  qd.openRegions.delete(window.address)
  // A port must be current before anything is drawn again; the screen's is always there.
  if (qd.thePort === window.address) qd.thePort = mac.lowMemory.get('WMgrPort')
  keepingPort(mac, () => qd.closePort(window.address))
}
