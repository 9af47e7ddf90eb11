/** PBExchangeFiles: two files change contents and keep their names, IDs and Finder information (Inside Macintosh: Files, chapter 2). */

import type { CatalogFile } from './entries.ts'
import { HfsError } from './hfs-error.ts'
import type { HfsVolume } from './volume.ts'

/** Exchanges both forks and the dates of modification. Throws fLckdErr, vLckdErr, wPrErr. */
export function exchangeFiles(volume: HfsVolume, first: CatalogFile, second: CatalogFile): void {
  for (const { locked, name } of [first, second]) if (locked) throw new HfsError('fLckdErr', `"${name}"`)
  for (const type of ['data', 'resource'] as const) {
    const forks = [volume.openFork(first.id, type), volume.openFork(second.id, type)] as const
    const contents = forks.map((fork) => fork.read(0, fork.length))
    for (const fork of forks) fork.setLength(0)
    forks[0].write(0, contents[1]!)
    forks[1].write(0, contents[0]!)
  }
  const { modified } = first
  volume.setFileInfo(first.id, { modified: second.modified })
  volume.setFileInfo(second.id, { modified })
}
