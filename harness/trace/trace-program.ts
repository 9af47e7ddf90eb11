/** Runs a program and writes what it does, as it does it: nothing of a trace is kept in memory. */

import { writeSync } from 'node:fs'
import { HfsVolume } from '../../emulator/volume/index.ts'
import type { ExitCodeName } from '../exit-codes.ts'
import { prepareHostEngine } from '../host-engine.ts'
import { bootMachine, budgetsFor, exitOfOutcome, launchOn, type RunRequest } from '../machine/run.ts'
import { type TraceFormatName, traceFormats } from './formats.ts'
import { type TraceFilter, Tracer } from './tracer.ts'

export interface TraceResult {
  readonly exit: ExitCodeName
  readonly message: string
  readonly events: number
}

const WRITTEN_AT_ONCE = 1 << 16

/** @param descriptor - of the open file that the trace goes to */
export function traceProgram(
  request: RunRequest,
  filter: TraceFilter,
  formatName: TraceFormatName,
  descriptor: number,
): TraceResult {
  prepareHostEngine()
  const format = traceFormats[formatName]
  let pending: string = format.head
  let events = 0
  const write = () => {
    for (let bytes = Buffer.from(pending); bytes.length > 0; ) bytes = bytes.subarray(writeSync(descriptor, bytes))
    pending = ''
  }
  const tracer = new Tracer(filter, (event) => {
    pending += format.line(event, events++ === 0)
    if (pending.length >= WRITTEN_AT_ONCE) write()
  })
  const machine = bootMachine(request, HfsVolume.mount(request.image), {
    explainFaults: false,
    ...(filter.what === 'functions' && { calls: tracer }),
    ...(filter.what === 'instructions' && { debugger: tracer }),
  })
  launchOn(machine, request)
  tracer.attach(machine)
  const { outcome } = machine.run(budgetsFor(request.budgets, performance.now()))
  pending += format.tail
  write()
  return { exit: exitOfOutcome(outcome), message: outcome.message, events }
}
