/** Small programs in machine code on a processor of their own. */

import { type Cpu, CpuFault, type CpuHost, type CpuOptions, createCpu } from '../../emulator/cpu/index.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'

export const CODE = 0x10000
export const DATA = 0x20000
const STACK = 0xf0000
export const RAM = 0x100000

export interface Guest {
  readonly cpu: Cpu
  readonly memory: GuestMemory
  call(pc: number, ...args: number[]): number
}

export function guest(
  code: Readonly<Record<number, readonly number[]>>,
  host: Partial<CpuHost> = {},
  options?: CpuOptions,
): Guest {
  const memory = new GuestMemory(RAM)
  for (const [address, words] of Object.entries(code)) {
    words.forEach((word, k) => {
      memory.setU32(Number(address) + 4 * k, word)
    })
  }
  const cpu = createCpu(memory, { service: () => {}, ...host }, options)
  cpu.state.setGpr(1, STACK)
  return { cpu, memory, call: (pc, ...args) => cpu.callCode(pc, 0, ...args) }
}

export function faultOf(run: () => unknown): CpuFault {
  try {
    run()
  } catch (error) {
    if (error instanceof CpuFault) return error
    throw error
  }
  throw new Error('nothing faulted')
}
