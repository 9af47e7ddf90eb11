/** The same program on everything that can run it. */
import { setTimeout } from 'node:timers/promises'

export type ContenderId = 'bondi' | 'qemu' | 'wasm' | 'native'

export const contenderNames: Readonly<Record<ContenderId, string>> = {
  bondi: 'Bondi',
  qemu: 'qemu-ppc -cpu 750',
  wasm: 'the same C as WebAssembly on V8',
  native: 'native, gcc -O2',
}

export interface Contender {
  readonly id: ContenderId
  /** What a run of so many iterations computes: the same for every contender. */
  check(iterations: number): Promise<string>
  /** Seconds of the host's processor for one iteration, once warm. */
  time(): Promise<number>
}

/** Seconds that the processor worked for this process: on a busy host, less noise than in what a clock shows. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const REST_MILLISECONDS = 20
const IDLE_SECONDS = 0.002
const IDLE_RESTS = 4

/** Waits until the engine's other threads have nothing to do: what they optimize is then optimized, and counted where it belongs. */
export async function settle(): Promise<void> {
  for (let idle = 0; idle < IDLE_RESTS; ) {
    const before = processorSeconds()
    await setTimeout(REST_MILLISECONDS)
    idle = processorSeconds() - before < IDLE_SECONDS ? idle + 1 : 0
  }
}
