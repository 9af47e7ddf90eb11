/**
 * Models in llama2.c's version-0 format: seven 32-bit integers, then all weights as 32-bit floats, in one byte order.
 *
 * Format: llama2.c's `export.py` (`legacy_export`) and `run.c` (`read_checkpoint`).
 */
import { BondiError } from '../../emulator/errors.ts'
import { type ByteOrder, byteOrders, swapWords, viewOf } from './byte-order.ts'

export interface ModelShape {
  readonly dim: number
  readonly hiddenDim: number
  readonly nLayers: number
  readonly nHeads: number
  readonly nKvHeads: number
  readonly vocabSize: number
  readonly seqLen: number
  /** Whether the output layer is the token embedding; the file says so by a positive vocabulary size. */
  readonly sharedClassifier: boolean
}

export interface TensorLayout {
  readonly name: string
  /** From outermost to innermost. */
  readonly dimensions: readonly number[]
  /** In bytes, from the file's beginning. */
  readonly offset: number
  /** In floats. */
  readonly length: number
}

export interface Model {
  readonly byteOrder: ByteOrder
  readonly shape: ModelShape
  readonly tensors: readonly TensorLayout[]
  readonly bytes: Uint8Array
}

export const modelHeaderBytes = 28

const headerFields = ['dim', 'hidden_dim', 'n_layers', 'n_heads', 'n_kv_heads', 'vocab_size', 'seq_len'] as const

/** No width is below this in both byte orders, so that the first integer tells which one a file has. */
const widthLimit = 0x1_0000
const countLimit = 0x10_0000

/** The checkpoint magic `ak42` of llama2.c's later versions. */
const laterVersionMagic = 0x616b_3432

const product = (numbers: readonly number[]) => numbers.reduce((result, number) => result * number, 1)

export const headSizeOf = ({ dim, nHeads }: ModelShape): number => dim / nHeads
export const kvDimOf = (shape: ModelShape): number => headSizeOf(shape) * shape.nKvHeads

/** Where each tensor of a model of this shape is in its file. */
export function modelLayout(shape: ModelShape): TensorLayout[] {
  const { dim, hiddenDim, nLayers, vocabSize, seqLen } = shape
  const kvDim = kvDimOf(shape)
  const halfHead = headSizeOf(shape) / 2
  const order: [string, number[]][] = [
    ['token_embedding', [vocabSize, dim]],
    ['rms_att_weight', [nLayers, dim]],
    ['wq', [nLayers, dim, dim]],
    ['wk', [nLayers, kvDim, dim]],
    ['wv', [nLayers, kvDim, dim]],
    ['wo', [nLayers, dim, dim]],
    ['rms_ffn_weight', [nLayers, dim]],
    ['w1', [nLayers, hiddenDim, dim]],
    ['w2', [nLayers, dim, hiddenDim]],
    ['w3', [nLayers, hiddenDim, dim]],
    ['rms_final_weight', [dim]],
    ['freq_cis_real', [seqLen, halfHead]],
    ['freq_cis_imag', [seqLen, halfHead]],
  ]
  if (!shape.sharedClassifier) order.push(['wcls', [vocabSize, dim]])
  let offset = modelHeaderBytes
  return order.map(([name, dimensions]) => {
    const tensor = { name, dimensions, offset, length: product(dimensions) }
    offset += tensor.length * 4
    return tensor
  })
}

export function modelBytes(shape: ModelShape): number {
  const last = modelLayout(shape).at(-1)!
  return last.offset + last.length * 4
}

const invalid = (code: string, message: string, hint?: string) => new BondiError(code, message, hint)

function readShape(bytes: Uint8Array, order: ByteOrder): ModelShape {
  const view = viewOf(bytes)
  const values = headerFields.map((_, index) => view.getInt32(index * 4, order === 'little'))
  values.forEach((value, index) => {
    const field = headerFields[index]!
    const limit = field === 'vocab_size' || field === 'seq_len' ? countLimit : widthLimit
    const magnitude = field === 'vocab_size' ? Math.abs(value) : value
    if (magnitude < 1 || magnitude >= limit) {
      throw invalid(
        'model-header',
        `The model's ${field}, at offset ${index * 4}, is ${value}: it must be from 1 to ${limit - 1}.`,
        'Is this a llama2.c checkpoint of version 0 (export.py --version 0)?',
      )
    }
  })
  const [dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabulary, seqLen] = values as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (dim % nHeads !== 0) {
    throw invalid('model-header', `The model's n_heads, at offset 12, is ${nHeads}: it does not divide dim, ${dim}.`)
  }
  if ((dim / nHeads) % 2 !== 0) {
    throw invalid(
      'model-header',
      `The model's n_heads, at offset 12, is ${nHeads}: its heads would be ${dim / nHeads} wide, and rotary embeddings need pairs.`,
    )
  }
  if (nHeads % nKvHeads !== 0) {
    throw invalid(
      'model-header',
      `The model's n_kv_heads, at offset 16, is ${nKvHeads}: it does not divide n_heads, ${nHeads}.`,
    )
  }
  const vocabSize = Math.abs(vocabulary)
  if (vocabSize < 3) {
    throw invalid(
      'model-header',
      `The model's vocab_size, at offset 20, is ${vocabulary}: there is no room for the begin and end tokens, 1 and 2.`,
    )
  }
  return { dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen, sharedClassifier: vocabulary > 0 }
}

function detectByteOrder(bytes: Uint8Array): ByteOrder {
  if (bytes.length < modelHeaderBytes) {
    throw invalid(
      'model-truncated',
      `The model has ${bytes.length} bytes, and its header alone takes ${modelHeaderBytes}.`,
      'Was it downloaded to its end?',
    )
  }
  const view = viewOf(bytes)
  for (const order of byteOrders) {
    const dim = view.getUint32(0, order === 'little')
    if (dim === laterVersionMagic) {
      throw invalid(
        'model-version',
        `The model is a llama2.c checkpoint of version ${view.getInt32(4, order === 'little')}: only version 0 can be read.`,
        'Export it with export.py --version 0.',
      )
    }
    if (dim >= 1 && dim < widthLimit) return order
  }
  throw invalid(
    'model-header',
    `The model's dim, at offset 0, is neither in little-endian nor in big-endian order from 1 to ${widthLimit - 1}.`,
    'Is this a llama2.c checkpoint of version 0 (export.py --version 0)?',
  )
}

function requireFiniteWeights(bytes: Uint8Array, tensors: readonly TensorLayout[], order: ByteOrder): void {
  const view = viewOf(bytes)
  for (const { name, offset, length } of tensors) {
    for (let index = 0; index < length; index++) {
      const word = view.getUint32(offset + index * 4, order === 'little')
      if ((word & 0x7f80_0000) === 0x7f80_0000) {
        throw invalid(
          'model-weights',
          `The model's ${name}, element ${index}, at offset ${offset + index * 4}, is ${(word & 0x7f_ffff) === 0 ? 'infinite' : 'not a number'}.`,
          'The file is damaged: download or export it again.',
        )
      }
    }
  }
}

/** Reads a model of either byte order; what is wrong with it, and where, is the error. */
export function parseModel(bytes: Uint8Array): Model {
  const byteOrder = detectByteOrder(bytes)
  const shape = readShape(bytes, byteOrder)
  const tensors = modelLayout(shape)
  const expected = modelBytes(shape)
  if (bytes.length < expected) {
    const cut = tensors.find(({ offset, length }) => offset + length * 4 > bytes.length)!
    throw invalid(
      'model-truncated',
      `The model ends at offset ${bytes.length}, within ${cut.name}: its header asks for ${expected} bytes.`,
      'Was it downloaded to its end?',
    )
  }
  if (bytes.length > expected) {
    throw invalid(
      'model-trailing',
      `The model has ${bytes.length - expected} bytes after its last tensor, which ends at offset ${expected}.`,
      'Is its header that of another model?',
    )
  }
  requireFiniteWeights(bytes, tensors, byteOrder)
  return { byteOrder, shape, tensors, bytes }
}

/** The same model in the byte order asked for. */
export function convertModel(bytes: Uint8Array, to: ByteOrder): Uint8Array {
  const { byteOrder } = parseModel(bytes)
  return byteOrder === to ? bytes.slice() : swapWords(bytes)
}

/** A model's file from its shape and the floats of each tensor, in the layout's order. */
export function writeModel(shape: ModelShape, tensors: readonly Float32Array[], order: ByteOrder): Uint8Array {
  const bytes = new Uint8Array(modelBytes(shape))
  const view = viewOf(bytes)
  const little = order === 'little'
  const { dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen, sharedClassifier } = shape
  const header = [dim, hiddenDim, nLayers, nHeads, nKvHeads, sharedClassifier ? vocabSize : -vocabSize, seqLen]
  header.forEach((value, index) => {
    view.setInt32(index * 4, value, little)
  })
  modelLayout(shape).forEach(({ name, offset, length }, index) => {
    const floats = tensors[index]
    if (floats?.length !== length) throw new RangeError(`${name} has ${floats?.length} floats, not ${length}`)
    for (let element = 0; element < length; element++) view.setFloat32(offset + element * 4, floats[element]!, little)
  })
  return bytes
}

/** The floats of one tensor. */
export function tensorOf(model: Model, name: string): Float32Array {
  const tensor = model.tensors.find((candidate) => candidate.name === name)
  if (!tensor) throw new RangeError(`no tensor is called ${name}`)
  const view = viewOf(model.bytes)
  return Float32Array.from({ length: tensor.length }, (_, index) =>
    view.getFloat32(tensor.offset + index * 4, model.byteOrder === 'little'),
  )
}

export interface ModelDescription {
  readonly format: 'llama2.c checkpoint, version 0'
  readonly byteOrder: ByteOrder
  readonly shape: ModelShape
  readonly parameters: number
  readonly bytes: number
  readonly tensors: readonly {
    name: string
    dimensions: readonly number[]
    offset: number
    least: number
    most: number
  }[]
}

export function describeModel(bytes: Uint8Array): ModelDescription {
  const model = parseModel(bytes)
  const isTable = (name: string) => name.startsWith('freq_cis')
  return {
    format: 'llama2.c checkpoint, version 0',
    byteOrder: model.byteOrder,
    shape: model.shape,
    parameters: model.tensors.reduce((sum, { name, length }) => sum + (isTable(name) ? 0 : length), 0),
    bytes: bytes.length,
    tensors: model.tensors.map(({ name, dimensions, offset }) => {
      const floats = tensorOf(model, name)
      const least = floats.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
      const most = floats.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
      return { name, dimensions, offset, least, most }
    }),
  }
}

/** Whether bytes are likely a model, to tell files apart; {@link parseModel} says what is wrong with one. */
export function looksLikeModel(bytes: Uint8Array): boolean {
  if (bytes.length < modelHeaderBytes) return false
  try {
    readShape(bytes, detectByteOrder(bytes))
    return true
  } catch (error) {
    if (error instanceof BondiError) return error.code === 'model-version'
    throw error
  }
}
