/** Listens to a machine and gives the events that are wanted. */

import picomatch from 'picomatch'
import { type CallListener, disassemble } from '../../emulator/cpu/index.ts'
import type { MachineDebugger } from '../../emulator/machine/debugger/debugger.ts'
import type { Machine } from '../../emulator/machine/machine.ts'
import { locate } from '../../emulator/machine/report/index.ts'
import { formatCall } from '../../emulator/macos/service.ts'
import type { TraceEvent } from './event.ts'

export const TRACED = ['services', 'functions', 'instructions'] as const
export type Traced = (typeof TRACED)[number]

export interface TraceFilter {
  readonly what: Traced
  /** Patterns of names, of services or functions; all without. */
  readonly names?: readonly string[]
  /** Virtual seconds. */
  readonly from?: number
  readonly to?: number
  /** The run ends after so many events. */
  readonly limit?: number
}

const REGISTERS = Array.from({ length: 32 }, (_, index) => index)

export class Tracer implements MachineDebugger, CallListener {
  private readonly filter: TraceFilter
  private readonly isWanted: (name: string) => boolean
  private readonly give: (event: TraceEvent) => void
  private machine: Machine | undefined
  private readonly names = new Map<number, string>()
  /** Stack pointers of the functions in progress, with their names, outermost first. */
  private readonly open: { readonly name: string; readonly stackPointer: number }[] = []
  private before: number[] = REGISTERS.map(() => 0)
  private count = 0

  constructor(filter: TraceFilter, give: (event: TraceEvent) => void) {
    this.filter = filter
    this.isWanted = filter.names?.length ? picomatch([...filter.names]) : () => true
    this.give = give
  }

  attach(machine: Machine): void {
    this.machine = machine
    if (this.filter.what === 'instructions') machine.cpu.codeFlags?.setAll()
    if (this.filter.what !== 'services') return
    machine.observers.onService = (call) => {
      if (this.isWanted(call.name))
        this.tell((moment) => ({ kind: 'service', ...moment, name: call.name, text: formatCall(call) }))
    }
  }

  called(target: number, _returnPc: number, stackPointer: number): void {
    const name = this.nameOf(target)
    const depth = this.open.length
    this.open.push({ name, stackPointer })
    if (this.isWanted(name)) this.tell((moment) => ({ kind: 'enter', ...moment, name, depth }))
  }

  returned(_target: number, stackPointer: number): void {
    // A longjmp leaves several at once
    while (this.open.length > 0 && this.open.at(-1)!.stackPointer <= stackPointer) {
      const { name } = this.open.pop()!
      const depth = this.open.length
      if (this.isWanted(name)) this.tell((moment) => ({ kind: 'leave', ...moment, name, depth }))
      if (this.open.at(-1)?.stackPointer !== stackPointer) return
    }
  }

  instruction(pc: number): boolean {
    const { state } = this.machine!.cpu
    const name = this.nameOf(pc)
    const now = REGISTERS.map((index) => state.gpr(index))
    const { before } = this
    this.before = now
    if (this.isWanted(name)) {
      this.tell((moment) => ({
        kind: 'instruction',
        ...moment,
        pc,
        name,
        text: disassemble(this.machine!.memory.getU32(pc), pc),
        changed: Object.fromEntries(
          REGISTERS.filter((index) => now[index] !== before[index]).map((index) => [`r${index}`, now[index]!]),
        ),
      }))
    }
    return false
  }

  deadline(): void {}

  private nameOf(address: number): string {
    let name = this.names.get(address)
    if (name === undefined) {
      const { fragment, sectionOffset = 0, ...location } = locate(this.machine!.context.system, address)
      name =
        location.function ??
        (fragment === undefined ? `0x${address.toString(16)}` : `${fragment}+0x${sectionOffset.toString(16)}`)
      this.names.set(address, name)
    }
    return name
  }

  private tell(event: (moment: { seconds: number; cycles: number }) => TraceEvent): void {
    const { clock } = this.machine!
    const { from = 0, to = Number.POSITIVE_INFINITY, limit = Number.POSITIVE_INFINITY } = this.filter
    const { seconds, cycles } = clock
    if (seconds < from) return
    if (seconds > to) this.machine!.stop(`the trace ends at ${to} s`)
    this.give(event({ seconds, cycles }))
    if (++this.count >= limit) this.machine!.stop(`the trace ends after ${limit} events`)
  }
}
