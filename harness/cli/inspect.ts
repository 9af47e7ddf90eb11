/** `bondi inspect`: what a file is and what is in it. */
import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

export function addInspect(program: Command, terminal: Terminal): void {
  program
    .command('inspect')
    .description(
      'tell what a file is, what is in it and whether it can run: application in any wrapper, PEF, XCOFF, resource fork, HFS image, model, tokenizer',
    )
    .argument('<file>', 'any file')
    .option('--json', 'as JSON')
    .action(async (path: string, options: { json?: boolean }) => {
      const { inspectFile } = await import('../inspect/inspect.ts')
      const inspection = await inspectFile(path)
      if (options.json) return terminal.printJson({ exit: 'ok', path, ...inspection })
      const { layInspection } = await import('../inspect/layout.ts')
      terminal.print(layInspection(path, inspection))
    })
}
