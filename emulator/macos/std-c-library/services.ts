/** StdCLib, the C library that MPW's programs share (its headers; ISO C 9899:1990). */

import type { ServiceGroup } from '../service.ts'
import { libraryData } from './data.ts'
import { stdioServices } from './stdio-services.ts'
import { stdlibServices } from './stdlib-services.ts'
import { textServices } from './string-services.ts'
import { systemServices } from './system-services.ts'
import { timeServices } from './time-services.ts'

export const standardCLibraryServices: ServiceGroup = {
  manager: 'StdCLib',
  library: 'StdCLib',
  book: "ISO C 9899:1990, chapter 7, and MPW's headers",
  services: { ...stdioServices, ...stdlibServices, ...textServices, ...timeServices, ...systemServices },
  data: libraryData,
}
