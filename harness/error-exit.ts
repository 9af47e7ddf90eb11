/** Which exit code goes with which error. */
import { BondiError } from '../emulator/errors.ts'
import { HfsError } from '../emulator/volume/index.ts'
import type { ExitCodeName } from './exit-codes.ts'

/** Errors that a user can mend and that are not simply bad input, by the code of the `BondiError`. */
const exitsByCode: Record<string, ExitCodeName> = {
  'missing-tool': 'missing-tool',
  'no-compiler': 'missing-tool',
  'no-c-library': 'missing-tool',
  'compile-failed': 'build-failed',
  'undefined-symbol': 'build-failed',
  'duplicate-symbol': 'build-failed',
  'toc-overflow': 'build-failed',
  'unsupported-relocation': 'build-failed',
  'branch-out-of-reach': 'build-failed',
  'no-toc-reload': 'build-failed',
  'not-an-application': 'launch-failed',
  'not-enough-memory': 'launch-failed',
  'partition-too-small': 'launch-failed',
  'no-entry-point': 'launch-failed',
  'missing-library': 'launch-failed',
  'wrong-library-version': 'launch-failed',
  'unresolved-import': 'launch-failed',
  'bad-fragment': 'launch-failed',
  '68k-application': 'launch-failed',
  interrupted: 'interrupted',
  'different-results': 'different',
  usage: 'usage',
}

export interface Failure {
  readonly exit: ExitCodeName
  readonly code: string
  readonly message: string
  readonly hint?: string
}

/** What to tell about anything that was thrown. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof BondiError) {
    const exit = exitsByCode[error.code] ?? 'bad-input'
    return { exit, code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) }
  }
  if (error instanceof HfsError) return { exit: 'bad-input', code: error.symbol, message: error.message }
  const message = error instanceof Error ? error.message : String(error)
  const hint = 'This is a bug in Bondi. Please report it with this text; BONDI_DEBUG=1 adds where it happened.'
  return { exit: 'internal', code: 'internal', message: `internal error: ${message}`, hint }
}
