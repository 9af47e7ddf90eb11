/**
 * Instruction vectors recorded on a 750CL, for tests only: where they are present, in `../shared/vectors` or where BONDI_VECTORS
 * points. One file a mnemonic, little-endian: a count, then records of 132 bytes.
 */

import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface HardwareState {
  readonly xer: number
  readonly cr: number
  readonly fpscr: number
  readonly ctr: number
  /** r3 to r6. */
  readonly gprs: readonly number[]
  /** f1 to f4, as patterns. */
  readonly fprs: readonly bigint[]
}

export interface HardwareVector {
  readonly word: number
  readonly before: HardwareState
  readonly after: HardwareState
}

export const FIRST_GPR = 3
export const FIRST_FPR = 1
const RECORD_BYTES = 132
const STATE_BYTES = 64

const ARCHIVE = 'espresso-750cl.tar.gz'

function archivePath(): string {
  const folder = process.env.BONDI_VECTORS ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url))
  return join(folder, ARCHIVE)
}

/** Why there are no vectors here, or undefined when there are. */
export function vectorsMissing(): string | undefined {
  return existsSync(archivePath()) ? undefined : `${ARCHIVE} is not here (set BONDI_VECTORS to its folder)`
}

function readState(view: DataView, at: number): HardwareState {
  const word = (index: number) => view.getUint32(at + 4 * index, true)
  return {
    xer: word(0),
    cr: word(1),
    fpscr: word(2),
    ctr: word(3),
    gprs: [4, 5, 6, 7].map(word),
    fprs: [0, 1, 2, 3].map((index) => view.getBigUint64(at + 32 + 8 * index, true)),
  }
}

function parse(bytes: Uint8Array): HardwareVector[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Number(view.getBigUint64(0, true)) }, (_, index) => {
    const at = 8 + index * RECORD_BYTES
    return {
      word: view.getUint32(at, true),
      before: readState(view, at + 4),
      after: readState(view, at + 4 + STATE_BYTES),
    }
  })
}

/** All vectors by the file's name; decaf-emu's spelling of mnemonics. */
export function readHardwareVectors(): ReadonlyMap<string, readonly HardwareVector[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-vectors-'))
  try {
    execFileSync('tar', ['-xzf', archivePath(), '-C', folder])
    const inner = join(folder, readdirSync(folder)[0] as string)
    return new Map(readdirSync(inner).map((name) => [name, parse(readFileSync(join(inner, name)))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
