/** The programs of the suite on each contender. */
import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createMachine, type MachineOptions } from '../../emulator/machine/machine.ts'
import { buildVolume } from '../machine/volume.ts'
import { bondiProgram, nativeProgram, qemuProgram, wasmProgram } from './builds.ts'
import { type Contender, type ContenderId, processorSeconds, settle } from './contender.ts'
import type { Program } from './suite.ts'

/** Before the first measurement: so often work, and rest in which the engine's compiler, another thread, does its own. */
const WARM_UP_TURNS = 3
const WARM_UP_SECONDS = 0.1
/** Below the first frame: what the linkage area of a caller takes. */
const FIRST_FRAME_BYTES = 64

type Run = (iterations: number) => number

/** A program in this process: warmed up once, then measured with as many iterations as take the time wanted. */
function inProcess(id: ContenderId, run: Run, seconds: number): Contender {
  let iterations = 0
  const timed = (count: number): number => {
    const started = processorSeconds()
    run(count)
    return processorSeconds() - started
  }
  async function warmUp(): Promise<void> {
    iterations = 1
    for (let turn = 0; turn < WARM_UP_TURNS; turn++) {
      for (let spent = 0; spent < WARM_UP_SECONDS || timed(iterations) < seconds; ) {
        const taken = timed(iterations)
        spent += taken
        if (taken < seconds) iterations *= 2
      }
      await settle()
    }
  }
  return {
    id,
    check: async (count) => String(run(count) >>> 0),
    async time() {
      if (iterations === 0) await warmUp()
      return timed(iterations) / iterations
    },
  }
}

/** The whole machine, its clock included; the program's `run` is called as a service calls a guest's function. */
export async function onBondi(
  program: Program,
  seconds: number,
  options: Pick<MachineOptions, 'timing' | 'cpu'> = {},
): Promise<Contender> {
  const { file } = await bondiProgram(program)
  const machine = createMachine({ volumes: [buildVolume([file])], ...options })
  const { fragment, stack } = machine.launch({ path: file.name })
  const { cpu } = machine
  cpu.state.setGpr(1, stack.base - FIRST_FRAME_BYTES)
  // The machine sets its next deadline itself at each one: this is the first
  cpu.cycleDeadline = cpu.cycles
  return inProcess('bondi', (iterations) => cpu.call(fragment.main!, iterations), seconds)
}

async function onWasm(program: Program, seconds: number): Promise<Contender> {
  const { instance } = await WebAssembly.instantiate(await readFile(wasmProgram(program)), {})
  const { run, _initialize } = instance.exports as unknown as { run: Run; _initialize?: () => void }
  _initialize?.()
  return inProcess('wasm', run, seconds)
}

/** host.c knows the arguments. */
function asProcess(id: ContenderId, command: readonly string[], seconds: number): Contender {
  const [executable, ...first] = command
  const ask = (...args: string[]): string => {
    const { status, signal, stdout, stderr } = spawnSync(executable!, [...first, ...args], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status ?? signal}: ${stderr}`)
    return stdout.trim()
  }
  return {
    id,
    check: async (iterations) => ask('check', String(iterations)),
    async time() {
      const [iterations, taken] = ask('time', String(seconds)).split(' ').map(Number)
      return taken! / iterations!
    },
  }
}

/** Bondi first. `seconds` is how long one measurement takes, about. */
export async function programContenders(program: Program, seconds: number): Promise<Contender[]> {
  return [
    await onBondi(program, seconds),
    asProcess('qemu', ['qemu-ppc', '-cpu', '750', qemuProgram(program)], seconds),
    await onWasm(program, seconds),
    asProcess('native', [nativeProgram(program)], seconds),
  ]
}
