/** FixMath.h and TextUtils.h: arithmetic on fixed-point numbers, numbers as text, string lists. */

import { procedure, type ServiceGroup, toolbox } from '../service.ts'
import { pascalField, SInt16, SInt32, Str255, varParam } from '../types.ts'

const MOST_POSITIVE = 0x7fff_ffff
const MOST_NEGATIVE = -0x8000_0000

/** Rounds to the nearest, and pins what does not fit to the largest number of its sign. */
function fixed(value: number): number {
  return Math.max(MOST_NEGATIVE, Math.min(MOST_POSITIVE, Math.floor(value + 0.5)))
}

/** 16 bits of fraction. Division by zero gives the largest number of the numerator's sign. */
function fixedQuotient(numerator: number, denominator: number): number {
  if (denominator === 0) return numerator < 0 ? MOST_NEGATIVE : MOST_POSITIVE
  return fixed((numerator * 65536) / denominator)
}

/** A product of two 32-bit numbers does not fit a double. */
function fixedProduct(a: number, b: number): number {
  return fixed(Number((BigInt(a) * BigInt(b) + 0x8000n) >> 16n))
}

/** A sign and digits; what follows them is ignored. */
function numberInText(text: string): number {
  return Number.parseInt(/^\s*[+-]?\d+/.exec(text)?.[0] ?? '0', 10) | 0
}

export const toolboxUtilitiesServices: ServiceGroup = {
  manager: 'Mathematical and Logical Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Operating System Utilities, chapter 3',
  services: {
    FixRatio: toolbox({ numer: SInt16, denom: SInt16 }, SInt32, (_, { numer, denom }) => fixedQuotient(numer, denom)),
    FixMul: toolbox({ a: SInt32, b: SInt32 }, SInt32, (_, { a, b }) => fixedProduct(a, b)),
    FixDiv: toolbox({ x: SInt32, y: SInt32 }, SInt32, (_, { x, y }) => fixedQuotient(x, y)),
    FixRound: toolbox({ x: SInt32 }, SInt16, (_, { x }) => Math.min(0x7fff, Math.floor(x / 65536 + 0.5))),
  },
}

export const textUtilitiesServices: ServiceGroup = {
  manager: 'Text Utilities',
  library: 'InterfaceLib',
  book: 'Inside Macintosh: Text, chapter 5',
  services: {
    NumToString: procedure({ theNum: SInt32, theString: varParam(pascalField(255)) }, (_, { theNum, theString }) => {
      theString.value = String(theNum)
    }),
    StringToNum: procedure({ theString: Str255, theNum: varParam(SInt32) }, (_, { theString, theNum }) => {
      theNum.value = numberInText(theString ?? '')
    }),
    GetIndString: procedure(
      { theString: varParam(pascalField(255)), strListID: SInt16, index: SInt16 },
      ({ memory, resourceManager: rm }, { theString, strListID, index }) => {
        theString.value = ''
        const loaded = rm.find(false, ({ type, id }) => type === 'STR#' && id === strListID)
        let at = memory.getU32(rm.handleOf(loaded))
        const count = memory.getU16(at)
        at += 2
        if (index < 1 || index > count) return
        for (let skipped = 1; skipped < index; skipped++) at += 1 + memory.getU8(at)
        theString.value = memory.readPString(at)
      },
    ),
  },
}
