/** The CPU under test as the oracle sees it: runs code on records. */

import { CpuFault, type CpuOptions, createCpu, type FaultKind } from '../../emulator/cpu/index.ts'
import { STATE } from '../../emulator/cpu/state.ts'
import { GuestMemory } from '../../emulator/memory/guest-memory.ts'
import { bl } from './assembler.ts'
import { CODE_ADDRESS, OracleRecord, Outcome, RECORD_BYTES, WINDOW_ADDRESS, WINDOW_BYTES } from './oracle-record.ts'
import type { OracleGroup } from './qemu-oracle.ts'

const RAM_BYTES = 0x20000
const TOGETHER_ADDRESS = 0x10000
/** A run that takes longer never ends. */
const CYCLE_LIMIT = 1_000_000
/** A service stub behind the code ends a run. */
const END = 0x18000001
const FINISHED = { finished: true }

const outcomes: Partial<Record<FaultKind, number>> = {
  'illegal-instruction': Outcome.illegal,
  privileged: Outcome.illegal,
  trap: Outcome.trap,
  access: Outcome.access,
  alignment: Outcome.alignment,
  'floating-point': Outcome.floatingPoint,
}

export interface TranslatedOptions extends CpuOptions {
  /** One instruction at a time. */
  readonly stepped?: boolean
}

export class TranslatedCpu {
  readonly #memory = new GuestMemory(RAM_BYTES)
  readonly #stepped: boolean
  readonly #cpu
  /** What each of the last run's records took. */
  readonly cycles: number[] = []

  constructor({ stepped = false, ...options }: TranslatedOptions) {
    this.#stepped = stepped
    const service = () => {
      throw FINISHED
    }
    const deadline = () => {
      throw new Error(`still running after ${CYCLE_LIMIT} cycles`)
    }
    this.#cpu = createCpu(this.#memory, { service, deadline }, options)
  }

  /** The records after, as `runUnderQemu` gives them. */
  run({ code, inputs }: OracleGroup): Uint8Array {
    this.#place(CODE_ADDRESS, code)
    return this.#runAt(CODE_ADDRESS, inputs)
  }

  /** As `run` of each, but translated all at once, which is quicker; for code that works at any address. */
  runTogether(groups: readonly OracleGroup[]): Uint8Array[] {
    // Functions that one function calls are translated with it; the first ends the run
    const bodies = [[], ...groups.map(({ code }) => code)]
    let next = TOGETHER_ADDRESS + 4 * (bodies.length + 1)
    const addresses = bodies.map((code) => {
      const address = next
      next += 4 * (code.length + 1)
      return address
    })
    this.#place(
      TOGETHER_ADDRESS,
      addresses.map((address, index) => bl((address - TOGETHER_ADDRESS) / 4 - index)),
    )
    bodies.forEach((code, index) => {
      this.#place(addresses[index]!, code)
    })
    this.#runOnce(TOGETHER_ADDRESS)
    return groups.map(({ inputs }, index) => this.#runAt(addresses[index + 1]!, inputs))
  }

  #place(address: number, code: readonly number[]): void {
    const words = [...code, END]
    words.forEach((word, index) => {
      this.#memory.setU32(address + 4 * index, word)
    })
    this.#cpu.noteCode(address, words.length * 4)
  }

  #runAt(address: number, inputs: Uint8Array): Uint8Array {
    const outputs = inputs.slice()
    this.cycles.length = 0
    for (let n = 0; n < inputs.length / RECORD_BYTES; n++) {
      const record = new OracleRecord(outputs, n)
      this.#load(record)
      const start = this.#cpu.cycles
      this.#cpu.cycleDeadline = start + CYCLE_LIMIT
      record.outcome = this.#runOnce(address)
      this.cycles.push(this.#cpu.cycles - start)
      this.#store(record)
    }
    return outputs
  }

  #runOnce(address: number): number {
    try {
      if (!this.#stepped) return this.#cpu.run(address)
      this.#cpu.state.pc = address
      for (;;) this.#cpu.step()
    } catch (error) {
      if (error === FINISHED) return Outcome.finished
      const outcome = error instanceof CpuFault ? outcomes[error.kind] : undefined
      if (outcome === undefined) throw error
      return outcome
    }
  }

  #load(record: OracleRecord): void {
    const { state } = this.#cpu
    for (let n = 0; n < 32; n++) {
      state.setGpr(n, record.gpr(n))
      state.setFprBits(n, record.fpr(n))
    }
    state.cr = record.cr
    state.xer = record.xer
    state.ctr = record.ctr
    state.lr = record.lr
    state.fpscr = record.fpscr
    // No reservation is left from another vector
    this.#memory.setU32(this.#memory.size - 4 - STATE.reserved, 0)
    this.#memory.write(WINDOW_ADDRESS, record.window)
  }

  #store(record: OracleRecord): void {
    const { state } = this.#cpu
    for (let n = 0; n < 32; n++) {
      record.setGpr(n, state.gpr(n))
      record.setFpr(n, state.fprBits(n))
    }
    record.cr = state.cr
    record.xer = state.xer
    record.ctr = state.ctr
    record.lr = state.lr
    record.fpscr = state.fpscr
    record.window.set(this.#memory.read(WINDOW_ADDRESS, WINDOW_BYTES))
  }
}
