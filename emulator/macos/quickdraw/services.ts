/** Quickdraw.h. */

import type { ServiceGroup } from '../service.ts'
import { colorServices } from './color-services.ts'
import { colorTableServices } from './color-table-services.ts'
import { copyServices } from './copy-services.ts'
import { cursorServices } from './cursor-services.ts'
import { deviceServices } from './device-services.ts'
import { geometryServices } from './geometry-services.ts'
import { grafProcServices } from './graf-proc-services.ts'
import { packServices } from './pack-services.ts'
import { patternServices } from './pattern-services.ts'
import { penServices } from './pen-services.ts'
import { pictureServices } from './picture-services.ts'
import { portServices } from './port-services.ts'
import { polygonServices, regionServices } from './region-services.ts'
import { scrollServices } from './scrolling.ts'
import { shapeServices } from './shape-services.ts'

export const quickDrawServices: ServiceGroup = {
  manager: 'QuickDraw',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Imaging With QuickDraw',
  services: {
    ...portServices,
    ...geometryServices,
    ...penServices,
    ...shapeServices,
    ...regionServices,
    ...polygonServices,
    ...colorServices,
    ...scrollServices,
    ...cursorServices,
    ...copyServices,
    ...deviceServices,
    ...colorTableServices,
    ...packServices,
    ...patternServices,
    ...grafProcServices,
    ...pictureServices,
  },
}
