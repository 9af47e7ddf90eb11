/** Leaves the bundle of a run that failed. */
import type { FailedRun } from '../replay/leave-bundle.ts'
import type { BundleArguments } from './bundle.ts'
import type { Terminal } from './terminal.ts'

/** A run that took longer is repeated for its bundle only when a bundle was asked for. */
const LONGEST_SECONDS = 30
/** What takes longer is announced. */
const NOTICED_SECONDS = 1

/** Returns the bundle's path, if there is one: a run that ended well leaves none. */
export async function keepBundle(
  failed: FailedRun,
  { bundle, out = '.' }: BundleArguments & { out?: string },
  terminal: Terminal,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (bundle === false || failed.exit === 'ok' || failed.exit === 'interrupted') return undefined
  const { hostSeconds } = failed.run
  const shown = hostSeconds.toFixed(0)
  if (bundle === undefined && hostSeconds > LONGEST_SECONDS) {
    terminal.note(`no bundle: the run took ${shown} s, and would be repeated for it; --bundle FILE asks for one\n`)
    return undefined
  }
  if (hostSeconds > NOTICED_SECONDS)
    terminal.note(`repeating the run for its bundle, which takes about ${shown} s ...\n`)
  const { leaveBundle } = await import('../replay/leave-bundle.ts')
  const { path, reproduced } = await leaveBundle(failed, bundle ?? `${out}/`, signal)
  if (!reproduced) terminal.note('warning: the run came to something else when it was repeated: a bug in Bondi\n')
  terminal.note(`${path}: the run as a whole; bondi replay ${path}\n`)
  return path
}
