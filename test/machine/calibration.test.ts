/** Virtual time against published figures: docs/timing.md has the sources. */

import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createMachine } from '../../emulator/index.ts'
import { bondiProgram } from '../../harness/bench/builds.ts'
import { programs } from '../../harness/bench/suite.ts'
import { buildVolume } from '../../harness/machine/volume.ts'

const clang = spawnSync('clang-19', ['--version']).error === undefined

/** Dhrystones a second of a VAX-11/780, which is what "MIPS" are of. */
const VAX_DHRYSTONES = 1757
/** Motorola's MPC750 at 266 MHz. */
const PUBLISHED_MIPS_PER_MHZ = 488 / 266

test.skipIf(!clang)(`Dhrystone 2.1 is within 15 % of the 750's${clang ? '' : ': there is no clang-19'}`, async () => {
  const program = programs.find(({ name }) => name === 'dhrystone')!
  const { file } = await bondiProgram(program)
  const machine = createMachine({ volumes: [buildVolume([file])] })
  const { fragment, stack } = machine.launch({ path: file.name })
  const { cpu } = machine
  cpu.state.setGpr(1, stack.base - 64)
  const cyclesOf = (iterations: number): number => {
    const before = cpu.cycles
    cpu.call(fragment.main!, iterations)
    return cpu.cycles - before
  }
  const cycles = (cyclesOf(1100) - cyclesOf(100)) / 1000
  const mipsPerMhz = 1e6 / cycles / VAX_DHRYSTONES
  expect(Math.abs(mipsPerMhz / PUBLISHED_MIPS_PER_MHZ - 1)).toBeLessThan(0.15)
})
