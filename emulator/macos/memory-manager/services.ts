/** MacMemory.h: every call that sets MemErr, and the few that do not. */

import type { Mac } from '../mac.ts'
import type { ServiceGroup } from '../service.ts'
import type { OSErr } from '../types.ts'
import { handleServices } from './handle-services.ts'
import { blockMoveServices, pointerServices } from './pointer-services.ts'
import { memErrorServices, zoneServices } from './zone-services.ts'

const common = {
  manager: 'Memory Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Memory, chapters 1 to 3',
} as const

export const memoryManagerServices: ServiceGroup[] = [
  {
    ...common,
    setError: (mac: Mac, code: number) => mac.lowMemory.set('MemErr', code as OSErr),
    services: { ...pointerServices, ...handleServices, ...zoneServices },
  },
  { ...common, services: { ...blockMoveServices, ...memErrorServices } },
]
