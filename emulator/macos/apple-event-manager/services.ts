/** AppleEvents.h and AEDataModel.h. */

import type { ServiceGroup } from '../service.ts'
import { descriptorServices } from './descriptor-services.ts'
import { eventServices } from './event-services.ts'
import { handlerServices } from './handler-services.ts'
import { itemServices } from './item-services.ts'

export const appleEventManagerServices: ServiceGroup = {
  manager: 'Apple Event Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Interapplication Communication, chapters 3 to 6',
  services: { ...descriptorServices, ...itemServices, ...eventServices, ...handlerServices },
}
