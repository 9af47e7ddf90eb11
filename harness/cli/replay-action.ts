/** What `bondi replay` does. */
import { readApplication } from '../files/applications.ts'
import { readInput } from '../files/read-input.ts'
import { writeWhole } from '../files/write-whole.ts'
import { readBundle } from '../replay/bundle.ts'
import { replayBundle } from '../replay/replay.ts'
import { describeReplay } from '../replay/summary.ts'
import { bondiVersion } from '../version.ts'
import { onInterrupt } from './interrupt.ts'
import type { ReplayArguments } from './replay.ts'
import type { Terminal } from './terminal.ts'

export async function runReplay(path: string, args: ReplayArguments, terminal: Terminal): Promise<void> {
  const interrupt = onInterrupt()
  try {
    const bundle = readBundle(await readInput(path), path)
    const application = args.app === undefined ? undefined : await readApplication(args.app)
    const { signal } = interrupt
    const result = await replayBundle(bundle, { signal, ...(application && { application }) })
    if (args.image !== undefined) await writeWhole(args.image, result.run.image)
    const exit = result.same ? 'ok' : 'diverged'
    terminal.exit(exit)
    const { run: _, ...told } = result
    const { versions, exit: originalExit } = bundle.manifest
    if (args.json) return terminal.printJson({ exit, originalExit, versions, bondi: bondiVersion(), ...told })
    terminal.print(describeReplay(bundle.manifest, result))
  } finally {
    interrupt.stop()
  }
}
