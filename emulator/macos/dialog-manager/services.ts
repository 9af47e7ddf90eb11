/** Dialogs.h. */

import { killControls } from '../control-manager/control-list.ts'
import { EventRecordParameter } from '../event-manager/event-records.ts'
import type { Mac } from '../mac.ts'
import { RectType } from '../quickdraw/geometry.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import {
  asPtr,
  BooleanType,
  byReference,
  HandleType,
  OSErrType,
  PtrType,
  SInt16,
  SInt32,
  Str255,
  varParam,
} from '../types.ts'
import { closeWindow } from '../window-manager/lifetime.ts'
import { WindowPtrType } from '../window-manager/parameters.ts'
import { positioned, resourceAddress } from '../window-manager/templates.ts'
import { windowAt } from '../window-manager/window-list.ts'
import { type AlertIcon, alert } from './alerts.ts'
import { dialogAt } from './dialog-records.ts'
import { disposeItems, itemList, makeDialog } from './dialogs.ts'
import { drawDialog } from './drawing.ts'
import { dialogOfEvent, runModalDialog, selectInDialog, standardFilter } from './events.ts'
import { dialogItemServices, withDialog } from './item-services.ts'
import { standardAlert } from './standard-alert.ts'

const alertOf = (icon: AlertIcon): Service =>
  toolbox({ alertID: SInt16, filterProc: PtrType }, SInt16, (mac, { alertID, filterProc }) =>
    alert(mac, alertID, filterProc, icon),
  )

const newDialog = (isColor: boolean): Service =>
  toolbox(
    {
      dStorage: PtrType,
      boundsRect: byReference(RectType),
      title: Str255,
      visible: BooleanType,
      procID: SInt16,
      behind: PtrType,
      goAwayFlag: BooleanType,
      refCon: SInt32,
      items: HandleType,
    },
    WindowPtrType,
    (mac, { dStorage: storage, boundsRect: bounds, title, goAwayFlag: goAway, items, ...rest }) =>
      makeDialog(mac, { storage, bounds, title: title ?? '', goAway, isColor, ...rest }, items).address,
  )

/** What a 'DLOG' resource describes; 0 where it, or its item list, is not there. */
function dialogFromResource(mac: Mac, id: number, storage: number, behind: number): number {
  const { memory, memoryManager: mm } = mac
  const at = resourceAddress(mac, 'DLOG', id)
  if (at === undefined) return 0
  const procID = memory.getI16(at + 8)
  const titleEnd = 21 + memory.getU8(at + 20)
  const positionAt = titleEnd + (titleEnd & 1)
  const size = mm.handleSize(mm.recoverHandle(at as never))
  const position = positionAt + 2 <= size ? memory.getU16(at + positionAt) : 0
  const options = {
    storage,
    bounds: positioned(mac, RectType.load(memory, at), procID, position),
    procID,
    visible: memory.getU8(at + 10) !== 0,
    goAway: memory.getU8(at + 12) !== 0,
    refCon: memory.getI32(at + 14),
    title: memory.readPString(at + 20),
    behind,
    isColor: true,
  }
  const items = itemList(mac, memory.getI16(at + 18))
  return items === undefined ? 0 : makeDialog(mac, options, items).address
}

function disposeDialog(mac: Mac, address: number, isRecordKept: boolean): void {
  withDialog(mac, address, (dialog) => {
    const window = windowAt(mac, address)
    disposeItems(mac, dialog, isRecordKept)
    killControls(mac, window)
    closeWindow(mac, window)
    if (!isRecordKept) mac.memoryManager.disposePtr(asPtr(address))
  })
}

const theDialog = { theDialog: WindowPtrType }
const setItemOf = (act: (mac: Mac, dialog: number, item: number) => void): Service =>
  toolbox({ ...theDialog, newItem: SInt16 }, OSErrType, (mac, { theDialog: address, newItem }) =>
    act(mac, address, newItem),
  )

export const dialogManagerServices: ServiceGroup = {
  manager: 'Dialog Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 6',
  services: {
    InitDialogs: procedure({ resumeProc: PtrType }, ({ lowMemory, dialogManager }, { resumeProc }) => {
      lowMemory.set('ResumeProc', resumeProc)
      dialogManager.parameters = ['', '', '', '']
    }),
    ErrorSound: procedure({ soundProc: PtrType }, () => {}, { partial: 'alerts make no sound' }),
    NewDialog: newDialog(false),
    NewColorDialog: newDialog(true),
    NewCDialog: newDialog(true),
    GetNewDialog: toolbox(
      { dialogID: SInt16, dStorage: PtrType, behind: PtrType },
      WindowPtrType,
      (mac, { dialogID, dStorage, behind }) => dialogFromResource(mac, dialogID, dStorage, behind),
      { partial: 'takes no colours from dctb and ictb resources' },
    ),
    CloseDialog: procedure(theDialog, (mac, { theDialog: address }) => disposeDialog(mac, address, true)),
    DisposeDialog: procedure(theDialog, (mac, { theDialog: address }) => disposeDialog(mac, address, false)),
    ParamText: procedure(
      { param0: Str255, param1: Str255, param2: Str255, param3: Str255 },
      ({ dialogManager }, { param0, param1, param2, param3 }) => {
        const given = [param0, param1, param2, param3]
        dialogManager.parameters = given.map((text, index) => text ?? dialogManager.parameters[index]!)
      },
    ),
    ModalDialog: procedure({ modalFilter: PtrType, itemHit: varParam(SInt16) }, (mac, { modalFilter, itemHit }) => {
      itemHit.value = runModalDialog(mac, modalFilter)
    }),
    IsDialogEvent: toolbox({ theEvent: EventRecordParameter }, BooleanType, (mac, { theEvent }) => {
      return dialogOfEvent(mac, theEvent) !== undefined
    }),
    DialogSelect: toolbox(
      { theEvent: EventRecordParameter, theDialog: varParam(WindowPtrType), itemHit: varParam(SInt16) },
      BooleanType,
      (mac, { theEvent, theDialog: found, itemHit }) => {
        const address = dialogOfEvent(mac, theEvent)
        if (address === undefined) return false
        const item = selectInDialog(mac, dialogAt(mac, address), theEvent)
        if (item === 0) return false
        found.value = address
        itemHit.value = item
        return true
      },
    ),
    StdFilterProc: toolbox(
      { ...theDialog, event: EventRecordParameter, itemHit: varParam(SInt16) },
      BooleanType,
      (mac, { theDialog: address, event, itemHit }) => {
        const item = standardFilter(mac, dialogAt(mac, address), event)
        if (item !== 0) itemHit.value = item
        return item !== 0
      },
    ),
    DrawDialog: procedure(theDialog, (mac, { theDialog: address }) =>
      withDialog(mac, address, (dialog) => drawDialog(mac, dialog)),
    ),
    UpdateDialog: procedure({ ...theDialog, updateRgn: HandleType }, (mac, { theDialog: address, updateRgn }) =>
      withDialog(mac, address, (dialog) => drawDialog(mac, dialog, mac.quickDraw.region(updateRgn))),
    ),
    Alert: alertOf(undefined),
    StopAlert: alertOf('stop'),
    NoteAlert: alertOf('note'),
    CautionAlert: alertOf('caution'),
    StandardAlert: toolbox(
      { alertType: SInt16, error: Str255, explanation: Str255, alertParam: PtrType, itemHit: varParam(SInt16) },
      OSErrType,
      (mac, { alertType, error, explanation, alertParam, itemHit }) => {
        itemHit.value = standardAlert(mac, alertType, error ?? '', explanation ?? '', alertParam)
      },
      { partial: 'a movable alert stays where it is; there is no help behind its Help button; makes no sound' },
    ),
    GetAlertStage: toolbox({}, SInt16, ({ dialogManager }) => dialogManager.alertStage),
    ResetAlertStage: procedure({}, ({ dialogManager }) => {
      Object.assign(dialogManager, { lastAlert: -1, alertStage: 0 })
    }),
    SetDialogFont: procedure({ fontNum: SInt16 }, ({ dialogManager }, { fontNum }) => {
      dialogManager.font = fontNum
    }),
    SetDialogDefaultItem: setItemOf((mac, address, item) =>
      withDialog(mac, address, (dialog) => {
        dialog.aDefItem = item
      }),
    ),
    SetDialogCancelItem: setItemOf((mac, address, item) => void mac.dialogManager.cancelItems.set(address, item)),
    SetDialogTracksCursor: toolbox({ ...theDialog, tracks: BooleanType }, OSErrType, () => {}, {
      partial: 'the cursor keeps its shape over text',
    }),
    ...dialogItemServices,
  },
}
