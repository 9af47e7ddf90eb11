/** The model that comes with Bondi is the one that its card describes. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadJob, verify } from '../../harness/index.ts'
import { fixture } from '../../harness/project-files.ts'
import {
  describeModel,
  parseModel,
  parseTokenizer,
  requireMatchingVocabulary,
} from '../../toolchain/converters/index.ts'
import type { CardFacts } from '../../training/evaluation/card.ts'
import { writeCard } from '../../training/evaluation/card.ts'
import { shapes } from '../../training/recipe.ts'

const read = (name: string) => new Uint8Array(readFileSync(fixture(`model/${name}`)))
const facts: CardFacts = JSON.parse(new TextDecoder().decode(read('evaluation.json')))

test('the files load, belong together, and have the shape of stories260K', () => {
  const model = parseModel(read('model.bin'))
  requireMatchingVocabulary(model, parseTokenizer(read('tokenizer.bin')))
  expect(describeModel(model.bytes)).toMatchObject({
    byteOrder: 'little',
    shape: { ...shapes.shipped, sharedClassifier: true },
    parameters: 260_032,
  })
})

test('the files have the hashes that the card states, and the card says what was measured', () => {
  for (const [name, hash] of Object.entries(facts.hashes)) {
    expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(hash)
  }
  expect(new TextDecoder().decode(read('README.md'))).toBe(writeCard(facts))
})

test('at temperature 0 the iMac and the reference tell the stated story, bit for bit', async () => {
  const { prompt, text, temperature } = facts.told[0]!
  expect(temperature).toBe(0)
  const job = await loadJob({ prompt, settings: { temperature, steps: 0 } })
  const { verdict, arithmetic, figures } = await verify({ ...job, trace: true })
  expect(verdict).toBe('identical')
  expect(arithmetic?.identical).toBe(true)
  expect(figures.story).toBe(text)
})
