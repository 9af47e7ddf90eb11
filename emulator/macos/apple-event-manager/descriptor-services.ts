/** Making, copying, disposing of and coercing descriptors (Inside Macintosh: Interapplication Communication, chapters 3 to 5). */

import { fail } from '../errors.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, OSErrType, OSType, PtrType, Size } from '../types.ts'
import { descTypes } from './codes.ts'
import { encodeItems } from './descriptor.ts'
import { coerce } from './dispatch.ts'
import { AEDescParam, AEDescResult, clearDesc, dataAt, disposeDesc, readDesc, writeDesc } from './records.ts'

export const descriptorServices: ServiceGroup['services'] = {
  AECreateDesc: toolbox(
    { typeCode: OSType, dataPtr: PtrType, dataSize: Size, result: AEDescResult },
    OSErrType,
    (mac, { typeCode, dataPtr, dataSize, result }) => {
      clearDesc(result)
      writeDesc(mac, result, { type: typeCode, data: dataAt(mac, dataPtr, dataSize) })
    },
  ),
  AEDuplicateDesc: toolbox({ theAEDesc: AEDescParam, result: AEDescResult }, OSErrType, (mac, { theAEDesc, result }) =>
    writeDesc(mac, result, readDesc(mac, theAEDesc)),
  ),
  AEDisposeDesc: toolbox({ theAEDesc: AEDescParam }, OSErrType, (mac, { theAEDesc }) => disposeDesc(mac, theAEDesc)),
  AECoerceDesc: toolbox(
    { theAEDesc: AEDescParam, toType: OSType, result: AEDescResult },
    OSErrType,
    (mac, { theAEDesc, toType, result }) => {
      const from = readDesc(mac, theAEDesc)
      clearDesc(result)
      writeDesc(mac, result, coerce(mac, from, toType))
    },
  ),
  AECoercePtr: toolbox(
    { typeCode: OSType, dataPtr: PtrType, dataSize: Size, toType: OSType, result: AEDescResult },
    OSErrType,
    (mac, { typeCode, dataPtr, dataSize, toType, result }) => {
      clearDesc(result)
      writeDesc(mac, result, coerce(mac, { type: typeCode, data: dataAt(mac, dataPtr, dataSize) }, toType))
    },
  ),
  AECreateList: toolbox(
    { factoringPtr: PtrType, factoredSize: Size, isRecord: BooleanType, resultList: AEDescResult },
    OSErrType,
    (mac, { factoredSize, isRecord, resultList }) => {
      if (factoredSize < 0) fail('paramErr')
      const type = isRecord ? descTypes.typeAERecord : descTypes.typeAEList
      writeDesc(mac, resultList, { type, data: encodeItems([]) })
    },
    { partial: 'keeps every item whole, also where items begin alike' },
  ),
}
