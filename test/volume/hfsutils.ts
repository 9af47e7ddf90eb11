/** Debian's hfsutils as an independent reader and writer of HFS volumes. Each instance has a home of its own, where they keep their state. */

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

type Tool =
  | 'hformat'
  | 'hmount'
  | 'humount'
  | 'hls'
  | 'hcopy'
  | 'hmkdir'
  | 'hrmdir'
  | 'hdel'
  | 'hrename'
  | 'hattrib'
  | 'hvol'

export class Hfsutils {
  readonly folder = mkdtempSync(join(tmpdir(), 'bondi-hfs-'))
  readonly #image = join(this.folder, 'volume.img')

  /** Runs a tool; its arguments may be bytes of Mac OS Roman, given as latin1 text. */
  run(tool: Tool, ...args: string[]): string {
    const environment = { ...process.env, HOME: this.folder, TZ: 'UTC', LC_ALL: 'C' }
    try {
      return execFileSync(tool, args, { env: environment, cwd: this.folder, encoding: 'utf8', stdio: 'pipe' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      throw new Error(`${tool} is not installed: these tests need Debian's hfsutils (apt-get install hfsutils)`)
    }
  }

  /** Makes a volume and mounts it. */
  format(size: number, name: string): void {
    writeFileSync(this.#image, new Uint8Array(size))
    this.run('hformat', '-l', name, this.#image)
  }

  mount(image: Uint8Array): void {
    writeFileSync(this.#image, image)
    this.run('hmount', this.#image)
  }

  /** Unmounts the volume and takes its image. */
  unmount(): Uint8Array {
    this.run('humount')
    return new Uint8Array(readFileSync(this.#image))
  }

  /** Makes a folder of each name, which is bytes of Mac OS Roman, in the root; tells which of them hmkdir made. */
  makeFolders(names: readonly Uint8Array[]): boolean[] {
    const quoted = (name: Uint8Array) => [...name].flatMap(quote)
    const lines = names.flatMap((name) => [...ascii('hmkdir '), ...quoted(name), ...ascii(' 2>&-; echo $?\n')])
    const script = join(this.folder, 'script.sh')
    writeFileSync(script, Uint8Array.from(lines))
    const environment = { ...process.env, HOME: this.folder, LC_ALL: 'C' }
    const output = execFileSync('sh', [script], { env: environment, cwd: this.folder, encoding: 'utf8' })
    return output
      .trim()
      .split('\n')
      .map((status) => status === '0')
  }

  /** Copies a host file in: `raw` into the data fork, `macbinary` into both forks with Finder information. */
  put(bytes: Uint8Array, to: string, mode: 'raw' | 'macbinary' = 'raw'): void {
    const file = join(this.folder, 'put')
    writeFileSync(file, bytes)
    this.run('hcopy', mode === 'raw' ? '-r' : '-m', file, to)
  }

  /** Copies host files into a folder at once, for each run of a tool takes its time. */
  putAll(files: ReadonlyMap<string, Uint8Array>, folder: string): void {
    const names = [...files.keys()]
    for (const name of names) writeFileSync(join(this.folder, name), files.get(name)!)
    this.run('hcopy', '-r', ...names, folder)
    for (const name of names) rmSync(join(this.folder, name))
  }

  get(from: string, mode: 'raw' | 'macbinary' = 'raw'): Uint8Array {
    const file = join(this.folder, 'got')
    rmSync(file, { force: true })
    this.run('hcopy', mode === 'raw' ? '-r' : '-m', from, file)
    return new Uint8Array(readFileSync(file))
  }

  /** The names in a folder, one a line, as they are. */
  list(folder = ':'): string[] {
    return this.run('hls', '-1', '-a', folder)
      .split('\n')
      .filter((line) => line !== '')
  }
}

const ascii = (text: string) => [...Buffer.from(text, 'ascii')]

/** A byte as a shell's word has it, with a backslash before what hfsutils takes as a pattern. */
function quote(byte: number): number[] {
  const apostrophe = 0x27
  if ('*?[]{}\\'.includes(String.fromCharCode(byte))) return ascii(`'\\${String.fromCharCode(byte)}'`)
  return byte === apostrophe ? ascii(`"'"`) : [apostrophe, byte, apostrophe]
}

/** An instance whose folder goes when the tests of the file are done. */
export function useHfsutils(): Hfsutils {
  const hfsutils = new Hfsutils()
  afterAll(() => rmSync(hfsutils.folder, { recursive: true, force: true }))
  return hfsutils
}

/** For long arrays, which `toEqual` is not made for. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}

/** Bytes that differ from place to place and from seed to seed. */
export function pattern(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = (seed * 2_654_435_761 + 1) >>> 0
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}
