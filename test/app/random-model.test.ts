import { expect, test } from 'vitest'
import { makeRandomModel, makeTokenizer, shape } from '../../scripts/random-model/model.ts'
import {
  describeModel,
  parseModel,
  parseTokenizer,
  requireMatchingVocabulary,
} from '../../toolchain/converters/index.ts'
import { expectFixture } from './fixture.ts'

test('the random model is what its script makes', () => {
  expectFixture('model/model.bin', makeRandomModel())
})

test('its tokenizer is what the script makes', () => {
  expectFixture('model/tokenizer.bin', makeTokenizer())
})

test('both are of the shape they should be and belong together', () => {
  const model = parseModel(makeRandomModel())
  const tokenizer = parseTokenizer(makeTokenizer())
  requireMatchingVocabulary(model, tokenizer)
  expect(describeModel(model.bytes)).toMatchObject({ byteOrder: 'little', shape, parameters: 260_032 })
  const pieces = tokenizer.tokens.map(({ bytes }) => new TextDecoder().decode(bytes))
  expect(new Set(pieces).size).toBe(512)
  expect(pieces.slice(0, 4)).toEqual(['<unk>', '\n<s>\n', '\n</s>\n', '<0x00>'])
  expect(pieces).toContain(' the')
})
