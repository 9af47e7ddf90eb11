/** What `bondi profile` does. */
import { disassemble } from '../../emulator/cpu/index.ts'
import { BondiError } from '../../emulator/errors.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { ExecutionProfile } from '../../emulator/machine/execution-profile.ts'
import { readApplication } from '../files/applications.ts'
import { readFileArgument } from '../files/mac-files.ts'
import { writeWhole } from '../files/write-whole.ts'
import { answer, layProfile } from '../profile/layout.ts'
import { layFunction, listingHead } from '../profile/listing.ts'
import { speedscopeFile } from '../profile/speedscope.ts'
import { type ProfileResult, profileApplication } from '../profile-application.ts'
import { jobFiles, settingsText } from '../verify/inputs.ts'
import { loadJob } from '../verify/options.ts'
import { bondiVersion } from '../version.ts'
import { keepBundle } from './bundle-action.ts'
import { onInterrupt } from './interrupt.ts'
import type { ProfileArguments } from './profile.ts'
import { optionsFrom, tellOutcome, writeCollected } from './run-action.ts'
import type { Terminal } from './terminal.ts'

const [NARROWEST, USUAL, WIDEST] = [40, 100, 120]
const SUGGESTED = 8

/** The application and what lies beside it: by default what `npm start` runs. */
async function programFrom(app: string | undefined, args: ProfileArguments): Promise<[MacFile, MacFile[]]> {
  const given = (args.file ?? []).map(readFileArgument)
  if (app !== undefined) return [await readApplication(app, args.app), await Promise.all(given)]
  const { application, models, prompt, settings } = await loadJob({})
  const { guest } = jobFiles(models, prompt, settingsText(settings))
  return [application, [...guest, ...(await Promise.all(given))]]
}

/** A name from a traceback table may be that of several static functions. */
function functionsNamed(profile: ExecutionProfile, name: string): number[] {
  const indices = profile.functions
    .map((_one, index) => index)
    .filter((index) => profile.functions[index]!.name === name)
  if (indices.length > 0) return indices
  const wanted = name.toLowerCase()
  const names = profile.functions.map((one) => one.name)
  const similar = names.filter((one) => one.toLowerCase().includes(wanted))
  const shown = (similar.length > 0 ? similar : names).slice(0, SUGGESTED).join(', ')
  throw new BondiError('no-such-function', `no function "${name}" was run`, `There are ${shown}.`)
}

function jsonOf({ exit, run, work, profile, missing }: ProfileResult, written: readonly object[]) {
  const { image, profile: _, ...record } = run
  const blocks = profile.blocks.map((block) => ({
    ...block,
    instructions: block.instructions.map((one) => ({ ...one, text: disassemble(one.word, one.address) })),
  }))
  return {
    exit,
    answer: answer(profile, work),
    work: work ?? null,
    ...record,
    profile: { ...profile, blocks },
    imageBytes: image.length,
    collected: written,
    missing,
  }
}

function layResult({ profile, work, run }: ProfileResult, args: ProfileArguments): string {
  const width = Math.max(NARROWEST, Math.min(WIDEST, process.stdout.columns || USUAL))
  if (args.function === undefined)
    return layProfile(profile, work, { width, top: args.top, ...(run.caches && { caches: run.caches }) })
  const listings = args.function.flatMap((name) => functionsNamed(profile, name))
  const lines = listings.flatMap((index) => layFunction(profile, index, width))
  return `${[answer(profile, work), '', listingHead, ...lines].join('\n').trimEnd()}\n`
}

export async function runProfile(app: string | undefined, args: ProfileArguments, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const [application, files] = await programFrom(app, args)
    const result = await profileApplication({
      application,
      files,
      ...optionsFrom(args, terminal, interrupt.signal),
      ...(args.per && { per: args.per }),
    })
    const { exit, request, run, profile, missing } = result
    const written = await writeCollected(result.files, args)
    if (args.image !== undefined) await writeWhole(args.image, run.image)
    if (args.speedscope !== undefined) {
      const file = speedscopeFile(profile, application.name, `bondi ${bondiVersion()}`)
      await writeWhole(args.speedscope, `${JSON.stringify(file)}\n`)
    }
    terminal.exit(exit)
    await keepBundle({ request: { ...request, measure: false }, run, exit }, args, terminal, interrupt.signal)
    if (args.json) return terminal.printJson(jsonOf(result, written))
    terminal.print(layResult(result, args))
    await tellOutcome(run, written, missing, terminal)
    if (args.per !== undefined && result.work === undefined) {
      terminal.note(
        `the program did not write how many ${args.per.unit} there were: give --per ${args.per.unit}=COUNT\n`,
      )
    }
    if (args.speedscope !== undefined) terminal.note(`${args.speedscope}: open it in https://www.speedscope.app\n`)
    if (exit !== 'ok') terminal.note(`${exit}: ${run.message}\n`)
  } finally {
    interrupt.stop()
  }
}
