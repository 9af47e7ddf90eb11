/** StdCLib: as a program sees it, and what appears on the console. */

import { expect, test } from 'vitest'
import { runtimePath } from '../../toolchain/paths.ts'
import { expectChecks, machineWith } from './programs.ts'

const options = { libraries: ['StdCLib'], includes: [runtimePath('stdclib')] }
const ascii = (text: string) => new TextEncoder().encode(text)

test('a program finds in StdCLib what the C standard describes', async () => {
  const { machine, volume, path } = await machineWith('c-library', options)
  expect(machine.launch({ path }).missing).toEqual([])
  const written: string[] = []
  machine.mac.console.onWrite = (bytes) => written.push(new TextDecoder().decode(bytes))
  machine.mac.console.type(ascii('Bondi\rmore'))
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({
    kind: 'exited',
    message: 'the program called exit(3)',
  })
  expectChecks(volume, 155)
  expect(written.join('')).toBe(
    'What is your name? Hello, Bondi.\r!\ran error\rperror: No such file or directory\r' +
      'not a whole linelast registered\rfirst registered\r',
  )
  expect(volume.check()).toEqual([])
})
