/** MathLib: fp.h and fenv.h (Inside Macintosh: PowerPC Numerics). */

import type { ServiceGroup } from '../service.ts'
import { arithmeticServices } from './arithmetic-services.ts'
import { decimalServices } from './decimal-services.ts'
import { elementaryServices } from './elementary-services.ts'
import { environmentServices, FPSCR_READER, placeReader, READER_BYTES } from './environment-services.ts'

export const mathLibraryServices: ServiceGroup = {
  manager: 'MathLib',
  library: 'MathLib',
  book: 'PowerPC Numerics, chapters 8 to 10',
  services: { ...arithmeticServices, ...decimalServices, ...elementaryServices, ...environmentServices },
  data: {
    pi: { byteCount: 8, initialize: (memory, address) => memory.setF64(address, Math.PI) },
    _FE_DFL_ENV: { byteCount: 4 },
    [FPSCR_READER]: { byteCount: READER_BYTES, initialize: placeReader },
  },
}
