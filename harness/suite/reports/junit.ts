/**
 * JUnit XML as Jenkins, GitLab, Azure and others read it: one suite, a case each, properties for what only Bondi measures, and lines
 * `[[ATTACHMENT|path]]` in `system-out`, as Jenkins' and GitLab's readers take them.
 */
import { create } from 'xmlbuilder2'
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js'
import { failureLines } from '../failure-text.ts'
import { type CaseResult, caseStatuses, type FailureKind, type SuiteResult } from '../result.ts'

/** Where a case's attachments lie, from the folder in which the command runs, with `/`. */
export type AttachmentPaths = (result: CaseResult) => readonly string[]

/** What is no verdict on the program: JUnit calls it an error. */
const errorKinds: ReadonlySet<FailureKind> = new Set(['definition', 'host-timeout'])

const isRed = ({ status }: CaseResult): boolean => !caseStatuses[status].isGreen
const isError = (result: CaseResult): boolean =>
  isRed(result) && result.failures.some(({ kind }) => errorKinds.has(kind))
const isSkipped = ({ status }: CaseResult): boolean => status === 'skipped' || status === 'known-failure'

const seconds = (value: number): string => value.toFixed(3)

/** Without what tells of a run's speed on the host. */
function propertiesOf(result: CaseResult): [string, string | number][] {
  const { status, exit, virtualSeconds, cycles, partitionBytes, peakMemoryBytes, attempts } = result
  const all: [string, string | number | undefined][] = [
    ['status', status],
    ['exit', exit],
    ['attempts', attempts > 1 ? attempts : undefined],
    ['virtual-seconds', virtualSeconds],
    ['cycles', cycles],
    ['partition-bytes', partitionBytes],
    ['peak-memory-bytes', peakMemoryBytes],
    ...Object.entries(result.variables).map(([name, value]): [string, string] => [`matrix.${name}`, value]),
    ...Object.entries(result.properties),
  ]
  return all.filter((entry): entry is [string, string | number] => entry[1] !== undefined)
}

function addProperties(parent: XMLBuilder, properties: readonly (readonly [string, string | number])[]): void {
  const list = parent.ele('properties')
  for (const [name, value] of properties) list.ele('property', { name, value: String(value) })
}

function addCase(suite: XMLBuilder, suiteName: string, result: CaseResult, paths: readonly string[]): void {
  const { name, definition, hostSeconds, failures, reason, status, outcome, assertions } = result
  const element = suite.ele('testcase', { name, classname: suiteName, file: definition, time: seconds(hostSeconds) })
  addProperties(element, propertiesOf(result))
  if (isSkipped(result)) element.ele('skipped', { message: reason ?? caseStatuses[status].meaning })
  if (isRed(result)) {
    const [first] = failures
    const body = [...failures.flatMap(failureLines), ...(outcome === undefined ? [] : [`it ended: ${outcome}`])]
    element
      .ele(isError(result) ? 'error' : 'failure', {
        message: first?.message ?? caseStatuses[status].meaning,
        type: first?.kind ?? status,
      })
      .txt(body.join('\n'))
  }
  const output = [...assertions.map((line) => `checked: ${line}`), ...paths.map((path) => `[[ATTACHMENT|${path}]]`)]
  if (output.length > 0) element.ele('system-out').txt(output.join('\n'))
}

/** A case that was to be run, in a run that was ended: red, since nobody knows what would have become of it. */
function addUnfinished(suite: XMLBuilder, suiteName: string, name: string): void {
  suite
    .ele('testcase', { name, classname: suiteName, time: seconds(0) })
    .ele('error', { message: 'the run was ended before this case was', type: 'not-finished' })
}

/** XML 1.0 has no control characters, which a program's output may well have. */
const REPLACEMENT = '\ufffd'

export function junitXml(result: SuiteResult, attachmentPaths: AttachmentPaths = () => []): string {
  const { name, cases, version, shard, isComplete, hostSeconds, startedAt } = result
  const unfinished = result.unfinished ?? []
  const notFinished = isComplete ? [] : unfinished.length > 0 ? unfinished : ['(the rest of the suite)']
  const errors = cases.filter(isError).length
  const totals = {
    tests: cases.length + notFinished.length,
    failures: cases.filter(isRed).length - errors,
    errors: errors + notFinished.length,
    time: seconds(hostSeconds),
  }
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: REPLACEMENT })
  const suite = document.ele('testsuites', { name: 'bondi', ...totals }).ele('testsuite', {
    name,
    ...totals,
    skipped: cases.filter(isSkipped).length,
    timestamp: startedAt.replace(/(\.\d+)?Z$/, ''),
  })
  const shardText = shard === undefined ? [] : [['shard', `${shard.index}/${shard.count}`] as const]
  addProperties(suite, [['bondi-version', version], ...shardText, ['complete', String(isComplete)]])
  for (const one of cases) addCase(suite, name, one, attachmentPaths(one))
  for (const one of notFinished) addUnfinished(suite, name, one)
  return `${document.end({ prettyPrint: true })}\n`
}
