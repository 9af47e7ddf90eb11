/** Values of options, from text to what the library takes; what is wrong with one is a usage error. */
import { InvalidArgumentError } from 'commander'

/** A whole number from `least` to `most`. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }

/** A decimal number from `least` to `most`. */
export const decimalNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = Number(text)
    if (/^\d*\.?\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`It must be a number from ${least} to ${most}.`)
  }

const sizeUnits: Record<string, number> = { '': 1, b: 1, k: 1 << 10, kb: 1 << 10, m: 1 << 20, mb: 1 << 20 }

/** A size such as `3000K`, `4M` or a number of bytes. */
export function byteSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text)
  const unit = sizeUnits[match?.[2]?.toLowerCase() ?? '?']
  if (match === null || unit === undefined) {
    throw new InvalidArgumentError('It must be a size such as 3000K, 4M or a number of bytes.')
  }
  return Math.round(Number(match[1]) * unit)
}

const timeUnits: Record<string, number> = { '': 1, s: 1, ms: 0.001, m: 60, min: 60, h: 3600 }

/** A time in seconds, such as `60s`, `500ms` or `2m`. */
export function duration(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([a-z]*)$/i.exec(text)
  const unit = timeUnits[match?.[2]?.toLowerCase() ?? '?']
  if (match === null || unit === undefined || Number(match[1]) === 0) {
    throw new InvalidArgumentError('It must be a time such as 60s, 500ms or 2m.')
  }
  return Number(match[1]) * unit
}

/** A number of cycles, with K, M or G for thousands, millions, thousands of millions. */
export function cycleCount(text: string): number {
  const match = /^(\d+(?:\.\d+)?) ?([kmg]?)$/i.exec(text)
  if (match === null || Number(match[1]) === 0) {
    throw new InvalidArgumentError('It must be a number of cycles such as 500M or 2G.')
  }
  return Math.round(
    Number(match[1]) * { '': 1, k: 1e3, m: 1e6, g: 1e9 }[match[2]!.toLowerCase() as '' | 'k' | 'm' | 'g'],
  )
}

/** Something to count: `tokens=64`, or `tokens` alone where the program says how many. */
export function unitCount(text: string): { unit: string; count?: number } {
  const match = /^([^=\d][^=]*)(?:=(\d+))?$/.exec(text)
  if (match === null || Number(match[2]) === 0) {
    throw new InvalidArgumentError('It must be a name, with a number if the program does not tell it: tokens=64.')
  }
  return match[2] === undefined ? { unit: match[1]! } : { unit: match[1]!, count: Number(match[2]) }
}

/** Collects an option that may be given more than once. */
export const collect = (value: string, previous: readonly string[] = []): string[] => [...previous, value]
