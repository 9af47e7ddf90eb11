/** Items of lists by number, parameters and attributes by keyword (Inside Macintosh: Interapplication Communication, chapters 3 to 5). */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { type Service, type ServiceGroup, toolbox } from '../service.ts'
import { type FourCharCode, OSErrType, OSType, PtrType, SInt32, Size, type Var, varParam } from '../types.ts'
import { descTypes, keywords } from './codes.ts'
import { type Descriptor, decodeItems, type Item, isRecord, item, word } from './descriptor.ts'
import { coerce } from './dispatch.ts'
import {
  AEDescParam,
  AEDescResult,
  type AEDescView,
  clearDesc,
  dataAt,
  readDesc,
  readItems,
  writeDesc,
  writeItems,
} from './records.ts'

/** Hands out as much of the data as there is room for, and tells how much there is. */
function giveData(
  { memory }: Mac,
  { type, data }: Descriptor,
  out: { typeCode: Var<FourCharCode>; dataPtr: number; maximumSize: number; actualSize: Var<number> },
): void {
  if (out.typeCode.address !== 0) out.typeCode.value = type
  if (out.actualSize.address !== 0) out.actualSize.value = data.length
  if (out.maximumSize > 0) memory.write(out.dataPtr, data.subarray(0, out.maximumSize))
}

function giveSize(one: Descriptor, typeCode: Var<FourCharCode>, dataSize: Var<number>): void {
  if (typeCode.address !== 0) typeCode.value = one.type
  if (dataSize.address !== 0) dataSize.value = one.data.length
}

function nth(mac: Mac, list: AEDescView, index: number): Item {
  return readItems(mac, list)[index - 1] ?? fail('errAEDescNotFound')
}

const giveKeyword = (list: AEDescView, { keyword }: Item, theAEKeyword: Var<FourCharCode>): void => {
  if (theAEKeyword.address !== 0) theAEKeyword.value = isRecord(list.descriptorType) ? keyword : descTypes.typeWildCard
}

/** Index 0, or one past the last, adds to the list. */
function putNth(mac: Mac, list: AEDescView, index: number, value: Descriptor): void {
  if (list.descriptorType !== descTypes.typeAEList) fail('errAEWrongDataType')
  const items = readItems(mac, list)
  if (index < 0 || index > items.length + 1) fail('errAEIllegalIndex')
  items[index === 0 ? items.length : index - 1] = item(descTypes.typeWildCard, value)
  writeItems(mac, list, items)
}

const pointer = { dataPtr: PtrType, maximumSize: Size, actualSize: varParam(Size) }
const listServices: ServiceGroup['services'] = {
  AECountItems: toolbox(
    { theAEDescList: AEDescParam, theCount: varParam(SInt32) },
    OSErrType,
    (mac, { theAEDescList, theCount }) => {
      theCount.value = readItems(mac, theAEDescList).filter(({ isAttribute }) => !isAttribute).length
    },
  ),
  AEPutPtr: toolbox(
    { theAEDescList: AEDescParam, index: SInt32, typeCode: OSType, dataPtr: PtrType, dataSize: Size },
    OSErrType,
    (mac, { theAEDescList, index, typeCode, dataPtr, dataSize }) =>
      putNth(mac, theAEDescList, index, { type: typeCode, data: dataAt(mac, dataPtr, dataSize) }),
  ),
  AEPutDesc: toolbox(
    { theAEDescList: AEDescParam, index: SInt32, theAEDesc: AEDescParam },
    OSErrType,
    (mac, { theAEDescList, index, theAEDesc }) => putNth(mac, theAEDescList, index, readDesc(mac, theAEDesc)),
  ),
  AEGetNthPtr: toolbox(
    {
      theAEDescList: AEDescParam,
      index: SInt32,
      desiredType: OSType,
      theAEKeyword: varParam(OSType),
      typeCode: varParam(OSType),
      ...pointer,
    },
    OSErrType,
    (mac, { theAEDescList, index, desiredType, theAEKeyword, ...out }) => {
      const one = nth(mac, theAEDescList, index)
      giveData(mac, coerce(mac, one, desiredType), out)
      giveKeyword(theAEDescList, one, theAEKeyword)
    },
  ),
  AEGetNthDesc: toolbox(
    {
      theAEDescList: AEDescParam,
      index: SInt32,
      desiredType: OSType,
      theAEKeyword: varParam(OSType),
      result: AEDescResult,
    },
    OSErrType,
    (mac, { theAEDescList, index, desiredType, theAEKeyword, result }) => {
      clearDesc(result)
      const one = nth(mac, theAEDescList, index)
      writeDesc(mac, result, coerce(mac, one, desiredType))
      giveKeyword(theAEDescList, one, theAEKeyword)
    },
  ),
  AESizeOfNthItem: toolbox(
    { theAEDescList: AEDescParam, index: SInt32, typeCode: varParam(OSType), dataSize: varParam(Size) },
    OSErrType,
    (mac, { theAEDescList, index, typeCode, dataSize }) => giveSize(nth(mac, theAEDescList, index), typeCode, dataSize),
  ),
  AEDeleteItem: toolbox({ theAEDescList: AEDescParam, index: SInt32 }, OSErrType, (mac, { theAEDescList, index }) => {
    const items = readItems(mac, theAEDescList)
    if (items[index - 1] === undefined) fail('errAEDescNotFound')
    writeItems(mac, theAEDescList, items.toSpliced(index - 1, 1))
  }),
}

function keyed(mac: Mac, record: AEDescView, attributes: boolean): Item[] {
  const type = record.descriptorType
  if (attributes && type !== descTypes.typeAppleEvent) fail('errAENotAppleEvent')
  if (!isRecord(type)) fail('errAEWrongDataType')
  return readItems(mac, record)
}

/** The first parameter that the handler has not asked for, among those that are not optional. */
function missedKeyword(items: readonly Item[]): Descriptor {
  const optional = items.find(({ isAttribute, keyword }) => isAttribute && keyword === keywords.keyOptionalKeywordAttr)
  const mayMiss = optional?.type === descTypes.typeAEList ? decodeItems(optional).map(({ data }) => data.join()) : []
  const missed = items.find(
    ({ isAttribute, isTaken, keyword }) =>
      !isAttribute && !isTaken && !mayMiss.includes(word(descTypes.typeKeyword, keyword).data.join()),
  )
  return missed === undefined ? fail('errAEDescNotFound') : word(descTypes.typeKeyword, missed.keyword)
}

function find(mac: Mac, record: AEDescView, wanted: FourCharCode, attributes: boolean): Descriptor {
  const items = keyed(mac, record, attributes)
  if (attributes && wanted === keywords.keyMissedKeywordAttr) return missedKeyword(items)
  return (
    items.find(({ keyword, isAttribute }) => keyword === wanted && isAttribute === attributes) ??
    fail('errAEDescNotFound')
  )
}

/** A parameter that is handed out is no longer missed. */
function noteTaken(mac: Mac, record: AEDescView, wanted: FourCharCode, attributes: boolean): void {
  if (attributes || record.descriptorType !== descTypes.typeAppleEvent) return
  const items = readItems(mac, record)
  const isNew = (one: Item) => one.keyword === wanted && !one.isAttribute && !one.isTaken
  if (!items.some(isNew)) return
  writeItems(
    mac,
    record,
    items.map((one) => (isNew(one) ? { ...one, isTaken: true } : one)),
  )
}

function put(mac: Mac, record: AEDescView, keyword: FourCharCode, value: Descriptor, attributes: boolean): void {
  const items = keyed(mac, record, attributes)
  const index = items.findIndex((one) => one.keyword === keyword && one.isAttribute === attributes)
  items[index === -1 ? items.length : index] = item(keyword, value, attributes)
  writeItems(mac, record, items)
}

/** The calls on parameters and those on attributes are alike. */
function keyedServices(attributes: boolean) {
  const key = { theAppleEvent: AEDescParam, theAEKeyword: OSType }
  const getPtr: Service = toolbox(
    { ...key, desiredType: OSType, typeCode: varParam(OSType), ...pointer },
    OSErrType,
    (mac, { theAppleEvent, theAEKeyword, desiredType, ...out }) => {
      giveData(mac, coerce(mac, find(mac, theAppleEvent, theAEKeyword, attributes), desiredType), out)
      noteTaken(mac, theAppleEvent, theAEKeyword, attributes)
    },
  )
  const getDesc: Service = toolbox(
    { ...key, desiredType: OSType, result: AEDescResult },
    OSErrType,
    (mac, { theAppleEvent, theAEKeyword, desiredType, result }) => {
      clearDesc(result)
      writeDesc(mac, result, coerce(mac, find(mac, theAppleEvent, theAEKeyword, attributes), desiredType))
      noteTaken(mac, theAppleEvent, theAEKeyword, attributes)
    },
  )
  const putPtr: Service = toolbox(
    { ...key, typeCode: OSType, dataPtr: PtrType, dataSize: Size },
    OSErrType,
    (mac, { theAppleEvent, theAEKeyword, typeCode, dataPtr, dataSize }) =>
      put(mac, theAppleEvent, theAEKeyword, { type: typeCode, data: dataAt(mac, dataPtr, dataSize) }, attributes),
  )
  const putDesc: Service = toolbox(
    { ...key, theAEDesc: AEDescParam },
    OSErrType,
    (mac, { theAppleEvent, theAEKeyword, theAEDesc }) =>
      put(mac, theAppleEvent, theAEKeyword, readDesc(mac, theAEDesc), attributes),
  )
  const size: Service = toolbox(
    { ...key, typeCode: varParam(OSType), dataSize: varParam(Size) },
    OSErrType,
    (mac, { theAppleEvent, theAEKeyword, typeCode, dataSize }) =>
      giveSize(find(mac, theAppleEvent, theAEKeyword, attributes), typeCode, dataSize),
  )
  return { getPtr, getDesc, putPtr, putDesc, size }
}

const parameter = keyedServices(false)
const attribute = keyedServices(true)
const deleteParameter = toolbox(
  { theAppleEvent: AEDescParam, theAEKeyword: OSType },
  OSErrType,
  (mac, { theAppleEvent, theAEKeyword }) => {
    const items = keyed(mac, theAppleEvent, false)
    const rest = items.filter(({ keyword, isAttribute }) => isAttribute || keyword !== theAEKeyword)
    if (rest.length === items.length) fail('errAEDescNotFound')
    writeItems(mac, theAppleEvent, rest)
  },
)

export const itemServices: ServiceGroup['services'] = {
  ...listServices,
  AEPutParamPtr: parameter.putPtr,
  AEPutParamDesc: parameter.putDesc,
  AEGetParamPtr: parameter.getPtr,
  AEGetParamDesc: parameter.getDesc,
  AESizeOfParam: parameter.size,
  AEDeleteParam: deleteParameter,
  AEPutKeyPtr: parameter.putPtr,
  AEPutKeyDesc: parameter.putDesc,
  AEGetKeyPtr: parameter.getPtr,
  AEGetKeyDesc: parameter.getDesc,
  AESizeOfKeyDesc: parameter.size,
  AEDeleteKeyDesc: deleteParameter,
  AEPutAttributePtr: attribute.putPtr,
  AEPutAttributeDesc: attribute.putDesc,
  AEGetAttributePtr: attribute.getPtr,
  AEGetAttributeDesc: attribute.getDesc,
  AESizeOfAttribute: attribute.size,
}
