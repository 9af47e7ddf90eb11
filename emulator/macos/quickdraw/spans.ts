/**
 * A row of a region: the horizontal coordinates at which it turns from outside to inside and back, in rising order, so that
 * their count is even.
 */

export type Spans = readonly number[]

/** Whether a pixel is in the result, from whether it is in each operand. */
export type Combination = (inA: boolean, inB: boolean) => boolean

export const union: Combination = (inA, inB) => inA || inB
export const intersection: Combination = (inA, inB) => inA && inB
export const difference: Combination = (inA, inB) => inA && !inB
export const exclusive: Combination = (inA, inB) => inA !== inB

export function combineSpans(a: Spans, b: Spans, combine: Combination): Spans {
  const result: number[] = []
  let inA = false
  let inB = false
  let inside = false
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const x = Math.min(a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY)
    if (a[i] === x) {
      inA = !inA
      i++
    }
    if (b[j] === x) {
      inB = !inB
      j++
    }
    if (combine(inA, inB) === inside) continue
    inside = !inside
    result.push(x)
  }
  return result
}

export const equalSpans = (a: Spans, b: Spans): boolean =>
  a.length === b.length && a.every((x, index) => x === b[index])

/** Spans that lose `dh` pixels at each end, or gain them where it is negative; those that then touch are one. */
export function insetSpans(spans: Spans, dh: number): Spans {
  let result: Spans = []
  for (let index = 0; index < spans.length; index += 2) {
    const left = spans[index]! + dh
    const right = spans[index + 1]! - dh
    if (left < right) result = combineSpans(result, [left, right], union)
  }
  return result
}
