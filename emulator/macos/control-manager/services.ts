/** Controls.h. */

import type { Mac } from '../mac.ts'
import { offsetRect, PointType, RectType, rect } from '../quickdraw/geometry.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import {
  asHandle,
  BooleanType,
  byReference,
  HandleType,
  pascalField,
  SInt16,
  SInt32,
  Str255,
  UInt32,
  varParam,
} from '../types.ts'
import { WindowPtrType, withWindow } from '../window-manager/parameters.ts'
import { isListed, windowAt } from '../window-manager/window-list.ts'
import { controlsOf, killControls } from './control-list.ts'
import { Control, INACTIVE } from './control-record.ts'
import {
  controlFromResource,
  disposeControl,
  drawControls,
  hideControl,
  highlight,
  makeControl,
  replace,
  setLimits,
  setValue,
  showControl,
} from './controls.ts'
import { drawControl, testControl } from './definition.ts'
import { dragControl, trackControl } from './tracking.ts'

const ControlHandle = { ...HandleType, name: 'ControlHandle' }
const theControl = { theControl: ControlHandle }

/** Nothing is done to a control that is none: nil, or no longer in its window's list. */
function withControl<T>(mac: Mac, handle: number, act: (control: Control) => T, otherwise: T): T
function withControl(mac: Mac, handle: number, act: (control: Control) => void): void
function withControl<T>(mac: Mac, handle: number, act: (control: Control) => T, otherwise?: T): T | undefined {
  return handle !== 0 && mac.memory.getU32(handle) !== 0 ? act(new Control(mac, handle)) : otherwise
}

const onControl = (act: (control: Control) => void): Service =>
  procedure(theControl, (mac, { theControl: handle }) => withControl(mac, handle, act))

type NumberField = 'contrlValue' | 'contrlMin' | 'contrlMax'
const getNumber = (field: NumberField): Service =>
  toolbox(theControl, SInt16, (mac, { theControl: handle }) =>
    withControl(mac, handle, ({ fields }) => fields[field], 0),
  )
const setNumber = (act: (control: Control, value: number) => void): Service =>
  procedure({ ...theControl, value: SInt16 }, (mac, { theControl: handle, value }) =>
    withControl(mac, handle, (control) => act(control, value)),
  )
const getLong = (field: 'contrlRfCon' | 'contrlAction'): Service =>
  toolbox(theControl, UInt32, (mac, { theControl: handle }) =>
    withControl(mac, handle, ({ fields }) => fields[field] >>> 0, 0),
  )
const setLong = (field: 'contrlRfCon' | 'contrlAction'): Service =>
  procedure({ ...theControl, value: UInt32 }, (mac, { theControl: handle, value }) =>
    withControl(mac, handle, ({ fields }) => {
      fields[field] = value
    }),
  )

const getTitle: Service = procedure(
  { ...theControl, title: varParam(pascalField(255)) },
  (mac, { theControl: handle, title }) =>
    withControl(mac, handle, ({ fields }) => {
      title.value = fields.contrlTitle
    }),
)
const setTitle: Service = procedure({ ...theControl, title: Str255 }, (mac, { theControl: handle, title }) =>
  withControl(mac, handle, (control) => {
    control.fields.contrlTitle = title ?? ''
    replace(control, control.rect)
  }),
)
const update: Service = procedure(
  { theWindow: WindowPtrType, updateRgn: HandleType },
  (mac, { theWindow, updateRgn }) =>
    drawControls(mac, theWindow, updateRgn === 0 ? undefined : mac.quickDraw.region(updateRgn)),
)
const variant: Service = toolbox(theControl, SInt16, (mac, { theControl: handle }) =>
  withControl(mac, handle, ({ variation }) => variation, 0),
)
const pairs = <T>(modern: string, old: string, service: T): Record<string, T> => ({ [modern]: service, [old]: service })

export const controlManagerServices: ServiceGroup = {
  manager: 'Control Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 5',
  services: {
    NewControl: toolbox(
      {
        theWindow: WindowPtrType,
        boundsRect: byReference(RectType),
        title: Str255,
        visible: BooleanType,
        value: SInt16,
        min: SInt16,
        max: SInt16,
        procID: SInt16,
        refCon: SInt32,
      },
      ControlHandle,
      (mac, { theWindow: window, boundsRect: bounds, title, ...rest }) =>
        asHandle(makeControl(mac, { window, bounds, title: title ?? '', ...rest })?.handle ?? 0),
      {
        partial:
          'of the definitions of Appearance there are buttons, check boxes, radio buttons, scroll bars and pop-up menus',
      },
    ),
    GetNewControl: toolbox({ controlID: SInt16, owner: WindowPtrType }, ControlHandle, (mac, { controlID, owner }) =>
      asHandle(controlFromResource(mac, controlID, owner)?.handle ?? 0),
    ),
    DisposeControl: onControl(disposeControl),
    KillControls: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) =>
      withWindow(mac, theWindow, (window) => {
        for (const control of controlsOf(mac, window)) hideControl(control)
        killControls(mac, window)
      }),
    ),
    ShowControl: onControl(showControl),
    HideControl: onControl(hideControl),
    Draw1Control: onControl(drawControl),
    DrawControls: procedure({ theWindow: WindowPtrType }, (mac, { theWindow }) => drawControls(mac, theWindow)),
    ...pairs('UpdateControls', 'UpdtControl', update),
    HiliteControl: setNumber((control, value) => highlight(control, value & 0xff)),
    FindControl: toolbox(
      { thePoint: PointType, theWindow: WindowPtrType, theControl: varParam(ControlHandle) },
      SInt16,
      (mac, { thePoint, theWindow, theControl: found }) => {
        found.value = asHandle(0)
        if (!isListed(mac, theWindow)) return 0
        for (const control of controlsOf(mac, windowAt(mac, theWindow))) {
          if (!control.fields.contrlVis || control.fields.contrlHilite === INACTIVE) continue
          const part = testControl(control, thePoint)
          if (part === 0) continue
          found.value = asHandle(control.handle)
          return part
        }
        return 0
      },
    ),
    TestControl: toolbox({ ...theControl, thePt: PointType }, SInt16, (mac, { theControl: handle, thePt }) =>
      withControl(
        mac,
        handle,
        (control) =>
          control.fields.contrlVis && control.fields.contrlHilite !== INACTIVE ? testControl(control, thePt) : 0,
        0,
      ),
    ),
    TrackControl: toolbox(
      { ...theControl, thePoint: PointType, actionProc: UInt32 },
      SInt16,
      (mac, { theControl: handle, thePoint, actionProc }) =>
        withControl(mac, handle, (control) => trackControl(control, thePoint, actionProc), 0),
    ),
    DragControl: procedure(
      {
        ...theControl,
        startPt: PointType,
        limitRect: byReference(RectType),
        slopRect: byReference(RectType),
        axis: SInt16,
      },
      (mac, { theControl: handle, startPt: start, limitRect: limit, slopRect: slop, axis }) =>
        withControl(mac, handle, (control) => dragControl(control, { start, limit, slop, axis })),
    ),
    MoveControl: procedure({ ...theControl, h: SInt16, v: SInt16 }, (mac, { theControl: handle, h, v }) =>
      withControl(mac, handle, (control) => {
        const { left, top } = control.rect
        replace(control, offsetRect(control.rect, h - left, v - top))
      }),
    ),
    SizeControl: procedure({ ...theControl, w: SInt16, h: SInt16 }, (mac, { theControl: handle, w, h }) =>
      withControl(mac, handle, (control) => {
        const { left, top } = control.rect
        replace(control, rect(left, top, left + w, top + h))
      }),
    ),
    ...pairs('SetControlTitle', 'SetCTitle', setTitle),
    ...pairs('GetControlTitle', 'GetCTitle', getTitle),
    ...pairs('GetControlValue', 'GetCtlValue', getNumber('contrlValue')),
    ...pairs('SetControlValue', 'SetCtlValue', setNumber(setValue)),
    ...pairs('GetControlMinimum', 'GetCtlMin', getNumber('contrlMin')),
    ...pairs(
      'SetControlMinimum',
      'SetCtlMin',
      setNumber((control, contrlMin) => setLimits(control, { contrlMin })),
    ),
    ...pairs('GetControlMaximum', 'GetCtlMax', getNumber('contrlMax')),
    ...pairs(
      'SetControlMaximum',
      'SetCtlMax',
      setNumber((control, contrlMax) => setLimits(control, { contrlMax })),
    ),
    ...pairs('GetControlReference', 'GetCRefCon', getLong('contrlRfCon')),
    ...pairs('SetControlReference', 'SetCRefCon', setLong('contrlRfCon')),
    ...pairs('GetControlAction', 'GetCtlAction', getLong('contrlAction')),
    ...pairs('SetControlAction', 'SetCtlAction', setLong('contrlAction')),
    ...pairs('GetControlVariant', 'GetCVariant', variant),
  },
}
