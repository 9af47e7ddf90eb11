/** The steps of the main job as they happen, on standard error: a live display on a terminal, plain lines elsewhere. */
import type { VerifyEvent, VerifyStep } from '../verify/pair.ts'
import type { Terminal } from './terminal.ts'

export const stepTitles: Partial<Record<VerifyStep, string>> = {
  volume: 'Build the volume',
  boot: 'Boot the iMac',
  launch: 'Launch the application',
  generate: 'Generate',
  reference: 'Run the little-endian reference',
  compare: 'Compare',
}

export interface Progress {
  readonly onEvent: (event: VerifyEvent) => void
  /** Lets the display come to its end, whatever has not happened yet. */
  end(): Promise<void>
}

const WIDEST = 76

/** Characters of a line of text on a stream, less `indent`; not all of a wide terminal, which is hard to read. */
export const textWidth = ({ columns }: { columns?: number }, indent = 0): number =>
  Math.min(WIDEST, (columns || WIDEST + indent) - indent)

/** The last lines of a text, filled to a width. */
export function lastLines(text: string, width: number, lines = Number.POSITIVE_INFINITY): string {
  const filled: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        filled.push(line)
        line = word
      } else {
        line = line === '' ? word : `${line} ${word}`
      }
    }
    filled.push(line)
  }
  return filled.slice(-Math.min(lines, filled.length)).join('\n')
}

/** A line for each step, and the story as it comes. */
function plainProgress(storyOf: (text: string) => string, terminal: Terminal): Progress {
  let text = ''
  let shown = 0
  let inLine = false
  const line = (words: string): void => {
    terminal.note(`${inLine ? '\n' : ''}${words}\n`)
    inLine = false
  }
  return {
    onEvent(event) {
      if (event.kind === 'text') {
        text += event.text
        const story = storyOf(text)
        if (story.length <= shown) return
        terminal.note(story.slice(shown))
        shown = story.length
        inLine = true
      } else if (event.kind === 'end' && stepTitles[event.step]) {
        line(`✔ ${stepTitles[event.step]}`)
      }
    },
    async end() {
      if (inLine) line('')
    },
  }
}

/** `storyOf` is the part of the guest's output that is worth showing. */
export async function showProgress(storyOf: (text: string) => string, terminal: Terminal): Promise<Progress> {
  const canRedraw = process.stderr.isTTY === true && process.stderr.columns >= 40
  if (!canRedraw) return plainProgress(storyOf, terminal)
  const { liveProgress } = await import('./progress-live.ts')
  return liveProgress(storyOf)
}
