/** Creating, naming, showing and disposing of windows (Inside Macintosh: Macintosh Toolbox Essentials, chapter 4). */

import { killControls } from '../control-manager/control-list.ts'
import { errorCode, MacError } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { RectType } from '../quickdraw/geometry.ts'
import { procedure, type Service, toolbox } from '../service.ts'
import {
  asPtr,
  BooleanType,
  byReference,
  HandleType,
  PtrType,
  pascalField,
  SInt16,
  SInt32,
  Str255,
  varParam,
} from '../types.ts'
import { hiliteAt, redrawFrame } from './activation.ts'
import { titleOf, variationOf } from './definition.ts'
import { rearrange } from './layers.ts'
import { closeWindow, hide, initWindows, makeWindow, type NewWindow, setTitle, show } from './lifetime.ts'
import { bringToFront, selectWindow, sendBehind } from './moving.ts'
import { WindowPtrType, withWindow } from './parameters.ts'
import { windowTemplate } from './templates.ts'
import { frontWindow } from './window-list.ts'

/** A window, or nil when there is no memory for it. */
function madeWindow(mac: Mac, options: NewWindow): number {
  try {
    return makeWindow(mac, options).address
  } catch (error) {
    if (error instanceof MacError && error.code === errorCode.memFullErr) return 0
    throw error
  }
}

const newWindow = (isColor: boolean): Service =>
  toolbox(
    {
      wStorage: PtrType,
      boundsRect: byReference(RectType),
      title: Str255,
      visible: BooleanType,
      procID: SInt16,
      behind: PtrType,
      goAwayFlag: BooleanType,
      refCon: SInt32,
    },
    WindowPtrType,
    (mac, { wStorage: storage, boundsRect: bounds, title, visible, procID, behind, goAwayFlag: goAway, refCon }) =>
      madeWindow(mac, { storage, bounds, title: title ?? '', visible, procID, behind, goAway, refCon, isColor }),
  )

const getNewWindow = (isColor: boolean): Service =>
  toolbox(
    { windowID: SInt16, wStorage: PtrType, behind: PtrType },
    WindowPtrType,
    (mac, { windowID, wStorage: storage, behind }) => {
      const template = windowTemplate(mac, windowID)
      return template === undefined ? 0 : madeWindow(mac, { ...template, storage, behind, isColor })
    },
    { partial: 'takes no colours from a wctb resource' },
  )

export function disposeWindow(mac: Mac, address: number, isRecordKept: boolean): void {
  withWindow(mac, address, (window) => {
    killControls(mac, window)
    closeWindow(mac, window)
    if (!isRecordKept) mac.memoryManager.disposePtr(asPtr(address))
  })
}

const onWindow = (act: (mac: Mac, window: Parameters<typeof show>[1]) => void): Service =>
  procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => act(mac, window)),
  )

export const windowServices: Record<string, Service> = {
  InitWindows: procedure({}, initWindows),
  NewWindow: newWindow(false),
  NewCWindow: newWindow(true),
  GetNewWindow: getNewWindow(false),
  GetNewCWindow: getNewWindow(true),
  CloseWindow: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) => disposeWindow(mac, theWindow, true)),
  DisposeWindow: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) => disposeWindow(mac, theWindow, false)),
  ShowWindow: onWindow(show),
  HideWindow: onWindow(hide),
  ShowHide: procedure({ theWindow: WindowPtrType, showFlag: BooleanType }, (mac, { theWindow, showFlag }) =>
    withWindow(mac, theWindow, (window) =>
      rearrange(mac, () => {
        window.visible = showFlag
      }),
    ),
  ),
  SelectWindow: onWindow(selectWindow),
  BringToFront: onWindow(bringToFront),
  SendBehind: procedure({ theWindow: WindowPtrType, behindWindow: WindowPtrType }, (mac, { theWindow, behindWindow }) =>
    withWindow(mac, theWindow, (window) => sendBehind(mac, window, behindWindow)),
  ),
  FrontWindow: toolbox({}, WindowPtrType, (mac) => frontWindow(mac)?.address ?? 0),
  HiliteWindow: procedure({ theWindow: WindowPtrType, fHilite: BooleanType }, (mac, { theWindow, fHilite }) =>
    hiliteAt(mac, theWindow, fHilite),
  ),
  SetWTitle: procedure({ theWindow: WindowPtrType, title: Str255 }, (mac, { theWindow, title }) =>
    withWindow(mac, theWindow, (window) => {
      setTitle(mac, window, title ?? '')
      redrawFrame(mac, window)
    }),
  ),
  GetWTitle: procedure({ theWindow: WindowPtrType, title: varParam(pascalField(255)) }, (mac, { theWindow, title }) =>
    withWindow(mac, theWindow, (window) => {
      title.value = titleOf(mac, window)
    }),
  ),
  SetWRefCon: procedure({ theWindow: WindowPtrType, data: SInt32 }, (mac, { theWindow, data }) =>
    withWindow(mac, theWindow, (window) => {
      window.refCon = data
    }),
  ),
  GetWRefCon: toolbox({ theWindow: WindowPtrType }, SInt32, (mac, { theWindow }) =>
    withWindow(mac, theWindow, ({ refCon }) => refCon, 0),
  ),
  GetWVariant: toolbox({ theWindow: WindowPtrType }, SInt16, (mac, { theWindow }) =>
    withWindow(mac, theWindow, (window) => variationOf(mac, window), 0),
  ),
  SetWindowPic: procedure(
    { theWindow: WindowPtrType, pic: HandleType },
    (mac, { theWindow, pic }) =>
      withWindow(mac, theWindow, (window) => {
        window.windowPic = pic
      }),
    { partial: 'the picture is kept, but not drawn in place of update events' },
  ),
  GetWindowPic: toolbox({ theWindow: WindowPtrType }, HandleType, (mac, { theWindow }) =>
    withWindow(mac, theWindow, ({ windowPic }) => windowPic, 0 as never),
  ),
  GetWMgrPort: procedure({ wPort: varParam(PtrType) }, ({ lowMemory }, { wPort }) => {
    wPort.value = lowMemory.get('WMgrPort')
  }),
  GetCWMgrPort: procedure({ wMgrCPort: varParam(PtrType) }, ({ lowMemory }, { wMgrCPort }) => {
    wMgrCPort.value = lowMemory.get('WMgrCPort')
  }),
  GetGrayRgn: toolbox({}, HandleType, ({ lowMemory }) => lowMemory.get('GrayRgn') as never),
}
