/**
 * Tokenizers in llama2.c's format: the longest piece's length, then for each token a score, a length and so many bytes.
 *
 * Format: llama2.c's `tokenizer.py` (`export`) and `run.c` (`build_tokenizer`).
 */
import { BondiError } from '../../emulator/errors.ts'
import { type ByteOrder, byteOrders, viewOf } from './byte-order.ts'

export interface Token {
  readonly score: number
  readonly bytes: Uint8Array
}

export interface Tokenizer {
  readonly byteOrder: ByteOrder
  /** As the file says; at least the longest token's length. */
  readonly maxTokenLength: number
  readonly tokens: readonly Token[]
}

const headerBytes = 4
const recordHeaderBytes = 8
/** No length is below this in both byte orders, so that the first integer tells which one a file has. */
const lengthLimit = 0x1_0000

const invalid = (code: string, message: string, hint?: string) => new BondiError(code, message, hint)

function detectByteOrder(bytes: Uint8Array): ByteOrder {
  if (bytes.length < headerBytes + recordHeaderBytes) {
    throw invalid(
      'tokenizer-truncated',
      `The tokenizer has ${bytes.length} bytes: too few for its header and one token.`,
      'Was it downloaded to its end?',
    )
  }
  const view = viewOf(bytes)
  const found = byteOrders.find((order) => {
    const length = view.getUint32(0, order === 'little')
    return length >= 1 && length < lengthLimit
  })
  if (!found) {
    throw invalid(
      'tokenizer-header',
      `The tokenizer's longest token, at offset 0, is neither in little-endian nor in big-endian order from 1 to ${lengthLimit - 1} bytes.`,
      'Is this a tokenizer.bin of llama2.c?',
    )
  }
  return found
}

/** Reads a tokenizer of either byte order; what is wrong with it, and where, is the error. */
export function parseTokenizer(bytes: Uint8Array): Tokenizer {
  const byteOrder = detectByteOrder(bytes)
  const little = byteOrder === 'little'
  const view = viewOf(bytes)
  const maxTokenLength = view.getUint32(0, little)
  const tokens: Token[] = []
  for (let offset = headerBytes; offset < bytes.length; ) {
    const where = `token ${tokens.length}, at offset ${offset},`
    if (bytes.length - offset < recordHeaderBytes) {
      throw invalid(
        'tokenizer-truncated',
        `The tokenizer's ${where} has ${bytes.length - offset} bytes: a score and a length take ${recordHeaderBytes}.`,
        'Was it downloaded to its end?',
      )
    }
    const score = view.getFloat32(offset, little)
    if (!Number.isFinite(score)) {
      throw invalid('tokenizer-score', `The tokenizer's ${where} has the score ${score}: it must be finite.`)
    }
    const length = view.getUint32(offset + 4, little)
    if (length > maxTokenLength) {
      throw invalid(
        'tokenizer-length',
        `The tokenizer's ${where} is ${length} bytes long: its header says that none is longer than ${maxTokenLength}.`,
        'The file is damaged: download or export it again.',
      )
    }
    const start = offset + recordHeaderBytes
    if (length > bytes.length - start) {
      throw invalid(
        'tokenizer-truncated',
        `The tokenizer's ${where} is ${length} bytes long, and the file ends after ${bytes.length - start} of them.`,
        'Was it downloaded to its end?',
      )
    }
    tokens.push({ score, bytes: bytes.slice(start, start + length) })
    offset = start + length
  }
  return { byteOrder, maxTokenLength, tokens }
}

export function writeTokenizer(tokenizer: Pick<Tokenizer, 'maxTokenLength' | 'tokens'>, order: ByteOrder): Uint8Array {
  const { maxTokenLength, tokens } = tokenizer
  const little = order === 'little'
  const size = tokens.reduce((sum, token) => sum + recordHeaderBytes + token.bytes.length, headerBytes)
  const bytes = new Uint8Array(size)
  const view = viewOf(bytes)
  view.setUint32(0, maxTokenLength, little)
  let offset = headerBytes
  for (const token of tokens) {
    view.setFloat32(offset, token.score, little)
    view.setUint32(offset + 4, token.bytes.length, little)
    bytes.set(token.bytes, offset + recordHeaderBytes)
    offset += recordHeaderBytes + token.bytes.length
  }
  return bytes
}

/** The same tokenizer in the byte order asked for. */
export function convertTokenizer(bytes: Uint8Array, to: ByteOrder): Uint8Array {
  return writeTokenizer(parseTokenizer(bytes), to)
}

export interface TokenizerDescription {
  readonly format: 'llama2.c tokenizer'
  readonly byteOrder: ByteOrder
  readonly tokens: number
  readonly maxTokenLength: number
  readonly bytes: number
  /** The first and last few, with their scores. */
  readonly sample: readonly { token: number; text: string; score: number }[]
}

export function describeTokenizer(bytes: Uint8Array): TokenizerDescription {
  const { byteOrder, maxTokenLength, tokens } = parseTokenizer(bytes)
  const decoder = new TextDecoder()
  const shown = tokens.map((token, index) => ({ token: index, text: decoder.decode(token.bytes), score: token.score }))
  const sample = shown.length > 16 ? [...shown.slice(0, 4), ...shown.slice(259, 267), ...shown.slice(-4)] : shown
  return { format: 'llama2.c tokenizer', byteOrder, tokens: tokens.length, maxTokenLength, bytes: bytes.length, sample }
}

/** Whether bytes are a tokenizer, to tell files apart. */
export function looksLikeTokenizer(bytes: Uint8Array): boolean {
  try {
    parseTokenizer(bytes)
    return true
  } catch (error) {
    if (error instanceof BondiError) return false
    throw error
  }
}
