/** Cursors (Imaging With QuickDraw, chapter 8): kept in low memory, where a picture of the screen can find them. */

import type { Mac } from '../mac.ts'
import { procedure, toolbox } from '../service.ts'
import { asHandle, byReference, type Handle, HandleType, PtrType, SInt16 } from '../types.ts'
import { ARROW, CURSOR_BYTES, systemCursors } from './cursors.ts'
import { PointType, RectType } from './geometry.ts'
import { findResource } from './resources.ts'

/** `TheCrsr`: the cursor shown (Inside Macintosh III, appendix D). */
const THE_CURSOR = 0x844

function setCursor({ memory, lowMemory }: Mac, bytes: Uint8Array): void {
  memory.write(THE_CURSOR, bytes)
  lowMemory.set('CrsrObscure', 0)
}

/** 0 when the cursor is visible, lower for each time that it was hidden. */
function changeLevel({ lowMemory }: Mac, change: 1 | -1): void {
  const level = Math.min(0, lowMemory.get('CrsrState') + change)
  lowMemory.set('CrsrState', level)
  lowMemory.set('CrsrVis', level === 0 ? 0xff : 0)
}

/** A cursor of the program's or of the system's. */
function getCursor(mac: Mac, id: number): Handle {
  const found = findResource(mac, 'CURS', id)
  const bytes = systemCursors[id]
  if (found !== 0 || bytes === undefined) return found
  return mac.quickDraw.systemBlock(`CURS ${id}`, bytes)
}

const NO_COLOR = 'the screen shows its one-bit form'

export const cursorServices = {
  InitCursor: procedure({}, (mac) => {
    setCursor(mac, ARROW)
    mac.lowMemory.set('CrsrState', 0)
    mac.lowMemory.set('CrsrVis', 0xff)
  }),
  SetCursor: procedure({ crsr: PtrType }, (mac, { crsr }) => setCursor(mac, mac.memory.read(crsr, CURSOR_BYTES))),
  HideCursor: procedure({}, (mac) => changeLevel(mac, -1)),
  ShowCursor: procedure({}, (mac) => changeLevel(mac, 1)),
  ObscureCursor: procedure({}, ({ lowMemory }) => lowMemory.set('CrsrObscure', 0xff)),
  ShieldCursor: procedure({ shieldRect: byReference(RectType), offsetPt: PointType }, (mac) => changeLevel(mac, -1), {
    partial: 'hides the cursor wherever it is',
  }),
  GetCursor: toolbox({ cursorID: SInt16 }, HandleType, (mac, { cursorID }) => getCursor(mac, cursorID)),
  GetCCursor: toolbox({ crsrID: SInt16 }, HandleType, (mac, { crsrID }) => colorCursor(mac, crsrID)),
  SetCCursor: procedure(
    { cCrsr: HandleType },
    (mac, { cCrsr }) => {
      const { memory } = mac
      const record = memory.getU32(cCrsr)
      setCursor(mac, memory.read(record + ONE_BIT_FORM, CURSOR_BYTES))
    },
    { partial: NO_COLOR },
  ),
  AllocCursor: procedure({}, () => {}),
  DisposeCCursor: procedure({ cCrsr: HandleType }, (mac, { cCrsr }) => {
    if (cCrsr !== 0) mac.memoryManager.disposeHandle(cCrsr)
  }),
}

/** Where a CCrsr has `crsr1Data`, `crsrMask` and `crsrHotSpot`. */
const ONE_BIT_FORM = 20

/** A copy of a `crsr` resource. */
function colorCursor(mac: Mac, id: number): Handle {
  const { memory, memoryManager: mm } = mac
  const found = findResource(mac, 'crsr', id)
  if (found === 0) return asHandle(0)
  const size = mm.handleSize(found)
  const copy = mm.newHandle(mm.currentZone, size)
  memory.move(memory.getU32(found), memory.getU32(copy), size)
  return copy
}
