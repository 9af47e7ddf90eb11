/** What is known about a run that ended badly. */

import type { Outcome } from '../outcome.ts'
import { lastCalls, type ReportedCall } from './calls.ts'
import { type Cause, explain } from './causes.ts'
import { type CodeLine, codeAround } from './code.ts'
import type { ReportContext } from './context.ts'
import { type OpenFile, openFiles } from './files.ts'
import { type HeapReport, reportHeap } from './heap.ts'
import { type CodeLocation, locate } from './location.ts'
import { type MemoryReport, reportMemory } from './memory.ts'
import { type Place, placeOf } from './place.ts'
import { type PointerRegister, pointersIn, type Registers, readRegisters } from './registers.ts'
import { stackTrace } from './stack.ts'

export interface CrashReport {
  readonly outcome: Outcome
  /** What explains it, best first; empty when nothing is known. */
  readonly causes: readonly Cause[]
  readonly location: CodeLocation
  /** What lies at the address that an access or a jump was to. */
  readonly target?: Place
  readonly registers: Registers
  readonly pointers: readonly PointerRegister[]
  /** Whether all registers are those at the end. */
  readonly precise: boolean
  readonly code: readonly CodeLine[]
  /** Innermost first; of a deep recursion, both ends. */
  readonly stack: readonly CodeLocation[]
  /** The last ones, oldest first. */
  readonly calls: readonly ReportedCall[]
  readonly heap: HeapReport
  readonly memory: MemoryReport
  readonly files: readonly OpenFile[]
  readonly cycles: number
  readonly virtualSeconds: number
}

export function createReport(context: ReportContext, outcome: Outcome, precise: boolean): CrashReport {
  const { system } = context
  const { mac } = system
  const pc = outcome.pc ?? mac.cpu.state.pc
  const registers = readRegisters(context, pc)
  const location = locate(system, pc)
  const target = outcome.address === undefined ? undefined : placeOf(context, outcome.address)
  const stack = stackTrace(system, pc)
  const calls = lastCalls(system)
  const heap = reportHeap(system)
  const memory = reportMemory(context)
  const seen = { location, stack, calls, registers, heap, memory }
  return {
    ...explain({ ...seen, outcome, context, target, place: placeOf(context, pc) }),
    ...seen,
    ...(target && { target }),
    pointers: pointersIn(context, registers),
    precise,
    code: codeAround(system, pc),
    files: openFiles(system),
    cycles: mac.cpu.cycles,
    virtualSeconds: mac.clock.seconds,
  }
}
