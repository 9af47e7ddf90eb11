/** The speed of the iMac's caches and memory, in virtual time, against what is published of the processor and the machine. */

import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { createMachine, type Machine, type MachineOptions } from '../../emulator/machine/machine.ts'
import { iMacG3RevB } from '../../emulator/machine/profile.ts'
import { HfsVolume, ROOT_ID, writeMacFile } from '../../emulator/volume/index.ts'
import { buildApplication } from '../../toolchain/build.ts'

const WHAT = { read: 0, write: 1, copy: 2, chase: 3 } as const
const [KB, MB] = [1 << 10, 1 << 20]
const NAME = 'memory-speed'
const PARTITION = 10 * MB

let volume: HfsVolume
let machine: Machine
let main: number

function launched(options: Partial<MachineOptions> = {}): { machine: Machine; main: number } {
  const machine = createMachine({ volumes: [volume], timing: 'caches', explainFaults: false, ...options })
  const { fragment, stack } = machine.launch({ path: `Macintosh HD:${NAME}` })
  machine.cpu.state.setGpr(1, stack.base - 64)
  return { machine, main: fragment.main! }
}

beforeAll(async () => {
  const { file } = await buildApplication({
    name: NAME,
    sources: [fileURLToPath(new URL(`programs/${NAME}.c`, import.meta.url))],
    useNewlib: false,
    main: 'run',
    partition: { preferred: PARTITION, minimum: PARTITION },
  })
  volume = HfsVolume.format(new Uint8Array(4 * MB), { name: 'Macintosh HD' })
  writeMacFile(volume, ROOT_ID, file)
  const first = launched()
  machine = first.machine
  main = first.main
}, 60_000)

const cyclesOf = (what: keyof typeof WHAT, bytes: number, times: number): number => {
  const before = machine.cpu.cycles
  machine.cpu.call(main, WHAT[what], bytes, times)
  return machine.cpu.cycles - before
}
/** The second time, when what can be in the caches is there. */
function megabytesPerSecond(what: keyof typeof WHAT, bytes: number): number {
  const times = Math.max(2, (2 * MB) / bytes)
  const cycles = cyclesOf(what, bytes, 2 * times) - cyclesOf(what, bytes, times)
  return (bytes * times) / (cycles / iMacG3RevB.cpuHz) / 1e6
}
const nanoseconds = (bytes: number): number => {
  const steps = (2 * bytes) / 32
  const cycles = cyclesOf('chase', bytes, 2 * steps) - cyclesOf('chase', bytes, steps)
  return (cycles / steps / iMacG3RevB.cpuHz) * 1e9
}

describe('the iMac in virtual time', () => {
  it('reads memory as fast as Motorola measured the 750 for its bus', () => {
    // 1064 MB/s are "up to 5 times" what a G3 sustains at 100 MHz (MPC7450's announcement, 2001): 15 bus clocks a line
    const published = (1064 / 5) * (iMacG3RevB.busHz / 100e6)
    const measured = megabytesPerSecond('read', 2 * MB)
    expect(Math.abs(measured / published - 1)).toBeLessThan(0.1)
  })

  it('is as slow as its caches and memory are, one behind the other', () => {
    const [level1, level2, memory] = [16 * KB, 256 * KB, 4 * MB].map((bytes) => ({
      read: megabytesPerSecond('read', bytes),
      write: megabytesPerSecond('write', bytes),
      copy: megabytesPerSecond('copy', bytes / 2),
      ns: nanoseconds(bytes),
    }))
    for (const what of ['read', 'write', 'copy'] as const) {
      expect(level1![what]).toBeGreaterThan(1.5 * level2![what])
      expect(level2![what]).toBeGreaterThan(1.5 * memory![what])
    }
    // A level-2 hit takes 8 cycles more than a level-1 hit, and the next one begins when its line is whole
    const cycles = (ns: number) => (ns * iMacG3RevB.cpuHz) / 1e9
    expect(cycles(level2!.ns - level1!.ns)).toBeGreaterThan(8)
    expect(cycles(level2!.ns - level1!.ns)).toBeLessThan(16)
    // A line is copied by two reads and a write
    expect(memory!.copy).toBeLessThan(memory!.read / 2)
    expect(memory!.copy).toBeGreaterThan(memory!.read / 3.5)
  })

  it('takes the same cycles in every way of running', () => {
    const ways: Partial<MachineOptions>[] = [
      {},
      { measure: true },
      { cpu: { precise: true } },
      { cpu: { fusedMultiplyAdd: 'exact-f64' } },
    ]
    const cycles = ways.map((options) => {
      const { machine, main } = launched(options)
      for (const what of Object.values(WHAT)) machine.cpu.call(main, what, 64 * KB, 3)
      return machine.cpu.cycles
    })
    expect(new Set(cycles).size).toBe(1)
  })
})
