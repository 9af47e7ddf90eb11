/** The live display of the main job's steps. */
import { Listr, ListrLogger, ProcessOutput } from 'listr2'
import { lastLines, type Progress, stepTitles, textWidth } from './progress.ts'

/** What the display puts before a line, and a margin. */
const INDENT = 6
const LINES = 6

interface Step {
  readonly done: Promise<void>
  readonly finish: () => void
}

function createStep(): Step {
  let finish = (): void => {}
  const done = new Promise<void>((resolve) => {
    finish = resolve
  })
  return { done, finish }
}

export function liveProgress(storyOf: (text: string) => string): Progress {
  const steps = new Map(Object.keys(stepTitles).map((step) => [step, createStep()]))
  const finished = new Set<string>()
  let showStory = (_story: string): void => {}
  let text = ''
  const tasks = Object.entries(stepTitles).map(([step, title]) => ({
    title,
    // The last output alone: each is the whole of what is shown.
    rendererOptions: { outputBar: 1 },
    task: async (_context: unknown, task: { output: string; skip(): void }) => {
      if (step === 'generate') {
        showStory = (story) => {
          task.output = story
        }
      }
      await steps.get(step)!.done
      if (!finished.has(step)) task.skip()
    },
  }))
  const logger = new ListrLogger({ processOutput: new ProcessOutput(process.stderr, process.stderr) })
  const list = new Listr(tasks, {
    concurrent: true,
    renderer: 'default',
    registerSignalListeners: false,
    rendererOptions: { logger },
  })
  const running = list.run()
  return {
    onEvent(event) {
      if (event.kind === 'text') {
        text += event.text
        showStory(lastLines(storyOf(text), textWidth(process.stderr, INDENT), LINES))
      } else if (event.kind === 'end') {
        finished.add(event.step)
        steps.get(event.step)?.finish()
      }
    },
    async end() {
      for (const step of steps.values()) step.finish()
      await running
    },
  }
}
