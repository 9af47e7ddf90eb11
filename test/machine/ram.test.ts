/** Machines with more and with less RAM. */
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { createMachine } from '../../emulator/machine/machine.ts'
import { memoryMap } from '../../emulator/machine/memory-map.ts'
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import { TIMINGS } from '../../emulator/machine/timing.ts'
import { buildVolume } from '../../harness/machine/volume.ts'
import { buildApplication } from '../../toolchain/build.ts'

const MEGABYTE = 1 << 20
const APPL_SCRATCH = 0xa78
const machineOf = (megabytes: number) => ({ ...iMacG3RevB, ramBytes: megabytes * MEGABYTE })

let program: MacFile
beforeAll(async () => {
  const source = fileURLToPath(new URL('programs/memory.c', import.meta.url))
  program = (await buildApplication({ name: 'Memory', sources: [source], useNewlib: false })).file
})

describe.each(TIMINGS)('%s timing', (timing) => {
  test.each([20, 32, 96, 128, 256, 512])(
    'a program gets what %i MB leave, and writes to both ends of it',
    (megabytes) => {
      const profile = machineOf(megabytes)
      const machine = createMachine({ volumes: [buildVolume([program])], profile, timing })
      const { free } = memoryMap(profile)
      const partition = free.end - free.start - 4096
      machine.launch({ path: program.name, partition })
      const { outcome, heapBytes } = machine.run({ maxVirtualSeconds: 1 })
      expect(outcome.message).toMatch(/ExitToShell/)
      const [size, sum, ram] = [0, 4, 8].map((at) => machine.memory.getU32(APPL_SCRATCH + at))
      expect(ram).toBe(megabytes * MEGABYTE)
      expect(sum).toBe(3)
      expect(size! / partition).toBeGreaterThan(0.8)
      expect(heapBytes).toBeGreaterThan(size!)
      expect(heapBytes).toBeLessThan(partition)
    },
  )
})

test.each([0, 16, 19.5, 1024])('%d MB of RAM are refused', (megabytes) => {
  expect(() => memoryMap(machineOf(megabytes))).toThrow(/cannot have \d+ bytes of RAM/)
})
