/** Byte pair encoding (Gage; Sennrich, Haddow and Birch) for llama2.c's tokenizer, which merges the pair with the best score first. */
import type { Token } from '../../toolchain/converters/index.ts'
import { wordsOf } from './words.ts'

interface CountedWord {
  pieces: string[]
  readonly count: number
}

function countWords(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    // llama2.c begins a text as if after a space.
    for (const word of wordsOf(` ${text}`)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  return counts
}

/** The pair that occurs most often; of several the first in the order of their characters. */
function mostFrequentPair(words: readonly CountedWord[]): readonly [string, string] | undefined {
  const counts = new Map<string, number>()
  for (const { pieces, count } of words) {
    for (let index = 0; index + 1 < pieces.length; index++) {
      const pair = `${pieces[index]}\0${pieces[index + 1]}`
      counts.set(pair, (counts.get(pair) ?? 0) + count)
    }
  }
  let best: [string, number] | undefined
  for (const [pair, count] of counts) {
    if (!best || count > best[1] || (count === best[1] && pair < best[0])) best = [pair, count]
  }
  const [left, right] = best?.[0].split('\0') ?? []
  return left === undefined || right === undefined ? undefined : [left, right]
}

function merged(pieces: readonly string[], [left, right]: readonly [string, string]): string[] {
  const result: string[] = []
  for (let index = 0; index < pieces.length; index++) {
    if (pieces[index] === left && pieces[index + 1] === right) {
      result.push(left + right)
      index++
    } else {
      result.push(pieces[index]!)
    }
  }
  return result
}

const special = ['<unk>', '\n<s>\n', '\n</s>\n']
const bytePieces = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)

/**
 * A vocabulary of `size` tokens: the three special ones, the 256 bytes, the merges in the order in which they were found, then the
 * characters of the texts (line ends are left to the bytes). A token's score falls with its place.
 */
export function trainTokenizer(texts: Iterable<string>, size: number): Token[] {
  const counts = countWords(texts)
  const characters = [...new Set([...counts.keys()].join(''))].filter((character) => character !== '\n').sort()
  const wanted = size - special.length - bytePieces.length - characters.length
  let words: CountedWord[] = [...counts].map(([word, count]) => ({ pieces: [...word], count }))
  const merges = new Set<string>()
  while (merges.size < wanted) {
    const pair = mostFrequentPair(words)
    if (!pair) throw new RangeError(`the texts give ${merges.size} merges, not ${wanted}`)
    merges.add(pair.join(''))
    words = words.map((word) => (word.pieces.includes(pair[0]) ? { ...word, pieces: merged(word.pieces, pair) } : word))
  }
  const utf8 = new TextEncoder()
  return [
    ...[...special, ...bytePieces].map((piece) => ({ score: 0, bytes: utf8.encode(piece) })),
    ...[...merges, ...characters].map((piece, index) => ({ score: -index, bytes: utf8.encode(piece) })),
  ]
}
