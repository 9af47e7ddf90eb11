/** Numbers and reasons in a profile, as people read them. */
import type { Stall, Stalls } from '../../emulator/machine/execution-profile.ts'

const stallWords: Readonly<Record<Exclude<Stall, `data ${string}`>, string>> = {
  width: 'two a cycle',
  fetch: 'fetching',
  completionQueue: 'completion queue',
  renames: 'rename registers',
  station: 'reservation station',
  serialization: 'serialization',
  branch: 'branch',
  unit: 'busy unit',
  latency: 'its own latency',
  dataMiss: 'data cache misses',
  instructionMiss: 'code cache misses',
  sync: 'sync',
}

const unitWords: Readonly<Record<string, string>> = {
  BPU: 'branch unit',
  IU1: 'integer unit',
  IU2: 'integer unit',
  LSU: 'load',
  FPU: 'FPU',
  SRU: 'system unit',
}

export const describeStall = (stall: string): string =>
  stall.startsWith('data ')
    ? `result of ${unitWords[stall.slice(5)] ?? stall.slice(5)}`
    : ((stallWords as Record<string, string>)[stall] ?? stall)

/** What took most of the cycles beyond what the machine's width alone takes: its words, and its part of all. */
export function mainStall(stalls: Stalls): { words: string; part: number } | undefined {
  const entries = Object.entries(stalls)
  const all = entries.reduce((sum, [, cycles]) => sum + cycles, 0)
  const [first] = entries.filter(([stall]) => stall !== 'width').sort(([, a], [, b]) => b - a)
  return first && { words: describeStall(first[0]), part: first[1] / all }
}

/** At most six characters and a unit. */
export function compact(value: number): string {
  const digits = (scaled: number, places: number) =>
    scaled.toLocaleString('en-US', { minimumFractionDigits: places, maximumFractionDigits: places })
  if (value < 1e5) return digits(value, 0)
  if (value < 1e7) return `${digits(value / 1e3, 0)} K`
  if (value < 1e10) return `${digits(value / 1e6, 1)} M`
  return `${digits(value / 1e9, 1)} G`
}

export const percent = (part: number, whole: number): string => `${((100 * part) / (whole || 1)).toFixed(1)}%`

/** Three significant digits, or all before the point. */
export const figure = (value: number): string =>
  value.toLocaleString('en-US', { maximumFractionDigits: Math.max(0, 2 - Math.floor(Math.log10(value || 1))) })

export const cut = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1)}…`
