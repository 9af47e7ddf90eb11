import { spawnSync } from 'node:child_process'

/** Whether a program is there; says on the console what is skipped when it is not. */
export function hasProgram(program: string, needed: string): boolean {
  const found = spawnSync(program, ['--version']).status === 0
  if (!found) console.warn(`SKIPPED: ${needed} needs ${program} (npm test installs it as root)`)
  return found
}
