/** Ctrl-C: what runs is ended in good order, and a second one ends the process at once. */
import { exitCode } from '../exit-codes.ts'

export interface Interrupt {
  readonly signal: AbortSignal
  stop(): void
}

export function onInterrupt(): Interrupt {
  const controller = new AbortController()
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(exitCode('interrupted'))
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  return {
    signal: controller.signal,
    stop() {
      process.off('SIGINT', onSignal)
      process.off('SIGTERM', onSignal)
    },
  }
}
