/** Options of all verbs whose failing runs leave a bundle. */
import type { Command } from 'commander'

export interface BundleArguments {
  /** A file or a folder; false for none. */
  bundle?: string | false
}

export const addBundleOptions = (command: Command): Command =>
  command
    .option(
      '--bundle <path>',
      'where a run that fails leaves what `bondi replay` runs again: a file, or a folder (default: where outputs go)',
    )
    .option('--no-bundle', 'it leaves none')
