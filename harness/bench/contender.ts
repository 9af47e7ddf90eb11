/** The same program on everything that can run it. */

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
  /** Seconds of host time for one iteration, once warm. */
  time(): Promise<number>
}

export async function secondsOf(work: () => unknown): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
