/** Runs the application's build for this machine, and its big-endian build under qemu, in folders of their own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type BuildVariant, buildNative } from '../../scripts/llm-application.ts'

export type Files = Readonly<Record<string, Uint8Array | string | undefined>>

export interface Result {
  readonly status: number | null
  readonly output: string
  /** Of the output, without header and statistics. */
  readonly text: string
  readonly outputBytes: Buffer
  readonly trace: Buffer | undefined
}

export interface Application {
  run(files: Files): Result
}

const workFolder = mkdtempSync(join(tmpdir(), 'bondi-app-'))
afterAll(() => rmSync(workFolder, { recursive: true, force: true }))
let made = 0

function newFolder(): string {
  const folder = join(workFolder, String(made++))
  mkdirSync(folder)
  return folder
}

export function textOf(output: string): string {
  const start = output.indexOf('\n\n') + 2
  const end = output.lastIndexOf('\n\nTokens: ')
  return output.slice(start, end)
}

function createApplication(command: readonly string[]): Application {
  return {
    run(files) {
      const folder = newFolder()
      for (const [name, content] of Object.entries(files)) {
        if (content !== undefined) writeFileSync(join(folder, name), content)
      }
      const [program, ...args] = command
      const { status } = spawnSync(program!, [...args, folder], { timeout: 60_000 })
      const outputFile = join(folder, 'output.txt')
      const traceFile = join(folder, 'trace.bin')
      const outputBytes = existsSync(outputFile) ? readFileSync(outputFile) : Buffer.alloc(0)
      const output = outputBytes.toString()
      const trace = existsSync(traceFile) ? readFileSync(traceFile) : undefined
      rmSync(folder, { recursive: true })
      return { status, output, text: textOf(output), outputBytes, trace }
    },
  }
}

/** clang's own choice of this machine's instructions, in which a multiply-add is fused in software. */
export function nativeApplication(variant: BuildVariant = {}): Application {
  const program = join(newFolder(), 'llm')
  buildNative(program, 'clang-19', variant)
  return createApplication([program])
}

export function bigEndianApplication(variant: BuildVariant = {}): Application {
  const program = join(newFolder(), 'llm')
  const flags = ['-mcpu=750', '-static', ...(variant.flags ?? [])]
  buildNative(program, 'powerpc-linux-gnu-gcc', { ...variant, flags })
  return createApplication(['qemu-ppc', '-cpu', '750', program])
}
