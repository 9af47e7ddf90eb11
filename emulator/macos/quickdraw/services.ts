/** Quickdraw.h. */

import type { ServiceGroup } from '../service.ts'
import { portServices } from './port-services.ts'

export const quickDrawServices: ServiceGroup = {
  manager: 'QuickDraw',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Imaging With QuickDraw',
  services: { ...portServices },
}
