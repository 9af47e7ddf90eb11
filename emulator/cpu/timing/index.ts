/** How long the 750 takes: instruction timings, the pipeline, and the cycles of blocks. */

export { type BlockTiming, explainBlock, explainGraph, type InstructionTiming } from './explain.ts'
export { parseTiming, type Timing, type Unit } from './notation.ts'
export type { Cause } from './pipeline.ts'
export { scheduleBlocks } from './schedule.ts'
