/** From a case to a run: its application, its files, its script. What several cases read is read once in a thread. */
import { resolve } from 'node:path'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { macSeconds } from '../../emulator/machine/clock.ts'
import { addScriptFile, Script } from '../drive/script.ts'
import { type FoundApplication, findApplication } from '../files/applications.ts'
import { readFileArgument, textFile } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import type { RunRequest } from '../machine/run.ts'
import { prepareDisk } from '../run-application.ts'
import { jobFiles, type LanguageModel, parseSettings, prepareLanguageModel, settingsText } from '../verify/inputs.ts'
import { readPrompt, shipped } from '../verify/options.ts'
import type { CaseDefinition } from './definition.ts'

export interface ReferenceRun {
  readonly program: Uint8Array
  readonly files: ReadonlyMap<string, Uint8Array>
}

export interface PreparedCase {
  readonly request: RunRequest
  /** For a case that is to equal the reference. */
  readonly reference?: ReferenceRun
}

/** Files that this thread has read, by what made them. A suite's pool lives no longer than the suite's run. */
const kept = new Map<string, Promise<unknown>>()

function once<T>(key: string, make: () => Promise<T>): Promise<T> {
  const found = (kept.get(key) as Promise<T> | undefined) ?? make()
  kept.set(key, found)
  return found
}

const readOnce = (path: string): Promise<Uint8Array> => once(`bytes ${path}`, () => readInput(path))

const modelOf = (model: string, tokenizer: string): Promise<LanguageModel> =>
  once(`model ${model}\n${tokenizer}`, async () =>
    prepareLanguageModel(...((await Promise.all([readOnce(model), readOnce(tokenizer)])) as [Uint8Array, Uint8Array])),
  )

const defined = <T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

/** Seconds since 1904 of a local time such as 1998-10-26T10:00. */
function startDateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [year, month, day, hour, minute, second] = text.split(/[-T:.Z]/).map(Number)
  return macSeconds(year!, month!, day!, hour, minute, second || 0)
}

async function modelFiles(
  llm: NonNullable<CaseDefinition['llm']>,
  pathOf: (name: string) => string,
  wantsReference: boolean,
) {
  const path = (own: string | undefined, otherwise: string): string => (own === undefined ? otherwise : pathOf(own))
  const { promptFile, steps, temperature, topP, seed } = llm
  const models = await modelOf(path(llm.model, shipped.model), path(llm.tokenizer, shipped.tokenizer))
  const prompt = promptFile === undefined ? llm.prompt : await readPrompt(pathOf(promptFile))
  const settings = settingsText(parseSettings(defined({ steps, temperature, topP, seed })))
  const { guest, reference } = jobFiles(models, prompt === '' ? undefined : prompt, settings)
  if (!wantsReference) return { guest }
  return { guest, reference: { program: await readOnce(path(llm.reference, shipped.reference)), files: reference } }
}

async function inputFile(file: CaseDefinition['file'][number], pathOf: (name: string) => string): Promise<MacFile> {
  const { path, text, name, type, creator } = file
  const found =
    path === undefined
      ? textFile(name!, text!)
      : await readFileArgument(name === undefined ? pathOf(path) : `${pathOf(path)}=${name}`)
  return { ...found, ...defined({ type, creator }) }
}

async function stepsOf(script: CaseDefinition['script'], pathOf: (name: string) => string) {
  const drive = new Script()
  if (typeof script === 'string') {
    addScriptFile(drive, new TextDecoder().decode(await readInput(pathOf(script))), script)
  } else if (script !== undefined) {
    addScriptFile(drive, script.join('\n'), 'script')
  }
  return drive.steps
}

/** `built` is the application, where the case has it built. */
export async function prepareCase(
  definition: CaseDefinition,
  folder: string,
  built: MacFile | undefined,
): Promise<PreparedCase> {
  const pathOf = (name: string): string => resolve(folder, name)
  const { application, app, llm, expect, budget } = definition
  const applicationPath = application === undefined ? shipped.application : pathOf(application)
  const [found, model, ...files] = await Promise.all([
    built === undefined
      ? once(`application ${applicationPath}\n${app}`, () => findApplication(applicationPath, app))
      : ({ application: built } as FoundApplication),
    llm === undefined ? undefined : modelFiles(llm, pathOf, expect.reference ?? false),
    ...definition.file.map((file) => inputFile(file, pathOf)),
  ])
  const { volume, path } = prepareDisk({ ...found, files: [...(model?.guest ?? []), ...files] })
  const request: RunRequest = {
    image: volume.image,
    application: path,
    budgets: defined({ cycles: budget.cycles, seconds: budget.time, hostSeconds: budget.host }),
    user: await stepsOf(definition.script, pathOf),
    traceWrites: true,
    ...defined({
      partitionBytes: definition.partition,
      ramBytes: definition.ram,
      startDate: startDateOf(definition.startDate),
      timing: definition.timing,
      checks: definition.checks,
      untilIdle: definition.untilIdle,
      untilFile: definition.untilFile,
    }),
  }
  return { request, ...(model?.reference === undefined ? {} : { reference: model.reference }) }
}
