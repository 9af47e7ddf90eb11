/** Results of many runs in one file, a line of JSON each, so that they can be charted. */
import { spawnSync } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { arch, cpus } from 'node:os'
import { BondiError } from '../../emulator/errors.ts'
import { projectRoot } from '../project-files.ts'
import type { FigureResult } from './figures/figures.ts'
import type { Row } from './report.ts'

/** The commit that was measured; undefined where there is no repository. */
function commit(): string | undefined {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: projectRoot, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

export async function appendHistory(
  path: string,
  rows: readonly Row[],
  figures: readonly FigureResult[],
): Promise<void> {
  const ratios = rows.map(({ name, speeds }) => [
    name,
    Object.fromEntries(
      speeds.map(({ contender, secondsPerIteration, firstIsFasterBy }) => [
        contender,
        { secondsPerIteration, firstIsFasterBy },
      ]),
    ),
  ])
  const line = {
    date: new Date().toISOString(),
    commit: commit(),
    node: process.version,
    host: `${arch()}, ${cpus().length} processors`,
    programs: Object.fromEntries(ratios),
    figures: Object.fromEntries(figures.map(({ name, value }) => [name, value])),
  }
  try {
    await appendFile(path, `${JSON.stringify(line)}\n`)
  } catch (error) {
    throw new BondiError('write-failed', `cannot append to ${path}: ${(error as Error).message}`)
  }
}
