/** Stories told by the application's build for this machine. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SampleSettings {
  readonly temperature: number
  readonly topp: number
  readonly seed: number
}

export interface Sample {
  readonly text: string
  /** Whether the model ended the story before the context was full. */
  readonly ended: boolean
}

export interface Sampler {
  tell(settings: SampleSettings, prompt?: string): Sample
}

export function createSampler(program: string, model: string, tokenizer: string, context: number): Sampler {
  const folder = `${program}-files`
  mkdirSync(folder, { recursive: true })
  copyFileSync(model, join(folder, 'model.bin'))
  copyFileSync(tokenizer, join(folder, 'tokenizer.bin'))
  const promptFile = join(folder, 'prompt.txt')
  return {
    tell({ temperature, topp, seed }, prompt) {
      writeFileSync(join(folder, 'settings.txt'), `steps=0\ntemperature=${temperature}\ntopp=${topp}\nseed=${seed}\n`)
      if (prompt === undefined) rmSync(promptFile, { force: true })
      else writeFileSync(promptFile, prompt)
      const { status } = spawnSync(program, [folder])
      const output = readFileSync(join(folder, 'output.txt'), 'utf8')
      const tokens = Number(/\nTokens: (\d+)\n/.exec(output)?.[1])
      if (status !== 0 || Number.isNaN(tokens)) throw new Error(`the sampler failed: ${output}`)
      return {
        text: output.slice(output.indexOf('\n\n') + 2, output.lastIndexOf('\n\nTokens: ')),
        ended: tokens < context,
      }
    },
  }
}
