/** A suite's result as one HTML page that needs nothing beside it: no request leaves it, and it can be mailed. */
import { render } from 'preact-render-to-string'
import { type CaseStatus, caseStatuses, countStatuses, type SuiteResult } from '../../result.ts'
import type { HistoryEntry } from '../history.ts'
import { Case } from './case.tsx'
import { pageScript } from './script.ts'
import { pageStyle } from './style.ts'

/** What the page may do: show what is in it. */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

interface PageProps {
  readonly result: SuiteResult
  /** Of this suite and others, oldest first; this run among it. */
  readonly history: readonly HistoryEntry[]
}

function Head({ result }: Pick<PageProps, 'result'>) {
  const { name, version, startedAt, hostSeconds, exit, shard, isComplete, unfinished = [], cases } = result
  const isGreen = exit === 'ok' && isComplete
  const part = shard === undefined ? '' : `, part ${shard.index} of ${shard.count}`
  return (
    <header>
      <h1>{name}</h1>
      <p>
        <span class={`verdict ${isGreen ? 'green' : 'red'}`}>{isGreen ? 'green' : `red (${exit})`}</span>
        {`: ${cases.length} cases in ${hostSeconds.toFixed(1)} s${part}. `}
        <span class="faint">
          Bondi {version}, <time dateTime={startedAt}>{startedAt.slice(0, 16).replace('T', ' ')} UTC</time>
        </span>
      </p>
      {isComplete ? null : (
        <p role="alert" class="red">
          Not all cases were run{unfinished.length === 0 ? '' : `: ${unfinished.join(', ')}`}.
        </p>
      )}
    </header>
  )
}

function Controls({ result }: Pick<PageProps, 'result'>) {
  const counts = countStatuses(result.cases)
  const present = (Object.keys(caseStatuses) as CaseStatus[]).filter((status) => counts[status] > 0)
  return (
    <search class="controls">
      <label class="visually-hidden" for="search">
        Search in names, tags and messages
      </label>
      <input id="search" type="search" placeholder="Search (/)" />
      <fieldset>
        <legend>Show cases that are</legend>
        {present.map((status) => (
          <label key={status} title={caseStatuses[status].meaning}>
            <input type="checkbox" name="status" value={status} checked /> {status} ({counts[status]})
          </label>
        ))}
      </fieldset>
      <button type="button" id="open-all">
        Open all
      </button>
      <button type="button" id="close-all">
        Close all
      </button>
      <output id="shown" for="search" aria-live="polite" />
    </search>
  )
}

/** Red cases first: they are what the page is read for. */
const redFirst = (cases: SuiteResult['cases']): SuiteResult['cases'] =>
  [false, true].flatMap((green) => cases.filter(({ status }) => caseStatuses[status].isGreen === green))

function Page({ result, history }: PageProps) {
  const own = history.filter(({ suite }) => suite === result.name)
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${result.name}: ${result.exit === 'ok' ? 'green' : 'red'}`}</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: pageStyle }} />
      </head>
      <body>
        <Head result={result} />
        <Controls result={result} />
        <main>
          <ol class="cases">
            {redFirst(result.cases).map((one) => (
              <Case key={one.name} result={one} history={own.filter(({ case: name }) => name === one.name)} />
            ))}
          </ol>
        </main>
        <script dangerouslySetInnerHTML={{ __html: `(${pageScript})()` }} />
      </body>
    </html>
  )
}

export const htmlPage = (props: PageProps): string => `<!doctype html>\n${render(<Page {...props} />)}\n`
