/** A profiled machine against the same machine, and against what can be counted by hand. */

import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import type { ExecutionProfile, ProfiledFunction } from '../../emulator/machine/execution-profile.ts'
import { createMachine, type RunBudgets, type RunResult } from '../../emulator/machine/machine.ts'
import type { Timing } from '../../emulator/machine/timing.ts'
import { HfsVolume, ROOT_ID, writeMacFile } from '../../emulator/volume/index.ts'
import { buildApplication } from '../../toolchain/build.ts'

let file: MacFile

beforeAll(async () => {
  const source = fileURLToPath(new URL('programs/profiled.c', import.meta.url))
  file = (await buildApplication({ name: 'profiled', creator: 'Bndi', sources: [source] })).file
})

interface Options extends RunBudgets {
  readonly timing?: Timing
}

function run(measure: boolean, { timing = 'static', ...budgets }: Options = {}) {
  const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'HD' })
  writeMacFile(volume, ROOT_ID, file)
  const machine = createMachine({ volumes: [volume], measure, timing })
  machine.launch({ path: 'HD:profiled' })
  const result = machine.run(budgets)
  volume.flush()
  return { ...result, image: volume.image, caches: machine.cpu.caches?.counters }
}

function profileOf(result: RunResult): ExecutionProfile {
  if (result.profile === undefined) throw new Error('there is no profile')
  return result.profile
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
const cyclesOf = (all: readonly { readonly cycles: number }[]): number => sum(all.map(({ cycles }) => cycles))

function named(profile: ExecutionProfile, name: string): ProfiledFunction {
  const found = profile.functions.find((one) => one.name === name)
  if (found === undefined)
    throw new Error(`${name} is not among ${profile.functions.map((one) => one.name).join(', ')}`)
  return found
}

describe('a profiled run', () => {
  test('is the same as an ordinary one, to the last cycle and byte', () => {
    const [plain, profiled] = [run(false), run(true)]
    const { profile, image, ...rest } = profiled
    const { image: plainImage, ...plainRest } = plain
    expect(profile).toBeDefined()
    expect(rest).toEqual(plainRest)
    expect(Buffer.compare(image, plainImage)).toBe(0)
  })

  test('accounts for every cycle: by function, by instruction, by call, by reason', () => {
    const result = run(true)
    const profile = profileOf(result)
    expect(Math.floor(profile.cycles)).toBe(result.cycles)
    expect(cyclesOf(profile.functions)).toBe(profile.cycles)
    expect(cyclesOf(profile.blocks)).toBe(profile.cycles)
    expect(cyclesOf(profile.blocks.flatMap(({ instructions }) => instructions))).toBe(profile.cycles)
    expect(cyclesOf(profile.calls)).toBe(profile.cycles)
    expect(sum(profile.calls.filter(({ parent }) => parent < 0).map(({ totalCycles }) => totalCycles))).toBe(
      profile.cycles + profile.idleCycles,
    )
    for (const { cycles, stalls } of profile.functions) expect(sum(Object.values(stalls))).toBe(cycles)
  })

  test('counts calls and iterations as one does by hand', () => {
    const profile = profileOf(run(true))
    expect(named(profile, 'recurse').calls).toBe(1973)
    expect(named(profile, 'loopThousand').calls).toBe(7)
    expect(named(profile, 'dive').calls).toBe(50)
    expect(named(profile, 'afterDive').calls).toBe(5)
    const loop = profile.functions.indexOf(named(profile, 'loopThousand'))
    const executions = profile.blocks.filter((block) => block.function === loop).map((block) => block.executions)
    expect(Math.max(...executions)).toBeGreaterThanOrEqual(6993)
    expect(Math.max(...executions)).toBeLessThanOrEqual(7000)
  })

  test('says of each function the same by its instructions as by its calls', () => {
    const profile = profileOf(run(true))
    for (const [index, { name, cycles }] of profile.functions.entries()) {
      expect(cyclesOf(profile.calls.filter((call) => call.function === index)), name).toBe(cycles)
    }
  })

  test('knows who called whom, also after longjmp and through pointers', () => {
    const profile = profileOf(run(true))
    const pathOf = (name: string): string[] => {
      const function_ = profile.functions.indexOf(named(profile, name))
      const paths = profile.calls.flatMap((call) => {
        if (call.function !== function_) return []
        const path: string[] = []
        for (let place = profile.calls[call.parent]; place; place = profile.calls[place.parent]) {
          path.unshift(profile.functions[place.function]!.name)
        }
        return [path.slice(path.indexOf('main')).join(' ')]
      })
      return paths.sort()
    }
    expect(pathOf('afterDive')).toEqual(['main jumps'])
    expect(pathOf('loopThousand')).toEqual(['main', 'main jumps afterDive'])
    expect(pathOf('dive')).toEqual(['main jumps'])
    expect(pathOf('byValue').every((path) => path.startsWith('main sorts qsort'))).toBe(true)
    expect(named(profile, 'main').totalCycles).toBeGreaterThan(0.99 * (profile.cycles + profile.idleCycles))
  })

  test('has the services, and who waited in them', () => {
    const result = run(true)
    const profile = profileOf(result)
    expect(named(profile, 'Delay')).toMatchObject({ kind: 'service', calls: 1, idleCycles: profile.idleCycles })
    expect(profile.idleCycles).toBeGreaterThan(0.05 * profile.cpuHz)
    const services = profile.functions.filter(({ kind }) => kind === 'service')
    expect(Object.fromEntries(services.map(({ name, calls }) => [name, calls]))).toEqual(result.services)
    expect(named(profile, 'glue for Delay').calls).toBe(1)
  })

  test('with caches has every miss, and what was waited for it, and still accounts for every cycle', () => {
    const [plain, profiled] = [run(false, { timing: 'caches' }), run(true, { timing: 'caches' })]
    const profile = profileOf(profiled)
    const caches = profiled.caches!
    expect(caches).toEqual(plain.caches)
    expect(profiled.cycles).toBe(plain.cycles)
    const { loadMisses, storeMisses, touchMisses, zeroedLines, instructionMisses } = caches
    expect(instructionMisses).toBeGreaterThan(10)
    expect(sum(profile.functions.map(({ misses }) => misses))).toBe(
      loadMisses + storeMisses + touchMisses + zeroedLines + instructionMisses,
    )
    const waited = (stall: 'dataMiss' | 'instructionMiss') =>
      sum(profile.functions.map((one) => one.stalls[stall] ?? 0))
    expect(waited('instructionMiss')).toBe(caches.instructionStallCycles)
    expect(waited('dataMiss')).toBe(caches.dataStallCycles)
    expect(cyclesOf(profile.functions)).toBe(profile.cycles)
    expect(cyclesOf(profile.calls)).toBe(profile.cycles)
    expect(profile.functions.some(({ stalls }) => stalls.sync !== undefined)).toBe(false)
  })

  test('is whole when a budget ends the program', () => {
    const result = run(true, { maxCycles: 20_000 })
    expect(result.outcome).toMatchObject({ kind: 'budget' })
    const profile = profileOf(result)
    expect(cyclesOf(profile.functions)).toBe(profile.cycles)
    expect(cyclesOf(profile.calls)).toBe(profile.cycles)
  })
})
