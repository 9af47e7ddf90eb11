/** Icons.h (More Macintosh Toolbox, chapter 5). */

import { errorCode, fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { LOCKED, RESOURCE } from '../memory-manager/zone.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import {
  BooleanType,
  byReference,
  fourCharCode,
  fourCharText,
  type Handle,
  HandleType,
  OSErrType,
  OSType,
  PtrType,
  SInt16,
  UInt32,
  varParam,
} from '../types.ts'
import { disposeColorIcon, getColorIcon, plotColorIcon } from './color-icons.ts'
import { drawBits } from './copying.ts'
import { PointType, type Rect, RectType, rect } from './geometry.ts'
import { withScratch } from './graf-procs.ts'
import { label, member, newSuite, selected, setLabel, setMember, suiteFamily, suiteOf } from './icon-suites.ts'
import { aligned, chooseIcon, type IconFamily, LARGE, plotPixels, resourceFamily, SMALL } from './icons.ts'
import { BitMap } from './records.ts'
import { Region } from './region.ts'
import { findResource } from './resources.ts'
import { Surface } from './surface.ts'
import { srcCopy } from './transfer-modes.ts'

const constRect = byReference(RectType)
const placed = { theRect: constRect, align: SInt16, transform: SInt16 }
const TRANSFORMS = {
  partial: 'labels and open icons look like others; selected ones are darkened, disabled ones lightened',
}

/** Locks a handle's block while it is drawn from. */
function withLocked<T>({ memoryManager: mm }: Mac, handles: readonly Handle[], action: () => T): T {
  const flags = handles.map((handle) => mm.handleFlags(handle))
  for (const handle of handles) mm.setHandleFlags(handle, LOCKED, 0)
  try {
    return action()
  } finally {
    handles.forEach((handle, index) => {
      mm.setHandleFlags(handle, flags[index]! & LOCKED, LOCKED)
    })
  }
}

function plotFamily(mac: Mac, family: IconFamily, r: Rect, align: number, transform: number): void {
  const icon = chooseIcon(mac, family, r) ?? fail('noMaskFoundErr')
  const { size, depth, pixels, mask } = icon
  const { width, height } = size
  withLocked(mac, [pixels, mask], () =>
    plotPixels(
      mac,
      {
        width,
        height,
        depth,
        pixels: mac.memory.getU32(pixels),
        mask: mac.memory.getU32(mask) + (width * height) / 8,
      },
      aligned(r, size, align),
      transform,
    ),
  )
}

/** An icon of one bit a pixel without a mask. */
function plotBits(mac: Mac, handle: Handle, width: number, height: number, dstRect: Rect): void {
  const { memory } = mac
  withLocked(mac, [handle], () =>
    withScratch(mac, BitMap.size, (scratch) => {
      const bounds = rect(0, 0, width, height)
      Object.assign(BitMap.at(memory, scratch), { baseAddr: memory.getU32(handle), rowBytes: width / 8, bounds })
      drawBits(mac, { srcBits: scratch, srcRect: bounds, dstRect, mode: srcCopy, maskRgn: 0 })
    }),
  )
}

/** What an icon's mask covers, in the coordinates of its rectangle. */
function maskRegion(mac: Mac, family: IconFamily, r: Rect, align: number): Region {
  const icon = chooseIcon(mac, family, r) ?? fail('noMaskFoundErr')
  const { width, height } = icon.size
  const target = aligned(r, icon.size, align)
  const base = mac.memory.getU32(icon.mask) + (width * height) / 8
  const mask = new Surface(mac.memory, base, width / 8, rect(0, 0, width, height), 1)
  const column = (h: number): number => Math.floor(((h - target.left) * width) / (target.right - target.left))
  const row = (v: number): number => Math.floor(((v - target.top) * height) / (target.bottom - target.top))
  return Region.fromRows(target, (v) => {
    const spans: number[] = []
    for (let h = target.left; h <= target.right; h++) {
      const isSet = h < target.right && mask.get(column(h), row(v)) !== 0
      if (isSet !== (spans.length % 2 === 1)) spans.push(h)
    }
    return spans
  })
}

const isIn = (mac: Mac, family: IconFamily, r: Rect, align: number, test: (region: Region) => boolean): boolean =>
  chooseIcon(mac, family, r) !== undefined && test(maskRegion(mac, family, r, align))

export const iconServices: ServiceGroup = {
  manager: 'Icon Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 5',
  services: {
    GetIcon: toolbox({ iconID: SInt16 }, HandleType, (mac, { iconID }) => findResource(mac, 'ICON', iconID)),
    PlotIcon: procedure({ theRect: constRect, theIcon: HandleType }, (mac, { theRect, theIcon }) => {
      if (theIcon !== 0) plotBits(mac, theIcon, LARGE.width, LARGE.height, theRect)
    }),
    GetCIcon: toolbox({ iconID: SInt16 }, HandleType, (mac, { iconID }) => getColorIcon(mac, iconID)),
    PlotCIcon: procedure({ theRect: constRect, theIcon: HandleType }, (mac, { theRect, theIcon }) => {
      if (theIcon !== 0) plotColorIcon(mac, theIcon, theRect)
    }),
    DisposeCIcon: procedure({ theIcon: HandleType }, disposeIcon),
    PlotIconID: toolbox(
      { ...placed, theResID: SInt16 },
      OSErrType,
      (mac, { theRect, align, transform, theResID }) =>
        plotFamily(mac, resourceFamily(mac, theResID), theRect, align, transform),
      TRANSFORMS,
    ),
    PlotIconSuite: toolbox(
      { ...placed, theIconSuite: HandleType },
      OSErrType,
      (mac, { theRect, align, transform, theIconSuite }) =>
        plotFamily(mac, suiteFamily(mac, theIconSuite), theRect, align, transform),
      TRANSFORMS,
    ),
    PlotCIconHandle: toolbox(
      { ...placed, theCIcon: HandleType },
      OSErrType,
      (mac, { theRect, align, transform, theCIcon }) => {
        plotColorIcon(mac, theCIcon, aligned(theRect, LARGE, align), transform)
      },
      TRANSFORMS,
    ),
    PlotIconHandle: toolbox(
      { ...placed, theIcon: HandleType },
      OSErrType,
      (mac, { theRect, align, theIcon }) =>
        plotBits(mac, theIcon, LARGE.width, LARGE.height, aligned(theRect, LARGE, align)),
      { partial: 'the transform is not applied' },
    ),
    PlotSICNHandle: toolbox(
      { ...placed, theSICN: HandleType },
      OSErrType,
      (mac, { theRect, align, theSICN }) =>
        plotBits(mac, theSICN, SMALL.width, SMALL.height, aligned(theRect, SMALL, align)),
      { partial: 'the transform is not applied, and a second icon is not taken for a mask' },
    ),
    GetIconSuite: toolbox(
      { theIconSuite: varParam(HandleType), theResID: SInt16, selector: UInt32 },
      OSErrType,
      (mac, { theIconSuite, theResID, selector }) => {
        theIconSuite.value = suiteOf(mac, theResID, selector)
        if (selected(mac, theIconSuite.value, selector).next().done === true) return fail('resNotFound')
      },
    ),
    NewIconSuite: toolbox({ theIconSuite: varParam(HandleType) }, OSErrType, (mac, { theIconSuite }) => {
      theIconSuite.value = newSuite(mac)
    }),
    AddIconToSuite: toolbox(
      { theIconData: HandleType, theSuite: HandleType, theType: OSType },
      OSErrType,
      (mac, { theIconData, theSuite, theType }) => {
        if (!setMember(mac, theSuite, fourCharText(theType), theIconData)) fail('paramErr')
      },
    ),
    GetIconFromSuite: toolbox(
      { theIconData: varParam(HandleType), theSuite: HandleType, theType: OSType },
      OSErrType,
      (mac, { theIconData, theSuite, theType }) => {
        theIconData.value = member(mac, theSuite, fourCharText(theType))
        if (theIconData.value === 0) fail('paramErr')
      },
    ),
    ForEachIconDo: toolbox(
      { theSuite: HandleType, selector: UInt32, action: PtrType, yourDataPtr: PtrType },
      OSErrType,
      (mac, { theSuite, selector, action, yourDataPtr }) => {
        for (const { type, handle } of [...selected(mac, theSuite, selector)]) {
          const code = withScratch(mac, 4, (scratch) => {
            mac.memory.setU32(scratch, handle)
            return (mac.callGuest(action, fourCharCode(type), scratch, yourDataPtr) << 16) >> 16
          })
          if (code !== errorCode.noErr) return code as never
        }
      },
    ),
    DisposeIconSuite: toolbox(
      { theIconSuite: HandleType, disposeData: BooleanType },
      OSErrType,
      (mac, { theIconSuite, disposeData }) => {
        const { memoryManager: mm } = mac
        const isOwn = (handle: Handle): boolean => (mm.handleFlags(handle) & RESOURCE) === 0
        for (const { handle } of disposeData ? [...selected(mac, theIconSuite, -1)] : []) {
          // Resources stay with their file.
          if (isOwn(handle)) mm.disposeHandle(handle)
        }
        mm.disposeHandle(theIconSuite)
      },
    ),
    SetSuiteLabel: toolbox({ theSuite: HandleType, theLabel: SInt16 }, OSErrType, (mac, { theSuite, theLabel }) =>
      setLabel(mac, theSuite, theLabel),
    ),
    GetSuiteLabel: toolbox({ theSuite: HandleType }, SInt16, (mac, { theSuite }) => label(mac, theSuite)),
    IconIDToRgn: toolbox(
      { theRgn: HandleType, iconRect: constRect, align: SInt16, iconID: SInt16 },
      OSErrType,
      (mac, { theRgn, iconRect, align, iconID }) =>
        mac.quickDraw.setRegion(theRgn, maskRegion(mac, resourceFamily(mac, iconID), iconRect, align)),
    ),
    IconSuiteToRgn: toolbox(
      { theRgn: HandleType, iconRect: constRect, align: SInt16, theIconSuite: HandleType },
      OSErrType,
      (mac, { theRgn, iconRect, align, theIconSuite }) =>
        mac.quickDraw.setRegion(theRgn, maskRegion(mac, suiteFamily(mac, theIconSuite), iconRect, align)),
    ),
    PtInIconID: toolbox(
      { testPt: PointType, iconRect: constRect, align: SInt16, iconID: SInt16 },
      BooleanType,
      (mac, { testPt, iconRect, align, iconID }) =>
        isIn(mac, resourceFamily(mac, iconID), iconRect, align, (region) => region.contains(testPt)),
    ),
    PtInIconSuite: toolbox(
      { testPt: PointType, iconRect: constRect, align: SInt16, theIconSuite: HandleType },
      BooleanType,
      (mac, { testPt, iconRect, align, theIconSuite }) =>
        isIn(mac, suiteFamily(mac, theIconSuite), iconRect, align, (region) => region.contains(testPt)),
    ),
    RectInIconID: toolbox(
      { testRect: constRect, iconRect: constRect, align: SInt16, iconID: SInt16 },
      BooleanType,
      (mac, { testRect, iconRect, align, iconID }) =>
        isIn(
          mac,
          resourceFamily(mac, iconID),
          iconRect,
          align,
          (region) => !region.intersect(Region.fromRect(testRect)).isEmpty,
        ),
    ),
  },
}

function disposeIcon(mac: Mac, { theIcon }: { theIcon: Handle }): void {
  if (theIcon !== 0) disposeColorIcon(mac, theIcon)
}
