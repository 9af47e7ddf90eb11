/** A suite as it runs, and its result in words. */
import type pc from 'picocolors'
import { failureLines } from '../suite/failure-text.ts'
import { type CaseResult, caseStatuses, countStatuses, type SuiteResult } from '../suite/result.ts'
import type { SuiteEvent } from '../suite/run-suite.ts'
import type { Terminal } from './terminal.ts'

type Colors = ReturnType<typeof pc.createColors>

export interface SuiteProgress {
  readonly onEvent: (event: SuiteEvent) => void
  end(): Promise<void>
}

const marks: Record<CaseResult['status'], string> = {
  passed: '✔',
  failed: '✖',
  flaky: '~',
  'known-failure': '○',
  'no-assertions': '!',
  skipped: '-',
}

const seconds = (value: number): string => `${value.toFixed(2)} s`

function lineOf({ name, status, reason, hostSeconds, virtualSeconds }: CaseResult): string {
  const said = status === 'passed' ? '' : `  ${status}${reason === undefined ? '' : `: ${reason}`}`
  const virtual = virtualSeconds === undefined ? '' : `, ${seconds(virtualSeconds)} on the iMac`
  return `${marks[status]} ${name}  (${seconds(hostSeconds)}${virtual})${said}\n`
}

/** One line for each case as it ends. */
const plainProgress = (terminal: Terminal): SuiteProgress => ({
  onEvent(event) {
    if (event.kind === 'finished') terminal.note(lineOf(event.result))
  },
  async end() {},
})

/** What is running and how far it is, in one place; what fails stays above it. */
async function liveProgress(): Promise<SuiteProgress> {
  const { Listr, ListrLogger, ProcessOutput } = await import('listr2')
  let finish = (): void => {}
  let show = (_title: string, _running: string): void => {}
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) })
  const list = new Listr(
    [
      {
        title: 'Look for cases',
        rendererOptions: { outputBar: 1 },
        task: async (_context: unknown, task: { title: string; output: string }) => {
          show = (title, running) => {
            task.title = title
            task.output = running
          }
          await done
        },
      },
    ],
    { renderer: 'default', registerSignalListeners: false, rendererOptions: { logger } },
  )
  const ended = list.run()
  const running = new Set<string>()
  let [planned, finished, red] = [0, 0, 0]
  return {
    onEvent(event) {
      if (event.kind === 'planned') planned = event.names.length
      if (event.kind === 'started') running.add(event.name)
      if (event.kind === 'finished') {
        running.delete(event.result.name)
        finished++
        if (!caseStatuses[event.result.status].isGreen) red++
      }
      show(`${finished} of ${planned} cases${red === 0 ? '' : `, ${red} failed`}`, [...running].join('\n'))
    },
    async end() {
      finish()
      await ended
    },
  }
}

export async function showSuiteProgress(terminal: Terminal): Promise<SuiteProgress> {
  const canRedraw = process.stderr.isTTY === true && process.stderr.columns >= 40
  return canRedraw ? liveProgress() : plainProgress(terminal)
}

/** What failed and why, and how many ended as what. */
export function describeSuite({ cases, hostSeconds, isComplete }: SuiteResult, colors: Colors): string {
  const lines: string[] = []
  for (const { name, status, reason, failures } of cases) {
    if (caseStatuses[status].isGreen) continue
    lines.push('', colors.red(`✖ ${colors.bold(name)}`))
    if (failures.length === 0 && reason !== undefined) lines.push(`  ${reason}`)
    for (const failure of failures) lines.push(...failureLines(failure).map((line) => `  ${line}`))
  }
  for (const { name, status, reason } of cases) {
    if (status === 'no-assertions') lines.push('', colors.yellow(`! ${name}: ${reason}`))
  }
  const counts = Object.entries(countStatuses(cases)).filter(([, count]) => count > 0)
  const summary = counts.map(([status, count]) => `${count} ${status}`).join(', ')
  lines.push(
    '',
    `${summary === '' ? 'no case was run' : summary} in ${seconds(hostSeconds)}${isComplete ? '' : '; not all were run'}`,
  )
  return `${lines.join('\n')}\n`
}
