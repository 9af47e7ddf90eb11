import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTokenizer, writeTokenizer } from '../../toolchain/converters/index.ts'
import { makeCorpus } from '../../training/stories/corpus.ts'
import { BOS, createCodec } from '../../training/tokenizer/encode.ts'
import { trainTokenizer } from '../../training/tokenizer/train.ts'
import { encode } from '../app/llama.ts'

const { training } = makeCorpus(300_000, 3)
const tokens = trainTokenizer(training, 512)
const codec = createCodec(tokens)
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom(' "', '"', 'Once', ' the', 'é', '猫', '🐟', '\n', '  ', '<0x41>', "n't", '!"'))
    .map((parts) => parts.join('')),
)

describe('the tokenizer', () => {
  test('gives any Unicode text back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(Buffer.from(codec.decode(codec.encode(text))).toString()).toBe(text)
      }),
    )
  })

  test('encodes any text as a plain implementation of llama2.c does', () => {
    const maxTokenLength = Math.max(...tokens.map(({ bytes }) => bytes.length))
    const read = parseTokenizer(writeTokenizer({ tokens, maxTokenLength }, 'little'))
    const alike = (text: string) => {
      expect([BOS, ...codec.encode(text)]).toEqual(encode(read, text))
    }
    fc.assert(fc.property(anyText, alike))
    for (const story of training.slice(0, 20)) alike(story)
  })

  test('has the special tokens, the bytes, and 253 different pieces with falling scores', () => {
    const pieces = tokens.map(({ bytes }) => Buffer.from(bytes).toString())
    expect(pieces.slice(0, 4)).toEqual(['<unk>', '\n<s>\n', '\n</s>\n', '<0x00>'])
    expect(pieces[258]).toBe('<0xFF>')
    expect(new Set(pieces).size).toBe(512)
    tokens.slice(260).forEach(({ score }, index) => {
      expect(score).toBeLessThan(tokens[259 + index]!.score)
    })
  })

  test('merges the most frequent pair first', () => {
    const few = trainTokenizer(['aaab aaab aab'], 259 + 6)
    expect(few.slice(259).map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
      'aa',
      ' aa',
      ' aaa',
      ' ',
      'a',
      'b',
    ])
  })
})
