/** FixMath.h and ToolUtils.h: arithmetic on fixed-point numbers, bits. */

import { type ServiceGroup, toolbox } from '../service.ts'
import { SInt16, SInt32 } from '../types.ts'
import { bitServices } from './bits.ts'
import { fixedProduct, fixedQuotient } from './fixed-point.ts'
import { fractServices } from './fract.ts'
import { trigonometricServices } from './trigonometric.ts'

export const toolboxUtilitiesServices: ServiceGroup = {
  manager: 'Mathematical and Logical Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities, chapter 3',
  services: {
    ...bitServices,
    ...fractServices,
    ...trigonometricServices,
    FixRatio: toolbox({ numer: SInt16, denom: SInt16 }, SInt32, (_, { numer, denom }) => fixedQuotient(numer, denom)),
    FixMul: toolbox({ a: SInt32, b: SInt32 }, SInt32, (_, { a, b }) => fixedProduct(a, b)),
    FixDiv: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => fixedQuotient(x, y)),
    FixRound: toolbox({ x: SInt32 }, SInt16, (_, { x }) => Math.min(0x7fff, Math.floor(x / 65536 + 0.5))),
  },
}
