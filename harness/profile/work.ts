/** What a run did, in units of its own: tokens, frames, records. So many there are, or the program says how many in a text that it wrote. */
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { ExecutionProfile } from '../../emulator/machine/execution-profile.ts'
import { HfsVolume, readMacFile } from '../../emulator/volume/index.ts'
import { fromMacText } from '../compare/text.ts'
import { listDisk } from '../disk.ts'

export interface WorkOption {
  readonly unit: string
  readonly count?: number
}

export interface Work {
  readonly unit: string
  readonly count: number
  readonly perSecond: number
  readonly cyclesEach: number
}

/** What the language model's application says. */
export const DEFAULT_UNIT = 'tokens'

/** Longer files are data. */
const LONGEST_TEXT = 4 << 20

export function measureWork(
  { unit, count }: WorkOption,
  { cycles, idleCycles, virtualSeconds }: ExecutionProfile,
  texts: readonly string[],
): Work | undefined {
  const known = count ?? texts.map((text) => countIn(text, unit)).find((found) => found !== undefined)
  if (known === undefined || known === 0) return undefined
  return { unit, count: known, perSecond: known / virtualSeconds, cyclesEach: (cycles + idleCycles) / known }
}

/** `Tokens: 64`, or `64 tokens`; the last one, since a program tells its figures at its end. */
export function countIn(text: string, unit: string): number | undefined {
  const name = unit.replace(/[^\w\s]/g, '\\$&')
  const labelled = [...text.matchAll(new RegExp(`^[ \\t]*${name}[ \\t]*[:=][ \\t]*(\\d+)[ \\t]*$`, 'gim'))]
  const counted = [...text.matchAll(new RegExp(`(?<![\\d.])(\\d+)[ \\t]+${name}\\b`, 'gi'))]
  const found = labelled.at(-1) ?? counted.at(-1)
  return found === undefined ? undefined : Number(found[1])
}

/** The text files of a volume that a program made or changed. */
export function writtenTexts(image: Uint8Array, before: readonly MacFile[]): string[] {
  const volume = HfsVolume.mount(image)
  const old = new Map(before.map((file) => [file.name.toLowerCase(), file.dataFork]))
  return listDisk(volume).items.flatMap(({ path, entry }) => {
    if (entry.kind !== 'file') return []
    const { type, dataFork, name } = readMacFile(volume, path)
    if (type !== 'TEXT' || dataFork.length > LONGEST_TEXT) return []
    const known = old.get(name.toLowerCase())
    return known !== undefined && Buffer.compare(known, dataFork) === 0 ? [] : [fromMacText(dataFork)]
  })
}
