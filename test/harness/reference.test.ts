import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readOutput } from '../../harness/compare/text.ts'
import { fixture } from '../../harness/project-files.ts'
import { runReference } from '../../harness/reference/wasi-run.ts'
import { sharedModels } from './models.ts'

const text = (value: string) => new TextEncoder().encode(value)

async function reference(settings: string, prompt?: string) {
  const folder = sharedModels!
  const files = new Map([
    ['model.bin', new Uint8Array(await readFile(join(folder, 'stories260K.bin')))],
    ['tokenizer.bin', new Uint8Array(await readFile(join(folder, 'tok512.bin')))],
    ['settings.txt', text(settings)],
  ])
  if (prompt !== undefined) files.set('prompt.txt', text(prompt))
  return runReference(await readFile(fixture('reference/llm.wasm')), files)
}

describe.skipIf(!sharedModels)('the reference run, on the real model', () => {
  test('writes the text that llama2.c writes', async () => {
    const { files, exitCode } = await reference('steps = 48\ntemperature = 0\n', 'The green goblin')
    expect(exitCode).toBe(0)
    const { story, tokens } = readOutput(new TextDecoder().decode(files.get('output.txt')))
    expect(story).toMatch(/^The green goblin was very small\. It was a big, red ball\./)
    expect(tokens).toBe(48)
  })

  test('reads neither clock nor randomness: two runs give the same bytes', async () => {
    const settings = 'steps = 24\nseed = 3\ntrace = hash\n'
    const [first, second] = [await reference(settings), await reference(settings)]
    for (const name of ['output.txt', 'trace.bin']) {
      expect(Buffer.compare(first.files.get(name)!, second.files.get(name)!), name).toBe(0)
    }
    expect(first.files.get('trace.bin')!.length).toBeGreaterThan(1000)
  })
})

test('a program that is not one is an error, not a crash', async () => {
  await expect(runReference(text('not a module'), new Map())).rejects.toMatchObject({ code: 'reference-failed' })
})
