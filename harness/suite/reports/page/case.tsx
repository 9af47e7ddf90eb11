/** One case: what became of it, what differs, what it left, and how its figures went over the nights. */
import type { Attachment } from '../../attachment.ts'
import { failureLines } from '../../failure-text.ts'
import { type CaseResult, caseStatuses } from '../../result.ts'
import { gatherEvidence } from '../evidence.ts'
import type { HistoryEntry } from '../history.ts'
import { Chart, type Point } from './chart.tsx'
import { dataUrl } from './data-url.ts'
import { Pictures, TextDifference } from './difference.tsx'

/** A text longer than that is in the page as a file to be saved, not to be read. */
const LONGEST_SHOWN = 100_000

function AttachmentView({ attachment }: { attachment: Attachment }) {
  const { name, encoding, content } = attachment
  const link = (
    <a href={dataUrl(attachment)} download={name}>
      save {name}
    </a>
  )
  if (encoding !== 'utf8' || content.length > LONGEST_SHOWN) return <p>{link}</p>
  return (
    <details>
      <summary>{name}</summary>
      <pre>{content}</pre>
      <p>{link}</p>
    </details>
  )
}

const charts = [
  { title: 'Tokens per second', unit: 'tokens per virtual second', figure: 'tokensPerSecond' },
  { title: 'Peak memory', unit: 'bytes', figure: 'peakMemoryBytes' },
  { title: 'Cycles', unit: 'cycles', figure: 'cycles' },
  { title: 'Time on the host', unit: 's', figure: 'hostSeconds' },
] as const

function History({ history }: { history: readonly HistoryEntry[] }) {
  const pointsOf = (figure: (typeof charts)[number]['figure']): Point[] =>
    history.flatMap(({ night, status, [figure]: value }) =>
      value === undefined ? [] : [{ night, value, isGreen: caseStatuses[status].isGreen }],
    )
  return (
    <section aria-label="History">
      <h4>History</h4>
      <div class="charts">
        {charts.map(({ title, unit, figure }) => (
          <Chart key={figure} title={title} unit={unit} points={pointsOf(figure)} />
        ))}
      </div>
    </section>
  )
}

const number = (value: number): string => value.toLocaleString('en-US')

function Facts({ result }: { result: CaseResult }) {
  const { virtualSeconds, cycles, partitionBytes, peakMemoryBytes } = result
  const facts: [string, string | undefined][] = [
    ['defined in', result.definition],
    ['ended as', result.exit],
    ['how', result.outcome],
    ['virtual time', virtualSeconds === undefined ? undefined : `${virtualSeconds.toFixed(3)} s`],
    ['cycles', cycles === undefined ? undefined : number(cycles)],
    ['partition', partitionBytes === undefined ? undefined : `${number(partitionBytes)} bytes`],
    ['peak memory', peakMemoryBytes === undefined ? undefined : `${number(peakMemoryBytes)} bytes`],
    ['attempts', result.attempts > 1 ? String(result.attempts) : undefined],
    ['tags', result.tags.length > 0 ? result.tags.join(', ') : undefined],
    ...Object.entries({ ...result.variables, ...result.properties }).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
  ]
  return (
    <dl>
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

/** What the search looks in. */
function searchText(result: CaseResult): string {
  const { name, description, tags, variables, failures, reason, outcome, exit } = result
  const said = failures.flatMap(({ kind, message }) => [kind, message])
  return [name, description, ...tags, ...Object.values(variables), ...said, reason, outcome, exit]
    .filter((part) => part !== undefined)
    .join('\n')
    .toLowerCase()
}

export function Case({ result, history }: { result: CaseResult; history: readonly HistoryEntry[] }) {
  const { name, status, description, failures, reason, assertions, hostSeconds } = result
  const { texts, pictures, rest } = gatherEvidence(result.attachments)
  const { isGreen, meaning } = caseStatuses[status]
  const both = texts.flatMap(({ actual, expected }) => [actual, expected])
  return (
    <li class="case" id={`case-${encodeURIComponent(name)}`} data-status={status} data-search={searchText(result)}>
      <details open={!isGreen}>
        <summary>
          <span class={`status ${isGreen ? 'green' : 'red'}`} title={meaning}>
            {status}
          </span>
          <span class="name">{name}</span>
          <span class="time">{hostSeconds.toFixed(2)} s</span>
        </summary>
        <div class="body">
          {description === undefined ? null : <p>{description}</p>}
          {reason === undefined ? null : <p>{reason}</p>}
          {failures.map((failure, index) => (
            <pre key={index} class="failure">
              {failureLines(failure).join('\n')}
            </pre>
          ))}
          {texts
            .filter(({ actual, expected }) => actual.content !== expected.content)
            .map(({ actual, expected }) => (
              <TextDifference key={actual.name} actual={actual} expected={expected} />
            ))}
          {pictures.map((picture) => (
            <Pictures key={picture.actual.name} {...picture} />
          ))}
          {[...both, ...rest].map((attachment) => (
            <AttachmentView key={attachment.name} attachment={attachment} />
          ))}
          {assertions.length === 0 ? null : (
            <details>
              <summary>what was checked</summary>
              <ul>
                {assertions.map((line, index) => (
                  <li key={index}>{line}</li>
                ))}
              </ul>
            </details>
          )}
          <Facts result={result} />
          {history.length < 2 ? null : <History history={history} />}
        </div>
      </details>
    </li>
  )
}
