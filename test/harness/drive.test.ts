/** Driving a program without a person: scripts, pictures of the screen, waiting for a file or for nothing. */

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { addScriptFile, Script } from '../../harness/drive/script.ts'
import { buildProgram } from '../macos/programs.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

describe('a script', () => {
  const steps = (text: string) => {
    const script = new Script()
    addScriptFile(script, text, 'script')
    return script.steps
  }

  test('is a verb a line; at and wait say when', () => {
    expect(
      steps(
        '# a comment\n\ntype hello\\r\nat 2.5s\nclick 10, 20\nkey cmd-Q\nmenu File/Save As…\nwait\nkey left\nquit\n',
      ),
    ).toEqual([
      { action: { kind: 'type', text: 'hello\r' } },
      { at: 2.5, action: { kind: 'click', where: { h: 10, v: 20 } } },
      { at: 2.5, action: { kind: 'key', key: 12, character: 0x51, modifiers: 0x100 } },
      { at: 2.5, action: { kind: 'menu', menu: 'File', item: 'Save As…' } },
      { action: { kind: 'key', key: 123, character: 28, modifiers: 0 } },
      { action: { kind: 'quit' } },
    ])
  })

  test.each([
    ['tpye a', /line 1: there is no verb "tpye"/],
    ['type', /line 1: type lacks its <text>/],
    ['quit now', /quit takes nothing/],
    ['\nclick here', /line 2: click does not understand "here"/],
    ['at noon', /"noon" is no time/],
    ['type \\q', /stands for no key/],
    ['key hyper-x', /key does not understand/],
    ['menu File', /a slash between|menu does not understand/],
  ])('%j is refused by line', (text, message) => {
    expect(() => steps(text)).toThrow(message)
  })
})

describe('bondi run', () => {
  let bondi: Bondi
  beforeAll(async () => {
    ensureBuilt()
    bondi = bondiIn()
    writeFileSync(join(bondi.folder, 'events.bin'), writeMacBinary(await buildProgram('events')))
  })

  test('keeps what is heard', async () => {
    writeFileSync(join(bondi.folder, 'sound-output.bin'), writeMacBinary(await buildProgram('sound-output')))
    const { exit, stdout, stderr } = bondi('run', 'sound-output.bin', '--sound', 'heard.wav', '--json')
    expect(exit).toBe('ok')
    expect(stderr).toMatch(/heard\.wav: \d\.\d\d s of sound\n/)
    const { soundSeconds, console: text } = JSON.parse(stdout)
    const wave = readFileSync(join(bondi.folder, 'heard.wav'))
    expect(wave.readUInt32LE(40)).toBe(Math.round(soundSeconds * 44_100) * 4)
    expect(wave.length).toBe(44 + wave.readUInt32LE(40))
    expect(text).toBe('')
  })

  test('types, clicks and takes pictures in the order of its options', async () => {
    const { exit, stderr } = bondi(
      ...['run', 'events.bin', '--type', 'a', '--at', '3s', '--screenshot', 'shot.png', '--at', '4s', '--type', 'q'],
      ...['--collect', 'results'],
    )
    expect(exit, stderr).toBe('ok')
    expect(readFileSync(join(bondi.folder, 'results'), 'utf8')).toMatch(/^keyDown 97 .*\nkeyDown 3185 .*\n$/)
    expect(stderr).toContain('shot.png: the screen at 3.00 s')
    const picture = await sharp(join(bondi.folder, 'shot.png')).metadata()
    expect([picture.format, picture.width, picture.height]).toEqual(['png', 800, 600])
  })

  test('compares the screen with a picture, and shows where it differs', async () => {
    const run = (...more: string[]) =>
      bondi('run', 'events.bin', '--at', '3s', '--compare', 'expected.png', '--type', 'q', ...more)
    const white = { create: { width: 800, height: 600, channels: 3 as const, background: '#fff' } }
    const file = join(bondi.folder, 'expected.png')
    await sharp(white).png().toFile(file)
    expect(run().exit).toBe('ok')
    const spot = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#f0f0f0' } })
      .png()
      .toBuffer()
    await sharp(white)
      .composite([{ input: spot, left: 10, top: 20 }])
      .png()
      .toFile(file)
    const { exit, stderr } = run()
    expect(exit).toBe('different')
    expect(stderr).toContain('6 of 480000 pixels differ, all from (10, 20) to (13, 22)')
    const difference = await sharp(join(bondi.folder, 'expected.difference.png')).raw().toBuffer()
    expect([...difference.subarray((20 * 800 + 9) * 3, (20 * 800 + 11) * 3)]).toEqual([255, 255, 255, 255, 0, 0])
    expect(run('--picture-levels', '15').exit).toBe('ok')
    expect(run('--picture-pixels', '5').exit).toBe('different')
    expect(run('--picture-pixels', '6').exit).toBe('ok')
  })

  test('a script file does the same', () => {
    writeFileSync(join(bondi.folder, 'script'), 'type x\nclick 30,40\nkey q\n')
    rmSync(join(bondi.folder, 'results'), { force: true })
    const { exit } = bondi('run', 'events.bin', '--script', 'script', '--collect', 'results')
    expect(exit).toBe('ok')
    expect(readFileSync(join(bondi.folder, 'results'), 'utf8')).toMatch(
      /keyDown 1912.*\nmouseDown 0 at 30,40.*\nlet go\n/,
    )
  })

  test('waiting for ever is an outcome of its own, and a good one for --until-idle', () => {
    expect(bondi('run', 'events.bin', '--type', 'a').exit).toBe('idle')
    expect(bondi('run', 'events.bin', '--type', 'a', '--until-idle').exit).toBe('ok')
  })

  test('--until-file ends the run when the program has closed the file', () => {
    const { exit, stderr } = bondi('run', 'events.bin', '--type', 'q', '--until-file', 'RESULTS', '--json')
    expect(exit, stderr).toBe('ok')
  })

  test.each([
    [['--click', 'nowhere'], 'bad-input'],
    [['--at', 'noon'], 'usage'],
    [['--script', 'missing'], 'bad-input'],
  ])('%j is refused', (args, exit) => {
    expect(bondi('run', 'events.bin', ...args).exit).toBe(exit)
  })
})
