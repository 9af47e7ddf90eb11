/**
 * The system's kinds of windows (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4, "Types of windows"): the shape of their frames, and what
 * of a frame a point is in.
 */

import { offsetRect, type Point, ptInRect, type Rect, rect } from '../quickdraw/geometry.ts'
import { Region } from '../quickdraw/region.ts'
import { hits } from './records.ts'

export interface Frame {
  readonly kind: 'document' | 'movable-dialog' | 'dialog' | 'plain' | 'shadow' | 'utility'
  readonly canGrow: boolean
  readonly canZoom: boolean
}

const frame = (kind: Frame['kind'], canGrow = false, canZoom = false): Frame => ({ kind, canGrow, canZoom })

/** By the definition ID that a program passes: a resource's number times 16, and the variation. */
const frames: Readonly<Record<number, Frame>> = {
  0: frame('document', true),
  1: frame('dialog'),
  2: frame('plain'),
  3: frame('shadow'),
  4: frame('document'),
  5: frame('movable-dialog'),
  8: frame('document', true, true),
  12: frame('document', false, true),
  // rDocProc and its curvatures
  ...Object.fromEntries(Array.from({ length: 8 }, (_, variation) => [16 + variation, frame('document')])),
  // kWindowDocumentProc to kWindowFullZoomGrowDocumentProc
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [1024 + i, frame('document', (i & 1) !== 0, i >= 2)])),
  // kWindowPlainDialogProc to kWindowMovableModalGrowProc
  1040: frame('plain'),
  1041: frame('shadow'),
  1042: frame('dialog'),
  1043: frame('movable-dialog'),
  1044: frame('dialog'),
  1045: frame('movable-dialog'),
  1046: frame('movable-dialog', true),
  // kWindowFloatProc to kWindowFloatFullZoomGrowProc, and those with the bar at the side
  ...Object.fromEntries(
    Array.from({ length: 16 }, (_, i) => [1057 + 2 * i, frame('utility', (i & 1) !== 0, (i & 7) >= 2)]),
  ),
  1985: frame('utility'),
  1987: frame('utility', true),
  1989: frame('utility', false, true),
  1991: frame('utility', true, true),
}

export const systemFrame = (procID: number): Frame | undefined => frames[procID]

/** What the frame adds around the content. */
interface Border {
  readonly top: number
  readonly side: number
  readonly bottom: number
}
const borders: Readonly<Record<Frame['kind'], Border>> = {
  document: { top: 22, side: 6, bottom: 6 },
  'movable-dialog': { top: 22, side: 6, bottom: 6 },
  dialog: { top: 6, side: 6, bottom: 6 },
  plain: { top: 1, side: 1, bottom: 1 },
  shadow: { top: 1, side: 1, bottom: 1 },
  utility: { top: 16, side: 3, bottom: 3 },
}
const SHADOW = 2

export const borderOf = ({ kind }: Frame): Border => borders[kind]

/** The frame's outer edge, without its shadow. */
export function outerRect(kind: Frame, content: Rect): Rect {
  const { top, side, bottom } = borderOf(kind)
  return rect(content.left - side, content.top - top, content.right + side, content.bottom + bottom)
}

export function structureRegion(kind: Frame, content: Rect): Region {
  const outer = outerRect(kind, content)
  const region = Region.fromRect(outer)
  if (kind.kind !== 'shadow') return region
  const { left, top, right, bottom } = offsetRect(outer, SHADOW, SHADOW)
  return region
    .union(Region.fromRect(rect(left, bottom - SHADOW, right, bottom)))
    .union(Region.fromRect(rect(right - SHADOW, top, right, bottom)))
}

export type Box = 'goAway' | 'zoom' | 'collapse'
const BOX_SIZE = 13
const BOX_INSET = 4

/** Where a box of the title bar is. */
export function boxRect(kind: Frame, content: Rect, box: Box): Rect {
  const { left, top, right } = outerRect(kind, content)
  const size = kind.kind === 'utility' ? 9 : BOX_SIZE
  const v = top + BOX_INSET
  const h =
    box === 'goAway'
      ? left + BOX_INSET
      : right - BOX_INSET - size - (box === 'zoom' && kind.kind !== 'utility' ? size + 3 : 0)
  return rect(h, v, h + size, v + size)
}

export const hasTitleBar = ({ kind }: Frame): boolean =>
  kind === 'document' || kind === 'movable-dialog' || kind === 'utility'
export const hasCollapse = ({ kind }: Frame): boolean => kind === 'document'
const GROW_BOX = 16
export const growRect = ({ right, bottom }: Rect): Rect =>
  rect(right - GROW_BOX + 1, bottom - GROW_BOX + 1, right, bottom)

export interface FrameState {
  readonly isActive: boolean
  readonly hasGoAway: boolean
  readonly isZoomed: boolean
}

/** What of the window a point is in: a definition function's answer to wHit. */
export function hitFrame(kind: Frame, content: Rect, state: FrameState, where: Point): number {
  if (ptInRect(where, content)) {
    return kind.canGrow && state.isActive && ptInRect(where, growRect(content)) ? hits.wInGrow : hits.wInContent
  }
  if (!structureRegion(kind, content).contains(where)) return hits.wNoHit
  if (!hasTitleBar(kind)) return hits.wNoHit
  const isIn = (box: Box) => state.isActive && ptInRect(where, boxRect(kind, content, box))
  if (state.hasGoAway && isIn('goAway')) return hits.wInGoAway
  if (hasCollapse(kind) && isIn('collapse')) return hits.wInCollapseBox
  if (kind.canZoom && isIn('zoom')) return state.isZoomed ? hits.wInZoomIn : hits.wInZoomOut
  return hits.wInDrag
}
