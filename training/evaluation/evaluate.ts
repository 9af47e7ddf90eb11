/** How good a model is, by counting. */
import { spawnSync } from 'node:child_process'
import { creatures, names } from '../stories/cast.ts'
import type { Corpus } from '../stories/corpus.ts'
import {
  hasBalancedQuotes,
  hasEndedSentences,
  hasFewNames,
  indexSentences,
  keepsMainCharacter,
  sentencesIn,
  wordsIn,
} from './measures.ts'
import type { Sample, Sampler } from './sample.ts'

const allNames = new Set([...names.he, ...names.she])
const nouns = creatures.map(([noun]) => noun)

/** Shares are of one. */
export interface Measures {
  readonly stories: number
  readonly wordsInVocabulary: number
  readonly balancedQuotes: number
  readonly endedSentences: number
  readonly endedByThemselves: number
  readonly keptMainCharacter: number
  readonly fewNames: number
  readonly sentences: number
  /** The most sentences in a row that are so in a training story: the mean over stories, and the most. */
  readonly meanCopiedSentences: number
  readonly mostCopiedSentences: number
  readonly wholeCopies: number
}

const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean) => items.filter(holds).length / items.length
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export function measure(samples: readonly Sample[], corpus: Corpus): Measures {
  const vocabulary = new Set(corpus.training.flatMap((story) => wordsIn(story)))
  const index = indexSentences(corpus.training)
  const texts = samples.map(({ text }) => text)
  const copies = texts.map((text) => index.longestCopy(text))
  const sentences = texts.map((text) => sentencesIn(text).length)
  return {
    stories: samples.length,
    wordsInVocabulary: shareOf(texts.flatMap(wordsIn), (word) => vocabulary.has(word)),
    balancedQuotes: shareOf(texts, hasBalancedQuotes),
    endedSentences: shareOf(texts, hasEndedSentences),
    endedByThemselves: shareOf(samples, ({ ended }) => ended),
    keptMainCharacter: shareOf(texts, (text) => keepsMainCharacter(text, nouns)),
    fewNames: shareOf(texts, (text) => hasFewNames(text, allNames)),
    sentences: meanOf(sentences),
    meanCopiedSentences: meanOf(copies),
    mostCopiedSentences: Math.max(...copies),
    wholeCopies: shareOf([...copies.keys()], (story) => copies[story]! >= sentences[story]!),
  }
}

/** With seeds from 1, at temperature 0.8 and top-p 0.9. */
export function tellStories(sampler: Sampler, count: number): Sample[] {
  return Array.from({ length: count }, (_, index) => sampler.tell({ temperature: 0.8, topp: 0.9, seed: index + 1 }))
}

/** Of the held-out texts, each with its end. */
export function bitsPerByte(program: string, model: string, tokenFile: string, texts: readonly string[]): number {
  const { stdout, stderr, status } = spawnSync(program, [model, tokenFile], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the evaluation failed: ${stderr}`)
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  return Number(stdout.split(' ')[0]) / Math.LN2 / bytes
}
