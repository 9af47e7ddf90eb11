/** TextUtils.h, DateTimeUtils.h and StringCompare.h. */

import { procedure, type Service, type ServiceGroup, toolbox } from '../service.ts'
import { PtrType, pascalField, SInt32, Str255, varParam } from '../types.ts'
import { breakServices } from './breaks.ts'
import { dateTextServices } from './date-services.ts'
import { textServices } from './text-services.ts'

/** A sign and digits; what follows them is ignored. */
function numberInText(text: string): number {
  return Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10) | 0
}

/** Of at most this length: a Pascal string's. */
const LONGEST = 255

const toPascal: Service = toolbox({ s: PtrType }, PtrType, ({ memory }, { s }) => {
  let length = 0
  while (length < LONGEST && memory.getU8(s + length) !== 0) length++
  memory.move(s, s + 1, length)
  memory.setU8(s, length)
  return s
})
const toC: Service = toolbox({ s: PtrType }, PtrType, ({ memory }, { s }) => {
  const length = memory.getU8(s)
  memory.move(s + 1, s, length)
  memory.setU8(s + length, 0)
  return s
})

export const textUtilitiesServices: ServiceGroup = {
  manager: 'Text Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 5',
  services: {
    NumToString: procedure({ theNum: SInt32, theString: varParam(pascalField(255)) }, (_, { theNum, theString }) => {
      theString.value = String(theNum)
    }),
    StringToNum: procedure({ theString: Str255, theNum: varParam(SInt32) }, (_, { theString, theNum }) => {
      theNum.value = numberInText(theString ?? '')
    }),
    c2pstr: toPascal,
    C2PStr: toPascal,
    p2cstr: toC,
    P2CStr: toC,
    ...textServices,
    ...breakServices,
    ...dateTextServices,
  },
}
