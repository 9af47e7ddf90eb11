/** The schedule with its reasons, instruction by instruction. */

import type { Instruction } from '../instructions/instruction.ts'
import { FUEL_PER_CYCLE } from '../state.ts'
import { flowGraph } from '../translate/dominators.ts'
import { type Block, type Graph, successors } from '../translate/graph.ts'
import { UNIT_NAMES, type Unit } from './notation.ts'
import { CAUSE, CAUSE_NAMES, type Cause, type Pipeline } from './pipeline.ts'
import { scheduleBlocks } from './schedule.ts'

export interface InstructionTiming {
  readonly pc: number
  readonly unit: Unit
  /** In which cycle it was dispatched, started in its unit and was completed; from the same zero for all of a block. */
  readonly dispatch: number
  readonly start: number
  readonly complete: number
  /** How much later than all before it was it completed: the block's cycles are the sum. */
  readonly cycles: number
  /** Why it cost what it did; `width` for what the machine's width alone costs. */
  readonly cause: Cause
  /** For `data`: the unit that made the operand that came last. */
  readonly waitsFor?: Unit
}

export interface BlockTiming {
  readonly pc: number
  readonly cycles: number
  readonly instructions: readonly InstructionTiming[]
}

/** The blocks of a function, by their indices: the same cycles as translated code counts. */
export function explainGraph(graph: Graph): BlockTiming[] {
  const noted: InstructionTiming[][] = graph.blocks.map(() => [])
  const started: number[] = []
  const fuel = scheduleBlocks(graph, flowGraph(graph.blocks.map(successors)), {
    start({ index }, clock) {
      started[index] = clock
    },
    instruction({ index }, i, pipeline) {
      const before = noted[index]!.at(-1)?.complete ?? started[index]!
      noted[index]!.push(describe(i, pipeline, before))
    },
  })
  const cycles = Array.from(fuel, (units) => units / FUEL_PER_CYCLE)
  return graph.blocks.map(({ index, pc }) => ({
    pc,
    cycles: cycles[index]!,
    instructions: withRest(noted[index]!, cycles[index]!),
  }))
}

/** Straight code alone, or over and over as a loop of one block. */
export function explainBlock(instructions: readonly Instruction[], { loop = false } = {}): BlockTiming {
  const pc = instructions[0]?.pc ?? 0
  const last = instructions.at(-1)
  const branch = last?.row.timing.unit === 0 ? last : undefined
  const block: Block = {
    index: 0,
    pc,
    instructions: branch ? instructions.slice(0, -1) : instructions,
    branch,
    end: { kind: 'goto', to: loop ? 0 : 1 },
  }
  const end = pc + 4 * instructions.length
  const after: Block = { index: 1, pc: end, instructions: [], branch: undefined, end: { kind: 'leave', pc: end } }
  return explainGraph({ pc, blocks: [block, after], callees: [], instructionCount: instructions.length })[0]!
}

function describe({ pc }: Instruction, pipeline: Pipeline, before: number): InstructionTiming {
  const cause = causeOf(pipeline)
  return {
    pc,
    unit: UNIT_NAMES[pipeline.unit]!,
    dispatch: pipeline.dispatchCycle,
    start: pipeline.startCycle,
    complete: pipeline.completeCycle,
    cycles: pipeline.completeCycle - before,
    cause: CAUSE_NAMES[cause]!,
    ...(cause === CAUSE.data ? { waitsFor: UNIT_NAMES[pipeline.dataFrom]! } : {}),
  }
}

/** From the end backwards, the first that was not as early as the machine's width allows. */
function causeOf({ completeCause, startCause, dispatchCause }: Pipeline): number {
  if (completeCause === CAUSE.width) return CAUSE.width
  if (startCause !== CAUSE.width) return startCause
  return dispatchCause === CAUSE.width ? CAUSE.latency : dispatchCause
}

/** What leaving the block adds is its last instruction's; so is what an iteration takes more or less than a loop's mean. No instruction takes less than nothing. */
function withRest(instructions: InstructionTiming[], cycles: number): InstructionTiming[] {
  let rest = instructions.reduce((left, one) => left - one.cycles, cycles)
  for (let place = instructions.length - 1; place >= 0 && rest !== 0; place--) {
    const one = instructions[place]!
    const change = Math.max(rest, -one.cycles)
    instructions[place] = { ...one, cycles: one.cycles + change, cause: rest > 0 ? 'fetch' : one.cause }
    rest -= change
  }
  return instructions
}
