/** What `--update` writes: expected files, pictures and baselines, after all cases have run. */
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { writeWhole } from '../files/write-whole.ts'
import type { CaseDefinition } from './definition.ts'
import { BASELINE_FILE, type Baselines, readBaselines } from './expectations/bounds.ts'
import { choiceName, type PlannedCase } from './find-cases.ts'
import type { CaseRun } from './run-case.ts'

const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

export class Updates {
  readonly #files = new Map<string, { readonly content: Uint8Array; readonly by: string }>()
  readonly #baselines = new Map<string, Record<string, Baselines[string]>>()

  add({ name, folder, variables }: PlannedCase, { expect }: CaseDefinition, { updates, figures }: CaseRun): void {
    for (const { path, content } of updates) {
      const other = this.#files.get(path)
      if (other !== undefined && !isSame(other.content, content)) {
        throw new BondiError(
          'update-conflict',
          `${other.by} and ${name} expect different contents of the same file, ${path}`,
          'Give each its own: put an axis of the matrix into the name (docs/suites.md, "Matrices").',
        )
      }
      this.#files.set(path, { content, by: name })
    }
    if (expect.baseline === undefined || figures === undefined) return
    const path = join(folder, BASELINE_FILE)
    const own = this.#baselines.get(path) ?? {}
    own[choiceName(variables)] = figures
    this.#baselines.set(path, own)
  }

  /** The paths of what was written. */
  async write(): Promise<string[]> {
    for (const [path, { content }] of this.#files) await writeWhole(path, content)
    for (const [path, own] of this.#baselines) {
      const all = { ...(await readBaselines(path)), ...own }
      const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
      await writeWhole(path, `${JSON.stringify(sorted, null, 2)}\n`)
    }
    return [...this.#files.keys(), ...this.#baselines.keys()].sort()
  }
}
