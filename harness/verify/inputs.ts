/** What the main job works on, checked and in both byte orders: the guest's volume files and the reference's files. */
import { z } from 'zod'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { decodeMacRoman, encodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import {
  convertModel,
  convertTokenizer,
  type Model,
  parseModel,
  parseTokenizer,
  requireMatchingVocabulary,
} from '../../toolchain/converters/index.ts'
import { dataFile, macText, textFile } from '../files/mac-files.ts'

/** The application's settings (app/README.md), with llama2.c's defaults. */
export const settingsSchema = z.strictObject({
  steps: z.int().min(0).max(1_000_000).default(256),
  temperature: z.number().min(0).max(100).default(1),
  topP: z.number().min(0).max(1).default(0.9),
  seed: z.int().min(1).max(4_294_967_295).default(1),
})

export type Settings = z.output<typeof settingsSchema>

export function parseSettings(input: z.input<typeof settingsSchema>): Settings {
  const result = settingsSchema.safeParse(input)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new BondiError('bad-settings', `the setting ${issue!.path.join('.')}: ${issue!.message}`)
}

export interface TraceRange {
  readonly mode: 'hash' | 'values'
  /** Positions to record, counted from 0. */
  readonly first?: number
  readonly last?: number
}

/** The application takes decimal digits without an exponent. */
const plainNumber = (value: number) => value.toFixed(9).replace(/\.?0+$/, '')

export function settingsText({ steps, temperature, topP, seed }: Settings, trace?: TraceRange): string {
  const lines = [
    `steps = ${steps}`,
    `temperature = ${plainNumber(temperature)}`,
    `topp = ${plainNumber(topP)}`,
    `seed = ${seed}`,
  ]
  if (trace) {
    lines.push(`trace = ${trace.mode}`)
    if (trace.first !== undefined) lines.push(`trace_first = ${trace.first}`)
    if (trace.last !== undefined) lines.push(`trace_last = ${trace.last}`)
  }
  return `${lines.join('\n')}\n`
}

/** Model and tokenizer in both byte orders. */
export interface LanguageModel {
  readonly model: Model
  readonly big: { readonly model: Uint8Array; readonly tokenizer: Uint8Array }
  readonly little: { readonly model: Uint8Array; readonly tokenizer: Uint8Array }
}

/** Checks that a model and a tokenizer are whole and belong together. Either byte order is taken. */
export function prepareLanguageModel(modelBytes: Uint8Array, tokenizerBytes: Uint8Array): LanguageModel {
  const model = parseModel(modelBytes)
  const tokenizer = parseTokenizer(tokenizerBytes)
  requireMatchingVocabulary(model, tokenizer)
  const inOrder = (order: 'big' | 'little') => ({
    model: model.byteOrder === order ? modelBytes : convertModel(modelBytes, order),
    tokenizer: tokenizer.byteOrder === order ? tokenizerBytes : convertTokenizer(tokenizerBytes, order),
  })
  return { model, big: inOrder('big'), little: inOrder('little') }
}

export interface JobFiles {
  /** For the Macintosh's volume, beside the application. */
  readonly guest: readonly MacFile[]
  /** For the reference's folder. */
  readonly reference: ReadonlyMap<string, Uint8Array>
}

/** One prompt for both: what the Mac reads is what the reference reads, in each one's encoding. */
export function jobFiles(models: LanguageModel, prompt: string | undefined, settings: string): JobFiles {
  const guest = [
    dataFile('model.bin', models.big.model),
    dataFile('tokenizer.bin', models.big.tokenizer),
    textFile('settings.txt', settings),
  ]
  const utf8 = new TextEncoder()
  const reference = new Map([
    ['model.bin', models.little.model],
    ['tokenizer.bin', models.little.tokenizer],
    ['settings.txt', utf8.encode(settings)],
  ])
  if (prompt !== undefined) {
    guest.push(dataFile('prompt.txt', macText(prompt, 'the prompt'), 'TEXT', 'ttxt'))
    reference.set('prompt.txt', utf8.encode(decodeMacRoman(encodeMacRoman(prompt))))
  }
  return { guest, reference }
}
