/** Moving, sizing and zooming windows, the mouse, and update regions (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import { modifierBits } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { type Point, PointType, type Rect, RectType } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import { BooleanType, byReference, HandleType, PtrType, SInt16, SInt32, varParam } from '../types.ts'
import { drawSizeBox, hitWindow } from './definition.ts'
import { calculateVisRgn, paintBehind, paintOne } from './layers.ts'
import { moveWindow, placeWindow, selectWindow, sizeWindow, toggleCollapsed } from './moving.ts'
import { WindowPtrType, withWindow } from './parameters.ts'
import { hits, windowParts } from './records.ts'
import { dragRegion, dragWindow, growWindow, trackBox } from './tracking.ts'
import { beginUpdate, changeUpdateRegion, endUpdate } from './updating.ts'
import { setVisRgns, structure, visibility, windowList } from './window-list.ts'
import { zoomTarget } from './zooming.ts'

/** What is at a place on the screen, in which window. */
function find(mac: Mac, where: Point): [part: number, window: number] {
  if (where.v < mac.lowMemory.get('MBarHeight')) return [windowParts.inMenuBar, 0]
  for (const window of windowList(mac)) {
    if (!window.visible || !structure(mac, window).contains(where)) continue
    if (window.windowKind < 0) return [windowParts.inSysWindow, window.address]
    const hit = hitWindow(mac, window, where)
    if (hit === hits.wInCollapseBox) {
      // The system does it, whatever the program makes of the part (Mac OS 8 Window Manager Reference, "Collapsing Windows").
      if (mac.eventManager.user.isButtonDown && trackBox(mac, window, windowParts.inCollapseBox))
        toggleCollapsed(mac, window)
      return [windowParts.inCollapseBox, window.address]
    }
    // The rest of a frame moves the window where there is a title bar, and does nothing in a dialog box.
    return [hit === hits.wNoHit ? windowParts.inDesk : hit + 2, window.address]
  }
  return [windowParts.inDesk, 0]
}

const { cmdKey } = modifierBits
/** "No change" of GrowWindow, and of DragGrayRgn outside the slop rectangle. */
const NO_CHANGE = 0
const OUTSIDE = 0x8000_8000 | 0
const asLong = ({ h, v }: Point): number => (v << 16) | (h & 0xffff)

const invalidate = (isAdded: boolean) => ({
  rect: procedure({ badRect: byReference(RectType) }, (mac, { badRect }) =>
    changeUpdateRegion(mac, Region.fromRect(badRect), isAdded),
  ),
  region: procedure({ badRgn: HandleType }, (mac, { badRgn }) =>
    changeUpdateRegion(mac, mac.quickDraw.region(badRgn), isAdded),
  ),
})
const added = invalidate(true)
const taken = invalidate(false)

const grayDrag = {
  theRgn: HandleType,
  startPt: PointType,
  limitRect: byReference(RectType),
  slopRect: byReference(RectType),
  axis: SInt16,
  actionProc: PtrType,
}
interface GrayDrag {
  readonly theRgn: number
  readonly startPt: Point
  readonly limitRect: Rect
  readonly slopRect: Rect
  readonly axis: number
  readonly actionProc: number
}
function dragGray(mac: Mac, { theRgn, startPt: start, limitRect: limit, slopRect: slop, axis, actionProc }: GrayDrag) {
  const region = mac.quickDraw.region(theRgn)
  const onMove = () => void (actionProc !== 0 && mac.callGuest(actionProc))
  const moved = dragRegion(mac, { region, start, limit, slop, axis, port: mac.quickDraw.thePort, onMove })
  return moved === undefined ? OUTSIDE : asLong(moved)
}

export const placeServices: Record<string, Service> = {
  MoveWindow: procedure(
    { theWindow: WindowPtrType, hGlobal: SInt16, vGlobal: SInt16, front: BooleanType },
    (mac, { theWindow, hGlobal, vGlobal, front }) =>
      withWindow(mac, theWindow, (window) => {
        moveWindow(mac, window, hGlobal, vGlobal)
        if (front) selectWindow(mac, window)
      }),
  ),
  SizeWindow: procedure(
    { theWindow: WindowPtrType, w: SInt16, h: SInt16, fUpdate: BooleanType },
    (mac, { theWindow, w, h, fUpdate }) =>
      withWindow(mac, theWindow, (window) => {
        const before = mac.quickDraw.region(window.updateRgn)
        sizeWindow(mac, window, w, h)
        if (!fUpdate) mac.quickDraw.setRegion(window.updateRgn, before)
      }),
  ),
  ZoomWindow: procedure(
    { theWindow: WindowPtrType, partCode: SInt16, front: BooleanType },
    (mac, { theWindow, partCode, front }) =>
      withWindow(mac, theWindow, (window) => {
        const target = zoomTarget(mac, window, partCode === windowParts.inZoomIn)
        if (target !== undefined) placeWindow(mac, window, target)
        if (front) selectWindow(mac, window)
      }),
  ),
  DragWindow: procedure(
    { theWindow: WindowPtrType, startPt: PointType, boundsRect: byReference(RectType) },
    (mac, { theWindow, startPt, boundsRect }) =>
      withWindow(mac, theWindow, (window) => {
        const isCommand = (mac.eventManager.user.modifiers & cmdKey) !== 0
        const target = dragWindow(mac, window, startPt, boundsRect)
        if (target === undefined) return
        moveWindow(mac, window, target.h, target.v)
        if (!isCommand) selectWindow(mac, window)
      }),
  ),
  GrowWindow: toolbox(
    { theWindow: WindowPtrType, startPt: PointType, bBox: byReference(RectType) },
    SInt32,
    (mac, { theWindow, startPt, bBox }) =>
      withWindow(
        mac,
        theWindow,
        (window) => {
          const size = growWindow(mac, window, startPt, bBox)
          return size === undefined ? NO_CHANGE : asLong(size)
        },
        NO_CHANGE,
      ),
  ),
  DragGrayRgn: toolbox(grayDrag, SInt32, dragGray),
  DragTheRgn: toolbox(grayDrag, SInt32, dragGray, { partial: 'the outline is in gray instead of DragPattern' }),
  TrackGoAway: toolbox({ theWindow: WindowPtrType, thePt: PointType }, BooleanType, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => trackBox(mac, window, windowParts.inGoAway), false),
  ),
  TrackBox: toolbox(
    { theWindow: WindowPtrType, thePt: PointType, partCode: SInt16 },
    BooleanType,
    (mac, { theWindow, partCode }) => withWindow(mac, theWindow, (window) => trackBox(mac, window, partCode), false),
  ),
  FindWindow: toolbox(
    { thePoint: PointType, theWindow: varParam(WindowPtrType) },
    SInt16,
    (mac, { thePoint, theWindow }) => {
      const [part, window] = find(mac, thePoint)
      theWindow.value = window
      return part
    },
  ),
  PinRect: toolbox({ theRect: byReference(RectType), thePt: PointType }, SInt32, (_mac, { theRect, thePt }) => {
    const { left, top, right, bottom } = theRect
    const h = Math.max(left, Math.min(thePt.h, right - 1))
    return asLong({ h, v: Math.max(top, Math.min(thePt.v, bottom - 1)) })
  }),
  DrawGrowIcon: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => drawSizeBox(mac, window)),
  ),
  BeginUpdate: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => beginUpdate(mac, window)),
  ),
  EndUpdate: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => endUpdate(mac, window)),
  ),
  InvalRect: added.rect,
  InvalRgn: added.region,
  ValidRect: taken.rect,
  ValidRgn: taken.region,
  CheckUpdate: toolbox({ theEvent: PtrType }, BooleanType, (mac, { theEvent }) => {
    const window = mac.eventManager.windows?.pendingUpdate()
    if (window === undefined) return false
    mac.memory.setU16(theEvent, 6)
    mac.memory.setU32(theEvent + 2, window)
    return true
  }),
  PaintOne: procedure({ window: WindowPtrType, clobberedRgn: HandleType }, (mac, { window: address, clobberedRgn }) => {
    const region = mac.quickDraw.region(clobberedRgn)
    if (address === 0) paintOne(mac, undefined, region)
    else withWindow(mac, address, (window) => paintOne(mac, window, region))
  }),
  PaintBehind: procedure({ startWindow: WindowPtrType, clobberedRgn: HandleType }, (mac, args) =>
    withWindow(mac, args.startWindow, (window) => paintBehind(mac, window, mac.quickDraw.region(args.clobberedRgn))),
  ),
  CalcVis: procedure({ window: WindowPtrType }, (mac, { window: address }) =>
    withWindow(mac, address, (window) => calculateVisRgn(mac, window)),
  ),
  CalcVisBehind: procedure({ startWindow: WindowPtrType, clobberedRgn: HandleType }, (mac) =>
    setVisRgns(mac, visibility(mac)),
  ),
  ClipAbove: procedure({ window: WindowPtrType }, (mac, { window: address }) =>
    withWindow(mac, address, ({ address: found }) => {
      const seen = visibility(mac).structures.get(found) ?? Region.empty
      mac.quickDraw.setRegion(mac.quickDraw.port(mac.lowMemory.get('WMgrPort')).fields.clipRgn, seen)
    }),
  ),
}
