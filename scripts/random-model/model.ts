/**
 * A model with random weights: the shape of stories260K, and noise for a story. It exercises all that a trained one does, and is here
 * until there is one of Bondi's own.
 */
import { type ModelShape, modelLayout, writeModel, writeTokenizer } from '../../toolchain/converters/index.ts'
import { text } from './text.ts'
import { trainTokenizer } from './tokenizer.ts'

export const shape: ModelShape = {
  dim: 64,
  hiddenDim: 172,
  nLayers: 5,
  nHeads: 8,
  nKvHeads: 4,
  vocabSize: 512,
  seqLen: 512,
  sharedClassifier: true,
}

const seed = 0x1998_0815

/** xorshift32 (Marsaglia): uniform in [-1, 1). */
function createRandom(start: number): () => number {
  let state = start
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2 ** 31
  }
}

/** Near enough to a normal distribution of deviation 1: a sum of three uniform ones. */
const bell = (random: () => number) => () => random() + random() + random()

/** Outputs of a block are this much larger than its input, so that a token's own embedding does not decide what follows it. */
const blockGain = 2
const embeddingDeviation = 0.4

function rotations(name: string): Float32Array {
  const headSize = shape.dim / shape.nHeads
  const turn = name === 'freq_cis_real' ? Math.cos : Math.sin
  return Float32Array.from({ length: (shape.seqLen * headSize) / 2 }, (_, index) => {
    const pair = index % (headSize / 2)
    const position = (index - pair) / (headSize / 2)
    return turn(position * 10000 ** ((-2 * pair) / headSize))
  })
}

export function makeRandomModel(): Uint8Array {
  const normal = bell(createRandom(seed))
  const tensors = modelLayout(shape).map(({ name, dimensions, length }) => {
    if (name.startsWith('freq_cis')) return rotations(name)
    if (name.startsWith('rms')) return Float32Array.from({ length }, () => 1 + normal() / 16)
    const deviation =
      name === 'token_embedding'
        ? embeddingDeviation
        : (name === 'wo' || name === 'w2' ? blockGain : 1) / Math.sqrt(dimensions.at(-1)!)
    return Float32Array.from({ length }, () => normal() * deviation)
  })
  return writeModel(shape, tensors, 'little')
}

export function makeTokenizer(): Uint8Array {
  const tokens = trainTokenizer(text, shape.vocabSize)
  const maxTokenLength = Math.max(...tokens.map(({ bytes }) => bytes.length))
  return writeTokenizer({ tokens, maxTokenLength }, 'little')
}
