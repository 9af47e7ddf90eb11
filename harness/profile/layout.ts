/** A profile as one screen of text. */
import type { ExecutionProfile, ProfiledFunction } from '../../emulator/machine/execution-profile.ts'
import { layBlock, listingHead } from './listing.ts'
import { compact, cut, figure, mainStall, percent } from './words.ts'
import type { Work } from './work.ts'

export interface LayoutOptions {
  /** Characters of a line. */
  readonly width: number
  /** How many functions. */
  readonly top: number
  /** What simulated caches counted. */
  readonly caches?: Readonly<Record<string, number>>
}

const HOTTEST_BLOCKS = 2
const BLOCK_LINES = 8
const SHOWN_SERVICES = 6

/** How long the real machine would take, and how much it would do in a second. */
export function answer({ machine, cpuHz, cycles, idleCycles, virtualSeconds }: ExecutionProfile, work?: Work): string {
  const where = `${machine} (${cpuHz / 1e6} MHz)`
  const time = `${figure(virtualSeconds)} s`
  if (work === undefined) return `${time} on an ${where}: ${compact(cycles + idleCycles)} cycles`
  const { unit, count, perSecond, cyclesEach } = work
  return `${figure(perSecond)} ${unit} a second on an ${where}: ${figure(count)} ${unit} in ${time}, ${compact(cyclesEach)} cycles each`
}

interface Column {
  readonly title: string
  readonly cell: (one: ProfiledFunction, profile: ExecutionProfile) => string
  /** Negative for text, which begins at the left. */
  readonly width: number
  /** Terminals that are narrower go without. */
  readonly from: number
  /** Only where caches were simulated. */
  readonly needsCaches?: boolean
}

const allCycles = ({ cycles, idleCycles }: { cycles: number; idleCycles: number }): number => cycles + idleCycles

function why({ idleCycles, cycles, stalls }: ProfiledFunction): string {
  if (idleCycles > cycles) return 'waiting'
  const stall = mainStall(stalls)
  return stall ? `${stall.words} ${Math.round(100 * stall.part)}%` : ''
}

const columns: readonly Column[] = [
  { title: 'self', cell: (one, profile) => percent(allCycles(one), allCycles(profile)), width: 6, from: 0 },
  { title: 'total', cell: (one, profile) => percent(one.totalCycles, allCycles(profile)), width: 6, from: 0 },
  { title: 'cycles', cell: (one) => compact(allCycles(one)), width: 9, from: 50 },
  { title: 'calls', cell: (one) => compact(one.calls), width: 9, from: 60 },
  { title: 'misses', cell: ({ misses }) => compact(misses), width: 9, from: 90, needsCaches: true },
  { title: 'mostly for', cell: why, width: -24, from: 80 },
  { title: 'function', cell: ({ name }) => name, width: -1, from: 0 },
]

function layTable(profile: ExecutionProfile, functions: readonly ProfiledFunction[], screen: number): string[] {
  const hasMisses = profile.functions.some(({ misses }) => misses > 0)
  const shown = columns.filter(({ from, needsCaches }) => screen >= from && (hasMisses || !needsCaches))
  const row = (cell: (column: Column) => string) =>
    shown
      .map((column) => {
        const isLast = column === shown.at(-1)
        if (column.width > 0) return cell(column).padStart(column.width)
        return isLast ? cell(column) : cut(cell(column), -column.width).padEnd(-column.width)
      })
      .join('  ')
  const rows = functions.map((one) => row(({ cell }) => cell(one, profile)))
  return [row(({ title }) => title), ...rows].map((line) => cut(line, screen))
}

function layServices(profile: ExecutionProfile): string {
  const services = profile.functions.filter(({ kind }) => kind === 'service')
  const cycles = services.reduce((sum, one) => sum + allCycles(one), 0)
  const calls = services.reduce((sum, one) => sum + one.calls, 0)
  const most = [...services].sort((a, b) => b.calls - a.calls).slice(0, SHOWN_SERVICES)
  const names = most.map((one) => `${one.name} ${compact(one.calls)}`).join(', ')
  const part = percent(cycles, allCycles(profile))
  return `Mac OS: ${part} of the time, ${compact(calls)} calls${names && `: ${names}`}`
}

/** What the simulated caches did, for the whole run. */
function layCaches(profile: ExecutionProfile, counters: Readonly<Record<string, number>> | undefined): string[] {
  if (counters === undefined) return ['Caches: not simulated; every access was taken for a hit (--timing caches)']
  const of = (name: string): string => compact(counters[name] ?? 0)
  const waited = (counters.dataStallCycles ?? 0) + (counters.instructionStallCycles ?? 0)
  return [
    `Caches: ${percent(waited, allCycles(profile))} of the time waited for; level 1 missed ${of('loadMisses')} loads, ${of('storeMisses')} stores,`,
    `        ${of('instructionMisses')} fetches; level 2 hit ${of('level2Hits')} times and missed ${of('level2Misses')}`,
  ]
}

export function layProfile(profile: ExecutionProfile, work: Work | undefined, options: LayoutOptions): string {
  const { width, top, caches } = options
  const functions = profile.functions.filter((one) => allCycles(one) > 0)
  const hottest = [...profile.blocks].sort((a, b) => b.cycles - a.cycles).slice(0, HOTTEST_BLOCKS)
  const more = functions.length - top
  const lines = [
    answer(profile, work),
    '',
    ...layTable(profile, functions.slice(0, top), width),
    ...(more > 0 ? [`  … ${more} more (--top ${functions.length} shows all)`] : []),
    '',
    cut(layServices(profile), width),
    ...layCaches(profile, caches).map((line) => cut(line, width)),
    '',
    cut(listingHead, width),
    ...hottest.flatMap((block) => layBlock(profile, block, width, BLOCK_LINES)),
  ]
  return `${lines.join('\n')}\n`
}
