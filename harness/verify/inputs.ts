/** What the main job works on, checked and in both byte orders: the guest's volume files and the reference's files. */
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

/** The application's settings (app/README.md). */
export interface Settings {
  /** Tokens in all, those of the prompt included; 0 is the whole context. */
  readonly steps: number
  /** 0 takes the likeliest token always. */
  readonly temperature: number
  readonly topP: number
  readonly seed: number
}

interface SettingRule {
  readonly byDefault: number
  readonly least: number
  readonly most: number
  readonly whole: boolean
}

/** What the application accepts, and llama2.c's defaults. */
export const settingRules: Readonly<Record<keyof Settings, SettingRule>> = {
  steps: { byDefault: 256, least: 0, most: 1_000_000, whole: true },
  temperature: { byDefault: 1, least: 0, most: 100, whole: false },
  topP: { byDefault: 0.9, least: 0, most: 1, whole: false },
  seed: { byDefault: 1, least: 1, most: 4_294_967_295, whole: true },
}

/** Fills in the defaults; a value that the application would refuse is an error that says what it takes. */
export function parseSettings(input: Partial<Settings>): Settings {
  const check = (name: keyof Settings): number => {
    const { byDefault, least, most, whole } = settingRules[name]
    const value = input[name] ?? byDefault
    if (value >= least && value <= most && (!whole || Number.isInteger(value))) return value
    const kind = whole ? 'a whole number' : 'a number'
    throw new BondiError('bad-settings', `the setting ${name} is ${value}`, `Give ${kind} from ${least} to ${most}.`)
  }
  return { steps: check('steps'), temperature: check('temperature'), topP: check('topP'), seed: check('seed') }
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
