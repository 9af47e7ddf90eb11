/**
 * The oracle: runs PowerPC code on given states under `qemu-ppc -cpu 750`, thousands of vectors a second.
 *
 * The guest half, qemu-runner.S, is built on first use with Debian's cross compiler.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CODE_ADDRESS, MAX_CODE_WORDS, RECORD_ADDRESS, RECORD_BYTES, STACK_ADDRESS } from './oracle-record.ts'

/** One piece of code and the states to run it on. */
export interface OracleGroup {
  readonly code: readonly number[]
  /** Records one after another. */
  readonly inputs: Uint8Array
}

const RUNNER = fileURLToPath(new URL('./qemu-runner.S', import.meta.url))
const SIGNAL_STACK = 0x5a5a0000
const BUFFER = 0x5b5b0000
const MAX_OUTPUT = 1 << 30

let runnerFolder: string | undefined

function buildRunner(): string {
  if (!runnerFolder) {
    runnerFolder = mkdtempSync(join(tmpdir(), 'bondi-qemu-'))
    const folder = runnerFolder
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
    const sections = {
      record: RECORD_ADDRESS,
      code: CODE_ADDRESS,
      stack: STACK_ADDRESS,
      text: 0x10000,
      data: 0x20000,
      signals: SIGNAL_STACK,
      buffer: BUFFER,
    }
    const places = Object.entries(sections).map(([name, at]) => `-Wl,--section-start=.${name}=0x${at.toString(16)}`)
    const link = ['-static', '-nostdlib', '-mcpu=750', ...places, '-Wl,--no-warn-rwx-segments']
    execFileSync('powerpc-linux-gnu-gcc', [...link, '-o', join(folder, 'runner'), RUNNER])
  }
  return join(runnerFolder, 'runner')
}

/** Why the oracle can't run here, or undefined when it can. */
export function oracleMissing(): string | undefined {
  for (const [program, debianPackage] of [
    ['qemu-ppc', 'qemu-user'],
    ['powerpc-linux-gnu-gcc', 'gcc-powerpc-linux-gnu'],
  ] as const) {
    if (spawnSync(program, ['--version']).status !== 0)
      return `${program} is missing (apt-get install ${debianPackage})`
  }
  return undefined
}

function encode(groups: readonly OracleGroup[]): Uint8Array {
  const total = groups.reduce((sum, { code, inputs }) => sum + 8 + code.length * 4 + inputs.length, 0)
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  let at = 0
  const word = (value: number) => {
    view.setUint32(at, value)
    at += 4
  }
  for (const { code, inputs } of groups) {
    if (code.length > MAX_CODE_WORDS) throw new RangeError(`${code.length} words of code; ${MAX_CODE_WORDS} fit`)
    word(code.length)
    word(inputs.length / RECORD_BYTES)
    code.forEach(word)
    bytes.set(inputs, at)
    at += inputs.length
  }
  return bytes
}

/** Runs each group's code on each of its inputs; the records after, a buffer for each group. */
export function runUnderQemu(groups: readonly OracleGroup[]): Uint8Array[] {
  const expected = groups.reduce((sum, { inputs }) => sum + inputs.length, 0)
  const { stdout, stderr, status, signal, error } = spawnSync('qemu-ppc', ['-cpu', '750', buildRunner()], {
    input: encode(groups),
    maxBuffer: MAX_OUTPUT,
    timeout: 20_000,
  })
  if (error) throw error
  if (status !== 0 || stdout.length !== expected) {
    throw new Error(
      `qemu-ppc ended with ${signal ?? status} after ${stdout.length} of ${expected} bytes: ${stderr.toString().trim()}`,
    )
  }
  let at = 0
  return groups.map(({ inputs }) => {
    at += inputs.length
    return stdout.subarray(at - inputs.length, at)
  })
}
