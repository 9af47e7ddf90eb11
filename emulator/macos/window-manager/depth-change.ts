/** What is drawn again when the screen has another depth (Imaging With QuickDraw, chapter 5, "SetDepth"). */

import { keepingPort } from '../appearance/painter.ts'
import type { Mac } from '../mac.ts'
import { drawMenuBar } from '../menu-manager/drawing.ts'
import { PATTERNS } from '../quickdraw/quickdraw.ts'
import { Region } from '../quickdraw/region.ts'
import { patCopy } from '../quickdraw/transfer-modes.ts'
import { paintOne } from './layers.ts'
import { windowList } from './window-list.ts'

/** What the round corners leave of the screen is black. */
export function blackenScreen({ lowMemory, quickDraw: qd }: Mac): void {
  qd.paintRect(qd.port(lowMemory.get('WMgrPort')), qd.screen.bounds, PATTERNS.black, patCopy)
}

export function redrawScreen(mac: Mac): void {
  const { quickDraw: qd, windowManager } = mac
  if (!windowManager.isInitialized) return
  keepingPort(mac, () => {
    const everything = Region.fromRect(qd.screen.bounds)
    const windows = windowList(mac)
    for (const port of [mac.lowMemory.get('WMgrCPort'), ...windows.map(({ address }) => address)]) qd.adoptScreen(port)
    blackenScreen(mac)
    paintOne(mac, undefined, everything)
    for (const window of windows) paintOne(mac, window, everything)
    drawMenuBar(mac)
  })
}
