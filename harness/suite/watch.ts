/** Runs again whenever a file below a folder changes. */
import { watch } from 'chokidar'
import { describeFailure } from '../error-exit.ts'

/** Editors write a file in several steps. */
const QUIET_MILLISECONDS = 150

/**
 * Runs at once and after every change, until the signal; what changes during a run is followed by another. A suite that cannot be run, for
 * instance because a file of it is being moved, is told of by `tell` and waited for.
 */
export async function runOnChanges(
  folder: string,
  run: () => Promise<unknown>,
  onWaiting: () => void,
  signal: AbortSignal,
): Promise<void> {
  const watcher = watch(folder, { ignoreInitial: true, ignored: /[\\/](node_modules|\.git)[\\/]|\.tmp$/ })
  await new Promise<void>((ready) => watcher.once('ready', ready))
  let wake = (): void => {}
  let isChanged = true
  const change = (): void => {
    isChanged = true
    wake()
  }
  watcher.on('all', change)
  signal.addEventListener('abort', change)
  try {
    for (;;) {
      if (!isChanged) await new Promise<void>((resolve) => (wake = resolve))
      if (signal.aborted) return
      await new Promise((resolve) => setTimeout(resolve, QUIET_MILLISECONDS))
      isChanged = false
      try {
        await run()
      } catch (error) {
        const { exit } = describeFailure(error)
        if (exit === 'internal') throw error
        process.stderr.write(`error: ${describeFailure(error).message}\n`)
      }
      if (signal.aborted) return
      onWaiting()
    }
  } finally {
    await watcher.close()
  }
}
