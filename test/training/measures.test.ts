import { expect, test } from 'vitest'
import {
  hasBalancedQuotes,
  hasEndedSentences,
  hasFewNames,
  indexSentences,
  keepsMainCharacter,
  mainCharacter,
  sentencesIn,
  wordsIn,
} from '../../training/evaluation/measures.ts'

test('sentences and words', () => {
  expect(sentencesIn('Tom ran. "Stop!" said Ann.\nHe')).toEqual(['Tom ran.', '"Stop!"', 'said Ann.', 'He'])
  expect(wordsIn('"Stop!" said Ann.')).toEqual(['stop', 'said', 'ann'])
})

test('quotes and ends are seen paragraph by paragraph', () => {
  expect(hasBalancedQuotes('"A," b.\n"C."')).toBe(true)
  expect(hasBalancedQuotes('"A, b.\nC."')).toBe(false)
  expect(hasEndedSentences('A.\n"B!"')).toBe(true)
  expect(hasEndedSentences('A\nB.')).toBe(false)
})

test('the main character is whom the opening introduces', () => {
  expect(mainCharacter('There was a fox named Tom.', [])).toBe('Tom')
  expect(mainCharacter('Ann was a girl. Tom came.', [])).toBe('Ann')
  expect(mainCharacter('The green goblin sat.', ['goblin'])).toBe('the goblin')
  expect(mainCharacter('It rained.', ['goblin'])).toBeUndefined()
  expect(keepsMainCharacter('Ann was a girl.\nTom slept.', [])).toBe(false)
  expect(keepsMainCharacter('Ann was a girl.\nAnn slept.', [])).toBe(true)
  expect(hasFewNames('Ann and Tom and Sue.', new Set(['Ann', 'Tom', 'Sue']))).toBe(false)
})

test('copies are runs of sentences of one text', () => {
  const index = indexSentences(['A b. C d. E f.', 'G h. A b.'])
  expect(index.longestCopy('X. C d. E f. G h. A b.')).toBe(2)
  expect(index.longestCopy('A b. C d. E f.')).toBe(3)
  expect(index.longestCopy('Nothing.')).toBe(0)
})
