import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createMachine, type Machine, type MachineOptions } from '../../emulator/machine/machine.ts'
import type { Snapshot } from '../../emulator/machine/snapshot/snapshot.ts'
import { formatCall } from '../../emulator/macos/service.ts'
import { HfsVolume } from '../../emulator/volume/index.ts'
import { packagedFonts } from '../../harness/machine/fonts.ts'
import { buildVolume } from '../../harness/machine/volume.ts'
import { jobFiles, settingsText } from '../../harness/verify/inputs.ts'
import { loadJob } from '../../harness/verify/options.ts'
import { buildProgram, type ProgramOptions } from '../macos/programs.ts'

/** All that a run leaves behind. */
interface Traces {
  readonly outcome: string
  readonly cycles: number
  /** A hash of the volume. */
  readonly image: string
  readonly calls: readonly string[]
}

function machineOn(image: Uint8Array, path: string, options: Partial<MachineOptions> = {}): Machine {
  const machine = createMachine({ volumes: [HfsVolume.mount(image.slice())], fonts: packagedFonts, ...options })
  machine.launch({ path })
  return machine
}

function finish(machine: Machine): Traces {
  const calls: string[] = []
  machine.observers.onService = (call) => calls.push(`${machine.cpu.cycles}: ${formatCall(call)}`)
  const { outcome, cycles } = machine.run({ maxVirtualSeconds: 60 })
  const volume = machine.mac.fileManager.volumes.mounted[0]!.volume
  volume.flush()
  const image = createHash('sha256').update(volume.image).digest('hex')
  return { outcome: `${outcome.kind}: ${outcome.message}`, cycles, image, calls }
}

const SNAPSHOTS = 3

/** Runs with a snapshot now and then, then goes on from each of them, the last first, and compares all with a plain run. */
function expectSnapshotsExact(machine: () => Machine): void {
  const plain = finish(machine())
  const every = Math.max(1, Math.floor(plain.calls.length / SNAPSHOTS))
  const taken: { snapshot: Snapshot; calls: number }[] = []
  const one = machine()
  let calls = 0
  one.observers.onCall = () => {
    if (calls++ % every === 0) taken.push({ snapshot: one.snapshot(taken.at(-1)?.snapshot), calls })
  }
  expect(finish(one)).toEqual(plain)
  one.observers.onCall = undefined
  expect(taken.length).toBeGreaterThanOrEqual(1)
  for (const { snapshot } of taken.reverse()) {
    one.restore(snapshot)
    const rest = finish(one)
    expect(rest.calls).toEqual(plain.calls.slice(plain.calls.length - rest.calls.length))
    expect({ ...rest, calls: [] }).toEqual({ ...plain, calls: [] })
  }
}

describe('a run that goes on from a snapshot ends at the same cycle with the same volume and calls', () => {
  test.each(['static', 'caches'] as const)('the LLM, timing %s', async (timing) => {
    const job = await loadJob({ settings: { steps: 24 } })
    const { image } = buildVolume([
      job.application,
      ...jobFiles(job.models, job.prompt, settingsText(job.settings)).guest,
    ])
    expectSnapshotsExact(() => machineOn(image, 'BondiLLM', { timing }))
  })

  const programs: [string, ProgramOptions][] = [
    ['threads', {}],
    ['windows', {}],
    ['files', {}],
  ]
  test.each(programs)('%s.c', async (name, options) => {
    const { image } = buildVolume([await buildProgram(name, options)])
    expectSnapshotsExact(() => machineOn(image, name))
  })
})
