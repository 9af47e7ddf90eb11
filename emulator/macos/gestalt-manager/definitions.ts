/** Gestalt, and the calls that define selectors (Inside Macintosh: Operating System Utilities, chapter 1; Gestalt.h). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, toolbox } from '../service.ts'
import { asPtr, fourCharText, type OSErr, OSErrType, OSType, PtrType, SInt32, varParam } from '../types.ts'
import { gestalt } from './responses.ts'

function isDefined({ profile, gestaltManager }: Mac, selector: string): boolean {
  return gestaltManager.definitions.has(selector) || gestalt(profile, selector) !== undefined
}

/** A selector function outlives the program that defines it. */
function requireInSystemHeap({ lowMemory, memory }: Mac, address: number): void {
  const zone = lowMemory.get('SysZone')
  if (address < zone || address >= memory.getU32(zone)) fail('gestaltLocationErr')
}

export const definitionServices: Record<string, Service> = {
  Gestalt: toolbox({ selector: OSType, response: varParam(SInt32) }, OSErrType, (mac, { selector, response }) => {
    const name = fourCharText(selector)
    const definition = mac.gestaltManager.definitions.get(name)
    if (definition !== undefined && 'selectorFunction' in definition)
      return ((mac.callGuest(definition.selectorFunction, selector, response.address) << 16) >> 16) as OSErr
    response.value = definition?.value ?? gestalt(mac.profile, name) ?? fail('gestaltUndefSelectorErr')
  }),
  NewGestalt: toolbox(
    { selector: OSType, gestaltFunction: PtrType },
    OSErrType,
    (mac, { selector, gestaltFunction }) => {
      const name = fourCharText(selector)
      if (isDefined(mac, name)) fail('gestaltDupSelectorErr')
      requireInSystemHeap(mac, gestaltFunction)
      mac.gestaltManager.definitions.set(name, { selectorFunction: gestaltFunction })
    },
  ),
  ReplaceGestalt: toolbox(
    { selector: OSType, gestaltFunction: PtrType, oldGestaltFunction: varParam(PtrType) },
    OSErrType,
    (mac, { selector, gestaltFunction, oldGestaltFunction }) => {
      const name = fourCharText(selector)
      if (!isDefined(mac, name)) fail('gestaltUndefSelectorErr')
      requireInSystemHeap(mac, gestaltFunction)
      const old = mac.gestaltManager.definitions.get(name)
      oldGestaltFunction.value = asPtr(old !== undefined && 'selectorFunction' in old ? old.selectorFunction : 0)
      mac.gestaltManager.definitions.set(name, { selectorFunction: gestaltFunction })
    },
    { partial: "the old function of one of the system's own selectors is nil" },
  ),
  NewGestaltValue: toolbox({ selector: OSType, newValue: SInt32 }, OSErrType, (mac, { selector, newValue }) => {
    const name = fourCharText(selector)
    if (isDefined(mac, name)) fail('gestaltDupSelectorErr')
    mac.gestaltManager.definitions.set(name, { value: newValue })
  }),
  ReplaceGestaltValue: toolbox({ selector: OSType, replacementValue: SInt32 }, OSErrType, (mac, args) => {
    const name = fourCharText(args.selector)
    if (!isDefined(mac, name)) fail('gestaltUndefSelectorErr')
    mac.gestaltManager.definitions.set(name, { value: args.replacementValue })
  }),
  SetGestaltValue: toolbox({ selector: OSType, newValue: SInt32 }, OSErrType, (mac, { selector, newValue }) => {
    mac.gestaltManager.definitions.set(fourCharText(selector), { value: newValue })
  }),
  DeleteGestaltValue: toolbox({ selector: OSType }, OSErrType, (mac, { selector }) => {
    if (!mac.gestaltManager.definitions.delete(fourCharText(selector))) fail('gestaltUndefSelectorErr')
  }),
}
