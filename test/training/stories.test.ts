import { describe, expect, test } from 'vitest'
import {
  hasBalancedQuotes,
  hasEndedSentences,
  keepsMainCharacter,
  wordsIn,
} from '../../training/evaluation/measures.ts'
import { creatures, names } from '../../training/stories/cast.ts'
import { makeCorpus } from '../../training/stories/corpus.ts'
import { createRandom } from '../../training/stories/random.ts'
import { makePlan, planKey, plots, tellStory } from '../../training/stories/story.ts'
import { expand } from '../../training/stories/template.ts'

const { training, heldOut } = makeCorpus(6_000_000, 11)

describe('the stories', () => {
  test('are the same for the same seed, and others for another', () => {
    const few = (seed: number) => makeCorpus(20_000, seed).training
    expect(few(1)).toEqual(few(1))
    expect(few(1)).not.toEqual(few(2))
  })

  test('are all different', () => {
    expect(new Set([...training, ...heldOut]).size).toBe(training.length + heldOut.length)
  })

  test('are well formed: sentences, quotes, and nothing of the notation left', () => {
    for (const story of training) {
      expect(story).toMatch(/^[A-Za-z ,.!?"\n]+$/)
      expect(story).not.toMatch(/\b([a-z]+) \1\b|[.!?] [a-z]| [,.!?]| "[a-z]| {2}|\ba [aeiou]|\ban [^aeiou]/)
      expect(hasBalancedQuotes(story) && hasEndedSentences(story)).toBe(true)
    }
  })

  test('speak of boys and male animals as he and of girls as she', () => {
    const random = createRandom(5)
    for (let index = 0; index < 2000; index++) {
      const plan = makePlan(random)
      const [opening] = tellStory(plan, random).split('\n')
      const other = plan.hero.gender === 'he' ? /\b(She|Her name)\b/ : /\b(He|His name)\b/
      expect(opening).not.toMatch(other)
    }
  })

  test('keep their main character', () => {
    const nouns = creatures.map(([noun]) => noun)
    const kept = training.filter((story) => keepsMainCharacter(story, nouns)).length / training.length
    expect(kept).toBeGreaterThan(0.95)
  })

  test('are told in the words of a small child', () => {
    const words = new Set(training.flatMap(wordsIn))
    expect(words.size).toBeGreaterThan(600)
    expect(words.size).toBeLessThan(1000)
    for (const name of [...names.he, ...names.she]) expect(words).toContain(name.toLowerCase())
  })

  test('tell every plot', () => {
    const random = createRandom(9)
    const told = new Set(Array.from({ length: 500 }, () => makePlan(random).plot.name))
    expect(told.size).toBe(plots.length)
  })
})

test('no plan of a held-out story is one of a training story', () => {
  // The corpus again, with its plans.
  const random = createRandom(11)
  const keys = { training: new Set<string>(), heldOut: new Set<string>() }
  const isTraining = new Set(training)
  for (let left = training.length + heldOut.length; left > 0; left--) {
    const plan = makePlan(random)
    const part = isTraining.has(tellStory(plan, random)) ? keys.training : keys.heldOut
    part.add(planKey(plan))
  }
  expect(keys.heldOut.size).toBeGreaterThan(100)
  expect([...keys.heldOut].filter((key) => keys.training.has(key))).toEqual([])
})

describe('the notation', () => {
  const dictionary = { words: { h: 'the goblin', he: 'he' }, pools: { greet: ['hello'] } }
  const told = (source: string) => expand(source, dictionary, createRandom(1))

  test('begins sentences with capitals, but not what goes on after a quotation', () => {
    expect(told('"@greet!" said $h. $he ran. "$he, too." he sat.')).toBe(
      '"Hello!" said the goblin. He ran. "He, too." He sat.',
    )
  })

  test('says what is wrong with a text', () => {
    expect(() => told('{a|b')).toThrow('never closed')
    expect(() => told('a|b')).toThrow('out of place')
    expect(() => told('$nobody')).toThrow('$nobody')
    expect(() => told('@nothing')).toThrow('@nothing')
  })
})
