/** Reports of runs that ended badly. */

export type { ReportedCall } from './calls.ts'
export type { Cause } from './causes.ts'
export type { CodeLine } from './code.ts'
export type { ReportContext } from './context.ts'
export type { OpenFile } from './files.ts'
export { formatReport } from './format.ts'
export type { BlockTotals, HeapReport } from './heap.ts'
export { type CodeLocation, formatLocation, locate } from './location.ts'
export type { MemoryReport } from './memory.ts'
export { type Place, type PlaceKind, placeOf } from './place.ts'
export type { PointerRegister, Registers } from './registers.ts'
export { type CrashReport, createReport } from './report.ts'
