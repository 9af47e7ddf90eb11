/**
 * How long the 750 takes: instruction timings, the pipeline, the cycles of blocks, and the caches.
 *
 * `cpu.caches` is a CacheSimulation where caches are simulated: `counters` has its misses, castouts and waits; the CPU option `onMiss` is told
 * of each miss with the pc, the line and the cycles waited.
 */

export type { CacheHierarchy } from './caches/hierarchy.ts'
export type { Counter as CacheCounter } from './caches/layout.ts'
export type { CacheSimulation, MissObserver } from './caches/simulation.ts'
export { type BlockTiming, explainBlock, explainGraph, type InstructionTiming } from './explain.ts'
export { parseTiming, type Timing, type Unit } from './notation.ts'
export type { Cause } from './pipeline.ts'
export { scheduleBlocks } from './schedule.ts'
