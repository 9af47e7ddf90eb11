/** The application's C for this machine and for qemu-ppc, compiled with each system's own gcc. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BondiError } from '../../emulator/errors.ts'
import { projectRoot } from '../project-files.ts'

interface Sources {
  readonly common: readonly string[]
  readonly posix: readonly string[]
  readonly flags: readonly string[]
}

/** Programs that the benchmark runs, and the Debian packages that have them. */
export const requiredPackages: Record<string, readonly string[]> = {
  gcc: ['gcc', 'libc6-dev'],
  'powerpc-linux-gnu-gcc': ['gcc-powerpc-linux-gnu', 'libc6-dev-powerpc-cross'],
  'qemu-ppc': ['qemu-user'],
}

/** Refuses to begin when a program is not there. */
export function requireTools(): void {
  const absent = Object.entries(requiredPackages).filter(([program]) => spawnSync(program, ['--version']).error)
  if (absent.length === 0) return
  throw new BondiError(
    'missing-tool',
    `the benchmark needs ${absent.map(([program]) => program).join(', ')}`,
    `apt-get install ${absent.flatMap(([, packages]) => packages).join(' ')}`,
  )
}

export function compileApplication(compiler: string, extra: readonly string[], output: string): void {
  const folder = join(projectRoot, 'app')
  const { common, posix, flags } = JSON.parse(readFileSync(join(folder, 'sources.json'), 'utf8')) as Sources
  const args = [...flags, ...extra, ...common, ...posix, '-o', output]
  const { status, stderr } = spawnSync(compiler, args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new BondiError('compile-failed', `${compiler} failed:\n${stderr}`)
}
