/** The main job's options, with what Bondi ships where nothing else is named. */
import { BondiError } from '../../emulator/errors.ts'
import { decodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import { readApplication } from '../files/applications.ts'
import { decodeUtf8 } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import { fixture } from '../project-files.ts'
import { parseSettings, prepareLanguageModel, type Settings } from './inputs.ts'
import type { Job } from './pair.ts'

/** The files that `npm start` works on. */
export const shipped = {
  application: fixture('application/BondiLLM.bin'),
  reference: fixture('reference/llm.wasm'),
  model: fixture('model/model.bin'),
  tokenizer: fixture('model/tokenizer.bin'),
}

export const DEFAULT_PROMPT = 'Once upon a time'

/** For the shipped model: a story to its end, and one of its good ones. */
export const shippedSettings: Partial<Settings> = { steps: 0, temperature: 0.8, seed: 13 }

export interface JobPaths {
  readonly application?: string
  readonly reference?: string
  readonly model?: string
  readonly tokenizer?: string
  readonly prompt?: string
  /** A file with the prompt. */
  readonly promptFile?: string
  readonly settings?: Partial<Settings>
}

/** Without line ends at its end; UTF-8, or else what a Mac has. */
export async function readPrompt(path: string): Promise<string> {
  const bytes = await readInput(path)
  const text = (decodeUtf8(bytes) ?? decodeMacRoman(bytes)).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  return text.replace(/\n+$/, '')
}

/** Reads and checks everything that the main job needs. */
export async function loadJob(paths: JobPaths): Promise<Job> {
  if (paths.model !== undefined && paths.tokenizer === undefined) {
    throw new BondiError('tokenizer-missing', '--model needs its tokenizer', 'Name it with --tokenizer.')
  }
  if (paths.prompt !== undefined && paths.promptFile !== undefined) {
    throw new BondiError('usage', '--prompt and --prompt-file exclude each other', 'Leave one of them away.')
  }
  const [application, reference, model, tokenizer, prompt] = await Promise.all([
    readApplication(paths.application ?? shipped.application),
    readInput(paths.reference ?? shipped.reference),
    readInput(paths.model ?? shipped.model),
    readInput(paths.tokenizer ?? shipped.tokenizer),
    paths.promptFile === undefined ? (paths.prompt ?? DEFAULT_PROMPT) : readPrompt(paths.promptFile),
  ])
  return {
    application,
    reference,
    models: prepareLanguageModel(model, tokenizer),
    settings: parseSettings({ ...(paths.model === undefined ? shippedSettings : {}), ...paths.settings }),
    // An empty prompt is none: the story begins from nothing.
    ...(prompt === '' ? {} : { prompt }),
  }
}
