/** StdCLib: as a program sees it, and what appears on the console. */

import { expect, test } from 'vitest'
import { mathLibraryServices } from '../../emulator/macos/math-library/services.ts'
import { standardCLibraryServices } from '../../emulator/macos/std-c-library/services.ts'
import { runtimePath } from '../../toolchain/paths.ts'
import { expectChecks, machineWith } from './programs.ts'
import { startTestSystem } from './system.ts'

const options = { libraries: ['StdCLib'], includes: [runtimePath('stdclib')] }
const ascii = (text: string) => new TextEncoder().encode(text)

test('a program finds in StdCLib what the C standard describes', async () => {
  const { machine, volume, path } = await machineWith('c-library', options)
  expect(machine.launch({ path }).missing).toEqual([])
  const written: string[] = []
  machine.mac.console.onWrite = (bytes) => written.push(new TextDecoder().decode(bytes))
  machine.mac.console.type(ascii('Bondi\rmore'))
  expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({
    kind: 'exit-status',
    status: 3,
    message: 'the program called exit(3)',
  })
  expectChecks(volume, 156)
  expect(written.join('')).toBe(
    'What is your name? Hello, Bondi.\r!\ran error\rperror: No such file or directory\r' +
      'not a whole linelast registered\rfirst registered\r',
  )
  expect(volume.check()).toEqual([])
})

const system = startTestSystem()
system.applicationZone(200_000)

/** What programs pass by mistake. */
const ODD = [0, 1, -1, 3, 255, 0x7fffffff, -0x80000000, 0x10000, 0x01c0_0000, 0x01fe_0000, 0x0300_0000, 0xfffffff0]
const EXPECTED_ENDS = ['GuestAccessError', 'ProgramEnd', 'CpuFault']

test.each(
  [mathLibraryServices, standardCLibraryServices].flatMap(({ library, services }) =>
    Object.keys(services).map((name) => ({ library, name })),
  ),
)('$library: $name takes bad arguments', ({ name }) => {
  let seed = name.length * 7919 + name.charCodeAt(0)
  const next = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
    return ODD[(seed >>> 16) % ODD.length]!
  }
  const { mac, call } = system
  for (let round = 0; round < 5; round++) {
    mac.cpu.state.setFpr(1, [Number.NaN, 1e308, -0, 3][round % 4]!)
    mac.cpu.state.setFpr(2, [0, Number.POSITIVE_INFINITY, -1e-310][round % 3]!)
    try {
      call(name, next(), next(), next(), next(), next())
    } catch (error) {
      expect(EXPECTED_ENDS).toContain((error as Error).name)
    }
  }
})
