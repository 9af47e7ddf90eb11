/** Finds the compiler, and knows how it is told to compile for Mac OS. */

import { realpathSync } from 'node:fs'
import { BondiError } from '../../emulator/errors.ts'
import { runProgram } from './run.ts'

export interface Clang {
  readonly command: string
  /** The first line of `--version`: part of what a compiled object depends on. */
  readonly version: string
  /** The compiler's own headers. */
  readonly headers: string
}

/** BONDI_CLANG first. Another version than 19 compiles to other bytes, but to programs that behave alike. */
const CANDIDATES = ['clang-19', 'clang']

let found: Promise<Clang> | undefined

export function findClang(): Promise<Clang> {
  found ??= search()
  return found
}

async function search(): Promise<Clang> {
  const candidates = process.env.BONDI_CLANG ? [process.env.BONDI_CLANG] : CANDIDATES
  for (const command of candidates) {
    try {
      const targets = await runProgram(command, ['-print-targets'])
      if (targets.status !== 0 || !targets.stdout.includes('ppc32')) continue
      const version = (await runProgram(command, ['--version'])).stdout.toString('utf8').split('\n')[0]!
      const resources = (await runProgram(command, ['-print-resource-dir'])).stdout.toString('utf8').trim()
      return { command, version, headers: realpathSync(`${resources}/include`) }
    } catch {
      // Not installed: the next one.
    }
  }
  throw new BondiError(
    'no-compiler',
    `there is no clang with PowerPC support (looked for ${candidates.join(', ')})`,
    'Install it: apt-get install clang-19, or set BONDI_CLANG to its path.',
  )
}

/**
 * The AIX calling convention is that of the Code Fragment Manager (Mac OS Runtime Architectures, chapter 4): TOC in r2,
 * transition vectors, the same parameter area. Of AIX itself nothing is wanted.
 */
export const MAC_TARGET_FLAGS: readonly string[] = [
  '--target=powerpc-ibm-aix',
  '-mcpu=750',
  '-U_AIX',
  '-nostdinc',
  // One csect each, so that the linker leaves out what is not reached.
  '-ffunction-sections',
  '-fdata-sections',
  // A multiplication and an addition become one instruction only where the source says fma.
  '-ffp-contract=off',
  // fma and sqrt need not set errno: fmaf is one fmadds.
  '-fno-math-errno',
  '-fno-exceptions',
  '-fno-ident',
]

/**
 * Which line the code came from, and nothing of where the source lies; the code itself is the same. What -gdwarf-3 adds of variables would keep
 * their strings from being merged, so that it comes first.
 */
export const LINE_TABLE_FLAGS: readonly string[] = ['-gdwarf-3', '-gline-tables-only', '-fdebug-compilation-dir=.']

/** What a program for Mac OS may rely on, as with Retro68 and Universal Interfaces. */
export const MAC_LANGUAGE_FLAGS: readonly string[] = [
  '-fpascal-strings',
  '-Wno-multichar',
  '-Wno-four-char-constants',
  '-Dpascal=',
  '-Dmacintosh=1',
  '-D__BONDI_TOOLCHAIN__=1',
]
