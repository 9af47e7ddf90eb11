/** What kind of mistake a differing tensor looks like, from its values alone. */
import { floatOfBits, isNanBits, swapBits, ulpDistance } from './float-bits.ts'

export const differenceClasses = {
  'byte-order':
    'the floats are the right ones with their bytes in the other order: something was swapped once too often or too rarely',
  'layout-shift':
    'the floats are right but in other places, or were computed with weights from another place: a size or an offset is wrong',
  nan: 'one of the machines computed something that is not a number',
  rounding:
    'the values are as close as rounding brings them: a multiply-add is fused on one machine only, or an operation rounds otherwise',
  values: 'the values are unrelated: a wrong input or a wrong computation',
} as const

export type DifferenceClass = keyof typeof differenceClasses

/** Of the elements that say anything (neither zero nor equal), so many must agree for a class to be named. */
const MOST = 0.9
const LARGEST_SHIFT = 64
/** A sum of a few hundred products that is rounded otherwise drifts so far from the scale of the whole tensor, at most. */
const ROUNDING_OF_SCALE = 2 ** -16
const ROUNDING_ULPS = 64

function share(actual: Uint32Array, expected: Uint32Array, agrees: (index: number) => boolean | undefined): number {
  let votes = 0
  let agreeing = 0
  for (let index = 0; index < expected.length; index++) {
    if (actual[index] === expected[index]) continue
    const vote = agrees(index)
    if (vote === undefined) continue
    votes++
    if (vote) agreeing++
  }
  return votes === 0 ? 0 : agreeing / votes
}

const isByteOrder = (actual: Uint32Array, expected: Uint32Array) =>
  share(actual, expected, (index) => swapBits(actual[index]!) === expected[index]) >= MOST

/** Whether `actual` is `expected` moved by some elements; a move of zeros or of a constant proves nothing. */
function isShifted(actual: Uint32Array, expected: Uint32Array): boolean {
  const limit = Math.min(LARGEST_SHIFT, expected.length >> 1)
  for (let shift = -limit; shift <= limit; shift++) {
    if (shift === 0) continue
    const agreement = share(actual, expected, (index) => {
      const source = index + shift
      if (source < 0 || source >= expected.length || expected[source] === 0) return undefined
      return actual[index] === expected[source]
    })
    if (agreement >= MOST) return true
  }
  return false
}

function isRounding(actual: Uint32Array, expected: Uint32Array): boolean {
  const scale = expected.reduce((most, bits) => Math.max(most, Math.abs(floatOfBits(bits))), 0)
  return actual.every((bits, index) => {
    if (ulpDistance(bits, expected[index]!) <= ROUNDING_ULPS) return true
    return Math.abs(floatOfBits(bits) - floatOfBits(expected[index]!)) <= scale * ROUNDING_OF_SCALE
  })
}

/** Names the likely class of a difference between two tensors of one length, given as the bits of their floats. */
export function classify(actual: Uint32Array, expected: Uint32Array): DifferenceClass {
  if (isByteOrder(actual, expected)) return 'byte-order'
  if (actual.some((bits, index) => isNanBits(bits) !== isNanBits(expected[index]!))) return 'nan'
  if (isRounding(actual, expected)) return 'rounding'
  if (isShifted(actual, expected)) return 'layout-shift'
  return 'values'
}
