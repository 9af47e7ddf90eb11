/** Files.h. */

import type { ServiceGroup } from '../service.ts'
import { fsSpecServices } from './fsspec-services.ts'
import { namedFileServices, openFileServices, volumeServices } from './high-level-services.ts'
import { parameterBlockServices } from './parameter-block-services.ts'

export const fileManagerServices: ServiceGroup = {
  manager: 'File Manager',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Files, chapter 2',
  services: {
    ...openFileServices,
    ...namedFileServices,
    ...volumeServices,
    ...fsSpecServices,
    ...parameterBlockServices,
  },
}
