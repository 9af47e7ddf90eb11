/** Small models of any shape with weights from a seed, and vocabularies to go with them. */
import {
  type ModelShape,
  modelLayout,
  type Token,
  writeModel,
  writeTokenizer,
} from '../../toolchain/converters/index.ts'

/** More than the application's static memory holds. */
export const largeShape: ModelShape = {
  dim: 96,
  hiddenDim: 200,
  nLayers: 6,
  nHeads: 6,
  nKvHeads: 6,
  vocabSize: 600,
  seqLen: 600,
  sharedClassifier: false,
}

export function smallModel(shape: ModelShape, seed: number): Uint8Array {
  let state = seed | 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state / 2 ** 31
  }
  const tensors = modelLayout(shape).map(({ length }) => Float32Array.from({ length }, next))
  return writeModel(shape, tensors, 'little')
}

/** Byte tokens, then letters: `size` of them in all, at least 259. */
export function smallTokenizer(size: number): Uint8Array {
  const pieces = ['<unk>', '\n<s>\n', '\n</s>\n']
  for (let byte = 0; byte < 256; byte++) pieces.push(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`)
  for (let index = 0; pieces.length < size; index++) pieces.push(String.fromCodePoint(0x61 + index))
  const tokens: Token[] = pieces.map((piece, index) => ({ score: -index, bytes: Buffer.from(piece) }))
  return writeTokenizer({ tokens, maxTokenLength: 7 }, 'little')
}
