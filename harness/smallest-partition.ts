/** The smallest partition in which an application still works, found by running it. */
import { availableParallelism } from 'node:os'
import { BondiError } from '../emulator/errors.ts'
import { memoryMap } from '../emulator/machine/memory-map.ts'
import { iMacG3RevB } from '../emulator/machine/profile.ts'
import { HfsVolume, readMacFile } from '../emulator/volume/index.ts'
import { listDisk } from './disk.ts'
import { describeFailure } from './error-exit.ts'
import type { ExitCodeName } from './exit-codes.ts'
import { type RunOptions, type RunResult, runApplication } from './run-application.ts'

/** What a run in a partition came to. */
export interface Trial {
  readonly partitionBytes: number
  readonly works: boolean
  readonly exit: ExitCodeName
  /** How it ended, or what of its results differs. */
  readonly why: string
  /** What explains a bad end. */
  readonly cause?: string
}

export interface SmallestPartition {
  readonly smallestBytes: number
  /** The run that all others are compared with. */
  readonly roomyBytes: number
  /** The most of its heap that the program used there. */
  readonly heapBytes: number
  /** How the program fails in a kilobyte less; absent when it works in the smallest that can be. */
  readonly below?: Trial
  /** What the `SIZE` resource should say, with the margins over what was found. */
  readonly size: { readonly minimum: number; readonly preferred: number; readonly margins: typeof SIZE_MARGINS }
  readonly trials: readonly Trial[]
}

const KILOBYTE = 1024
/** Other fonts, another system, a longer document: what a program needs is not the same everywhere. Chosen, not measured. */
const SIZE_MARGINS = { minimum: 0.1, preferred: 0.25 } as const
/** As wide as the heap's peak in a roomy partition tells where the answer will be. */
const GUESS_BYTES = 16 * KILOBYTE
/** Besides the heap: the stack that a program gets, and the A5 world. */
const BESIDE_HEAP_BYTES = (64 + 4) * KILOBYTE
/** A program that is short of memory may go on for ever. */
const PATIENCE = { factor: 2, seconds: 1 }

const roundUp = (bytes: number): number => Math.ceil(bytes / KILOBYTE) * KILOBYTE

/** The program's output: the files that were asked for, or all on its disk, and its console's text. */
function resultsOf({ run, files }: RunResult, takesAll: boolean): ReadonlyMap<string, Uint8Array> {
  const results = new Map<string, Uint8Array>([['the console', new TextEncoder().encode(run.consoleText)]])
  const add = (name: string, dataFork: Uint8Array, resourceFork: Uint8Array) => {
    results.set(name, dataFork)
    results.set(`the resources of ${name}`, resourceFork)
  }
  for (const [name, file] of files) add(name, file.dataFork, file.resourceFork)
  if (!takesAll) return results
  const volume = HfsVolume.mount(run.image)
  for (const { path, entry } of listDisk(volume).items) {
    if (entry.kind === 'folder') continue
    const { dataFork, resourceFork } = readMacFile(volume, `:${path}`)
    add(path, dataFork, resourceFork)
  }
  return results
}

function firstDifference(
  expected: ReadonlyMap<string, Uint8Array>,
  got: ReadonlyMap<string, Uint8Array>,
): string | undefined {
  const names = new Set([...expected.keys(), ...got.keys()])
  return [...names].find((name) => {
    const [a, b] = [expected.get(name), got.get(name)]
    return a === undefined || b === undefined || a.length !== b.length || a.some((byte, index) => byte !== b[index])
  })
}

const causeOf = ({ run }: RunResult): string | undefined => run.report?.causes[0]?.sentence

/**
 * Runs the application in a roomy partition (`partitionBytes`, or the largest that the machine has), then in smaller ones, several at a time.
 * It works where it ends in the same way with the same results, in no more than twice the time. Throws `no-good-run` when it does not end
 * well in the roomy one.
 */
export async function findSmallestPartition(
  options: RunOptions,
  onTrial: (trial: Trial) => void = () => {},
): Promise<SmallestPartition> {
  const roomyBytes = options.partitionBytes ?? largestPartition(options.ramBytes)
  const roomy = await runApplication({ ...options, partitionBytes: roomyBytes })
  if (roomy.exit !== 'ok') {
    throw new BondiError(
      'no-good-run',
      `in a partition of ${roomyBytes / KILOBYTE} KB the program does not end well (${roomy.exit}): ${roomy.run.message}`,
      'See that bondi run works with these options first.',
    )
  }
  const takesAll = (options.collect ?? []).length === 0
  const expected = resultsOf(roomy, takesAll)
  const seconds = roomy.run.seconds * PATIENCE.factor + PATIENCE.seconds
  const { onEvent: _, ...quiet } = options

  async function runIn(partitionBytes: number): Promise<Trial> {
    try {
      const result = await runApplication({ ...quiet, partitionBytes, budgets: { ...options.budgets, seconds } })
      if (result.exit !== roomy.exit) {
        const cause = causeOf(result)
        return { partitionBytes, works: false, exit: result.exit, why: result.run.message, ...(cause && { cause }) }
      }
      const name = firstDifference(expected, resultsOf(result, takesAll))
      const why = name === undefined ? result.run.message : `it ends as before, but ${name} differs`
      return { partitionBytes, works: name === undefined, exit: result.exit, why }
    } catch (error) {
      const failure = describeFailure(error)
      if (failure.exit !== 'launch-failed') throw error
      return { partitionBytes, works: false, exit: failure.exit, why: failure.message }
    }
  }

  const trials: Trial[] = []
  async function tryAll(sizes: readonly number[]): Promise<Trial[]> {
    const made = await Promise.all(sizes.map(runIn))
    for (const trial of made) onTrial(trial)
    trials.push(...made)
    return made
  }

  const guess = roundUp(roomy.run.heapBytes + BESIDE_HEAP_BYTES)
  const { works, below } = await search(roundUp(roomyBytes), guess, tryAll)
  const withMargin = (margin: number): number => roundUp(works * (1 + margin))
  return {
    smallestBytes: works,
    roomyBytes,
    heapBytes: roomy.run.heapBytes,
    ...(below && { below }),
    size: {
      minimum: withMargin(SIZE_MARGINS.minimum),
      preferred: withMargin(SIZE_MARGINS.preferred),
      margins: SIZE_MARGINS,
    },
    trials,
  }
}

function largestPartition(ramBytes = iMacG3RevB.ramBytes): number {
  const { free } = memoryMap({ ...iMacG3RevB, ramBytes })
  // The Process Manager's own zone takes a little
  return Math.floor((free.end - free.start) / KILOBYTE - 4) * KILOBYTE
}

/** Between a size that fails (0 to begin with) and one that works, as many sizes at a time as the host has processors. */
async function search(
  roomyBytes: number,
  guess: number,
  tryAll: (sizes: readonly number[]) => Promise<Trial[]>,
): Promise<{ works: number; below: Trial | undefined }> {
  let fails = 0
  let works = roomyBytes
  let below: Trial | undefined
  const parts = Math.max(2, Math.min(availableParallelism(), 4)) + 1
  let next = [guess - GUESS_BYTES, guess + GUESS_BYTES]
  while (works - fails > KILOBYTE) {
    const sizes = [...new Set(next)].filter((size) => size > fails && size < works).sort((a, b) => a - b)
    const made = await tryAll(sizes)
    const smallest = made.find((trial) => trial.works)
    const largestFailing = made.findLast(
      (trial) => !trial.works && trial.partitionBytes < (smallest?.partitionBytes ?? works),
    )
    if (smallest !== undefined) works = smallest.partitionBytes
    if (largestFailing !== undefined) {
      fails = largestFailing.partitionBytes
      below = largestFailing
    }
    const step = (works - fails) / parts
    next = Array.from({ length: parts - 1 }, (_, index) =>
      Math.max(fails + KILOBYTE, Math.round((fails + step * (index + 1)) / KILOBYTE) * KILOBYTE),
    )
  }
  return { works, below }
}
