/** Programs that end themselves: what is known of how. */

import { describe, expect, test } from 'vitest'
import { nameOfType } from '../../emulator/machine/program-exit.ts'
import { machineWith, type ProgramOptions } from '../macos/programs.ts'

async function end(name: string, options: ProgramOptions) {
  const { machine, path } = await machineWith(name, options)
  machine.launch({ path })
  return machine.run({ maxVirtualSeconds: 5 })
}

const shared: ProgramOptions = { start: true, libraries: ['StdCLib'] }
const newlib: ProgramOptions = { useNewlib: true }

describe.each([
  ['newlib', newlib],
  ['StdCLib', shared],
] as const)('a program with %s', (_, options) => {
  test.each([
    ['EXIT=0', 'exited', 0, /./],
    ['EXIT=3', 'exit-status', 3, /3/],
    ['RETURN', 'exit-status', 2, /2/],
    ['ABORT', 'exit-status', undefined, /called abort/],
  ])('%s: %s', async (define, kind, status, message) => {
    const { outcome, report } = await end('exits', { ...options, defines: [define] })
    expect(outcome).toMatchObject({ kind, message: expect.stringMatching(message) })
    if (status !== undefined) expect(outcome.status).toBe(status)
    expect(report === undefined, 'what failed has a report').toBe(kind === 'exited')
  })
})

test('an assertion that fails says which', async () => {
  const { outcome, report } = await end('exits', { ...newlib, defines: ['ASSERT'] })
  expect(outcome).toMatchObject({ kind: 'exit-status', message: 'an assertion of the program failed' })
  expect(report!.stack.map((frame) => frame.function)).toContain('main')
})

test.each([
  ['5', 'int'],
  ['"text"', 'const char *'],
  ['std::bad_alloc()', 'std::bad_alloc, "std::bad_alloc"'],
  ['shapes::NoSuchShape()', 'shapes::NoSuchShape, "a circle has no corners"'],
])('throw %s, which nothing catches', async (thrown, text) => {
  const { outcome, report } = await end('uncaught.cpp', { start: true, defines: [`THROWN=${thrown}`] })
  expect(outcome).toMatchObject({
    kind: 'unhandled-exception',
    message: `the program threw a C++ exception that nothing catches: ${text}`,
  })
  expect(report!.stack.map((frame) => frame.function)).toEqual(
    expect.arrayContaining(['_ZSt9terminatev', '__cxa_throw', 'main']),
  )
})

test('names of types', () => {
  expect(nameOfType('N3one3TwoE')).toBe('one::Two')
  expect(nameOfType('i')).toBe('int')
  expect(nameOfType('St6vectorIiSaIiEE'), 'what is not known stays as it is').toBe('St6vectorIiSaIiEE')
})
