/** The floating-point status costs nothing until a program looks at it, and is then what it would have been all along. */

import { describe, expect, test } from 'vitest'
import type { CpuOptions } from '../../emulator/cpu/index.ts'
import { machineWith, resultLines } from '../macos/programs.ts'

async function run(defines: readonly string[], cpu: CpuOptions, explainFaults = true) {
  const { machine, volume, path } = await machineWith('floating-status', { defines, machine: { cpu, explainFaults } })
  let ticks = 0
  machine.observers.onProgress = () => ticks++
  machine.launch({ path })
  const { outcome, cycles, services } = machine.run({ maxVirtualSeconds: 20 })
  expect(outcome).toMatchObject({ kind: 'exited' })
  return { lines: resultLines(volume), cycles, services, ticks, keepsFpscr: machine.cpu.keepsFpscr }
}

const programs = [
  ['in the program', []],
  ['in a callback', ['IN_CALLBACK']],
] as const

describe.each(programs)('a program that looks at the FPSCR, %s', (_name, defines) => {
  test('finds what happened before, in every mode at the same time', async () => {
    const found = await run(defines, {})
    expect(found.lines.filter((line) => /got/.test(line))).toEqual([])
    expect(found.keepsFpscr).toBe(true)
    expect(await run(defines, { fpscr: 'exact' })).toEqual(found)
    expect(await run(defines, { precise: true })).toEqual(found)
    expect(await run(defines, { fusedMultiplyAdd: 'exact-f64' })).toEqual(found)
    expect(await run(defines, {}, false), 'without a second run').toEqual(found)
  })
})

test('a program that has such instructions and does not reach them pays nothing', async () => {
  const found = await run(['NEVER'], {})
  expect(found.keepsFpscr).toBe(false)
  expect(await run(['NEVER'], { fpscr: 'exact' })).toEqual({ ...found, keepsFpscr: true })
})

describe('an enabled exception', () => {
  const enabled = (cpu: CpuOptions) => machineWith('floating-status', { defines: ['ENABLED'], machine: { cpu } })

  test('is ignored, as Mac OS runs applications', async () => {
    const { machine, volume, path } = await enabled({})
    machine.launch({ path })
    expect(machine.run({ maxVirtualSeconds: 20 }).outcome).toMatchObject({ kind: 'exited' })
    // The division is withheld and leaves what was there
    expect(resultLines(volume)[0]).toMatch(/^1[01]$/)
  })

  test.each([{}, { precise: true }, { fpscr: 'exact' }] as const)(
    'stops the program when it is raised: %j',
    async (cpu) => {
      const { machine, path } = await enabled({ ...cpu, floatExceptions: 'raised' })
      machine.launch({ path })
      const { outcome, report } = machine.run({ maxVirtualSeconds: 20 })
      expect(outcome).toMatchObject({ kind: 'floating-point', message: expect.stringMatching(/invalid operation$/) })
      expect(report).toMatchObject({ precise: true, location: { function: 'divide' } })
      const at = report?.code.find(({ address }) => address === outcome.pc)
      expect(at?.text).toMatch(/^fdiv /)
      expect(report!.registers.fpscr >>> 28).toBe(0xe)
    },
  )
})

test('what interferes with a run is told when a second one comes to another place', async () => {
  const { machine, path } = await machineWith('floating-status')
  machine.observers.onProgress = () => machine.cpu.state.setGpr(31, 12345)
  machine.launch({ path })
  expect(() => machine.run({ maxVirtualSeconds: 20 })).toThrow(/came to another place/)
})
