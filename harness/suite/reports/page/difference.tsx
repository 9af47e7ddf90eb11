/** Two texts and two pictures against each other. */
import { type Change, diffLines, diffWordsWithSpace } from 'diff'
import type { Attachment } from '../../attachment.ts'
import { dataUrl } from './data-url.ts'

/** Lines around a change; what lies between is folded. */
const CONTEXT = 3
/** Beyond it the texts have little to do with each other, and finding the shortest way from one to the other takes long. */
const TIMEOUT_MILLISECONDS = 1000

const linesOf = (value: string): string[] => value.replace(/\n$/, '').split('\n')

function Words({ removed, added, side }: { removed: string; added: string; side: 'removed' | 'added' }) {
  const parts = diffWordsWithSpace(removed, added).filter((part) => !(side === 'removed' ? part.added : part.removed))
  return (
    <>{parts.map((part, index) => (part.added || part.removed ? <mark key={index}>{part.value}</mark> : part.value))}</>
  )
}

/** A removed part and the added one after it, line by line where they have as many lines. */
function Changed({ removed, added }: { removed: string[]; added: string[] }) {
  const inPairs = removed.length === added.length
  const words = (index: number, side: 'removed' | 'added') =>
    inPairs ? <Words removed={removed[index]!} added={added[index]!} side={side} /> : undefined
  return (
    <>
      {removed.map((line, index) => (
        <del key={`-${index}`}>- {words(index, 'removed') ?? line}</del>
      ))}
      {added.map((line, index) => (
        <ins key={`+${index}`}>+ {words(index, 'added') ?? line}</ins>
      ))}
    </>
  )
}

function Unchanged({ lines, isFirst, isLast }: { lines: string[]; isFirst: boolean; isLast: boolean }) {
  const [head, tail] = [isFirst ? 0 : CONTEXT, isLast ? 0 : CONTEXT]
  if (lines.length <= head + tail + 1) return <span>{lines.map((line) => `  ${line}\n`)}</span>
  const hidden = lines.length - head - tail
  return (
    <>
      <span>{lines.slice(0, head).map((line) => `  ${line}\n`)}</span>
      <span class="folded">{`  … ${hidden} equal lines …\n`}</span>
      <span>{lines.slice(lines.length - tail).map((line) => `  ${line}\n`)}</span>
    </>
  )
}

function changesIn(changes: readonly Change[]) {
  return changes.map((change, index) => {
    const next = changes[index + 1]
    const lines = linesOf(change.value)
    if (change.removed) return <Changed key={index} removed={lines} added={next?.added ? linesOf(next.value) : []} />
    if (change.added) {
      return changes[index - 1]?.removed ? null : <Changed key={index} removed={[]} added={lines} />
    }
    return <Unchanged key={index} lines={lines} isFirst={index === 0} isLast={next === undefined} />
  })
}

export function TextDifference({ actual, expected }: { actual: Attachment; expected: Attachment }) {
  const changes = diffLines(expected.content, actual.content, { timeout: TIMEOUT_MILLISECONDS })
  return (
    <section aria-label={`Difference in ${actual.name}`}>
      <h4>{actual.name}</h4>
      <p class="legend">
        <del>- expected</del> <ins>+ actual</ins>
      </p>
      {changes === undefined ? (
        <p>The two texts have too little in common to be laid side by side; both are attached below.</p>
      ) : (
        <pre class="diff">{changesIn(changes)}</pre>
      )}
    </section>
  )
}

interface PicturesProps {
  readonly actual: Attachment
  readonly expected?: Attachment
  readonly difference?: Attachment
}

export function Pictures({ actual, expected, difference }: PicturesProps) {
  const shown = [
    { label: 'expected', attachment: expected },
    { label: expected === undefined ? 'screen' : 'got', attachment: actual },
    { label: 'difference', attachment: difference },
  ]
  return (
    <section aria-label={`Picture ${actual.name}`}>
      <h4>{actual.name}</h4>
      <div class="pictures">
        {shown.map(({ label, attachment }) =>
          attachment === undefined ? null : (
            <figure key={label}>
              <figcaption>{label}</figcaption>
              <img src={dataUrl(attachment)} alt={`${actual.name}: ${label}`} loading="lazy" />
            </figure>
          ),
        )}
      </div>
    </section>
  )
}
