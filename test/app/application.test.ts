import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { root } from '../../scripts/llm-application.ts'
import {
  convertModel,
  convertTokenizer,
  type ModelShape,
  parseModel,
  parseTokenizer,
} from '../../toolchain/converters/index.ts'
import { type Application, bigEndianApplication, type Files, nativeApplication, textOf } from './application.ts'
import { encode, forwardAll } from './llama.ts'
import { haveStories, stories260K, tok512 } from './models.ts'
import { largeShape, smallModel, smallTokenizer } from './random-files.ts'
import { hasProgram } from './tools.ts'
import { parseTrace, tokensOf, valuesOf } from './trace.ts'

const clang = hasProgram('clang-19', 'the application on this machine')
const qemu =
  hasProgram('qemu-ppc', 'the application in big-endian order') && hasProgram('powerpc-linux-gnu-gcc', 'the same')

const model = new Uint8Array(readFileSync(join(root, 'fixtures/model/model.bin')))
const tokenizer = new Uint8Array(readFileSync(join(root, 'fixtures/model/tokenizer.bin')))
/** A model of our tokenizer's vocabulary and context that takes no time. */
const tiny: ModelShape = {
  dim: 4,
  hiddenDim: 4,
  nLayers: 1,
  nHeads: 2,
  nKvHeads: 1,
  vocabSize: 512,
  seqLen: 512,
  sharedClassifier: true,
}
const quick: Files = { 'model.bin': smallModel(tiny, 1), 'tokenizer.bin': tokenizer }
const ours: Files = { 'model.bin': model, 'tokenizer.bin': tokenizer }
const theirs: Files = { 'model.bin': stories260K, 'tokenizer.bin': tok512 }

const macRoman = new Set([
  '\n',
  ...new TextDecoder('macintosh').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
])

const bigEndian = (files: Files): Files => ({
  ...files,
  'model.bin': convertModel(files['model.bin'] as Uint8Array, 'big'),
  'tokenizer.bin': convertTokenizer(files['tokenizer.bin'] as Uint8Array, 'big'),
})

describe.skipIf(!clang)('the application', () => {
  let native: Application
  beforeAll(() => {
    native = nativeApplication()
  })

  test.skipIf(!haveStories)('tells the known story of stories260K', () => {
    const { text, status } = native.run({ ...theirs, 'settings.txt': 'temperature = 0' })
    expect(status).toBe(0)
    expect(text).toMatch(
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\. She wanted to play with it, but it was too high\./,
    )
  })

  test.skipIf(!haveStories)('continues the prompt of stories260K at the narrowest choice', () => {
    const settings = 'temperature=0\ntrace=values\ntrace_first=31\ntrace_last=31\nsteps=64'
    const { text, trace } = native.run({ ...theirs, 'settings.txt': settings, 'prompt.txt': 'The green goblin' })
    expect(text).toMatch(/^The green goblin was very small\. It was a big, red ball\. The ball was very happy\./)
    const [best, second] = [...valuesOf(parseTrace(trace!), 'logits')[0]!].sort((a, b) => b - a)
    expect(best! - second!).toBeCloseTo(0.0012, 3)
  })

  test('writes header, text and statistics as documented', () => {
    const { output } = native.run({
      ...ours,
      'settings.txt': 'steps=20\nseed=7',
      'prompt.txt': 'A small\r\nblue machine\r\r',
    })
    expect(output).toMatch(
      new RegExp(
        [
          '^Model: dim 64, hidden 172, layers 5, heads 8, KV heads 4, vocabulary 512, context 512',
          'Settings: steps 20, temperature 1\\.00, top-p 0\\.90, seed 7',
          'Prompt: A small blue machine',
          'Prompt tokens: \\d+',
          '',
          'A small\nblue machine[^]*',
          '',
          'Tokens: 20',
          'Seconds: \\d+\\.\\d\\d',
          'Tokens per second: \\d+\\.\\d\\d',
          '$',
        ].join('\n'),
      ),
    )
  })

  test('tokenizes any text as llama2.c does', () => {
    const pieces = parseTokenizer(tokenizer)
    const words = fc.constantFrom('the ', 'machine', 'story', ' a', 'é', '猫', '🐟', '\n', '"', 'zq', '<0x41>', '  ')
    const prompt = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    fc.assert(
      fc.property(prompt, (text) => {
        const kept = text
          .replace(/\r\n?/g, '\n')
          .replace(/\n+$/, '')
          .replace(/^\ufeff/, '')
        fc.pre(kept !== '' && !text.startsWith('\ufeff'))
        const expected = encode(pieces, kept)
        const { output, trace } = native.run({
          ...quick,
          'prompt.txt': text,
          'settings.txt': `trace=values\nsteps=${expected.length}`,
        })
        expect(output).toContain(`\nPrompt tokens: ${expected.length}\n`)
        expect(tokensOf(parseTrace(trace!))).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })

  test('computes logits as a plain implementation does, whatever the shape', () => {
    const shape = fc
      .record({
        halfHead: fc.integer({ min: 1, max: 3 }),
        nKvHeads: fc.integer({ min: 1, max: 3 }),
        headsPerKvHead: fc.integer({ min: 1, max: 3 }),
        hiddenDim: fc.integer({ min: 1, max: 11 }),
        nLayers: fc.integer({ min: 1, max: 3 }),
        vocabSize: fc.integer({ min: 259, max: 270 }),
        seqLen: fc.integer({ min: 6, max: 9 }),
        sharedClassifier: fc.boolean(),
      })
      .map(({ halfHead, headsPerKvHead, ...rest }): ModelShape => {
        const nHeads = rest.nKvHeads * headsPerKvHead
        return { ...rest, nHeads, dim: nHeads * halfHead * 2 }
      })
    fc.assert(
      fc.property(shape, fc.integer(), (shape, seed) => {
        const bytes = smallModel(shape, seed)
        const { trace, output } = native.run({
          'model.bin': bytes,
          'tokenizer.bin': smallTokenizer(shape.vocabSize),
          'prompt.txt': 'é!',
          'settings.txt': 'trace=values\nsteps=0\ntemperature=0',
        })
        expect(output).not.toContain('Error')
        const records = parseTrace(trace!)
        const expected = forwardAll(parseModel(bytes), tokensOf(records))
        valuesOf(records, 'logits').forEach((logits, position) => {
          logits.forEach((logit, index) => {
            expect(Math.abs(logit - expected[position]![index]!)).toBeLessThan(2e-4)
          })
        })
      }),
      { numRuns: 25 },
    )
  })

  test('runs a model too large for its static memory', () => {
    const { output, status } = native.run({
      'model.bin': smallModel(largeShape, 5),
      'tokenizer.bin': smallTokenizer(600),
      'settings.txt': 'steps=5',
    })
    expect(status).toBe(0)
    expect(output).toContain('Model: dim 96, hidden 200, layers 6, heads 6, KV heads 6, vocabulary 600, context 600\n')
  })

  test('takes prompts up to the whole context', () => {
    const prompt = (letters: number) => 'q '.repeat(letters).trim()
    const run = (letters: number) =>
      native.run({ ...quick, 'prompt.txt': prompt(letters), 'settings.txt': 'steps=0' }).output
    const count = (output: string) => Number(/Prompt tokens: (\d+)/.exec(output)?.[1])
    const perLetter = count(run(21)) - count(run(20))
    const most = 20 + Math.floor((512 - count(run(20))) / perLetter)
    const full = run(most)
    expect(count(full)).toBeGreaterThan(512 - perLetter)
    expect(full).toContain(prompt(most))
    expect(full).toContain('\nTokens: 512\n')
    expect(run(most + 1)).toMatch(
      /^Error: prompt\.txt is too long: it has \d+ tokens, and this model's context has room for 512\.\n$/,
    )
  })

  test('says when the steps end within the prompt', () => {
    const { output } = native.run({
      ...ours,
      'prompt.txt': 'A small blue machine sat on a desk',
      'settings.txt': 'steps=3',
    })
    expect(output).toContain('\nNote: the steps end within the prompt\n')
  })

  test('the seed decides the story, and only above temperature 0', () => {
    const run = (settings: string) => native.run({ ...ours, 'settings.txt': `steps=30\n${settings}` }).text
    expect(run('seed=2')).toBe(run('seed=2'))
    expect(run('')).toBe(run('seed=1'))
    expect(run('seed=2')).not.toBe(run('seed=3'))
    expect(run('seed=2\ntopp=1')).not.toBe(run('seed=2\ntopp=0.5'))
    expect(run('seed=2\ntemperature=0')).toBe(run('seed=3\ntemperature=0'))
  })

  test('tracing changes nothing, and hashes are of the values', () => {
    const run = (settings: string) => native.run({ ...ours, 'settings.txt': `steps=8\n${settings}` })
    const values = run('trace=values')
    const hashes = run('trace=hash')
    expect(run('').text).toBe(values.text)
    expect(run('').trace).toBeUndefined()
    const hash = (floats: Float32Array) => {
      const words = new Uint32Array(floats.buffer)
      return words.reduce((h, w) => Math.imul(((h ^ w) << 13) | ((h ^ w) >>> 19), 0x9e3779b1) >>> 0, 0x811c9dc5)
    }
    const records = parseTrace(values.trace!)
    expect(parseTrace(hashes.trace!).map(({ hash }) => hash)).toEqual(records.map(({ hash }) => hash))
    expect(records.map(({ values }) => hash(values!))).toEqual(records.map(({ hash }) => hash))
    expect(records).toHaveLength(8 * (2 + 5 * 16 + 2))
  })

  test('reads and writes Mac OS Roman where that is the system’s', () => {
    const mac = nativeApplication({ defines: ['PLATFORM_TEXT_OF_MAC_OS'], flags: ['-O1'] })
    const prompt = Buffer.from('Caf\x8e \xdb \xd2ok\xd3\rline two\r', 'latin1')
    const { outputBytes } = mac.run({ ...ours, 'prompt.txt': prompt, 'settings.txt': 'steps=40' })
    const { output } = native.run({ ...ours, 'prompt.txt': 'Café € “ok”\nline two\n', 'settings.txt': 'steps=40' })
    expect(output).toContain('\nPrompt: Café € “ok” line two\n')
    expect(outputBytes.includes(0x0a)).toBe(false)
    const decoded = new TextDecoder('macintosh').decode(outputBytes).replaceAll('\r', '\n')
    expect(textOf(decoded)).toBe(
      [...textOf(output)].map((character) => (macRoman.has(character) ? character : '?')).join(''),
    )
    expect(decoded).toContain('\nPrompt: Café € “ok” line two\n')
  })

  test.each([
    ['no model', { 'model.bin': undefined }, /^There is no model\.bin in this application's folder/],
    ['no tokenizer', { 'tokenizer.bin': undefined }, /^There is no tokenizer\.bin in this application's folder/],
    [
      'a model in the other byte order',
      { 'model.bin': convertModel(model, 'big') },
      /^model\.bin has the byte order of another kind of computer\. .*bondi convert model/,
    ],
    [
      'a tokenizer in the other byte order',
      { 'tokenizer.bin': convertTokenizer(tokenizer, 'big') },
      /^tokenizer\.bin has the byte order of another kind of computer\. .*bondi convert tokenizer/,
    ],
    [
      'a model cut short',
      { 'model.bin': model.subarray(0, 5000) },
      /^model\.bin is cut short: its header asks for \d+ bytes and it has 5000/,
    ],
    ['a model too long', { 'model.bin': Buffer.concat([model, model]) }, /^model\.bin is too long/],
    ['a header cut short', { 'model.bin': model.subarray(0, 27) }, /^model\.bin has 27 bytes: too short/],
    ['an empty model', { 'model.bin': '' }, /^model\.bin has 0 bytes: too short/],
    [
      'a model of a later version',
      { 'model.bin': Buffer.concat([Buffer.from('24ka'), model]) },
      /^model\.bin is a llama2\.c checkpoint of version 1 or later/,
    ],
    ['no model at all', { 'model.bin': Buffer.alloc(1000, 'text') }, /^model\.bin is not a llama2\.c checkpoint/],
    [
      'a tokenizer of another vocabulary',
      { 'tokenizer.bin': smallTokenizer(400) },
      /^tokenizer\.bin belongs to another model: it has fewer tokens than the 512/,
    ],
    [
      'a tokenizer with more tokens',
      { 'tokenizer.bin': smallTokenizer(513) },
      /^tokenizer\.bin belongs to another model: it has more tokens than the 512/,
    ],
    [
      'a tokenizer cut short',
      { 'tokenizer.bin': tokenizer.subarray(0, 1001) },
      /^tokenizer\.bin is damaged or cut short: token \d+, at byte \d+/,
    ],
    ['an empty tokenizer', { 'tokenizer.bin': '' }, /^tokenizer\.bin belongs to another model/],
    ['an empty prompt', { 'prompt.txt': '\r\n\r\n' }, /^prompt\.txt is empty/],
    ['a prompt of many megabytes', { 'prompt.txt': 'x'.repeat(3e6) }, /^prompt\.txt is too long: it has 3000000 bytes/],
    [
      'an unknown setting',
      { 'settings.txt': '# ours\n\ntopk = 4' },
      /^settings\.txt, line 3: there is no setting called topk\. There are steps,/,
    ],
    [
      'a setting without a value',
      { 'settings.txt': 'steps' },
      /^settings\.txt, line 1: write steps = and then a whole number/,
    ],
    [
      'a value out of range',
      { 'settings.txt': 'topp = 1.5' },
      /^settings\.txt, line 1: write topp = and then a number from 0 to 1/,
    ],
    ['a value that is no number', { 'settings.txt': 'seed = 0x10' }, /^settings\.txt, line 1: write seed =/],
    ['a seed of zero', { 'settings.txt': 'seed = 0' }, /^settings\.txt, line 1: write seed =/],
    [
      'a value before its name',
      { 'settings.txt': '= 5' },
      /^settings\.txt, line 1: there is no setting called nothing/,
    ],
  ] as [string, Files, RegExp][])('%s gives a message and a clean exit', (_, files, message) => {
    const { output, status } = native.run({ ...ours, 'settings.txt': 'steps=2', ...files })
    expect(output).toMatch(/^Error: [^\n]+\n$/)
    expect(output.slice('Error: '.length)).toMatch(message)
    expect(status).toBe(1)
  })

  test('no damaged file crashes it', () => {
    const damage = (bytes: Uint8Array) =>
      fc
        .array(fc.tuple(fc.nat(2000), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 })
        .map((changes) => {
          const damaged = bytes.slice()
          for (const [at, value] of changes) damaged[at % 40] = value
          return damaged
        })
    fc.assert(
      fc.property(damage(model), damage(tokenizer), fc.boolean(), (badModel, badTokenizer, first) => {
        const files = first ? { 'model.bin': badModel } : { 'tokenizer.bin': badTokenizer }
        const { output, status } = native.run({ ...ours, ...files, 'settings.txt': 'steps=2' })
        if (status === 1) expect(output).toMatch(/^Error: /)
        else expect(status).toBe(0)
      }),
      { numRuns: 30 },
    )
  })

  test.skipIf(!qemu)('a big-endian PowerPC computes the same bits', () => {
    const powerPc = bigEndianApplication()
    const cases: Files[] = [{ ...ours, 'settings.txt': 'trace=values\nsteps=24', 'prompt.txt': 'A small blue' }]
    if (haveStories) cases.push({ ...theirs, 'settings.txt': 'trace=values\nsteps=24\nseed=3' })
    for (const files of cases) {
      const little = native.run(files)
      const big = powerPc.run(bigEndian(files))
      expect(big.text).toBe(little.text)
      expect(big.trace!.equals(little.trace!)).toBe(true)
    }
  })

  test.each([{ defines: ['BUG_GQA_N_HEADS'] }, { defines: ['BUG_KV_HEAD'] }, { defines: ['BUG_UNFUSED'] }])(
    'the planted defect %j shows in the trace',
    (variant) => {
      const files = { ...ours, 'settings.txt': 'trace=hash\nsteps=4' }
      const planted = nativeApplication({ ...variant, flags: ['-O1'] }).run(files)
      expect(planted.status).toBe(0)
      expect(planted.trace!.equals(native.run(files).trace!)).toBe(false)
    },
  )
})
