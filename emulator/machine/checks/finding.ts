/** What a check found: it ends the run. */

import { type CodeLocation, formatLocation } from '../report/location.ts'
import type { CheckName } from './table.ts'

/** Something of the past that explains a finding. */
export interface Evidence {
  /** Such as `allocated by NewPtr(64) at cycle 1,234`. */
  readonly what: string
  /** Who called, innermost first; known where the run was gone through again. */
  readonly stack?: readonly CodeLocation[]
}

export interface Finding {
  readonly check: CheckName
  /** One sentence. */
  readonly message: string
  readonly evidence: readonly Evidence[]
  /** Of the instruction, where the processor does not know. */
  readonly pc?: number
  readonly address?: number
}

export class FindingEnd extends Error {
  readonly finding: Finding

  constructor(finding: Finding) {
    super(finding.message)
    this.name = 'FindingEnd'
    this.finding = finding
  }
}

export const formatEvidence = ({ what, stack = [] }: Evidence): string[] => [
  what,
  ...stack.map((location) => `  ${formatLocation(location)}`),
]
