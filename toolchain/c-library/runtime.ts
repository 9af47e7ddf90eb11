/** The project's own part of the C runtime: start-up, system calls, and what the compiler calls. */

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { MAC_LANGUAGE_FLAGS, MAC_TARGET_FLAGS } from '../compile/clang.ts'
import type { CompileRequest } from '../compile/object-cache.ts'
import { runtimePath } from '../paths.ts'
import { headerFlags, newlibFolder } from './newlib.ts'

const FLAGS: readonly string[] = ['-O2', '-ffreestanding', '-fno-builtin', '-Wall', '-Wextra', '-Werror']

/** What C++ sources are compiled with: exceptions, and this project's own headers of what the language itself needs. */
export const CXX_FLAGS: readonly string[] = ['-fexceptions', '-fcxx-exceptions', '-isystem', runtimePath('cxx')]

export const isCxx = (file: string): boolean => /\.(cpp|cc|cxx|C)$/.test(file)

/**
 * `compiler` is needed by any program, `cxx` by those in C++; `newlib` stands between the C library and Mac OS, `bare` stands in for it, and
 * `stdclib` is the little that a program has of its own beside the shared one.
 */
export async function runtimeRequests(library: 'newlib' | 'stdclib' | 'bare'): Promise<CompileRequest[]> {
  const flags = [
    ...MAC_TARGET_FLAGS,
    ...MAC_LANGUAGE_FLAGS,
    ...FLAGS,
    '-isystem',
    runtimePath('include'),
    ...(await headerFlags()),
  ]
  const headers = await headerIdentity()
  return ['compiler', 'cxx', library].flatMap((folder) =>
    readdirSync(runtimePath('source', folder))
      .filter((file) => file.endsWith('.c') || isCxx(file))
      .sort()
      .map((file) => {
        const source = runtimePath('source', folder, file)
        const language = isCxx(file) ? ['-std=gnu++17', ...CXX_FLAGS] : ['-std=gnu11']
        const name = file.replace(/\.c(pp)?$/, '.o')
        return { source, flags: [...flags, ...language], name, identity: headers + readFileSync(source, 'utf8') }
      }),
  )
}

/** The headers that runtime sources include. */
async function headerIdentity(): Promise<string> {
  const hash = createHash('sha256').update(basename(dirname(await newlibFolder())))
  for (const folder of ['include', 'newlib', 'cxx', 'source/cxx']) {
    for (const file of readdirSync(runtimePath(folder)).sort()) hash.update(readFileSync(runtimePath(folder, file)))
  }
  return hash.digest('hex')
}
