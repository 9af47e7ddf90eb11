/** Values of options, from text to what the library takes; what is wrong with one is a usage error. */
import { InvalidArgumentError } from 'commander'
import { type CheckName, checkTable } from '../../emulator/machine/checks/table.ts'
import type { Quantity } from '../quantities.ts'
import * as quantities from '../quantities.ts'

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

const of =
  ({ form, parse }: Quantity) =>
  (text: string): number => {
    const value = parse(text)
    if (value !== undefined) return value
    throw new InvalidArgumentError(`It must be ${form}.`)
  }

export const byteSize = of(quantities.byteSize)
/** In seconds. */
export const duration = of(quantities.duration)
export const cycleCount = of(quantities.cycleCount)

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

/** Names of checks, separated by commas, or `all`. */
export function checkNames(text: string, before: readonly CheckName[] = []): CheckName[] {
  const names = checkTable.map(({ name }) => name)
  const wanted = text === 'all' ? names : text.split(',')
  const unknown = wanted.find((name) => !names.some((known) => known === name))
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no check "${unknown}"; there are ${names.join(', ')}, and all.`)
  return [...new Set([...before, ...(wanted as CheckName[])])]
}
