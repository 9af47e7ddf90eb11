/** Resources.h. */

import type { Mac } from '../mac.ts'
import { type ServiceGroup, toolbox } from '../service.ts'
import { type OSErr, OSErrType } from '../types.ts'
import { fileServices } from './file-services.ts'
import { readingServices } from './reading-services.ts'
import { writingServices } from './writing-services.ts'

const common = {
  manager: 'Resource Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: More Macintosh Toolbox, chapter 1',
} as const

/** ResErrProc, where a program has put one, is told of every error. */
function setResError({ lowMemory, callGuest }: Mac, code: number): void {
  lowMemory.set('ResErr', code as OSErr)
  const procedure = lowMemory.get('ResErrProc')
  if (code !== 0 && procedure !== 0) callGuest(procedure, code)
}

export const resourceManagerServices: ServiceGroup[] = [
  { ...common, setError: setResError, services: { ...fileServices, ...readingServices, ...writingServices } },
  {
    ...common,
    services: {
      ResError: toolbox({}, OSErrType, ({ lowMemory }) => lowMemory.get('ResErr')),
    },
  },
]
