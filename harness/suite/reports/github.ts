/** GitHub Actions: an annotation for each case that is red, and a summary of the step in Markdown. */
import { failureLines } from '../failure-text.ts'
import { type CaseResult, type CaseStatus, caseStatuses, countStatuses, type SuiteResult } from '../result.ts'

/** Workflow commands take what is special to them as percent codes; properties have two characters more. */
const escapeData = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const isRed = ({ status }: CaseResult): boolean => !caseStatuses[status].isGreen

function annotate(level: 'error' | 'warning', { definition, name }: CaseResult, message: string): string {
  const properties = `file=${escapeProperty(definition)},line=1,title=${escapeProperty(name)}`
  return `::${level} ${properties}::${escapeData(message)}\n`
}

/** Lines for standard output. Green cases that somebody should look at are warnings. */
export function githubAnnotations({ cases, isComplete, name, unfinished = [] }: SuiteResult): string {
  const lines = cases.map((result) => {
    if (isRed(result)) return annotate('error', result, result.failures.flatMap(failureLines).join('\n'))
    if (result.status === 'flaky' || result.status === 'no-assertions') {
      return annotate('warning', result, caseStatuses[result.status].meaning)
    }
    return ''
  })
  const missing = unfinished.length === 0 ? '' : `: ${unfinished.join(', ')}`
  if (!isComplete)
    lines.push(`::error title=${escapeProperty(name)}::${escapeData(`not all cases were run${missing}`)}\n`)
  return lines.join('')
}

const cell = (text: string): string => text.replaceAll('\n', ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;')

/** GitHub takes 1 MB of summary a step; a suite that is red all over is told by its first cases. */
const MOST_CASES = 50
/** A fence longer than any that a program writes. */
const FENCE = '``````'

export function githubSummary(result: SuiteResult): string {
  const { cases, name, hostSeconds, isComplete } = result
  const counts = Object.entries(countStatuses(cases)).filter(([, count]) => count > 0) as [CaseStatus, number][]
  const red = cases.filter(isRed)
  const details = red.slice(0, MOST_CASES).map((one) => {
    const body = one.failures.flatMap(failureLines).join('\n').slice(0, 4000).replaceAll(FENCE, "''''''")
    const title = one.name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return `<details><summary>${title}</summary>\n\n${FENCE}\n${body}\n${FENCE}\n\n</details>\n`
  })
  return [
    `## Bondi: ${cell(name)}`,
    '',
    ...(isComplete ? [] : ['**Not all cases were run.**', '']),
    '| status | cases | |',
    '| --- | ---: | --- |',
    ...counts.map(([status, count]) => `| ${status} | ${count} | ${caseStatuses[status].meaning} |`),
    '',
    `${cases.length} cases in ${hostSeconds.toFixed(1)} s on this host.`,
    '',
    ...details,
    ...(red.length > MOST_CASES ? [`and ${red.length - MOST_CASES} more`, ''] : []),
  ].join('\n')
}
