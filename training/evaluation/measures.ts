/** What can be counted in a story. */

export const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z']+/g) ?? []

export const sentencesIn = (text: string): string[] =>
  text
    .match(/[^.!?\n]+(?:[.!?]+"?|\n|$)/g)
    ?.map((sentence) => sentence.trim())
    .filter(Boolean) ?? []

/** Each paragraph has as many closing quotes as opening ones. */
export const hasBalancedQuotes = (text: string): boolean =>
  text.split('\n').every((paragraph) => (paragraph.match(/"/g) ?? []).length % 2 === 0)

export const hasEndedSentences = (text: string): boolean =>
  text.split('\n').every((paragraph) => /[.!?]"?$/.test(paragraph.trim()))

/**
 * How a story calls its main character, whom its first sentences introduce: a name, or else `the goblin`. `nouns` are what the nameless are.
 */
export function mainCharacter(text: string, nouns: readonly string[]): string | undefined {
  const [opening = ''] = text.split('\n')
  const named = /\b(?:named|name was) ([A-Z][a-z]+)/.exec(opening) ?? /^([A-Z][a-z]+) was a /.exec(opening)
  const nameless = new RegExp(`\\b(?:${nouns.join('|')})\\b`).exec(sentencesIn(opening)[0] ?? '')
  return named?.[1] ?? (nameless ? `the ${nameless[0]}` : undefined)
}

export function keepsMainCharacter(text: string, nouns: readonly string[]): boolean {
  const name = mainCharacter(text, nouns)
  const last = text.split('\n').at(-1)!
  return name !== undefined && last.toLowerCase().includes(name.toLowerCase())
}

/** A story has a main character, and at most one friend with a name: as many as its generator gives it. */
export const hasFewNames = (text: string, names: ReadonlySet<string>): boolean =>
  new Set((text.match(/\b[A-Z][a-z]+\b/g) ?? []).filter((word) => names.has(word))).size <= 2

export interface SentenceIndex {
  /** The most sentences in a row that a text has in common with one of those indexed. */
  longestCopy(text: string): number
}

export function indexSentences(texts: readonly string[]): SentenceIndex {
  const places = new Map<string, number[]>()
  let position = 0
  for (const text of texts) {
    for (const sentence of sentencesIn(text)) {
      const known = places.get(sentence)
      if (known) known.push(position)
      else places.set(sentence, [position])
      position++
    }
    position++ // a gap, so that no run goes over from a text to the next
  }
  return {
    longestCopy(text) {
      let longest = 0
      let runs = new Map<number, number>()
      for (const sentence of sentencesIn(text)) {
        const next = new Map<number, number>()
        for (const at of places.get(sentence) ?? []) {
          const run = (runs.get(at - 1) ?? 0) + 1
          next.set(at, run)
          longest = Math.max(longest, run)
        }
        runs = next
      }
      return longest
    },
  }
}
