#!/usr/bin/env node
/** The `bondi` command. */
import { createProgram } from './program.ts'
import { terminal } from './terminal.ts'

// A reader that went away (`bondi ... | head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

try {
  await createProgram(terminal).parseAsync(process.argv)
} catch (error) {
  const wantsJson = process.argv.includes('--json')
  terminal.fail(error, wantsJson)
}
