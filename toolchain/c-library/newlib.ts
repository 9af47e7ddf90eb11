/**
 * newlib, the C library: its sources from Debian's package newlib-source, compiled member by member as a program needs them.
 *
 * `runtime/newlib/members.txt` lists which source defines which names (c-library/scan.ts makes it), so that a program that
 * uses snprintf compiles the sixty sources behind it and not all nine hundred.
 */

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { findClang, MAC_TARGET_FLAGS } from '../compile/clang.ts'
import type { CompileRequest } from '../compile/object-cache.ts'
import { runProgram } from '../compile/run.ts'
import { cachePath, runtimePath } from '../paths.ts'

const PACKAGE_FOLDER = '/usr/src/newlib'
/** Paths in the archive that are unpacked. */
const WANTED = ['newlib/libc', 'newlib/libm']

/** Folders of sources, in the order in which their definitions count. */
export const SOURCE_FOLDERS: readonly string[] = [
  'libc/stdlib',
  'libc/string',
  'libc/stdio',
  'libc/ctype',
  'libc/errno',
  'libc/reent',
  'libc/time',
  'libc/locale',
  'libc/misc',
  'libc/signal',
  'libc/search',
  'libc/syscalls',
  'libm/math',
  'libm/common',
]

/** Sources that newlib's makefiles compile more than once (libc/stdio/Makefile.am). */
export const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  'libc/stdio/vfprintf.c': ['', 'INTEGER_ONLY', 'STRING_ONLY', 'INTEGER_ONLY,STRING_ONLY'],
  'libc/stdio/vfscanf.c': ['', 'INTEGER_ONLY', 'STRING_ONLY', 'INTEGER_ONLY,STRING_ONLY'],
  'libc/stdio/vfwprintf.c': ['', 'INTEGER_ONLY', 'STRING_ONLY', 'INTEGER_ONLY,STRING_ONLY'],
  'libc/stdio/vfwscanf.c': ['', 'INTEGER_ONLY', 'STRING_ONLY', 'INTEGER_ONLY,STRING_ONLY'],
}

/** Not compiled: other builds of the same functions, memory allocation and what Mac OS has no counterpart for. */
export const EXCLUDED: RegExp =
  /\/(nano-\w+|mallocr|malloc|calloc|realloc|malign|msize|mstats|mtrim|valloc|arc4random\w*|system)\.c$/

let unpacked: Promise<string> | undefined

/** The folder `newlib` of the unpacked sources. */
export function newlibFolder(): Promise<string> {
  unpacked ??= unpack()
  return unpacked
}

async function unpack(): Promise<string> {
  const archive = existsSync(PACKAGE_FOLDER)
    ? readdirSync(PACKAGE_FOLDER).find((name) => /^newlib-.*\.tar\.(xz|gz|bz2)$/.test(name))
    : undefined
  if (archive === undefined) {
    throw new BondiError(
      'no-c-library',
      `the sources of newlib, the C library, are not in ${PACKAGE_FOLDER}`,
      'Install them: apt-get install newlib-source.',
    )
  }
  const path = join(PACKAGE_FOLDER, archive)
  const folder = join(cachePath('newlib'), `${archive.replace(/\.tar\..*/, '')}-${statSync(path).size}`)
  if (!existsSync(folder)) {
    const temporary = `${folder}.${process.pid}`
    mkdirSync(temporary, { recursive: true })
    const patterns = WANTED.map((name) => `*/${name}`)
    const args = ['xf', path, '-C', temporary, '--strip-components=1', '--wildcards', ...patterns]
    const { status, stderr } = await runProgram('tar', args)
    if (status !== 0) {
      throw new BondiError('no-c-library', `${path} does not unpack:\n${stderr}`, 'apt-get install tar xz-utils')
    }
    try {
      renameSync(temporary, folder)
    } catch (error) {
      // Another process was faster.
      if (!existsSync(folder)) throw error
      rmSync(temporary, { recursive: true })
    }
  }
  return join(folder, 'newlib')
}

/** Where programs find the C library's headers. */
export async function headerFlags(): Promise<string[]> {
  const clang = await findClang()
  const folders = [clang.headers, runtimePath('newlib'), join(await newlibFolder(), 'libc', 'include')]
  return folders.flatMap((folder) => ['-isystem', folder])
}

const LIBRARY_FLAGS: readonly string[] = [
  '-O2',
  '-ffreestanding',
  '-w',
  '-D_COMPILING_NEWLIB',
  '-DREENTRANT_SYSCALLS_PROVIDED',
  '-DMALLOC_PROVIDED',
]

/** `member` is a line's first word in members.txt: a source, and for some `:` and definitions. */
export async function memberRequest(member: string): Promise<CompileRequest> {
  const folder = await newlibFolder()
  const [source, definitions] = member.split(':') as [string, string?]
  // Several folders have a local.h: each source means that of its own.
  const includes = [dirname(source), 'libc/stdlib', 'libc/stdio', 'libc/locale', 'libm/common']
  return {
    source: join(folder, source),
    name: member.replace(/^lib[cm]\//, ''),
    identity: `${basename(dirname(folder))} ${member} ${configuration()}`,
    flags: [
      ...MAC_TARGET_FLAGS,
      ...LIBRARY_FLAGS,
      ...(definitions?.split(',') ?? []).map((name) => `-D${name}`),
      ...(await headerFlags()),
      ...includes.flatMap((name) => ['-I', join(folder, name)]),
    ],
  }
}

/** newlib.h is all that is not newlib's own. */
function configuration(): string {
  return createHash('sha256')
    .update(readFileSync(runtimePath('newlib', 'newlib.h')))
    .digest('hex')
}

let members: ReadonlyMap<string, string> | undefined

/** Which member defines a name. */
export function newlibMembers(): ReadonlyMap<string, string> {
  if (members === undefined) {
    const byName = new Map<string, string>()
    for (const line of readFileSync(runtimePath('newlib', 'members.txt'), 'utf8').split('\n')) {
      if (line === '' || line.startsWith('#')) continue
      const [member, ...names] = line.split(' ') as [string, ...string[]]
      for (const name of names) if (!byName.has(name)) byName.set(name, member)
    }
    members = byName
  }
  return members
}
