/** What the files that a program wrote, and its console, must say. */
import { existsSync } from 'node:fs'
import { extname } from 'node:path'
import { fromMacText } from '../../compare/text.ts'
import { exportFile } from '../../disk.ts'
import { readMacFileAt } from '../../files/mac-files.ts'
import { readInput } from '../../files/read-input.ts'
import { fileOnVolume } from '../../machine/volume.ts'
import { attachBytes, attachText } from '../attachment.ts'
import type { Expectations, TextExpectations } from '../definition.ts'
import type { FailureKind, FirstDifference } from '../result.ts'
import type { Evidence, Findings } from './evidence.ts'
import { firstByteDifference, firstTextDifference } from './tolerant-text.ts'
import { writtenIn } from './written-at.ts'

interface Subject {
  readonly kind: FailureKind
  /** A file's name on the Mac, or `console`. */
  readonly name: string
  readonly text: string
  /** What it is attached as. */
  readonly attachment: string
  readonly writtenAt: (offset: number) => number | undefined
}

const quoted = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text)

const describeDifference = ({ of, line, column, offset }: FirstDifference): string =>
  line === undefined
    ? `${of} differs from what is expected from byte ${offset} on`
    : `${of} differs from what is expected in line ${line}, character ${column}`

const lineFeeds = (text: string): string => text.replaceAll('\r\n', '\n').replaceAll('\r', '\n')

async function checkText(
  subject: Subject,
  expected: TextExpectations,
  { definition, update, pathOf }: Evidence,
  findings: Findings,
): Promise<void> {
  const { kind, name, text, attachment, writtenAt } = subject
  const compareWith = (whole: string): void => {
    const difference = firstTextDifference(name, text, whole, definition.expect.tolerance)
    if (difference === undefined) return
    const seconds = writtenAt(difference.offset)
    findings.fail(kind, describeDifference(difference), {
      difference: { ...difference, ...(seconds === undefined ? {} : { virtualSeconds: seconds }) },
      attachments: [attachment, findings.attach(attachText(`expected-${attachment}`, whole))],
    })
  }
  if (expected.equals !== undefined) {
    findings.assertions.push(`${name} is as the case says`)
    compareWith(lineFeeds(expected.equals))
  }
  if (expected.equalsFile !== undefined) {
    const path = pathOf(expected.equalsFile)
    findings.assertions.push(`${name} equals ${expected.equalsFile}`)
    if (update) findings.updates.push({ path, content: new TextEncoder().encode(text) })
    else if (existsSync(path)) compareWith(lineFeeds(new TextDecoder().decode(await readInput(path))))
    else findings.fail(kind, `${expected.equalsFile}, which ${name} is to equal, is not there; --update writes it`)
  }
  for (const part of expected.contains ?? []) {
    findings.assertions.push(`${name} contains ${quoted(part)}`)
    if (!text.includes(lineFeeds(part))) findings.fail(kind, `${name} does not contain ${quoted(part)}`)
  }
  for (const part of expected.lacks ?? []) {
    findings.assertions.push(`${name} lacks ${quoted(part)}`)
    if (text.includes(lineFeeds(part))) findings.fail(kind, `${name} contains ${quoted(part)}`)
  }
  for (const source of expected.matches ?? []) {
    findings.assertions.push(`${name} matches /${source}/`)
    if (!new RegExp(source, 'mu').test(text)) findings.fail(kind, `nothing in ${name} matches /${source}/`)
  }
}

async function checkFile(file: Expectations['file'][number], evidence: Evidence, findings: Findings): Promise<void> {
  const { name, binary, absent } = file
  const found = fileOnVolume(evidence.volume, name.includes(':') ? name : `:${name}`)
  if (absent) {
    findings.assertions.push(`${name} is not there`)
    if (found !== undefined) findings.fail('file', `${name} is there`)
    return
  }
  findings.assertions.push(`${name} is there`)
  if (found === undefined) {
    findings.fail('file', `the program made no file ${name}`)
    return
  }
  if (binary) {
    return checkBytes(file, found, evidence, findings)
  }
  const text = fromMacText(found.dataFork)
  const attachment = findings.attach(attachText(extname(name) === '' ? `${name}.txt` : name, text))
  const writtenAt = writtenIn(evidence.run.writes, name)
  await checkText({ kind: 'file', name, text, attachment, writtenAt }, file, evidence, findings)
}

async function checkBytes(
  { name, equalsFile }: Expectations['file'][number],
  found: NonNullable<ReturnType<typeof fileOnVolume>>,
  { update, pathOf, run }: Evidence,
  findings: Findings,
): Promise<void> {
  const attachment = findings.attach(attachBytes(name, found.dataFork))
  if (equalsFile === undefined) return
  const path = pathOf(equalsFile)
  findings.assertions.push(`${name} equals ${equalsFile} byte for byte`)
  if (update) {
    findings.updates.push({ path, content: exportFile(found, 'auto') })
    return
  }
  if (!existsSync(path)) {
    findings.fail('file', `${equalsFile}, which ${name} is to equal, is not there; --update writes it`)
    return
  }
  const expected = await readMacFileAt(path)
  for (const fork of ['dataFork', 'resourceFork'] as const) {
    const difference = firstByteDifference(name, found[fork], expected[fork])
    if (difference === undefined) continue
    const seconds = fork === 'dataFork' ? writtenIn(run.writes, name)(difference.offset) : undefined
    const where = fork === 'dataFork' ? '' : ' of its resource fork'
    findings.fail('file', `${describeDifference(difference)}${where}`, {
      difference: { ...difference, ...(seconds === undefined ? {} : { virtualSeconds: seconds }) },
      attachments: [attachment, findings.attach(attachBytes(`expected-${name}`, expected.dataFork))],
    })
  }
}

export async function checkTexts(evidence: Evidence, findings: Findings): Promise<void> {
  const { expect } = evidence.definition
  for (const file of expect.file) await checkFile(file, evidence, findings)
  const { consoleText } = evidence.run
  const attachment = 'console.txt'
  if (consoleText !== '' || expect.console !== undefined) findings.attach(attachText(attachment, consoleText))
  if (expect.console === undefined) return
  const name = 'the console'
  const subject: Subject = { kind: 'console', name, text: consoleText, attachment, writtenAt: () => undefined }
  await checkText(subject, expect.console, evidence, findings)
}
