/** The stages from nothing to the files in `fixtures/model/`, each of which leaves files for the next in a work folder. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { BondiError } from '../emulator/errors.ts'
import { fixture, projectRoot } from '../harness/project-files.ts'
import { describeModel, type Token, writeTokenizer } from '../toolchain/converters/index.ts'
import { buildProgram, buildSampler } from './build.ts'
import { writeCard } from './evaluation/card.ts'
import { drawCurve, parseCurve } from './evaluation/curve.ts'
import { bitsPerByte, measure, tellStories } from './evaluation/evaluate.ts'
import { wordsIn } from './evaluation/measures.ts'
import { prompts } from './evaluation/prompts.ts'
import { createSampler } from './evaluation/sample.ts'
import { recipe, shapes } from './recipe.ts'
import { type Corpus, makeCorpus } from './stories/corpus.ts'
import { BOS, createCodec } from './tokenizer/encode.ts'
import { trainTokenizer } from './tokenizer/train.ts'

const workFolder = join(projectRoot, 'out/model')
const work = (name: string) => join(workFolder, name)
const installed = ['model.bin', 'tokenizer.bin', 'loss.csv', 'loss.png', 'evaluation.json', 'README.md']
const sampledStories = 200

/** Each story between two BOS, which is how llama2.c's reader knows that it has ended; a 16-bit count before each. */
export function tokenFile(stories: readonly string[], tokens: readonly Token[]): Uint8Array {
  const codec = createCodec(tokens)
  const words: number[] = []
  for (const story of stories) {
    const encoded = [BOS, ...codec.encode(story), BOS]
    if (encoded.length > shapes.shipped.seqLen) throw new RangeError(`a story has ${encoded.length} tokens: ${story}`)
    words.push(encoded.length, ...encoded)
  }
  return new Uint8Array(Uint16Array.from(words).buffer)
}

function prepare(): void {
  const corpus = makeCorpus(recipe.corpusBytes, recipe.corpusSeed)
  if (new Set(corpus.training).size < corpus.training.length) throw new RangeError('two stories are alike')
  const tokens = trainTokenizer(corpus.training, shapes.shipped.vocabSize)
  const maxTokenLength = Math.max(...tokens.map(({ bytes }) => bytes.length))
  writeFileSync(work('stories.json'), JSON.stringify(corpus))
  writeFileSync(work('tokenizer.bin'), writeTokenizer({ tokens, maxTokenLength }, 'little'))
  writeFileSync(work('training.tok'), tokenFile(corpus.training, tokens))
  writeFileSync(work('held-out.tok'), tokenFile(corpus.heldOut, tokens))
}

function trainModel(name: keyof typeof shapes, model: string, curve: string): void {
  const { dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen } = shapes[name]
  const program = work('train')
  buildProgram('train', program)
  const shape = [dim, hiddenDim, nLayers, nHeads, nKvHeads, vocabSize, seqLen].map(String)
  const schedule = [recipe.epochs, recipe.rate, recipe.seed].map(String)
  const files = ['training.tok', 'held-out.tok', model, curve].map(work)
  const { status } = spawnSync(program, [...files, ...shape, ...schedule], { stdio: 'inherit' })
  if (status !== 0) throw new BondiError('training-failed', `the trainer ended with status ${status}`)
}

async function evaluate(): Promise<void> {
  const corpus: Corpus = JSON.parse(readFileSync(work('stories.json'), 'utf8'))
  buildProgram('evaluate', work('evaluate'))
  buildSampler(work('sampler'))
  const heldOutBits = (model: string) =>
    bitsPerByte(work('evaluate'), work(model), work('held-out.tok'), corpus.heldOut)
  const sampler = createSampler(work('sampler'), work('model.bin'), work('tokenizer.bin'), shapes.shipped.seqLen)
  const samples = tellStories(sampler, sampledStories)
  writeFileSync(work('samples.txt'), samples.map(({ text }) => `${text}\n`).join('\n'))
  const curve = readFileSync(work('loss.csv'), 'utf8')
  const hashOf = (name: string) =>
    createHash('sha256')
      .update(readFileSync(work(name)))
      .digest('hex')
  const facts = {
    shape: shapes.shipped,
    parameters: describeModel(new Uint8Array(readFileSync(work('model.bin')))).parameters,
    trainingStories: corpus.training.length,
    trainingBytes: corpus.training.reduce((sum, { length }) => sum + length, 0),
    trainingTokens: readFileSync(work('training.tok')).length / 2 - corpus.training.length,
    heldOutStories: corpus.heldOut.length,
    words: new Set(corpus.training.flatMap(wordsIn)).size,
    epochs: recipe.epochs,
    rate: recipe.rate,
    steps: Number(curve.trim().split('\n').at(-1)!.split(',')[0]),
    bitsPerByte: heldOutBits('model.bin'),
    wideBitsPerByte: existsSync(work('wide.bin')) ? heldOutBits('wide.bin') : undefined,
    sampled: measure(samples, corpus),
    written: measure(
      corpus.heldOut.slice(0, sampledStories).map((text) => ({ text, ended: true })),
      corpus,
    ),
    told: prompts.map((asked) => ({ ...asked, ...sampler.tell({ ...asked, topp: 0.9 }, asked.prompt) })),
    hashes: { 'model.bin': hashOf('model.bin'), 'tokenizer.bin': hashOf('tokenizer.bin') },
  }
  writeFileSync(work('evaluation.json'), `${JSON.stringify(facts, null, 2)}\n`)
  writeFileSync(work('README.md'), writeCard(facts))
  await sharp(Buffer.from(drawCurve(parseCurve(curve))))
    .png({ palette: true })
    .toFile(work('loss.png'))
}

function install(): void {
  for (const name of installed) copyFileSync(work(name), fixture(`model/${name}`))
}

/** In the order in which they make sense. */
export const stages: Readonly<Record<string, () => void | Promise<void>>> = {
  prepare,
  train: () => trainModel('shipped', 'model.bin', 'loss.csv'),
  wide: () => trainModel('wide', 'wide.bin', 'wide.csv'),
  evaluate,
  install,
}

export async function runStages(names: readonly string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(stages, name))
  if (unknown !== undefined) {
    throw new BondiError(
      'usage',
      `There is no stage called ${unknown}.`,
      `There are ${Object.keys(stages).join(', ')}.`,
    )
  }
  mkdirSync(workFolder, { recursive: true })
  for (const name of names) {
    console.log(`${name}:`)
    await stages[name]!()
  }
}
