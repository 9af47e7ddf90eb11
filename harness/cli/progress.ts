/** The steps of the main job as they happen, on standard error. */
import { Listr, ListrLogger, type ListrTaskWrapper, ProcessOutput } from 'listr2'
import type { VerifyEvent, VerifyStep } from '../verify/pair.ts'

const titles: Record<Exclude<VerifyStep, 'locate'>, string> = {
  volume: 'Build the volume',
  boot: 'Boot the iMac',
  launch: 'Launch the application',
  generate: 'Generate',
  reference: 'Run the little-endian reference',
  compare: 'Compare',
}

const WIDTH = 76
const LINES = 6

/** The last lines of a text, filled to the terminal's width. */
export function lastLines(text: string, width = WIDTH, lines = LINES): string {
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
  return filled.slice(-lines).join('\n')
}

interface Step {
  readonly done: Promise<void>
  finish(): void
}

function createStep(): Step {
  let finish = (): void => {}
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { done, finish: () => finish() }
}

export interface Progress {
  readonly onEvent: (event: VerifyEvent) => void
  /** Lets the display come to its end: steps that never happened are left unfinished. */
  end(): Promise<void>
}

/** Tells of each step; `watch` is the part of the text worth showing. */
export function showProgress(watch: (text: string) => string): Progress {
  const steps = new Map(Object.keys(titles).map((step) => [step, createStep()]))
  let generate: ListrTaskWrapper<unknown, never, never> | undefined
  let text = ''
  let closed = false
  const tasks = Object.entries(titles).map(([step, title]) => ({
    title,
    rendererOptions: { outputBar: LINES },
    // biome-ignore lint/suspicious/noExplicitAny: listr2's wrapper is generic over the renderer that it picks by itself
    task: async (_context: unknown, task: any) => {
      if (step === 'generate') generate = task
      await steps.get(step)!.done
      if (closed && !finished.has(step)) task.skip()
    },
  }))
  const finished = new Set<string>()
  const output = new ProcessOutput(process.stderr, process.stderr)
  const list = new Listr(tasks, {
    concurrent: true,
    renderer: 'default',
    fallbackRenderer: 'simple',
    fallbackRendererCondition: () => process.stderr.isTTY !== true,
    registerSignalListeners: false,
    rendererOptions: { logger: new ListrLogger({ processOutput: output }), collapseSubtasks: false },
    fallbackRendererOptions: { logger: new ListrLogger({ processOutput: output }) },
  })
  const running = list.run().catch(() => {})
  return {
    onEvent(event) {
      if (event.kind === 'text') {
        text += event.text
        if (generate) generate.output = lastLines(watch(text))
      } else if (event.kind === 'end') {
        finished.add(event.step)
        steps.get(event.step)?.finish()
      }
    },
    async end() {
      closed = true
      for (const step of steps.values()) step.finish()
      await running
    },
  }
}
