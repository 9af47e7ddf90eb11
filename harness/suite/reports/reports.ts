/**
 * The reports of one run of a suite. Those that other programs read are whole at every moment: from the start they say which cases are
 * not finished, so that a run that is killed leaves a red report and not none.
 */
import { appendFile } from 'node:fs/promises'
import { asInputError } from '../../files/read-input.ts'
import { writeWhole } from '../../files/write-whole.ts'
import type { CaseResult, SuiteResult } from '../result.ts'
import { attachmentPaths, writeAttachments } from './attachment-files.ts'
import { LatestWriter } from './latest-writer.ts'

export interface ReportTargets {
  readonly junit?: string
  readonly html?: string
  /** The result itself as JSON: what shards are merged from. */
  readonly results?: string
  readonly history?: string
  readonly annotations?: boolean
}

export interface Reports {
  /** With no case in it yet; `unfinished` names those to come. */
  begin(suite: SuiteResult): Promise<void>
  /** The suite so far, and the case that has just come to its end. */
  finish(result: CaseResult, soFar: SuiteResult): Promise<void>
  end(suite: SuiteResult): Promise<void>
}

const asJson = (suite: SuiteResult): string => `${JSON.stringify(suite, undefined, 1)}\n`

export function openReports(targets: ReportTargets, print: (text: string) => void): Reports {
  const { junit, results } = targets
  const junitFile = junit === undefined ? undefined : { path: junit, writer: new LatestWriter(junit) }
  const resultsWriter = results === undefined ? undefined : new LatestWriter(results)

  async function writeJunit(suite: SuiteResult): Promise<void> {
    if (junitFile === undefined) return
    const { junitXml } = await import('./junit.ts')
    await junitFile.writer.write(() => junitXml(suite, (one) => attachmentPaths(junitFile.path, one)))
  }

  async function writeLive(suite: SuiteResult): Promise<void> {
    await Promise.all([writeJunit(suite), resultsWriter?.write(() => asJson(suite))])
  }

  return {
    begin: writeLive,
    async finish(result, soFar) {
      // First what the report names, then the report.
      if (junitFile !== undefined) await writeAttachments(junitFile.path, result)
      await writeLive(soFar)
    },
    async end(suite) {
      await writeLive(suite)
      await writeHistoryAndPage(suite, targets)
      if (targets.annotations) await annotate(suite, print)
    },
  }
}

async function writeHistoryAndPage(suite: SuiteResult, { html, history }: ReportTargets): Promise<void> {
  if (html === undefined && history === undefined) return
  const { readHistory, withRun, writeHistory } = await import('./history.ts')
  const entries = withRun(history === undefined ? [] : await readHistory(history), suite)
  if (history !== undefined) await writeHistory(history, entries)
  if (html === undefined) return
  const { htmlPage } = await import('./page/page.tsx')
  await writeWhole(html, htmlPage({ result: suite, history: history === undefined ? [] : entries }))
}

async function annotate(suite: SuiteResult, print: (text: string) => void): Promise<void> {
  const { githubAnnotations, githubSummary } = await import('./github.ts')
  print(githubAnnotations(suite))
  const path = process.env.GITHUB_STEP_SUMMARY
  if (path === undefined || path === '') return
  try {
    await appendFile(path, `${githubSummary(suite)}\n`)
  } catch (error) {
    throw asInputError(error, path, 'write')
  }
}
