/**
 * `npm test`: sets up what the tests need, builds, checks, runs every test, and ends with `N passed, N failed, N skipped`.
 *
 * Arguments are passed on to vitest: `npm test -- test/volume`.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installMissingPackages } from '../scripts/debian-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (program, ...parameters) => spawnSync(program, parameters, { cwd: root, stdio: 'inherit' }).status ?? 1

installMissingPackages()

if (run('npm', 'run', '--silent', 'build') !== 0 || run('npm', 'run', '--silent', 'check') !== 0) {
  console.error('The sources do not compile or do not pass the checks; no test was run.')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'bondi-test-'))
const report = join(folder, 'report.json')
const status = run(
  'node_modules/.bin/vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
)
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const failed = numFailedTests > 0 ? numFailedTests : status === 0 ? 0 : Math.max(1, numFailedTestSuites)
  console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(status)
