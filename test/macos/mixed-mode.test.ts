import { expect, test } from 'vitest'
import { readProcedureInformation } from '../../emulator/macos/mixed-mode-manager/procedure-information.ts'
import { expectChecks, machineWith } from './programs.ts'

test('every check is ok', async () => {
  const { machine, volume, path } = await machineWith('mixed-mode')
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 5 }).outcome.kind).toBe('exited')
  expectChecks(volume, 28)
})

test('68K code is refused by name', async () => {
  const { machine, path } = await machineWith('mixed-mode', { defines: ['CALL_68K'] })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 5 }).outcome).toMatchObject({
    kind: 'system-error',
    message: expect.stringContaining('leads to 68K code only, which Bondi does not run'),
  })
})

test('special cases say nothing of parameters', () => {
  expect(readProcedureInformation(15)).toBeUndefined()
  expect(readProcedureInformation(0xffffffc1)?.parameterCount).toBe(13)
})
