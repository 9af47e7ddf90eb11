/** Runs programs that Bondi did not make, in a folder that goes when the tests of the file are done. */

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export class Tools {
  readonly folder = mkdtempSync(join(tmpdir(), 'bondi-formats-'))

  /** Empties the folder but for these files. */
  give(files: Readonly<Record<string, Uint8Array | string>>): void {
    rmSync(this.folder, { recursive: true, force: true })
    mkdirSync(this.folder)
    for (const [name, contents] of Object.entries(files)) writeFileSync(join(this.folder, name), contents)
  }

  /** What a tool of a Debian package writes to standard output. */
  run(debianPackage: string, tool: string, ...args: string[]): Uint8Array {
    try {
      const env = { ...process.env, HOME: this.folder, TZ: 'UTC', LC_ALL: 'C.UTF-8' }
      return new Uint8Array(execFileSync(tool, args, { cwd: this.folder, stdio: 'pipe', env, timeout: 20_000 }))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new Error(
        `${tool} is not installed: this test needs Debian's ${debianPackage} (apt-get install ${debianPackage})`,
      )
    }
  }

  read(name: string): Uint8Array {
    return new Uint8Array(readFileSync(join(this.folder, name)))
  }

  /** What is there but is not always written, such as a fork of no bytes. */
  readIfThere(name: string): Uint8Array {
    return readdirSync(this.folder).includes(name) ? this.read(name) : new Uint8Array()
  }
}

export function useTools(): Tools {
  const tools = new Tools()
  afterAll(() => rmSync(tools.folder, { recursive: true, force: true }))
  return tools
}
