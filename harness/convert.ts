/** Models and tokenizers of llama2.c, file to file. */

import { BondiError } from '../emulator/errors.ts'
import {
  type ByteOrder,
  convertModel,
  convertTokenizer,
  looksLikeModel,
  looksLikeTokenizer,
  parseModel,
  parseTokenizer,
} from '../toolchain/converters/index.ts'
import { readInput } from './files/read-input.ts'
import { writeWhole } from './files/write-whole.ts'

export type ConvertibleKind = 'model' | 'tokenizer'

export interface Conversion {
  readonly kind: ConvertibleKind
  readonly from: ByteOrder
  readonly to: ByteOrder
  readonly bytes: number
}

/** Converts a file, whichever byte order it is in, and checks all of it; the output is written whole or not at all. */
export async function convertFile(
  kind: ConvertibleKind,
  input: string,
  output: string,
  to: ByteOrder,
): Promise<Conversion> {
  const bytes = await readInput(input)
  if (kind === 'model' && !looksLikeModel(bytes) && looksLikeTokenizer(bytes)) throw isTheOther(input, 'tokenizer')
  if (kind === 'tokenizer' && !looksLikeTokenizer(bytes) && looksLikeModel(bytes)) throw isTheOther(input, 'model')
  const from = (kind === 'model' ? parseModel(bytes) : parseTokenizer(bytes)).byteOrder
  const converted = kind === 'model' ? convertModel(bytes, to) : convertTokenizer(bytes, to)
  await writeWhole(output, converted)
  return { kind, from, to, bytes: converted.length }
}

function isTheOther(path: string, kind: ConvertibleKind): BondiError {
  return new BondiError('wrong-kind', `${path} is a ${kind}`, `Use bondi convert ${kind}.`)
}
