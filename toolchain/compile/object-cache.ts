/** Compiles sources to objects, and keeps the objects by what they were made from. */

import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { cachePath } from '../paths.ts'
import { type Clang, findClang, LINE_TABLE_FLAGS } from './clang.ts'
import { runProgram } from './run.ts'

export interface CompileRequest {
  readonly source: string
  readonly flags: readonly string[]
  /** What messages and the link map call the object. */
  readonly name?: string
  /** Stands for everything that the source includes, where that is known; saves preprocessing to find out. */
  readonly identity?: string
  /** Whether the object tells which line its code came from. */
  readonly lines?: boolean
}

export interface CompiledObject {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The key is of the preprocessed text, which changes with any header and with nothing else, or of what stands for it. */
export async function compileCached(request: CompileRequest): Promise<CompiledObject> {
  const { source, name = objectName(source), lines = false } = request
  const flags = lines ? [...LINE_TABLE_FLAGS, ...request.flags] : request.flags
  const clang = await findClang()
  if (!existsSync(source)) {
    throw new BondiError('no-source', `there is no source file ${source}`, 'Check the path.')
  }
  const key = createHash('sha256')
    .update(JSON.stringify([clang.version, flags.filter((flag) => !flag.includes('/'))]))
    .update(request.identity ?? (await preprocess(clang, source, flags, lines)))
    .digest('hex')
  const cached = join(cachePath('objects', key.slice(0, 2)), `${key}.o`)
  if (!existsSync(cached)) await compileTo(cached, clang, source, flags)
  return { name, bytes: new Uint8Array(readFileSync(cached)) }
}

function objectName(source: string): string {
  return basename(source).replace(/\.[^.]*$/, '.o')
}

/** Where a line is matters only to an object that tells of it. */
async function preprocess(clang: Clang, source: string, flags: readonly string[], withLines: boolean): Promise<Buffer> {
  const { status, stdout, stderr } = await runProgram(
    clang.command,
    [...flags, '-E', ...(withLines ? [] : ['-P']), basename(source)],
    dirname(source),
  )
  if (status !== 0) throw compileError(source, stderr)
  return stdout
}

async function compileTo(output: string, clang: Clang, source: string, flags: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-compile-'))
  try {
    const object = join(folder, 'output.o')
    // From the source's folder, so that the object does not depend on where that is.
    const args = [...flags, '-c', basename(source), '-o', object]
    const { status, stderr } = await runProgram(clang.command, args, dirname(source))
    if (status !== 0) throw compileError(source, stderr)
    const temporary = `${output}.${process.pid}`
    writeFileSync(temporary, readFileSync(object))
    renameSync(temporary, output)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function compileError(source: string, messages: string): BondiError {
  return new BondiError('compile-failed', `${source} does not compile:\n${messages.trim()}`)
}
