/** Keeps a file the newest of what it is to hold: it is whole at every moment, and what was outdated before it was written never is. */
import { writeWhole } from '../../files/write-whole.ts'

export class LatestWriter {
  readonly #path: string
  #newest: (() => string) | undefined
  #writing: Promise<void> | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Resolves when this, or something newer, is in the file. */
  write(content: () => string): Promise<void> {
    this.#newest = content
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined
    })
    return this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#newest !== undefined) {
      const content = this.#newest
      this.#newest = undefined
      await writeWhole(this.#path, content())
    }
  }
}
