/** Attachments as files beside a report that can only name them: a folder a case, in one folder for the report. */
import { dirname, join, parse, relative, sep } from 'node:path'
import { writeWhole } from '../../files/write-whole.ts'
import { attachmentBytes } from '../attachment.ts'
import type { CaseResult } from '../result.ts'

/** `nightly.xml` has its attachments in `nightly-attachments/`. */
export const attachmentFolder = (report: string): string => join(dirname(report), `${parse(report).name}-attachments`)

/** Every host takes these, and GitLab's reader of `[[ATTACHMENT|path]]` no brackets; what a matrix chose may be anything. */
const asFileName = (name: string): string => name.replaceAll(/[^\w.=-]+/g, '_').replace(/^\.+/, '_')

function pathsOf(report: string, { name, attachments }: CaseResult): string[] {
  const folder = join(attachmentFolder(report), ...name.split('/').map(asFileName))
  return attachments.map((attachment) => join(folder, asFileName(attachment.name)))
}

/** Their paths from the working folder, as CI systems want them. */
export const attachmentPaths = (report: string, result: CaseResult): string[] =>
  pathsOf(report, result).map((path) => relative(process.cwd(), path).split(sep).join('/'))

export async function writeAttachments(report: string, result: CaseResult): Promise<void> {
  const paths = pathsOf(report, result)
  await Promise.all(
    result.attachments.map((attachment, index) => writeWhole(paths[index]!, attachmentBytes(attachment))),
  )
}
