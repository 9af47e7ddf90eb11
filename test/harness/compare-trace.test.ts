import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { locateWeights } from '../../harness/compare/locate-weights.ts'
import { compareTraces, type TraceDifference } from '../../harness/compare/trace.ts'
import { parseTrace, type Trace } from '../../harness/compare/trace-format.ts'
import { fixture } from '../../harness/project-files.ts'
import { runReference } from '../../harness/reference/wasi-run.ts'
import { buildReference } from '../../scripts/llm-application.ts'
import { parseModel } from '../../toolchain/converters/index.ts'

/*
 * Each class of mistake is made for real, in the model's bytes or in the C, and must be found and named: the program with the
 * mistake is what a wrong emulator, converter or application would be.
 */

const program = readFileSync(fixture('reference/llm.wasm'))
const model = new Uint8Array(readFileSync(fixture('model/model.bin')))
const tokenizer = new Uint8Array(readFileSync(fixture('model/tokenizer.bin')))

async function traceOf(wasm: Uint8Array, modelBytes: Uint8Array): Promise<Trace> {
  const settings = new TextEncoder().encode('steps = 6\ntemperature = 0\ntrace = values\n')
  const files = new Map([
    ['model.bin', modelBytes],
    ['tokenizer.bin', tokenizer],
    ['settings.txt', settings],
  ])
  const result = await runReference(wasm, files)
  const trace = result.files.get('trace.bin')
  if (trace === undefined) throw new Error(new TextDecoder().decode(result.files.get('output.txt')))
  return parseTrace(trace)
}

const right = await traceOf(program, model)

function differenceFrom(wrong: Trace): { difference: TraceDifference; index: number } {
  const comparison = compareTraces(wrong, right)
  if (comparison.identical) throw new Error('no difference was found')
  return { difference: comparison.difference, index: comparison.records }
}

/** The model with some of its floats changed. */
function changed(tensor: string, change: (view: DataView, offset: number) => void, from = 0, count = Infinity) {
  const bytes = model.slice()
  const view = new DataView(bytes.buffer)
  const { offset, length } = parseModel(model).tensors.find(({ name }) => name === tensor)!
  for (let index = from; index < Math.min(length, from + count); index++) change(view, offset + index * 4)
  return bytes
}

const swap = (view: DataView, offset: number) => view.setUint32(offset, view.getUint32(offset, true), false)

const buildWith = (define: string) => buildReference({ defines: [define] })

test('a run is equal to itself', () => {
  expect(compareTraces(right, right)).toEqual({ identical: true, records: right.records.length })
})

describe('mistakes in the model', () => {
  test('an embedding in the wrong byte order', async () => {
    const { difference } = differenceFrom(await traceOf(program, changed('token_embedding', swap)))
    expect(difference).toMatchObject({ position: 0, layer: -1, tensor: 'tok_emb', likely: 'byte-order' })
    expect(difference.first!.element).toBe(0)
  })

  test('weights in the wrong byte order', async () => {
    const wrong = await traceOf(program, changed('wv', swap))
    const { difference, index } = differenceFrom(wrong)
    expect(difference).toMatchObject({ position: 0, layer: 0, tensor: 'v' })
    expect(locateWeights(wrong, index, parseModel(model))).toMatchObject({ weights: 'wv', swapped: true, shift: 0 })
  })

  test('weights that begin in the wrong place', async () => {
    const source = parseModel(model).tensors.find(({ name }) => name === 'wo')!.offset
    const bytes = changed('wo', () => {})
    bytes.copyWithin(source, source + 400, source + 400 + 64 * 64 * 4)
    const wrong = await traceOf(program, bytes)
    const { difference, index } = differenceFrom(wrong)
    expect(difference).toMatchObject({ layer: 0, tensor: 'xb2' })
    expect(locateWeights(wrong, index, parseModel(model))).toMatchObject({ weights: 'wo', swapped: false, shift: 100 })
  })

  test('a weight that is not a number', async () => {
    const nan = (view: DataView, offset: number) => view.setUint32(offset, 0x7fc00000, true)
    const { difference } = differenceFrom(await traceOf(program, changed('w1', nan, 64 * 3 + 5, 1)))
    expect(difference).toMatchObject({ position: 0, layer: 0, tensor: 'w1', likely: 'nan', differing: 1 })
    expect(difference.first).toMatchObject({ element: 3, ulps: Number.POSITIVE_INFINITY })
  })

  test('a single bit of a weight', async () => {
    const flip = (view: DataView, offset: number) => view.setUint32(offset, view.getUint32(offset, true) ^ 16, true)
    const { difference } = differenceFrom(await traceOf(program, changed('w3', flip, 64 * 7, 1)))
    expect(difference).toMatchObject({ layer: 0, tensor: 'w3', likely: 'rounding', differing: 1 })
    expect(difference.first).toMatchObject({ element: 7 })
  })
})

describe('mistakes in the program', () => {
  test('grouped-query attention sized by the number of heads', async () => {
    const wrong = await traceOf(buildWith('BUG_GQA_N_HEADS'), model)
    const { difference, index } = differenceFrom(wrong)
    expect(['k', 'v']).toContain(difference.tensor)
    const found = locateWeights(wrong, index, parseModel(model))
    expect(found).toMatchObject({ swapped: false })
    expect(found!.shift).toBeGreaterThan(0)
  })

  test('multiply-adds that round twice', async () => {
    const { difference } = differenceFrom(await traceOf(buildWith('BUG_UNFUSED'), model))
    expect(difference.likely).toBe('rounding')
  })

  test('heads that use another key/value head', async () => {
    const { difference } = differenceFrom(await traceOf(buildWith('BUG_KV_HEAD'), model))
    expect(difference.layer).toBe(0)
    expect(['att', 'xb']).toContain(difference.tensor)
  })
})
