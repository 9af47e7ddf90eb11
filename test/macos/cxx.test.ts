/** C++ by the toolchain: static objects, exceptions unwound by traceback tables, types at run time. */

import { expect, test } from 'vitest'
import { expectChecks, machineWith } from './programs.ts'

test.each([
  { library: 'no C library', options: { start: true } },
  { library: 'newlib', options: { useNewlib: true } },
])('constructors, exceptions and casts do what C++ says, with $library', async ({ options }) => {
  const { machine, volume, path } = await machineWith('cxx.cpp', options)
  expect(machine.launch({ path }).missing).toEqual([])
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 36)
})
