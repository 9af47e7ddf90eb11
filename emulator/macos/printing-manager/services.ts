/** Printing.h on a Macintosh for which no printer was ever chosen (Inside Macintosh: Imaging With QuickDraw, chapter 9). */

import { errorCode } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { BooleanType, HandleType, PtrType, SInt16 } from '../types.ts'

const noPrinter = ({ lowMemory }: Mac): void => lowMemory.set('PrintErr', errorCode.resNotFound)

export const printingManagerServices: ServiceGroup = {
  manager: 'Printing Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Imaging With QuickDraw, chapter 9',
  services: {
    PrOpen: procedure({}, noPrinter, { partial: 'there is no printer' }),
    PrClose: procedure({}, () => {}),
    PrError: toolbox({}, SInt16, ({ lowMemory }) => lowMemory.get('PrintErr')),
    PrSetError: procedure({ iErr: SInt16 }, ({ lowMemory }, { iErr }) => lowMemory.set('PrintErr', iErr)),
    PrintDefault: procedure({ hPrint: HandleType }, noPrinter, { partial: 'there is no printer' }),
    PrValidate: toolbox({ hPrint: HandleType }, BooleanType, (mac) => noPrinter(mac), {
      partial: 'there is no printer',
    }),
    PrStlDialog: toolbox({ hPrint: HandleType }, BooleanType, (mac) => noPrinter(mac), {
      partial: 'there is no printer',
    }),
    PrJobDialog: toolbox({ hPrint: HandleType }, BooleanType, (mac) => noPrinter(mac), {
      partial: 'there is no printer',
    }),
    PrOpenDoc: toolbox({ hPrint: HandleType, pPrPort: PtrType, pIOBuf: PtrType }, PtrType, (mac) => noPrinter(mac), {
      partial: 'there is no printer',
    }),
  },
}
