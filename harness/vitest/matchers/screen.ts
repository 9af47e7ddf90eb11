/** The screen against a picture beside the test. */
import { existsSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { BondiError } from '../../../emulator/errors.ts'
import { comparePictures, type PictureTolerance, readPicture } from '../../drive/compare-pictures.ts'
import { encodePng } from '../../drive/screen-image.ts'
import { writeWhole } from '../../files/write-whole.ts'
import type { ProgramRun } from '../program-run.ts'
import { asRun, crashLines, type Verdict, verdict } from './matcher.ts'

/** What vitest tells a matcher that this one needs. */
export interface SnapshotContext {
  readonly testPath?: string
  readonly snapshotState?: { readonly snapshotUpdateState: 'all' | 'new' | 'none' }
}

/** The picture that the script took under this name, or what the screen shows at the end. */
function pictureOf(run: ProgramRun, name: string) {
  const taken = run.record.pictures.find((picture) => basename(picture.name) === basename(name))
  if (taken !== undefined) return { picture: taken, seconds: taken.seconds }
  const { screen } = run.record
  return screen === undefined ? undefined : { picture: screen, seconds: run.virtualSeconds }
}

export async function toMatchScreen(
  this: SnapshotContext,
  received: unknown,
  name: string,
  tolerance: PictureTolerance = {},
): Promise<Verdict> {
  const run = asRun(received, 'toMatchScreen')
  const path = resolve(dirname(this.testPath ?? '.'), name)
  const found = pictureOf(run, name)
  if (found === undefined) throw new BondiError('usage', 'this run took no picture', 'Make it with bondi.run(...).')
  const { picture, seconds } = found
  const when = `the screen at ${seconds.toFixed(6)} s of virtual time`
  const mode = this.snapshotState?.snapshotUpdateState ?? 'none'
  if (mode === 'all' || (mode === 'new' && !existsSync(path))) {
    await writeWhole(path, await encodePng(picture))
    return verdict(true, [], `expected ${when} not to be ${name}, which was written from it just now`)
  }
  if (!existsSync(path)) {
    return verdict(false, [`expected ${when} to be ${name}`, 'that file is not there; vitest -u writes it'], '')
  }
  const { equal, message, difference } = comparePictures(picture, await readPicture(path), tolerance)
  if (equal) return verdict(true, [], `expected ${when} not to be ${name}, and it is`)
  const stem = path.replace(/\.png$/i, '')
  await writeWhole(`${stem}.got.png`, await encodePng(picture))
  if (difference !== undefined) await writeWhole(`${stem}.difference.png`, await encodePng(difference))
  return verdict(
    false,
    [
      `expected ${when} to be ${name}`,
      message,
      `got:        ${stem}.got.png`,
      ...(difference === undefined ? [] : [`difference: ${stem}.difference.png`]),
      ...crashLines(run),
    ],
    '',
  )
}
