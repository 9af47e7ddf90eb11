/** MacWindows.h. */

import type { ServiceGroup } from '../service.ts'
import { placeServices } from './place-services.ts'
import { windowServices } from './window-services.ts'

export const windowManagerServices: ServiceGroup = {
  manager: 'Window Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Macintosh Toolbox Essentials, chapter 4',
  services: { ...windowServices, ...placeServices },
}
