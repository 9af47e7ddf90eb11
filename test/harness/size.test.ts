import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../harness/project-files.ts'
import { type Bondi, bondiIn, ensureBuilt } from './bondi.ts'

/* What `bondi size` says, against runs in the sizes that it names. */

let bondi: Bondi

beforeAll(() => {
  ensureBuilt()
  bondi = bondiIn()
  const source = join(projectRoot, 'test/macos/programs/nearly-full.c')
  const { exit, stderr } = bondi('build', '--bare', source, '-o', 'full.bin')
  expect(exit, stderr).toBe('ok')
})

describe('bondi size', () => {
  test('finds the smallest partition that works, to the kilobyte', () => {
    const { exit, stdout, stderr } = bondi('size', 'full.bin', '--partition', '1300K', '--json')
    expect(exit, stderr).toBe('ok')
    const { smallestBytes, below, size } = JSON.parse(stdout)
    expect(bondi('run', 'full.bin', '--partition', `${smallestBytes}`).exit).toBe('ok')
    expect(bondi('run', 'full.bin', '--partition', `${smallestBytes - 1024}`).exit).toBe('access')
    expect(below).toMatchObject({ partitionBytes: smallestBytes - 1024, exit: 'access' })
    expect(below.cause).toContain('run out of memory')
    expect(size.minimum).toBeGreaterThan(smallestBytes)
    expect(size.minimum % 1024).toBe(0)
    expect(size.preferred).toBeGreaterThan(size.minimum)
  })

  test('a program that does not work in a roomy one either', () => {
    const { exit, stderr } = bondi('size', 'full.bin', '--partition', '1024K')
    expect(exit).toBe('bad-input')
    expect(stderr).toContain('does not end well (access)')
  })
})
