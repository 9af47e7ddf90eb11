/** What the program had of its partition, and what it used of it. */

import { walkZone } from '../../macos/memory-manager/walk.ts'
import { HEADER_BYTES } from '../../macos/memory-manager/zone.ts'
import type { ReportContext } from './context.ts'

export interface MemoryReport {
  readonly partition: {
    readonly start: number
    readonly byteCount: number
    /** What the `SIZE` resource asks for. */
    readonly preferred: number
    readonly minimum: number
  }
  /** Code and data of the program and of the libraries that came as files. */
  readonly codeAndData: number
  readonly stack: {
    readonly base: number
    /** Room from the base to ApplLimit, which the heap leaves free. */
    readonly byteCount: number
    /** The most that was in use, by the lowest byte that is not zero. */
    readonly highWater: number
    readonly pointer: number
  }
  /** Bytes that are neither heap, stack nor A5 world. */
  readonly unused: number
  /** The partition from its start to its end; the legend is `PICTURE_LEGEND`. */
  readonly picture: string
}

const PICTURE_CELLS = 64
export const PICTURE_LEGEND =
  'c code and data, p pointers, h handles, l locked handles, . free in the heap, _ not yet heap, s stack, a A5 world'

export function reportMemory(context: ReportContext): MemoryReport {
  const { application, system } = context
  const { partition, stack } = application
  const { mac } = system
  const zoneEnd = mac.memoryManager.applicationZone.bkLim as number
  const lowest = lowestUsed(context, zoneEnd + HEADER_BYTES, stack.base)
  const sections = mac.fragments.fragments.flatMap((fragment) => fragment.sections)
  return {
    partition: {
      start: partition.start,
      byteCount: partition.byteCount,
      preferred: partition.size.preferred,
      minimum: partition.size.minimum,
    },
    codeAndData: sections.reduce((sum, { byteCount }) => sum + byteCount, 0),
    stack: {
      base: stack.base,
      byteCount: stack.base - stack.limit,
      highWater: stack.base - lowest,
      pointer: mac.cpu.state.gpr(1),
    },
    unused: Math.max(0, lowest - zoneEnd),
    picture: pictureOf(context, lowest),
  }
}

/** A partition is zero above its heap when the program starts. */
function lowestUsed({ system }: ReportContext, from: number, base: number): number {
  const { memory } = system.mac
  let address = Math.ceil(from / 4) * 4
  while (address < base && memory.getU32(address) === 0) address += 4
  return Math.min(address, base)
}

/** Each cell stands for what most of its bytes are. */
function pictureOf({ application, system }: ReportContext, lowestStack: number): string {
  const { partition, stack } = application
  const { memory, memoryManager, fragments } = system.mac
  const end = partition.start + partition.byteCount
  const ranges: [start: number, end: number, letter: string][] = []
  const letters = { pointer: 'p', handle: 'h', locked: 'l', free: '.' }
  for (const { address, byteCount, kind } of walkZone(memory, memoryManager.applicationZone)) {
    const isFragment = fragments.fragments.some(({ sections }) =>
      sections.some(({ block }) => block === address + HEADER_BYTES),
    )
    ranges.push([address, address + byteCount, isFragment ? 'c' : letters[kind]])
  }
  ranges.push(
    [memoryManager.applicationZone.bkLim, lowestStack, '_'],
    [lowestStack, stack.base, 's'],
    [stack.base, end, 'a'],
  )
  const cell = partition.byteCount / PICTURE_CELLS
  return Array.from({ length: PICTURE_CELLS }, (_, index) => {
    const from = partition.start + index * cell
    const shares = new Map<string, number>()
    for (const [start, stop, letter] of ranges) {
      const share = Math.min(stop, from + cell) - Math.max(start, from)
      if (share > 0) shares.set(letter, (shares.get(letter) ?? 0) + share)
    }
    const most = [...shares].sort(([, a], [, b]) => b - a)[0]
    return most?.[0] ?? 'p'
  }).join('')
}
