/** The trainer: its gradients against finite differences, and a few steps of it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseModel } from '../../toolchain/converters/index.ts'
import { buildProgram } from '../../training/build.ts'
import { parseCurve } from '../../training/evaluation/curve.ts'
import { bitsPerByte } from '../../training/evaluation/evaluate.ts'
import { tokenFile } from '../../training/stages.ts'
import { makeCorpus } from '../../training/stories/corpus.ts'
import { trainTokenizer } from '../../training/tokenizer/train.ts'
import { forwardAll } from '../app/llama.ts'
import { hasProgram } from '../app/tools.ts'

const clang = hasProgram('clang-19', 'the trainer')
const folder = mkdtempSync(join(tmpdir(), 'bondi-training-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string) => join(folder, name)

describe.skipIf(!clang)('the trainer', () => {
  test('its gradients are those of finite differences', () => {
    buildProgram('gradient_check', path('gradient_check'), ['REAL_IS_DOUBLE'])
    const { stdout, status } = spawnSync(path('gradient_check'), { encoding: 'utf8' })
    expect(stdout).toMatch(/^(\S+\n){4}$/)
    expect(status).toBe(0)
  })

  describe('a few steps', () => {
    const { training, heldOut } = makeCorpus(400_000, 7)
    const tokens = trainTokenizer(training, 512)
    const shape = [32, 64, 2, 4, 2, 512, 512].map(String)
    const files = ['training.tok', 'held-out.tok', 'model.bin', 'loss.csv'].map(path)
    const train = (epochs: number) => spawnSync(path('train'), [...files, ...shape, String(epochs), '0.004', '1'])

    beforeAll(() => {
      buildProgram('train', path('train'))
      buildProgram('evaluate', path('evaluate'))
      writeFileSync(files[0]!, tokenFile(training, tokens))
      writeFileSync(files[1]!, tokenFile(heldOut, tokens))
      expect(train(3).status).toBe(0)
    })

    test('lower the loss of what it learns from and of what it does not', () => {
      const curve = parseCurve(readFileSync(path('loss.csv'), 'utf8'))
      expect(curve[0]!.loss).toBeGreaterThan(4)
      expect(curve.at(-1)!.loss).toBeLessThan(3)
      expect(curve.at(-1)!.heldOut).toBeLessThan(3)
    })

    test('give the same model again', () => {
      const before = readFileSync(path('model.bin'))
      train(3)
      expect(readFileSync(path('model.bin')).equals(before)).toBe(true)
    })

    test('give a model whose loss is what a plain implementation of llama2.c finds', () => {
      const model = parseModel(new Uint8Array(readFileSync(path('model.bin'))))
      const story = heldOut[0]!
      const one = tokenFile([story], tokens)
      writeFileSync(path('one.tok'), one)
      const encoded = [...new Uint16Array(one.buffer).subarray(1)]
      const nats = forwardAll(model, encoded.slice(0, -1)).reduce((sum, logits, position) => {
        const powers = logits.map(Math.exp)
        return sum - Math.log(powers[encoded[position + 1]!]! / powers.reduce((a, b) => a + b))
      }, 0)
      const bits = bitsPerByte(path('evaluate'), path('model.bin'), path('one.tok'), [story])
      expect(bits).toBeCloseTo(nats / Math.LN2 / story.length, 4)
    })
  })
})
