/** The relocation instructions for a list of words: runs wherever the words form them (Mac OS Runtime Architectures, chapter 8). */

import { encodeRelocation } from '../../emulator/formats/pef-relocations.ts'

export interface EncodableRelocation {
  readonly offset: number
  readonly kind: 'section' | 'import'
  /** Of the section or the imported symbol. */
  readonly index: number
}

const CODE = 0
const DATA = 1
const LONGEST_RUN = 512
const LONGEST_SKIP = 255
const LONGEST_SKIP_RUN = 63
const LONGEST_INCREMENT = 4096
const SMALL_INDEX = 512

/** `words` are in ascending order of offset. */
export function encodeRelocations(words: readonly EncodableRelocation[]): Uint16Array {
  const units: number[] = []
  const emit = (name: string, ...operands: number[]): void => {
    units.push(...encodeRelocation(name, ...operands))
  }
  let position = 0
  let importIndex = 0
  let next = 0

  const isSection = (at: number, offset: number, section: number): boolean => {
    const word = words[at]
    return word?.kind === 'section' && word.index === section && word.offset === offset
  }
  /** How many repetitions of `matches` there are from word `next` on. */
  const countRuns = (matches: (run: number) => boolean, limit: number): number => {
    let runs = 0
    while (runs < limit && matches(runs)) runs++
    return runs
  }
  const moveTo = (offset: number): void => {
    const distance = offset - position
    if (distance === 0) return
    if (distance > 0 && distance <= LONGEST_INCREMENT) emit('IncrPosition', distance)
    else emit('SetPosition', offset)
    position = offset
  }

  while (next < words.length) {
    const word = words[next]!
    const start = word.offset
    const vectors = (size: 8 | 12): number =>
      countRuns(
        (run) =>
          isSection(next + run * 2, start + run * size, CODE) &&
          isSection(next + run * 2 + 1, start + run * size + 4, DATA),
        LONGEST_RUN,
      )
    const vectors12 = vectors(12)
    const vectors8 = vectors(8)
    if (vectors8 > 1 || vectors12 > 0) {
      const size = vectors8 > vectors12 ? 8 : 12
      const runs = Math.max(vectors8, vectors12)
      moveTo(start)
      emit(size === 8 ? 'TVector8' : 'TVector12', runs)
      position += runs * size
      next += runs * 2
    } else if (word.kind === 'import') {
      const runs = countRuns((run) => {
        const other = words[next + run]
        return other?.kind === 'import' && other.index === word.index + run && other.offset === start + run * 4
      }, LONGEST_RUN)
      moveTo(start)
      if (word.index === importIndex) {
        emit('ImportRun', runs)
        importIndex += runs
        next += runs
        position += runs * 4
      } else {
        emit(word.index < SMALL_INDEX ? 'SmByImport' : 'LgByImport', word.index)
        importIndex = word.index + 1
        next++
        position += 4
      }
    } else if (word.index > DATA) {
      moveTo(start)
      emit(word.index < SMALL_INDEX ? 'SmBySection' : 'LgBySection', word.index)
      next++
      position += 4
    } else {
      const runs = countRuns((run) => isSection(next + run, start + run * 4, word.index), LONGEST_RUN)
      const skip = (start - position) / 4
      const canSkip = word.index === DATA && skip > 0 && skip <= LONGEST_SKIP && Number.isInteger(skip)
      if (canSkip && runs <= LONGEST_SKIP_RUN) emit('BySectDWithSkip', skip, runs)
      else {
        moveTo(start)
        emit(word.index === CODE ? 'BySectC' : 'BySectD', runs)
      }
      next += runs
      position = start + runs * 4
    }
  }
  return Uint16Array.from(units)
}
