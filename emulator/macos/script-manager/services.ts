/** Script.h. */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { lowerCase, mapped, upperCase } from '../text-utilities/ordering.ts'
import {
  BooleanType,
  HandleType,
  nil,
  type OSErr,
  OSErrType,
  PtrType,
  SInt16,
  SInt32,
  UInt32,
  varParam,
} from '../types.ts'
import { characterType } from './characters.ts'
import { smRoman } from './script-manager.ts'

/** Results of the calls that set variables; the first is no error. */
const smNotInstalled = 0 as OSErr
const smBadVerb = -1 as OSErr
const smBadScript = -2 as OSErr

/** Whether a script's number means Roman: itself, the system's (-1) or the current one (-2), which are the same here. */
const isRoman = (script: number): boolean => script <= smRoman

const getManagerVariable: Service = toolbox({ selector: SInt16 }, SInt32, ({ scriptManager }, { selector }) =>
  scriptManager.manager.get(selector),
)
const setManagerVariable: Service = toolbox(
  { selector: SInt16, param: SInt32 },
  OSErrType,
  ({ scriptManager }, { selector, param }) => {
    if (!scriptManager.manager.has(selector)) return smBadVerb
    scriptManager.manager.set(selector, param)
    return smNotInstalled
  },
)
const getScriptVariable: Service = toolbox({ script: SInt16, selector: SInt16 }, SInt32, (mac, { script, selector }) =>
  isRoman(script) ? mac.scriptManager.roman.get(selector) : 0,
)
const setScriptVariable: Service = toolbox(
  { script: SInt16, selector: SInt16, param: SInt32 },
  OSErrType,
  ({ scriptManager }, { script, selector, param }) => {
    if (!isRoman(script)) return smBadScript
    if (!scriptManager.roman.has(selector)) return smBadVerb
    scriptManager.roman.set(selector, param)
    return smNotInstalled
  },
)
const characterKind: Service = toolbox(
  { textBuf: PtrType, textOffset: SInt16, script: SInt16 },
  SInt16,
  ({ memory }, { textBuf, textOffset }) => characterType(memory.getU8(textBuf + textOffset)),
)
/** Every character of the Roman script is one byte. */
const characterByteType: Service = toolbox({ textBuf: PtrType, textOffset: SInt16, script: SInt16 }, SInt16, () => 0)
const fontToScript: Service = toolbox({ fontNumber: SInt16 }, SInt16, () => smRoman)
const getDirection: Service = toolbox({}, SInt16, ({ scriptManager }) => scriptManager.direction)
const setDirection: Service = procedure({ value: SInt16 }, ({ scriptManager }, { value }) => {
  scriptManager.direction = value
})
/** 256 entries: 0 for a character of one byte, 1 for the first of two. */
const fillParseTable: Service = toolbox({ table: PtrType, script: SInt16 }, BooleanType, ({ memory }, { table }) => {
  memory.fill(table, 256)
  return true
})

const smTransLower = 0x1000
const smTransUpper = 0x2000
const smTransAscii = 0

const transliterate: Service = toolbox(
  { srcHandle: HandleType, dstHandle: HandleType, target: SInt16, srcMask: UInt32, script: SInt16 },
  OSErrType,
  ({ memory, memoryManager: mm }, { srcHandle, dstHandle, target }) => {
    const text = memory.read(memory.getU32(srcHandle), mm.handleSize(srcHandle))
    const table = (target & smTransUpper) !== 0 ? upperCase : (target & smTransLower) !== 0 ? lowerCase : undefined
    if (table === undefined && target !== smTransAscii) fail('paramErr')
    mm.setHandleSize(dstHandle, text.length)
    memory.write(memory.getU32(dstHandle), table === undefined ? text : mapped(text, table))
  },
)

/** The program's own resource comes first, as it does where the current script's are looked up. */
function intlResource({ resourceManager: rm, scriptManager }: Mac, id: number) {
  const type = `itl${id}`
  for (const file of rm.searched(false)) {
    const loaded = file.resources.find(({ resource }) => resource.type === type)
    if (loaded !== undefined) return rm.handleOf(loaded)
  }
  return scriptManager.intlResource(id) ?? nil
}
const NO_SORTING = 'the system has itl0 and itl1 alone'
const getIntlResource: Service = toolbox({ theID: SInt16 }, HandleType, (mac, { theID }) => intlResource(mac, theID), {
  partial: NO_SORTING,
})
const clearCache: Service = procedure({}, () => {})

export const scriptManagerServices: ServiceGroup = {
  manager: 'Script Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 6',
  services: {
    GetScriptManagerVariable: getManagerVariable,
    GetEnvirons: getManagerVariable,
    SetScriptManagerVariable: setManagerVariable,
    SetEnvirons: setManagerVariable,
    GetScriptVariable: getScriptVariable,
    GetScript: getScriptVariable,
    SetScriptVariable: setScriptVariable,
    SetScript: setScriptVariable,
    FontScript: toolbox({}, SInt16, () => smRoman),
    IntlScript: toolbox({}, SInt16, () => smRoman),
    FontToScript: fontToScript,
    Font2Script: fontToScript,
    KeyScript: procedure(
      { code: SInt16 },
      ({ scriptManager }, { code }) => {
        if (code >= 0) scriptManager.manager.set(22, smRoman)
      },
      { partial: 'there is no keyboard but the Roman one to change to' },
    ),
    CharacterType: characterKind,
    CharType: characterKind,
    CharacterByteType: characterByteType,
    CharByte: characterByteType,
    FillParseTable: fillParseTable,
    ParseTable: fillParseTable,
    TransliterateText: transliterate,
    Transliterate: transliterate,
    GetSysDirection: getDirection,
    GetSysJust: getDirection,
    SetSysDirection: setDirection,
    SetSysJust: setDirection,
    GetIntlResource: getIntlResource,
    IUGetIntl: getIntlResource,
    SetIntlResource: procedure({ refNum: SInt16, theID: SInt16, intlHandle: HandleType }, () => fail('resFNotFound'), {
      partial: 'nothing is stored',
    }),
    ClearIntlResourceCache: clearCache,
    IUClearCache: clearCache,
    GetIntlResourceTable: procedure(
      {
        script: SInt16,
        tableCode: SInt16,
        itlHandle: varParam(HandleType),
        offset: varParam(SInt32),
        length: varParam(SInt32),
      },
      (_, { itlHandle, offset, length }) => {
        itlHandle.value = nil
        offset.value = 0
        length.value = 0
      },
      { partial: NO_SORTING },
    ),
  },
}
