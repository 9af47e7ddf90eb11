/** The pictures of the screen that the script compares, against those in the case's folder. */
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { comparePictures, readPicture } from '../../drive/compare-pictures.ts'
import { encodePng } from '../../drive/screen-image.ts'
import { attachBytes } from '../attachment.ts'
import type { Evidence, Findings } from './evidence.ts'

const withoutPng = (name: string): string => basename(name).replace(/\.png$/i, '')

/** A comparison that never came about must not pass for one that held. */
function checkAllTaken({ steps, run }: Evidence, findings: Findings): void {
  for (const { action } of steps) {
    if (action.kind !== 'tell' || action.what !== 'compare') continue
    if (run.pictures.some(({ name, what }) => what === 'compare' && name === action.name)) continue
    findings.fail('picture', `the program ended before the screen was compared with ${action.name}`)
  }
}

export async function checkPictures(evidence: Evidence, findings: Findings): Promise<void> {
  const { definition, run, update, pathOf } = evidence
  checkAllTaken(evidence, findings)
  const { levels, pixels } = definition.expect.picture ?? {}
  const tolerance = { ...(levels === undefined ? {} : { levels }), ...(pixels === undefined ? {} : { pixels }) }
  for (const picture of run.pictures) {
    const stem = withoutPng(picture.name)
    const png = await encodePng(picture)
    const got = findings.attach(attachBytes(`${stem}.png`, png))
    if (picture.what !== 'compare') continue
    findings.assertions.push(`the screen at ${picture.seconds.toFixed(2)} s shows ${picture.name}`)
    const path = pathOf(picture.name)
    if (update) {
      findings.updates.push({ path, content: png })
      continue
    }
    if (!existsSync(path)) {
      findings.fail('picture', `${picture.name}, which the screen is to show, is not there; --update writes it`)
      continue
    }
    const expected = await readPicture(path)
    const { equal, message, difference } = comparePictures(picture, expected, tolerance)
    if (equal) continue
    const attachments = [got, findings.attach(attachBytes(`${stem}.expected.png`, await encodePng(expected)))]
    if (difference)
      attachments.push(findings.attach(attachBytes(`${stem}.difference.png`, await encodePng(difference))))
    findings.fail('picture', `${picture.name}: the screen at ${picture.seconds.toFixed(2)} s: ${message}`, {
      attachments,
    })
  }
}
