/** `npm run bench`: sets up what the benchmark needs, builds, and runs it. Arguments are passed on. */

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { installMissingPackages } from './debian-packages.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = (program, ...parameters) => spawnSync(program, parameters, { cwd: root, stdio: 'inherit' }).status ?? 1

installMissingPackages()
if (run('npm', 'run', '--silent', 'build') !== 0) {
  console.error('The sources do not compile; nothing was measured.')
  process.exit(1)
}
process.exit(run(process.execPath, 'dist/harness/bench/main.js', ...process.argv.slice(2)))
