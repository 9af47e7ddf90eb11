import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import {
  type ByteOrder,
  convertModel,
  convertTokenizer,
  describeModel,
  describeTokenizer,
  looksLikeModel,
  looksLikeTokenizer,
  type ModelShape,
  modelLayout,
  parseModel,
  parseTokenizer,
  requireMatchingVocabulary,
  tensorOf,
  writeModel,
  writeTokenizer,
} from '../../toolchain/converters/index.ts'
import { haveStories, stories260K, tok512 } from './models.ts'

const byteOrder = fc.constantFrom<ByteOrder>('little', 'big')

const shape: fc.Arbitrary<ModelShape> = fc
  .record({
    halfHead: fc.integer({ min: 1, max: 2 }),
    nKvHeads: fc.integer({ min: 1, max: 2 }),
    headsPerKvHead: fc.integer({ min: 1, max: 2 }),
    hiddenDim: fc.integer({ min: 1, max: 5 }),
    nLayers: fc.integer({ min: 1, max: 2 }),
    vocabSize: fc.integer({ min: 3, max: 9 }),
    seqLen: fc.integer({ min: 1, max: 4 }),
    sharedClassifier: fc.boolean(),
  })
  .map(({ halfHead, headsPerKvHead, ...rest }) => {
    const nHeads = rest.nKvHeads * headsPerKvHead
    return { ...rest, nHeads, dim: nHeads * halfHead * 2 }
  })

const modelFile = fc.tuple(shape, byteOrder, fc.integer()).map(([model, order, seed]) => {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return state / 2 ** 28
  }
  const tensors = modelLayout(model).map(({ length }) => Float32Array.from({ length }, next))
  return { shape: model, order, tensors, bytes: writeModel(model, tensors, order) }
})

const tokenizerFile = fc
  .tuple(
    fc.array(
      fc.record({ score: fc.float({ noNaN: true, noDefaultInfinity: true }), bytes: fc.uint8Array({ maxLength: 7 }) }),
      {
        minLength: 1,
        maxLength: 20,
      },
    ),
    fc.integer({ min: 7, max: 60 }),
    byteOrder,
  )
  .map(([tokens, maxTokenLength, order]) => ({ order, bytes: writeTokenizer({ tokens, maxTokenLength }, order) }))

const other = (order: ByteOrder): ByteOrder => (order === 'little' ? 'big' : 'little')

/** Runs `read` on bytes that may be anything: it must return or throw a BondiError that names an offset. */
function expectNamedError(read: () => unknown): void {
  try {
    read()
  } catch (error) {
    expect(error).toBeInstanceOf(BondiError)
    expect((error as BondiError).message).toMatch(/offset \d+|has \d+ bytes/)
  }
}

function corrupted(file: fc.Arbitrary<{ bytes: Uint8Array }>): fc.Arbitrary<Uint8Array> {
  const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) })
  return fc
    .tuple(file, fc.array(change, { maxLength: 4 }), fc.nat(), fc.uint8Array({ maxLength: 3 }))
    .map(([{ bytes }, changes, cut, extra]) => {
      const damaged = Buffer.concat([bytes.subarray(0, bytes.length - (cut % 5 === 0 ? cut % bytes.length : 0)), extra])
      for (const { at, value } of changes) if (damaged.length > 0) damaged[at % damaged.length] = value
      return new Uint8Array(damaged)
    })
}

describe('model', () => {
  test('converting there and back is the identity, and keeps every float', () => {
    fc.assert(
      fc.property(modelFile, ({ shape: expected, order, tensors, bytes }) => {
        const there = convertModel(bytes, other(order))
        expect(parseModel(there)).toMatchObject({ byteOrder: other(order), shape: expected })
        modelLayout(expected).forEach(({ name }, index) => {
          expect(tensorOf(parseModel(there), name)).toEqual(tensors[index])
        })
        expect(convertModel(there, order)).toEqual(bytes)
        expect(convertModel(bytes, order)).toEqual(bytes)
      }),
      { numRuns: 50 },
    )
  })

  test('damage gives an error that names an offset', () => {
    fc.assert(
      fc.property(corrupted(modelFile), (bytes) => expectNamedError(() => describeModel(bytes))),
      { numRuns: 300 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => expectNamedError(() => parseModel(bytes))))
  })

  const small: ModelShape = {
    dim: 4,
    hiddenDim: 3,
    nLayers: 1,
    nHeads: 2,
    nKvHeads: 1,
    vocabSize: 5,
    seqLen: 2,
    sharedClassifier: false,
  }
  const file = () => {
    const tensors = modelLayout(small).map(({ length }) => new Float32Array(length))
    return writeModel(small, tensors, 'little')
  }
  const withWord = (offset: number, value: number) => {
    const bytes = file()
    new DataView(bytes.buffer).setInt32(offset, value, true)
    return bytes
  }

  test.each([
    ['a width of zero', withWord(4, 0), /hidden_dim, at offset 4, is 0/],
    ['heads that do not divide', withWord(12, 3), /n_heads, at offset 12, is 3: it does not divide dim, 4/],
    ['heads of odd width', withWord(12, 4), /n_heads, at offset 12, is 4: its heads would be 1 wide/],
    ['key/value heads that do not divide', withWord(16, 3), /n_kv_heads, at offset 16, is 3/],
    ['too small a vocabulary', withWord(20, 2), /vocab_size, at offset 20, is 2/],
    ['a later version', withWord(0, 0x616b3432), /of version 3: only version 0/],
    ['a weight that is infinite', withWord(32, 0x7f800000), /token_embedding, element 1, at offset 32, is infinite/],
    ['a weight that is NaN', withWord(28, 0x7fc00001), /token_embedding, element 0, at offset 28, is not a number/],
    ['no byte order', withWord(0, 0x01000001), /neither in little-endian nor in big-endian/],
    ['a missing end', file().subarray(0, -1), /within wcls/],
    ['a trailing byte', Buffer.concat([file(), Buffer.from([0])]), /1 bytes after its last tensor/],
    ['an empty file', new Uint8Array(), /has 0 bytes/],
  ])('%s is told', (_, bytes, message) => {
    expect(() => parseModel(new Uint8Array(bytes))).toThrow(message)
  })

  test('the classifier is shared when the vocabulary is positive', () => {
    expect(parseModel(file()).shape.sharedClassifier).toBe(false)
    expect(() => parseModel(withWord(20, 5))).toThrow(/80 bytes after its last tensor/)
  })

  test.skipIf(!haveStories)('stories260K is described, and converted as its words swapped', () => {
    const description = describeModel(stories260K!)
    expect(description).toMatchObject({
      byteOrder: 'little',
      parameters: 260_032,
      shape: {
        dim: 64,
        hiddenDim: 172,
        nLayers: 5,
        nHeads: 8,
        nKvHeads: 4,
        vocabSize: 512,
        seqLen: 512,
        sharedClassifier: true,
      },
    })
    const cosines = description.tensors.find(({ name }) => name === 'freq_cis_real')!
    expect([cosines.least, cosines.most]).toEqual([expect.closeTo(-1, 3), 1])
    expect(Buffer.from(convertModel(stories260K!, 'big')).equals(Buffer.from(stories260K!).swap32())).toBe(true)
    expect(looksLikeModel(stories260K!)).toBe(true)
    expect(looksLikeModel(tok512!)).toBe(false)
  })
})

describe('tokenizer', () => {
  test('converting there and back is the identity', () => {
    fc.assert(
      fc.property(tokenizerFile, ({ order, bytes }) => {
        const there = convertTokenizer(bytes, other(order))
        expect(parseTokenizer(there)).toEqual({ ...parseTokenizer(bytes), byteOrder: other(order) })
        expect(convertTokenizer(there, order)).toEqual(bytes)
        expect(convertTokenizer(bytes, order)).toEqual(bytes)
      }),
    )
  })

  test('damage gives an error that names an offset', () => {
    fc.assert(
      fc.property(corrupted(tokenizerFile), (bytes) => expectNamedError(() => describeTokenizer(bytes))),
      { numRuns: 500 },
    )
  })

  test.each([
    [
      'an infinite score',
      [0, 0, 0, 3, 0x7f, 0x80, 0, 0, 0, 0, 0, 1, 65],
      /token 0, at offset 4, has the score Infinity/,
    ],
    [
      'a length above the longest',
      [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 4, 65, 65, 65, 65],
      /token 0, at offset 4, is 4 bytes long/,
    ],
    ['a piece cut short', [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 2, 65], /the file ends after 1 of them/],
    ['a record cut short', [0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 1, 65, 9], /token 1, at offset 13, has 1 bytes/],
    ['no byte order', [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 65], /neither in little-endian nor in big-endian/],
    ['an empty file', [], /has 0 bytes/],
  ])('%s is told', (_, bytes, message) => {
    expect(() => parseTokenizer(Uint8Array.from(bytes))).toThrow(message)
  })

  test.skipIf(!haveStories)('tok512 is described and belongs to stories260K', () => {
    expect(describeTokenizer(tok512!)).toMatchObject({ byteOrder: 'little', tokens: 512, bytes: 6227 })
    expect(looksLikeTokenizer(tok512!)).toBe(true)
    expect(looksLikeTokenizer(stories260K!)).toBe(false)
    const tokenizer = parseTokenizer(tok512!)
    requireMatchingVocabulary(parseModel(stories260K!), tokenizer)
    expect(() =>
      requireMatchingVocabulary(parseModel(stories260K!), { ...tokenizer, tokens: tokenizer.tokens.slice(1) }),
    ).toThrow(/511 tokens/)
  })
})
