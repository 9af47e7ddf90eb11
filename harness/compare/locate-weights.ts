/**
 * Which weights a wrong tensor was really computed with. When the first tensor that differs is the product of a weight matrix
 * and an input that did not differ, its values can be looked up: they are the products of that input with some other place of
 * the model, or with the right place in the wrong byte order, and finding it names the mistake.
 */
import { type Model, type ModelShape, modelLayout } from '../../toolchain/converters/index.ts'
import { floatOfBits, swapBits } from './float-bits.ts'
import type { Trace, TraceRecord } from './trace-format.ts'

interface Product {
  /** The tensor that the matrix is multiplied with. */
  readonly input: string
  readonly weights: string
}

/** Every tensor of the trace that a matrix yields; see the forward pass in app/transformer.c. */
const products: Record<string, Product> = {
  q: { input: 'rmsnorm_att', weights: 'wq' },
  k: { input: 'rmsnorm_att', weights: 'wk' },
  v: { input: 'rmsnorm_att', weights: 'wv' },
  xb2: { input: 'xb', weights: 'wo' },
  w1: { input: 'rmsnorm_ffn', weights: 'w1' },
  w3: { input: 'rmsnorm_ffn', weights: 'w3' },
  ffn_out: { input: 'swiglu', weights: 'w2' },
  logits: { input: 'rmsnorm_final', weights: 'wcls' },
}

export interface WeightsFound {
  readonly weights: string
  /** Whether the floats were taken in the wrong byte order. */
  readonly swapped: boolean
  /** Where they should have begun and where they began, in bytes from the model file's beginning. */
  readonly expectedOffset: number
  readonly actualOffset: number
  /** How far off that is, in floats; positive is too far. */
  readonly shift: number
}

/** Rounding of sums in another order of the hardware's, relative to the largest value. */
const TOLERANCE = 1e-4
/** So many rows must agree, to rule out chance. */
const ROWS = 4
/** Multiplications that a search may take: about a second. */
const BUDGET = 5e8

function weightsOffset(shape: ModelShape, product: Product, layer: number): number | undefined {
  const name = product.weights === 'wcls' && shape.sharedClassifier ? 'token_embedding' : product.weights
  const tensor = modelLayout(shape).find((candidate) => candidate.name === name)
  if (tensor === undefined) return undefined
  const perLayer = tensor.length / shape.nLayers
  return tensor.offset / 4 + Math.max(layer, 0) * perLayer
}

/** All floats of the model file, the header's words among them, in its own byte order or the other one. */
function floatsOf(model: Model, swapped: boolean): Float32Array {
  const view = new DataView(model.bytes.buffer, model.bytes.byteOffset, model.bytes.byteLength)
  const little = model.byteOrder === 'little'
  return Float32Array.from({ length: model.bytes.length >> 2 }, (_, index) => {
    const bits = view.getUint32(index * 4, little)
    return floatOfBits(swapped ? swapBits(bits) : bits)
  })
}

function agrees(sum: number, value: number, scale: number): boolean {
  if (Number.isNaN(sum) || Number.isNaN(value)) return Number.isNaN(sum) && Number.isNaN(value)
  if (!Number.isFinite(value)) return Math.abs(sum) > 1e38
  return Math.abs(sum - value) <= TOLERANCE * scale
}

function rowAt(weights: Float32Array, start: number, input: Float32Array): number {
  let sum = 0
  for (let column = 0; column < input.length; column++) sum += weights[start + column]! * input[column]!
  return sum
}

function search(weights: Float32Array, input: Float32Array, output: Float32Array, step: number, around: number) {
  const columns = input.length
  const rows = Math.min(ROWS, output.length)
  const scale = output.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 1e-6)
  let nearest: number | undefined
  for (let start = around % step; start + rows * columns <= weights.length; start += step) {
    let row = 0
    while (row < rows && agrees(rowAt(weights, start + row * columns, input), output[row]!, scale)) row++
    if (row < rows) continue
    if (nearest === undefined || Math.abs(start - around) < Math.abs(nearest - around)) nearest = start
  }
  return nearest
}

const floatsOfRecord = (record: TraceRecord | undefined) =>
  record?.values && Float32Array.from(record.values, (bits) => floatOfBits(bits))

/** Looks for the weights that `trace` computed its record `index` with; undefined when they cannot be told. */
export function locateWeights(trace: Trace, index: number, model: Model): WeightsFound | undefined {
  const record = trace.records[index]
  const product = record && products[record.tensor]
  if (record === undefined || product === undefined) return undefined
  let inputIndex = index - 1
  while (inputIndex >= 0 && trace.records[inputIndex]!.tensor !== product.input) inputIndex--
  const input = floatsOfRecord(trace.records[inputIndex])
  const output = floatsOfRecord(record)
  const expected = weightsOffset(model.shape, product, record.layer)
  if (input === undefined || output === undefined || expected === undefined) return undefined
  const step = (model.bytes.length / 4) * input.length < BUDGET ? 1 : input.length
  for (const swapped of [false, true]) {
    const found = search(floatsOf(model, swapped), input, output, step, expected)
    if (found === undefined || (found === expected && !swapped)) continue
    return {
      weights: product.weights,
      swapped,
      expectedOffset: expected * 4,
      actualOffset: found * 4,
      shift: found - expected,
    }
  }
  return undefined
}
