import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixture } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
})

const verbs = [
  'verify',
  'run',
  'profile',
  'convert',
  'disk',
  'inspect',
  'build',
  'debug',
  'report',
  'replay',
  'exit-codes',
]

describe('help and usage', () => {
  test('every verb has help, and names itself', () => {
    const main = bondi('--help')
    expect(main.exit).toBe('ok')
    expect(main.stdout).toContain('docs/exit-codes.md')
    for (const verb of verbs) {
      expect(main.stdout).toContain(verb)
      const { exit, stdout } = bondi(verb, '--help')
      expect(exit).toBe('ok')
      expect(stdout).toContain(`Usage: bondi ${verb}`)
    }
  })

  test.each([
    [['verfy'], 'verify'],
    [['verify', '--stepz', '3'], '--steps'],
    [['disk', 'sl'], 'ls'],
    [['run', 'x', '--colect', 'y'], '--collect'],
  ])('%j is a usage error that suggests %s', (args, suggestion) => {
    const { exit, stderr } = bondi(...args)
    expect(exit).toBe('usage')
    expect(stderr).toContain(suggestion)
  })

  test.each(
    [
      [],
      ['verify', '--steps', 'many'],
      ['verify', '--temperature', '-1'],
      ['verify', '--seed', '0'],
      ['verify', '--partition', '3 apples'],
      ['verify', 'surplus'],
      ['convert', 'model', 'one'],
      ['convert', 'model', 'a', 'b', '--to', 'sideways'],
      ['run'],
      ['profile', '--per', '7'],
      ['build', 'x.c'],
      ['verify', '--prompt', 'a', '--prompt-file', 'b'],
    ].map((args) => ({ args, line: args.join(' ') })),
  )('bondi $line is a usage error', ({ args }) => {
    expect(bondi(...args).exit).toBe('usage')
  })

  test('version', () => {
    expect(bondi('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('errors', () => {
  test('say what is wrong and how to mend it, never where in Bondi', () => {
    const { exit, stderr } = bondi('inspect', 'nowhere.bin')
    expect(exit).toBe('bad-input')
    expect(stderr).toMatch(/^error: cannot read nowhere\.bin: there is no such file\nhint: /)
    expect(stderr).not.toMatch(/\bat .*\.js/)
  })

  test('are JSON when JSON was asked for', () => {
    const { exit, stdout } = bondi('inspect', 'nowhere.bin', '--json')
    expect(exit).toBe('bad-input')
    expect(JSON.parse(stdout)).toMatchObject({ exit: 'bad-input', error: { code: 'file-unreadable' } })
  })

  test('bytes of noise are never a crash, whatever they are taken for', () => {
    const noise = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff)
    writeFileSync(join(bondi.folder, 'noise.bin'), noise)
    for (const args of [
      ['convert', 'model', 'noise.bin', 'out.bin'],
      ['convert', 'tokenizer', 'noise.bin', 'out.bin'],
      ['disk', 'ls', 'noise.bin'],
      ['disk', 'get', 'noise.bin', 'x'],
      ['run', 'noise.bin'],
      ['verify', '--app', 'noise.bin'],
      ['verify', '--model', 'noise.bin', '--tokenizer', 'noise.bin'],
    ]) {
      const { exit, stderr } = bondi(...args)
      expect(['bad-input', 'launch-failed'], `${args.join(' ')}: ${stderr}`).toContain(exit)
    }
    expect(existsSync(join(bondi.folder, 'out.bin'))).toBe(false)
    expect(bondi('inspect', 'noise.bin').exit).toBe('ok')
    expect(bondi('disk', 'check', 'noise.bin').exit).toBe('bad-input')
  })

  test('damage in a file that has a kind is told with its place', () => {
    const pef = readFileSync(fixture('application/BondiLLM.bin'))
    writeFileSync(join(bondi.folder, 'cut.bin'), pef.subarray(0, 20_000))
    const { exit, stderr } = bondi('inspect', 'cut.bin')
    expect(exit).toBe('bad-input')
    expect(stderr).toMatch(/^error: .*offset/)
  })
})

describe('convert', () => {
  test('there and back gives the same bytes', () => {
    const model = fixture('model/model.bin')
    const { exit, stdout } = bondi('convert', 'model', model, 'big.bin', '--json')
    expect(exit).toBe('ok')
    expect(JSON.parse(stdout)).toMatchObject({ from: 'little', to: 'big' })
    expect(bondi('convert', 'model', 'big.bin', 'little.bin', '--to', 'little').exit).toBe('ok')
    expect(readFileSync(join(bondi.folder, 'little.bin')).equals(readFileSync(model))).toBe(true)
    expect(readFileSync(join(bondi.folder, 'big.bin')).equals(readFileSync(model))).toBe(false)
  })

  test('a tokenizer given as a model is recognised', () => {
    const { exit, stderr } = bondi('convert', 'model', fixture('model/tokenizer.bin'), 'x.bin')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('is a tokenizer')
  })

  test('an output that cannot be written leaves nothing behind', () => {
    writeFileSync(join(bondi.folder, 'file'), '')
    const { exit, stderr } = bondi('convert', 'model', fixture('model/model.bin'), 'file/inside.bin')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('cannot write')
    expect(readdirSync(bondi.folder).filter((name) => name.includes('.tmp'))).toEqual([])
  })
})

describe('disk', () => {
  test.each([['plain.dsk'], ['partitioned.dsk', '--partitioned']])(
    '%s: files go in and come out',
    (image, ...options) => {
      writeFileSync(join(bondi.folder, 'story.txt'), 'Once “upon”\na time\n')
      expect(bondi('disk', 'new', image, '--size', '2M', '--name', 'Stories', ...options).exit).toBe('ok')
      const app = fixture('application/BondiLLM.bin')
      expect(bondi('disk', 'put', image, 'story.txt', app, `${fixture('model/model.bin')}=weights`).exit).toBe('ok')
      const listing = JSON.parse(bondi('disk', 'ls', image, '--json').stdout)
      expect(listing.volume).toMatchObject({ name: 'Stories', fileCount: 3 })
      expect(listing.items.map((item: { path: string }) => item.path).sort()).toEqual([
        'BondiLLM',
        'story.txt',
        'weights',
      ])
      expect(bondi('disk', 'get', image, 'story.txt', 'raw', '--as', 'data').exit).toBe('ok')
      expect([...readFileSync(join(bondi.folder, 'raw'))].slice(5, 12)).toEqual([
        0xd2, 0x75, 0x70, 0x6f, 0x6e, 0xd3, 0x0d,
      ])
      expect(bondi('disk', 'get', image, 'story.txt', '-', '--as', 'text').stdout).toBe('Once “upon”\na time\n')
      expect(bondi('disk', 'get', image, 'weights', 'w').exit).toBe('ok')
      expect(readFileSync(join(bondi.folder, 'w')).equals(readFileSync(fixture('model/model.bin')))).toBe(true)
      expect(bondi('disk', 'get', image, 'BondiLLM').exit).toBe('ok')
      expect(JSON.parse(bondi('inspect', 'BondiLLM.bin', '--json').stdout)).toMatchObject({ kind: 'MacBinary' })
      expect(bondi('disk', 'check', image).exit).toBe('ok')
      expect(bondi('disk', 'get', image, 'nothing').exit).toBe('bad-input')
      expect(bondi('inspect', image).stdout).toContain('story.txt')
    },
  )

  test('damage is found, and has its own exit code', () => {
    bondi('disk', 'new', 'damaged.dsk', '--size', '1M', '--file', 'story.txt')
    const path = join(bondi.folder, 'damaged.dsk')
    const image = readFileSync(path)
    image[3 * 512] = 0
    writeFileSync(path, image)
    const { exit, stdout } = bondi('disk', 'check', 'damaged.dsk')
    expect(exit).toBe('damaged-volume')
    expect(stdout).toContain('bitmap')
  })
})

describe('inspect', () => {
  test.each([
    ['application/BondiLLM.bin', 'MacBinary', 'InterfaceLib'],
    ['model/model.bin', 'llama2.c checkpoint, version 0', 'wq'],
    ['model/tokenizer.bin', 'llama2.c tokenizer', 'byteOrder'],
  ])('%s is %s', (name, kind, content) => {
    const { exit, stdout } = bondi('inspect', fixture(name), '--json')
    expect(exit).toBe('ok')
    expect(JSON.parse(stdout).kind).toBe(kind)
    expect(stdout).toContain(content)
    expect(bondi('inspect', fixture(name)).stdout).toContain(kind)
  })

  test('every import of the application is there', () => {
    const { facts, sections } = JSON.parse(bondi('inspect', fixture('application/BondiLLM.bin'), '--json').stdout)
    expect(facts['imports that Bondi lacks']).toBe('none')
    const imports = sections.find(({ title }: { title: string }) => title === 'Imports').rows
    expect(imports.length).toBeGreaterThan(10)
    for (const row of imports) expect(['full', 'partial'], row.name).toContain(row['in Bondi'])
  })
})
