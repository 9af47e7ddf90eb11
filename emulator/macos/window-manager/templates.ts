/** Window templates: 'WIND' resources (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import type { Mac } from '../mac.ts'
import { offsetRect, type Rect, RectType } from '../quickdraw/geometry.ts'
import { contentRect } from './definition.ts'
import { borderOf, systemFrame } from './frames.ts'
import { frontWindow } from './window-list.ts'

export interface WindowTemplate {
  readonly bounds: Rect
  readonly procID: number
  readonly visible: boolean
  readonly goAway: boolean
  readonly refCon: number
  readonly title: string
}

const TITLE = 18

/** A resource's data; undefined where there is no such resource. */
export function resourceAddress(mac: Mac, type: string, id: number): number | undefined {
  const { resourceManager: rm } = mac
  for (const file of rm.searched(false)) {
    const found = file.resources.find(({ resource }) => resource.type === type && resource.id === id)
    if (found === undefined) continue
    const handle = rm.handleOf(found)
    rm.load(found)
    return mac.memory.getU32(handle)
  }
  return undefined
}

export function windowTemplate(mac: Mac, id: number): WindowTemplate | undefined {
  const { memory } = mac
  const at = resourceAddress(mac, 'WIND', id)
  if (at === undefined) return undefined
  const title = memory.readPString(at + TITLE)
  const procID = memory.getI16(at + 8)
  const end = TITLE + 1 + memory.getU8(at + TITLE)
  const positionAt = at + end + (end & 1)
  const size = mac.memoryManager.handleSize(mac.memoryManager.recoverHandle(at as never))
  const position = end + (end & 1) + 2 <= size ? memory.getU16(positionAt) : 0
  return {
    bounds: positioned(mac, RectType.load(memory, at), procID, position),
    procID,
    visible: memory.getU16(at + 10) !== 0,
    goAway: memory.getU16(at + 12) !== 0,
    refCon: memory.getI32(at + 14),
    title,
  }
}

/** Where on what: the upper bits of a positioning code. */
const CENTER = 0x28
const ALERT = 0x30
const STAGGER = 0x38
/** The two highest bits choose a screen. */
const WITHOUT_SCREEN = 0x3f
const STAGGER_STEP = 16

/** Where a window with a positioning code comes; the parts of the screen and of a parent window are those of the one screen. */
export function positioned(mac: Mac, bounds: Rect, procID: number, position: number): Rect {
  const how = (position >> 8) & WITHOUT_SCREEN
  if (how !== CENTER && how !== ALERT && how !== STAGGER) return bounds
  const { right, bottom } = mac.quickDraw.screen.bounds
  const bar = mac.lowMemory.get('MBarHeight')
  const frame = systemFrame(procID) ?? systemFrame(0)!
  const { top, side } = borderOf(frame)
  const width = bounds.right - bounds.left
  const height = bounds.bottom - bounds.top
  const to = (h: number, v: number): Rect => offsetRect(bounds, Math.round(h) - bounds.left, Math.round(v) - bounds.top)
  if (how === STAGGER) {
    const front = frontWindow(mac)
    if (front === undefined) return to(side + 1, bar + top + 1)
    const other = contentRect(mac, front)
    return to(other.left + STAGGER_STEP, other.top + STAGGER_STEP)
  }
  // An alert has a fifth of what is free above it, another window half.
  return to((right - width) / 2, bar + (bottom - bar - height) / (how === ALERT ? 5 : 2))
}
