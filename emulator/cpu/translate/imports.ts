/** What translated modules import, in the order of their indices. */

import { DEBUG_IMPORTS, type DebugImport } from '../debug/debug-code.ts'
import { PROFILE_IMPORTS, type ProfileImport } from '../profile/profiler.ts'
import { PORT_TYPES, type PortName } from '../timing/caches/ports.ts'
import type { FunctionType, ModuleBuilder } from '../wasm/module.ts'
import { WATCH_PORTS, type WatchPort } from '../watch/watch-module.ts'

const i32 = 'i32' as const
const i64 = 'i64' as const
const f32 = 'f32' as const
const f64 = 'f64' as const

export const IMPORTS = {
  /** (number): runs a service; the result is LEAVE when control must go back to the dispatcher, else 0. */
  service: { parameters: [i32], results: [i32] },
  /** (pc): does one rare instruction on spilled state; the result is nonzero when control must go back to the dispatcher. */
  host: { parameters: [i32], results: [i32] },
  /** (pc): a trap instruction's condition holds, or an operand is not aligned. */
  trap: { parameters: [i32], results: [] },
  /** (pc): fuel is used up; the result is nonzero when control must go back to the dispatcher. */
  deadline: { parameters: [i32], results: [i32] },
  /** (pc, depth, table index): calls a guest function that is not in this module. */
  call: { parameters: [i32, i32, i32], results: [i32] },
  /** (pc): puts the function at pc, translated if need be, into the table of jumps. */
  resolve: { parameters: [i32], results: [] },
  /** (operation, a, b, c): a floating-point result's pattern, the FPSCR left alone. */
  floatValue: { parameters: [i32, i64, i64, i64], results: [i64] },
  /** (operation, a, b, c, old frD): the new frD, with the FPSCR updated. */
  floatExact: { parameters: [i32, i64, i64, i64, i64], results: [i64] },
  /** (operation, a, b): a comparison's four bits, with the FPSCR updated. */
  floatCompare: { parameters: [i32, i64, i64], results: [i32] },
  /** a * c + b, rounded once. */
  fusedMultiplyAdd: { parameters: [f64, f64, f64], results: [f64] },
  fusedMultiplyAddSingle: { parameters: [f32, f32, f32], results: [f32] },
  /** A single-precision pattern as the double-precision pattern that a register holds (MPCFPE32B, D.6). */
  promoteBits: { parameters: [i32], results: [i64] },
  /** The reverse, as stfs does it (MPCFPE32B, D.7): what does not fit is cut off. */
  demoteBits: { parameters: [i64], results: [i32] },
} satisfies Record<string, FunctionType>

/** A bit of the pc that a function returns, which no caller expects: control goes down to the dispatcher, and on from there. */
export const LEAVE = 2

export type ImportName = keyof typeof IMPORTS
export type ImportIndices = Readonly<Record<ImportName, number>>

export const IMPORT_MODULE = 'cpu'
export const JUMPS = 'jumps'

/** (pc, depth) to the pc where control goes. */
export const GUEST_FUNCTION: FunctionType = { parameters: [i32, i32], results: [i32] }

export function declareImports(module: ModuleBuilder, memoryPages: number): ImportIndices {
  module.importMemory(IMPORT_MODULE, 'memory', memoryPages)
  return importFunctions(module, IMPORTS) as ImportIndices
}

/** The table of jumps; of code that calls or jumps to where a register says. */
export function declareJumps(module: ModuleBuilder): void {
  module.importTable(IMPORT_MODULE, JUMPS)
}

/** After those that every module has. */
export const declareProfileImports = (module: ModuleBuilder): Readonly<Record<ProfileImport, number>> =>
  importFunctions(module, PROFILE_IMPORTS) as Record<ProfileImport, number>

/** Likewise; of code that asks simulated caches. */
export const declareCachePorts = (module: ModuleBuilder): Readonly<Record<PortName, number>> =>
  importFunctions(module, PORT_TYPES) as Record<PortName, number>

/** Likewise; of code whose accesses are watched. */
export const declareWatchPorts = (module: ModuleBuilder): Readonly<Record<WatchPort, number>> =>
  importFunctions(module, WATCH_PORTS) as Record<WatchPort, number>

/** Likewise; of code that is debugged. */
export const declareDebugImports = (module: ModuleBuilder): Readonly<Record<DebugImport, number>> =>
  importFunctions(module, DEBUG_IMPORTS) as Record<DebugImport, number>

function importFunctions(module: ModuleBuilder, types: Readonly<Record<string, FunctionType>>): Record<string, number> {
  const entries = Object.entries(types).map(([name, type]) => [name, module.importFunction(IMPORT_MODULE, name, type)])
  return Object.fromEntries(entries)
}
