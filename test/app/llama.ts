/**
 * llama2.c's tokenizer and transformer again, written from its description in the plainest way and in double precision, to check the
 * application against something that shares nothing with it.
 */

import { type Model, type Tokenizer, tensorOf } from '../../toolchain/converters/index.ts'
import { headSizeOf, kvDimOf } from '../../toolchain/converters/model.ts'

export function encode(tokenizer: Tokenizer, text: string): number[] {
  const pieces = tokenizer.tokens.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
  const idOf = new Map<string, number>()
  pieces.forEach((piece, id) => {
    if (!idOf.has(piece)) idOf.set(piece, id)
  })
  const tokens = [1]
  if (text === '') return tokens
  const space = idOf.get(' ')
  if (space !== undefined) tokens.push(space)
  for (const character of text) {
    const bytes = Buffer.from(character)
    const id = idOf.get(bytes.toString('latin1'))
    tokens.push(...(id === undefined ? [...bytes].map((byte) => byte + 3) : [id]))
  }
  for (;;) {
    const candidates = tokens.slice(0, -1).flatMap((token, at) => {
      const id = idOf.get(pieces[token]! + pieces[tokens[at + 1]!]!)
      return id === undefined ? [] : [{ at, id, score: tokenizer.tokens[id]!.score }]
    })
    if (candidates.length === 0) return tokens
    const best = candidates.reduce((a, b) => (b.score > a.score ? b : a))
    tokens.splice(best.at, 2, best.id)
  }
}

type Vector = number[]

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0)

function softmax(values: Vector): Vector {
  const largest = Math.max(...values)
  const powers = values.map((value) => Math.exp(value - largest))
  const sum = powers.reduce((a, b) => a + b)
  return powers.map((power) => power / sum)
}

function rmsnorm(x: Vector, weight: ArrayLike<number>): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + 1e-5)
  return x.map((value, index) => value * scale * weight[index]!)
}

/** The logits after each of `tokens`. */
export function forwardAll(model: Model, tokens: readonly number[]): Vector[] {
  const { shape } = model
  const { dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize } = shape
  const headSize = headSizeOf(shape)
  const kvDim = kvDimOf(shape)
  const tensors = Object.fromEntries(model.tensors.map(({ name }) => [name, tensorOf(model, name)]))
  const row = (name: string, index: number, width: number) =>
    tensors[name]!.subarray(index * width, (index + 1) * width)
  const multiply = (name: string, layer: number, rows: number, x: Vector): Vector =>
    Array.from({ length: rows }, (_, index) => dot(row(name, layer * rows + index, x.length), x))
  const rotate = (vector: Vector, position: number): Vector =>
    vector.map((value, index) => {
      const pair = (index % headSize) >> 1
      const angle = position * 10000 ** ((-2 * pair) / headSize)
      const partner = index % 2 === 0 ? -vector[index + 1]! : vector[index - 1]!
      return value * Math.cos(angle) + partner * Math.sin(angle)
    })
  const caches = Array.from({ length: nLayers }, () => ({ keys: [] as Vector[], values: [] as Vector[] }))

  return tokens.map((token, position) => {
    let x: Vector = [...row('token_embedding', token, dim)]
    caches.forEach(({ keys, values }, layer) => {
      const normal = rmsnorm(x, row('rms_att_weight', layer, dim))
      const query = rotate(multiply('wq', layer, dim, normal), position)
      keys.push(rotate(multiply('wk', layer, kvDim, normal), position))
      values.push(multiply('wv', layer, kvDim, normal))
      const mixed = Array.from({ length: nHeads }, (_, head) => {
        const group = Math.floor(head / (nHeads / nKvHeads)) * headSize
        const own = query.slice(head * headSize, (head + 1) * headSize)
        const weights = softmax(keys.map((key) => dot(own, key.slice(group, group + headSize)) / Math.sqrt(headSize)))
        return own.map((_, index) =>
          dot(
            weights,
            values.map((value) => value[group + index]!),
          ),
        )
      }).flat()
      const attended = multiply('wo', layer, dim, mixed)
      x = x.map((value, index) => value + attended[index]!)
      const normalAgain = rmsnorm(x, row('rms_ffn_weight', layer, dim))
      const gate = multiply('w1', layer, hiddenDim, normalAgain)
      const up = multiply('w3', layer, hiddenDim, normalAgain)
      const hidden = gate.map((value, index) => (value / (1 + Math.exp(-value))) * up[index]!)
      const fed = multiply('w2', layer, dim, hidden)
      x = x.map((value, index) => value + fed[index]!)
    })
    return multiply(
      shape.sharedClassifier ? 'token_embedding' : 'wcls',
      0,
      vocabSize,
      rmsnorm(x, tensors.rms_final_weight!),
    )
  })
}
