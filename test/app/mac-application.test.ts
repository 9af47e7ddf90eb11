import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildMacApplication, root } from '../../scripts/llm-application.ts'
import { convertModel, convertTokenizer } from '../../toolchain/converters/index.ts'
import '../cpu/relaxed-simd.ts'
import { hasRelaxedSimd } from '../../harness/host-engine.ts'
import { type Files, nativeApplication } from './application.ts'
import { runOnMac } from './mac-application.ts'
import { haveStories, stories260K, tok512 } from './models.ts'
import { largeShape, smallModel, smallTokenizer } from './random-files.ts'
import { hasProgram } from './tools.ts'

const read = (name: string) => new Uint8Array(readFileSync(join(root, 'fixtures/model', name)))
const littleModel = read('model.bin')
const littleTokenizer = read('tokenizer.bin')
const model = convertModel(littleModel, 'big')
const tokenizer = convertTokenizer(littleTokenizer, 'big')
const ours: Files = { 'model.bin': model, 'tokenizer.bin': tokenizer }

const clang = hasProgram('clang-19', 'comparing builds of the application')

/** README.md: the smallest partition in which the shipped model tells a story without a prompt. */
const smallestPartition = 1798

describe('the application on the emulated iMac', () => {
  test.skipIf(!haveStories)('tells the known story of stories260K, to its 256th token', () => {
    const files = { 'model.bin': convertModel(stories260K!, 'big'), 'tokenizer.bin': convertTokenizer(tok512!, 'big') }
    const { text, output, outcome } = runOnMac({ ...files, 'settings.txt': 'temperature = 0' })
    expect(outcome).toBe('exited')
    expect(text).toMatch(
      /^Once upon a time, there was a little girl named Lily\. She loved to play outside in the park\. One day, she saw a big, red ball\. She wanted to play with it, but it was too high\./,
    )
    expect(output).toContain('\nTokens: 256\n')
    const goblin = runOnMac({
      ...files,
      'settings.txt': 'temperature = 0\rsteps = 64',
      'prompt.txt': 'The green goblin',
    })
    expect(goblin.text).toMatch(/^The green goblin was very small\. It was a big, red ball\. The ball was very happy\./)
  })

  test('leaves a SimpleText document in its own folder, flushed with each token', () => {
    const prompt = Buffer.from('Caf\x8e \xdb \xd2ok\xd3\rline two\r', 'latin1')
    const { output, outputType, outputBytes, services } = runOnMac({
      ...ours,
      'prompt.txt': prompt,
      'settings.txt': 'steps=40',
    })
    expect(outputType).toBe('TEXT ttxt')
    expect(outputBytes.includes('\n')).toBe(false)
    expect(output).toContain('\nPrompt: Café € “ok” line two\n')
    expect(output).toContain('\n\nCafé € “ok”\nline two')
    expect(output).toMatch(/\nTokens: 40\nSeconds: \d+\.\d\d\nTokens per second: \d+\.\d\d\n$/)
    expect(services.PBFlushFileSync).toBeGreaterThanOrEqual(40)
  })

  test('computes the same in the same time, whether or not the engine has a fused multiply-add', () => {
    expect(hasRelaxedSimd()).toBe(true)
    const files = { ...ours, 'settings.txt': 'steps=24\rtrace=hash' }
    const [fused, exact] = (['relaxed-simd', 'exact-f64'] as const).map((fusedMultiplyAdd) =>
      runOnMac(files, { cpu: { fusedMultiplyAdd } }),
    )
    // The output tells the seconds too
    expect(exact).toEqual(fused)
    expect(fused!.output).toContain('Tokens: 24')
  })

  test('replaces what an earlier run left', () => {
    const { output, outputType } = runOnMac({ ...ours, 'output.txt': 'x'.repeat(20_000), 'settings.txt': 'steps=2' })
    expect(output).toMatch(/^Model: /)
    expect(output).not.toContain('xxx')
    expect(outputType).toBe('TEXT ttxt')
  })

  test('takes a prompt of the whole context in the partition that it asks for', () => {
    const run = (count: number) =>
      runOnMac({ ...ours, 'prompt.txt': 'hello '.repeat(count).trim(), 'settings.txt': 'steps=0' }).output
    const tokens = (output: string) => Number(/Prompt tokens: (\d+)/.exec(output)?.[1])
    const perWord = tokens(run(11)) - tokens(run(10))
    const most = 10 + Math.floor((512 - tokens(run(10))) / perWord)
    const output = run(most)
    expect(tokens(output)).toBeGreaterThan(512 - perWord)
    expect(output).toContain('\nTokens: 512\n')
    expect(run(most + 1)).toMatch(/^Error: prompt\.txt is too long: it has \d+ tokens/)
  })

  test('needs the partition that its README says, and says which it needs', () => {
    const files = { ...ours, 'settings.txt': 'steps=2' }
    expect(runOnMac(files, { partitionKilobytes: smallestPartition }).output).toContain('\nTokens: 2\n')
    for (const partitionKilobytes of [smallestPartition - 1, 1500, 1000]) {
      const { output, outcome } = runOnMac(files, { partitionKilobytes })
      expect(outcome).toBe('exit-status')
      const [, kilobytes] = /^Error: There is not enough memory for .*Get Info.* to (\d+) KB\.\n$/.exec(output)!
      expect(runOnMac(files, { partitionKilobytes: Number(kilobytes) }).output).toContain('\nTokens: 2\n')
    }
  })

  test('a model with a larger state than its static one runs in a larger partition, whose size it says', () => {
    const files = {
      'model.bin': convertModel(smallModel(largeShape, 5), 'big'),
      'tokenizer.bin': convertTokenizer(smallTokenizer(600), 'big'),
      'settings.txt': 'steps=2',
    }
    const [, kilobytes] = /Get Info.* to (\d+) KB\.\n$/.exec(runOnMac(files).output)!
    expect(runOnMac(files, { partitionKilobytes: Number(kilobytes) }).output).toContain('context 600\n')
    expect(runOnMac(files, { partitionKilobytes: Number(kilobytes) - 100 }).output).toMatch(
      /^Error: There is not enough memory/,
    )
  })

  test.each([
    ['no model', { 'model.bin': undefined }, /^There is no model\.bin in this application's folder/],
    ['no tokenizer', { 'tokenizer.bin': undefined }, /^There is no tokenizer\.bin/],
    [
      'a little-endian model',
      { 'model.bin': littleModel },
      /^model\.bin has the byte order of another kind of computer/,
    ],
    [
      'a little-endian tokenizer',
      { 'tokenizer.bin': littleTokenizer },
      /^tokenizer\.bin has the byte order of another kind of computer/,
    ],
    [
      'a model cut short',
      { 'model.bin': model.subarray(0, 5000) },
      /^model\.bin is cut short: its header asks for \d+ bytes and it has 5000/,
    ],
    [
      'a tokenizer of another vocabulary',
      { 'tokenizer.bin': convertTokenizer(smallTokenizer(400), 'big') },
      /^tokenizer\.bin belongs to another model/,
    ],
    ['an empty prompt', { 'prompt.txt': '\r' }, /^prompt\.txt is empty/],
    [
      'an unknown setting',
      { 'settings.txt': 'steps=2\rtopk=4' },
      /^settings\.txt, line 2: there is no setting called topk/,
    ],
  ] as [string, Files, RegExp][])('%s gives a message and a clean exit', (_, files, message) => {
    const { output, outcome } = runOnMac({ ...ours, 'settings.txt': 'steps=2', ...files })
    expect(outcome).toBe('exit-status')
    expect(output).toMatch(/^Error: [^\n]+\n$/)
    expect(output.slice('Error: '.length)).toMatch(message)
  })

  test.skipIf(!clang)('computes the same bits as this machine, and contraction is what makes them differ', async () => {
    const settings = { 'settings.txt': 'steps=6\rtrace=values', 'prompt.txt': 'A small' }
    const here = (defines: string[]) =>
      nativeApplication({ defines, flags: ['-O1'] }).run({
        'model.bin': littleModel,
        'tokenizer.bin': littleTokenizer,
        ...settings,
      }).trace!
    const onMac = async (defines: string[], contraction: string) => {
      const { file } = await buildMacApplication({ defines, flags: [`-ffp-contract=${contraction}`] })
      return runOnMac({ ...ours, ...settings }, { application: file }).trace!
    }
    const fused = here([])
    const unfused = here(['BUG_UNFUSED'])
    expect(runOnMac({ ...ours, ...settings }).trace!.equals(fused)).toBe(true)
    expect((await onMac(['BUG_UNFUSED'], 'off')).equals(unfused)).toBe(true)
    const contracted = await onMac(['BUG_UNFUSED'], 'fast')
    expect(contracted.equals(unfused)).toBe(false)
  })

  test('a full disk ends it cleanly', () => {
    const { outcome, output } = runOnMac({ ...ours, 'settings.txt': 'steps=0\rtrace=values' }, { volumeBytes: 2 << 20 })
    expect(outcome).toBe('exit-status')
    expect(output).toMatch(/^Model: /)
  })
})
