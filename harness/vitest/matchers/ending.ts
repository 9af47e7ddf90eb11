/** How a program ended, in what time, and what it called on the way. */
import { closest } from 'fastest-levenshtein'
import { BondiError } from '../../../emulator/errors.ts'
import { byteSize, cycleCount, duration, type Quantity } from '../../quantities.ts'
import { asRun, crashLines, type Verdict, verdict } from './matcher.ts'

export function toExitCleanly(received: unknown): Verdict {
  const run = asRun(received, 'toExitCleanly')
  const { status } = run.record
  const isClean = run.exit === 'ok' && (status ?? 0) === 0
  const how = run.exit === 'ok' ? `it ended by itself with status ${status}` : `it ended as ${run.exit}: ${run.message}`
  return verdict(
    isClean,
    [
      'expected the program to end by itself and well',
      `${how}, at ${run.virtualSeconds.toFixed(6)} s of virtual time`,
      ...crashLines(run),
    ],
    'expected the program not to end by itself and well, and it did',
  )
}

export interface Calls {
  /** Exactly so often; at least once unless given. */
  readonly times?: number
}

const timesText = (count: number): string => (count === 1 ? 'once' : `${count} times`)

export function toHaveCalled(received: unknown, service: string, { times }: Calls = {}): Verdict {
  const run = asRun(received, 'toHaveCalled')
  const count = run.services[service] ?? 0
  const called = Object.keys(run.services)
  const near =
    count === 0 && called.length > 0
      ? [`of the ${called.length} services that it called, ${closest(service, called)} is called most alike`]
      : []
  return verdict(
    times === undefined ? count > 0 : count === times,
    [
      `expected the program to call ${service}${times === undefined ? '' : ` ${timesText(times)}`}`,
      count === 0 ? 'it did not' : `it called it ${timesText(count)}`,
      ...near,
    ],
    `expected the program not to call ${service}${times === undefined ? '' : ` ${timesText(times)}`}, and it called it ${timesText(count)}`,
  )
}

/** Numbers, or texts such as `2G`, `500ms`, `600K`. */
export interface Bounds {
  readonly cycles?: number | string
  /** Virtual. */
  readonly seconds?: number | string
  /** Most bytes of its heap in use at once. */
  readonly memory?: number | string
}

const bounds = [
  { name: 'cycles', quantity: cycleCount, unit: 'cycles', measure: 'cycles' },
  { name: 'seconds', quantity: duration, unit: 'virtual seconds', measure: 'seconds' },
  { name: 'memory', quantity: byteSize, unit: 'bytes of its heap', measure: 'heapBytes' },
] as const

function limitOf({ form, parse }: Quantity, name: string, value: number | string): number {
  const limit = typeof value === 'number' ? value : parse(value)
  if (limit === undefined) throw new BondiError('usage', `toFinishWithin: ${name} is "${value}"`, `It must be ${form}.`)
  return limit
}

const spelled = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 })

export function toFinishWithin(received: unknown, within: Bounds): Verdict {
  const run = asRun(received, 'toFinishWithin')
  const wanted = bounds.filter(({ name }) => within[name] !== undefined)
  if (wanted.length === 0) {
    throw new BondiError('usage', 'toFinishWithin was given no bound', 'Give cycles, seconds or memory.')
  }
  const found = wanted.map(({ name, quantity, unit, measure }) => {
    const [limit, taken] = [limitOf(quantity, name, within[name]!), run.record[measure]]
    const more = taken - limit
    const share = ((more / limit) * 100).toFixed(2)
    return {
      isWithin: more <= 0,
      text:
        more <= 0
          ? `it took ${spelled(taken)} of ${spelled(limit)} ${unit}`
          : `it took ${spelled(taken)} ${unit}, ${spelled(more)} (${share}%) more than ${spelled(limit)}`,
    }
  })
  const hasEnded = run.exit === 'ok' || run.exit === 'exit-status'
  const all = found.map(({ text }) => text)
  return verdict(
    hasEnded && found.every(({ isWithin }) => isWithin),
    [
      'expected the program to finish within its bounds',
      ...(hasEnded ? [] : [`it did not finish: it ended as ${run.exit}: ${run.message}`]),
      ...all,
      ...crashLines(run),
    ],
    ['expected the program not to finish within its bounds', ...all].join('\n'),
  )
}
