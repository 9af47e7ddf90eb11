import type { Token } from '../../toolchain/converters/index.ts'

const utf8 = new TextEncoder()

/** Words with the space before them, as sentencepiece has them; merges never cross from one into another. */
function wordsOf(text: string): string[] {
  return text.trim().match(/ ?[^ \n]+|\n/g) ?? []
}

function mostFrequentPair(words: readonly string[][]): readonly [string, string] | undefined {
  const counts = new Map<string, { pair: readonly [string, string]; count: number }>()
  for (const pieces of words) {
    for (let index = 0; index + 1 < pieces.length; index++) {
      const pair = [pieces[index]!, pieces[index + 1]!] as const
      const key = pair.join('\0')
      const entry = counts.get(key) ?? { pair, count: 0 }
      entry.count++
      counts.set(key, entry)
    }
  }
  const ranked = [...counts].sort(([keyA, a], [keyB, b]) => b.count - a.count || (keyA < keyB ? -1 : 1))
  return ranked[0]?.[1].pair
}

function merge(pieces: readonly string[], [left, right]: readonly [string, string]): string[] {
  const merged: string[] = []
  for (let index = 0; index < pieces.length; index++) {
    if (pieces[index] === left && pieces[index + 1] === right) {
      merged.push(left + right)
      index++
    } else {
      merged.push(pieces[index]!)
    }
  }
  return merged
}

/**
 * A llama2.c vocabulary of `size` tokens learnt from `text` by byte pair encoding: the three special tokens, the 256 bytes, the merges in
 * the order in which they were found, then the characters. A token's score falls with its place, so that early merges win.
 */
export function trainTokenizer(text: string, size: number): Token[] {
  const characters = [...new Set(text.trim())].sort()
  const special = ['<unk>', '\n<s>\n', '\n</s>\n']
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
  const wanted = size - special.length - bytes.length - characters.length
  const merges: string[] = []
  let words = wordsOf(text).map((word) => [...word])
  while (merges.length < wanted) {
    const pair = mostFrequentPair(words)
    if (!pair) throw new RangeError(`the text gives ${merges.length} merges, not ${wanted}`)
    words = words.map((pieces) => merge(pieces, pair))
    if (!merges.includes(pair.join(''))) merges.push(pair.join(''))
  }
  const scored = [...merges, ...characters].map((piece, index) => ({ score: -index, bytes: utf8.encode(piece) }))
  return [...special, ...bytes].map((piece) => ({ score: 0, bytes: utf8.encode(piece) })).concat(scored)
}
