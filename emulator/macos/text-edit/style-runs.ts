/** Runs of characters of one style, as values: what editing makes of them. */

import type { RGBColor } from '../quickdraw/records.ts'

export interface TextStyleValue {
  readonly font: number
  readonly face: number
  readonly size: number
  readonly color: RGBColor
}

/** A style from `start` on, up to the next run's start. The first starts at 0; no two neighbours have the same style. */
export interface Run {
  readonly start: number
  readonly style: TextStyleValue
}

export function sameStyle(a: TextStyleValue, b: TextStyleValue): boolean {
  return (
    a.font === b.font &&
    a.face === b.face &&
    a.size === b.size &&
    a.color.red === b.color.red &&
    a.color.green === b.color.green &&
    a.color.blue === b.color.blue
  )
}

/** Runs in rising order, without those that are empty or go on in the style of the one before. */
function merged(runs: readonly Run[], length: number): Run[] {
  const result: Run[] = []
  for (const [index, run] of runs.entries()) {
    const end = runs[index + 1]?.start ?? Math.max(length, run.start + 1)
    if (end <= run.start) continue
    const last = result.at(-1)
    if (last === undefined || !sameStyle(last.style, run.style)) result.push(run)
  }
  return result
}

export function styleAt(runs: readonly Run[], offset: number): TextStyleValue {
  return runs.findLast(({ start }) => start <= offset)?.style ?? runs[0]!.style
}

/** The part of the runs between two offsets, counted from the first of them. */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const first: Run = { start: 0, style: styleAt(runs, from) }
  const rest = runs.filter(({ start }) => start > from && start < to)
  return [first, ...rest.map(({ start, style }) => ({ start: start - from, style }))]
}

/** The runs of a text of `length` characters in which those from `from` to `to` have given way to `count` of the styles `inserted`. */
export function spliceRuns(
  runs: readonly Run[],
  length: number,
  { from, to, count, inserted }: { from: number; to: number; count: number; inserted: readonly Run[] },
): Run[] {
  const shift = count - (to - from)
  const before = runs.filter(({ start }) => start < from)
  const middle = count === 0 ? [] : inserted.map(({ start, style }) => ({ start: start + from, style }))
  const after =
    to < length ? sliceRuns(runs, to, length).map(({ start, style }) => ({ start: start + to + shift, style })) : []
  const result = merged([...before, ...middle, ...after], length + shift)
  return result.length > 0 ? result : [{ start: 0, style: styleAt(runs, Math.max(0, from - 1)) }]
}

/** The runs after `change` has been made to the style of every character between two offsets. */
export function restyleRuns(
  runs: readonly Run[],
  length: number,
  { from, to }: { from: number; to: number },
  change: (style: TextStyleValue) => TextStyleValue,
): Run[] {
  if (from >= to) return [...runs]
  const inserted = sliceRuns(runs, from, to).map(({ start, style }) => ({ start, style: change(style) }))
  return spliceRuns(runs, length, { from, to, count: to - from, inserted })
}
