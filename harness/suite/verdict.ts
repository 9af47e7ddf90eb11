/** From what a run was found to do to what a case ends as. */
import type { CaseDefinition } from './definition.ts'
import type { CaseFailure, CaseStatus } from './result.ts'

interface Found {
  readonly failures: readonly CaseFailure[]
  readonly assertions: readonly string[]
}

export interface Judged {
  readonly status: CaseStatus
  readonly failures: readonly CaseFailure[]
  readonly reason?: string
}

/** `strict`: a case that asserts nothing beyond its end fails. */
export function judge({ failures, assertions }: Found, definition: CaseDefinition, strict: boolean): Judged {
  const { knownFailure } = definition
  if (knownFailure === undefined) {
    if (failures.length > 0) return { status: 'failed', failures }
    if (assertions.length > 0) return { status: 'passed', failures }
    return {
      status: strict ? 'failed' : 'no-assertions',
      failures,
      reason: 'it expects nothing but that the program ends',
    }
  }
  const { reason, fails } = knownFailure
  // A bug of Bondi's that hides how the program would have ended is known by its own name only.
  const isKnown = ({ kind, exit }: CaseFailure): boolean => exit === fails || (kind === fails && exit !== 'internal')
  const others = failures.filter((failure) => !isKnown(failure))
  if (failures.length > 0 && others.length === 0) return { status: 'known-failure', failures, reason }
  const message =
    failures.length === 0
      ? `it is known to fail (${reason}), and passes: take the known failure out`
      : `it is known to fail with ${fails} (${reason}), and fails in another way`
  return { status: 'failed', failures: [{ kind: 'known-failure', message, exit: 'different' }, ...others], reason }
}
