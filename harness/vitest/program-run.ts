/** A run as matchers look at it: how the program ended, and what it left on its disk, its console and its screen. */
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { fromMacText } from '../compare/text.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import { describeCrash } from '../machine/crash-text.ts'
import type { RunRecord } from '../machine/run.ts'
import { fileOnVolume } from '../machine/volume.ts'
import { writtenIn } from '../suite/expectations/written-at.ts'
import type { Job } from '../verify/pair.ts'

export class ProgramRun {
  readonly exit: ExitCodeName
  readonly message: string
  readonly cycles: number
  readonly virtualSeconds: number
  /** What a console program wrote, with line feeds. */
  readonly consoleText: string
  /** How often each service was called. */
  readonly services: Readonly<Record<string, number>>
  /** What went wrong, for people; empty when nothing did. */
  readonly crashText: string
  // Not fields: whoever prints a run does not want 8 MB of disk.
  readonly #record: RunRecord
  readonly #volume: HfsVolume
  readonly #job: Job | undefined

  private constructor(record: RunRecord, crashText: string, job: Job | undefined) {
    this.exit = record.outcome
    this.message = record.message
    this.cycles = record.cycles
    this.virtualSeconds = record.seconds
    this.consoleText = record.consoleText
    this.services = record.services
    this.crashText = crashText
    this.#record = record
    this.#volume = HfsVolume.mount(record.image)
    this.#job = job
  }

  static async from(record: RunRecord, job?: Job): Promise<ProgramRun> {
    return new ProgramRun(record, record.report === undefined ? '' : await describeCrash(record.report), job)
  }

  /** Everything that Bondi knows of the run. */
  get record(): RunRecord {
    return this.#record
  }

  /** What the language model's application was to do; only of `runLanguageModel`. */
  get job(): Job | undefined {
    return this.#job
  }

  /** A file beside the application, or by its path, as the program left it. */
  file(name: string): MacFile | undefined {
    return fileOnVolume(this.#volume, name.includes(':') ? name : `:${name}`)
  }

  /** A text file with line feeds. */
  text(name: string): string | undefined {
    const file = this.file(name)
    return file === undefined ? undefined : fromMacText(file.dataFork)
  }

  /** Virtual seconds at which a byte of a file was written last. */
  writtenAt(name: string, offset: number): number | undefined {
    return writtenIn(this.#record.writes, name)(offset)
  }
}
