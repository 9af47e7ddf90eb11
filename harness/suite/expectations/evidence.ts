/** What expectations are held against, and what checking them gives. */
import type { UserStep } from '../../../emulator/macos/event-manager/user-script.ts'
import type { HfsVolume } from '../../../emulator/volume/index.ts'
import type { RunRecord } from '../../machine/run.ts'
import type { Attachment } from '../attachment.ts'
import type { CaseDefinition } from '../definition.ts'
import type { CaseFailure, FailureKind } from '../result.ts'

export interface Evidence {
  readonly definition: CaseDefinition
  /** Of the user. */
  readonly steps: readonly UserStep[]
  readonly run: RunRecord
  /** After the run. */
  readonly volume: HfsVolume
  /** Whether expected files and pictures are made from this run instead of being compared. */
  readonly update: boolean
  /** A path in the case's folder. */
  readonly pathOf: (name: string) => string
}

export interface ExpectedFile {
  readonly path: string
  readonly content: Uint8Array
}

/** What checking finds. */
export class Findings {
  readonly assertions: string[] = []
  readonly failures: CaseFailure[] = []
  readonly attachments: Attachment[] = []
  /** What `--update` writes. */
  readonly updates: ExpectedFile[] = []

  fail(kind: FailureKind, message: string, more: Partial<CaseFailure> = {}): void {
    this.failures.push({ kind, message, exit: 'different', ...more })
  }

  attach(attachment: Attachment): string {
    if (!this.attachments.some(({ name }) => name === attachment.name)) this.attachments.push(attachment)
    return attachment.name
  }
}
