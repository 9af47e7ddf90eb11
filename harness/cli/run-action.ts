/** What `bondi run` does. */
import { join } from 'node:path'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { exportFile, hostNameOf } from '../disk.ts'
import { comparePictures, readPicture } from '../drive/compare-pictures.ts'
import { encodePng } from '../drive/screen-image.ts'
import { addScriptFile, type Script } from '../drive/script.ts'
import { findApplication } from '../files/applications.ts'
import { readFileArgument } from '../files/mac-files.ts'
import { readInput } from '../files/read-input.ts'
import { writeWhole } from '../files/write-whole.ts'
import { describeCrash } from '../machine/crash-text.ts'
import type { RunRecord, SoundRecord } from '../machine/run.ts'
import { type RunOptions, runApplication } from '../run-application.ts'
import { keepBundle } from './bundle-action.ts'
import { onInterrupt } from './interrupt.ts'
import type { ProgramArguments, RunArguments } from './run.ts'
import type { Terminal } from './terminal.ts'

export const defined = <T extends object>(values: T): { [K in keyof T]: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never

const formOf = (file: MacFile, wanted: ProgramArguments['as']) =>
  wanted === 'auto' && file.type === 'TEXT' && file.resourceFork.length === 0 ? 'text' : wanted

export async function writeCollected(
  files: ReadonlyMap<string, MacFile>,
  args: ProgramArguments,
): Promise<{ name: string; path: string; bytes: number }[]> {
  const written: { name: string; path: string; bytes: number }[] = []
  for (const [name, file] of files) {
    const form = formOf(file, args.as)
    const path = join(args.out, hostNameOf(file, form))
    const content = exportFile(file, form)
    await writeWhole(path, content)
    written.push({ name, path, bytes: content.length })
  }
  return written
}

function describeRun({ seconds, cycles, hostSeconds }: RunRecord): string {
  const millions = (cycles / 1e6).toFixed(1)
  return `${seconds.toFixed(3)} s of virtual time, ${millions} million cycles, ${hostSeconds.toFixed(2)} s on this host`
}

/** What the arguments mean, but for the application and its files. */
export function optionsFrom(
  args: ProgramArguments,
  terminal: Terminal,
  signal: AbortSignal,
): Pick<
  RunOptions,
  'signal' | 'budgets' | 'onEvent' | 'partitionBytes' | 'ramBytes' | 'collect' | 'timing' | 'checks'
> {
  return {
    signal,
    budgets: defined({ seconds: args.maxTime, cycles: args.maxCycles, hostSeconds: args.hostTimeout }),
    onEvent: (event) => {
      if (event.kind !== 'launched') return
      for (const one of event.missing) terminal.note(`warning: ${one}\n`)
    },
    ...defined({
      partitionBytes: args.partition,
      ramBytes: args.ram,
      collect: args.collect,
      timing: args.timing,
      checks: args.check,
    }),
  }
}

type Listener = RunOptions['onEvent']

const withConsole =
  (listener: Listener, terminal: Terminal): Listener =>
  (event) => {
    if (event.kind === 'console') terminal.print(event.text)
    else listener?.(event)
  }

/** Keeps the pictures that were asked for, and compares those that are expected; returns whether these are as they should be. */
async function settlePictures(
  pictures: RunRecord['pictures'],
  { pictureLevels, picturePixels }: RunArguments,
  terminal: Terminal,
): Promise<boolean> {
  let equal = true
  for (const picture of pictures) {
    const { name, what, seconds } = picture
    const when = `the screen at ${seconds.toFixed(2)} s`
    if (what === 'screenshot') {
      await writeWhole(name, await encodePng(picture))
      terminal.note(`${name}: ${when}\n`)
      continue
    }
    const tolerance = { levels: pictureLevels, pixels: picturePixels }
    const comparison = comparePictures(picture, await readPicture(name), tolerance)
    terminal.note(`${name}: ${when}: ${comparison.message}\n`)
    if (comparison.equal) continue
    equal = false
    const stem = name.replace(/\.png$/i, '')
    await writeWhole(`${stem}.got.png`, await encodePng(picture))
    if (comparison.difference) await writeWhole(`${stem}.difference.png`, await encodePng(comparison.difference))
  }
  return equal
}

async function keepSound(path: string, { wave, seconds, isCut }: SoundRecord, terminal: Terminal): Promise<void> {
  await writeWhole(path, wave)
  terminal.note(`${path}: ${seconds.toFixed(2)} s of sound${isCut ? '; what came later is left out' : ''}\n`)
}

/** What `--script` says. */
export async function addScript({ script }: Pick<RunArguments, 'script'>, drive: Script): Promise<void> {
  if (script !== undefined) addScriptFile(drive, new TextDecoder().decode(await readInput(script)), script)
}

export async function runRun(app: string, args: RunArguments, drive: Script, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const [found, ...files] = await Promise.all([
      findApplication(app, args.app, args.map),
      ...(args.file ?? []).map(readFileArgument),
    ])
    await addScript(args, drive)
    const traceServices = args.trace === 'services'
    const options = {
      ...found,
      files,
      traceServices,
      user: drive.steps,
      sound: args.sound !== undefined,
      ...defined({ untilIdle: args.untilIdle, untilFile: args.untilFile }),
      ...optionsFrom(args, terminal, interrupt.signal),
    }
    if (args.console && !args.json) options.onEvent = withConsole(options.onEvent, terminal)
    const { exit: ended, request, run, files: collected, missing } = await runApplication(options)
    const written = await writeCollected(collected, args)
    const equal = await settlePictures(run.pictures, args, terminal)
    if (args.sound !== undefined && run.sound !== undefined) await keepSound(args.sound, run.sound, terminal)
    if (args.image !== undefined) await writeWhole(args.image, run.image)
    const exit = ended === 'ok' && !equal ? 'different' : ended
    terminal.exit(exit)
    const bundle = await keepBundle({ request, run, exit }, args, terminal, interrupt.signal)
    if (args.json) {
      const { image, pictures, consoleText, sound, screen: _, ...record } = run
      return terminal.printJson({
        exit,
        ...record,
        console: consoleText,
        imageBytes: image.length,
        pictures: pictures.map(({ name, seconds }) => ({ name, seconds })),
        ...(sound && { soundSeconds: sound.seconds }),
        collected: written,
        missing,
        ...(bundle !== undefined && { bundle }),
      })
    }
    for (const call of run.serviceCalls ?? []) terminal.print(`${call}\n`)
    await tellOutcome(run, written, missing, terminal)
    terminal.note(`${exit}: ${describeRun(run)}\n`)
  } finally {
    interrupt.stop()
  }
}

/** What went wrong, and what was collected. */
export async function tellOutcome(
  run: RunRecord,
  written: readonly { path: string; bytes: number }[],
  missing: readonly string[],
  terminal: Terminal,
): Promise<void> {
  if (run.report !== undefined) terminal.note(`${(await describeCrash(run.report)).trimEnd()}\n`)
  for (const { path, bytes } of written) terminal.print(`${path}: ${bytes} bytes\n`)
  for (const name of missing) terminal.note(`${name}: the program made no such file\n`)
}
