/** What stopped a program, as an outcome. */

import { CpuFault } from '../cpu/index.ts'
import { BondiError } from '../errors.ts'
import { ProgramEnd } from '../macos/mac.ts'
import { hex } from '../macos/types.ts'
import { GuestAccessError } from '../memory/guest-memory.ts'
import { type Finding, FindingEnd } from './checks/finding.ts'
import { BudgetEnd, type Outcome, StackOverflow } from './outcome.ts'
import { describeExit } from './program-exit.ts'
import type { ReportContext } from './report/context.ts'
import { placeOf } from './report/place.ts'
import { stackTrace } from './report/stack.ts'

/** Throws what is no end of a run but an error of who asked for it. */
export function describeEnd(end: unknown, context: ReportContext): Outcome {
  const { system } = context
  const { mac } = system
  const { pc } = mac.cpu.state
  if (end instanceof ProgramEnd) return describeProgramEnd(end, context)
  if (end instanceof BudgetEnd) return { kind: 'budget', message: end.message, budget: end.budget, pc }
  if (end instanceof StackOverflow) return { kind: 'stack-overflow', message: end.message, pc }
  if (end instanceof FindingEnd) return describeFinding(end.finding, pc)
  if (end instanceof GuestAccessError) {
    const [call] = mac.calls.last(1)
    const message = `${call?.name ?? 'the system'} was given a bad address: ${end.message}`
    return { kind: 'access', message, pc, address: end.address }
  }
  if (end instanceof CpuFault) return describeFault(end, context)
  if (end instanceof BondiError) throw end
  return describeEngineFault(end, context)
}

function describeFinding(finding: Finding, pc: number): Outcome {
  const { message, address } = finding
  return { kind: 'check', message, pc: finding.pc ?? pc, finding, ...(address !== undefined && { address }) }
}

function describeProgramEnd(end: ProgramEnd, { system }: ReportContext): Outcome {
  const { pc, lr } = system.mac.cpu.state
  const { status } = end
  if (end.kind === 'exited' && status === undefined) {
    return { ...describeExit(system, stackTrace(system, lr), end.message), pc }
  }
  if (status === undefined) return { kind: end.kind, message: end.message, pc }
  return { kind: status === 0 ? end.kind : 'exit-status', message: end.message, pc, status }
}

/** The guest did nothing that a Mac would not have borne: this must never look like its crash. */
function describeEngineFault(error: unknown, { system }: ReportContext): Outcome {
  const { calls, cpu } = system.mac
  const [call] = calls.last(1)
  const isInCall = call !== undefined && call.result === undefined
  const name = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  return {
    kind: 'engine-fault',
    message: `Bondi itself failed${isInCall ? ` in ${call.name}` : ''}: ${name}`,
    pc: cpu.state.pc,
    hostStack: stack
      .split('\n')
      .slice(1, 12)
      .map((line) => line.trim()),
  }
}

function describeFault(fault: CpuFault, context: ReportContext): Outcome {
  const { mac } = context.system
  const stackPointer = mac.cpu.state.gpr(1)
  const { stackLimit } = mac.threadManager
  const where = fault.pc === -1 ? {} : { pc: fault.pc }
  const address = fault.address === undefined ? {} : { address: fault.address }
  if (fault.precise && stackPointer < stackLimit) {
    return { kind: 'stack-overflow', message: new StackOverflow(stackPointer, stackLimit).message, ...where }
  }
  // Frames of guest code stand on the host's stack as well
  if (fault.kind === 'stack-overflow') return describeEngineFault(fault, context)
  const section = mac.fragments.locate(fault.pc)?.section
  if (fault.kind === 'jump' || (fault.kind === 'illegal-instruction' && section?.kind !== 'code')) {
    const message = noCodeAt(fault.pc, context)
    return { kind: 'jump', message, ...where, address: fault.pc >>> 0 }
  }
  const kind =
    fault.kind === 'privileged' ? 'privileged-instruction' : fault.kind === 'system-call' ? 'trap' : fault.kind
  return { kind, message: sentence(fault), ...where, ...address }
}

function noCodeAt(pc: number, context: ReportContext): string {
  const place = placeOf(context, pc)
  const isData = place.kind !== 'nothing' && place.kind !== 'system'
  return `the program jumped to ${hex(pc)}, where there is no code${isData ? ` but ${place.text}` : ''}`
}

function sentence(fault: CpuFault): string {
  const to = fault.address === undefined ? 'an address' : hex(fault.address)
  const word = fault.word === undefined ? '' : ` 0x${fault.word.toString(16).padStart(8, '0')}`
  switch (fault.kind) {
    case 'access':
      return `the program read or wrote ${to}, where there is no RAM`
    case 'illegal-instruction':
      return `the program ran into an instruction${word} that a PowerPC 750 does not have`
    case 'privileged':
      return `the program ran into a privileged instruction${word}`
    case 'trap':
      return 'a trap instruction found its condition true'
    case 'system-call':
      return 'the program executed sc, which Mac OS keeps for itself'
    case 'floating-point':
      return `a floating-point exception that the program had enabled: ${fault.reason ?? 'which one is not known'}`
    case 'alignment':
      return `the program accessed ${to}, which is not aligned as the instruction needs it`
    default:
      return fault.message
  }
}
