/** Translates a guest function and those it calls into one WebAssembly module. */

import { declareCounters, defineCounts } from '../profile/block-counters.ts'
import type { Profiler } from '../profile/profiler.ts'
import type { CacheFilter } from '../timing/caches/filter.ts'
import { ModuleBuilder } from '../wasm/module.ts'
import type { GranuleTable } from '../watch/granules.ts'
import { markedAddress } from './address-marks.ts'
import { type CodeRanges, mergeRanges } from './code-map.ts'
import { type FunctionOptions, translateFunction } from './function.ts'
import { type CodeReader, discover, discoverOne, type Graph, goesWhereRegistersSay } from './graph.ts'
import {
  declareCachePorts,
  declareDebugImports,
  declareImports,
  declareJumps,
  declareProfileImports,
  declareWatchPorts,
  GUEST_FUNCTION,
  type ImportIndices,
} from './imports.ts'
import { inlineCalls } from './inline.ts'
import { startingAt } from './resumption.ts'

/**
 * A function's callees join its module until it has this many instructions; others are translated when they are called. More would make
 * first calls slow for code that is never run.
 */
const UNIT_INSTRUCTION_LIMIT = 800
const WASM_PAGE = 65536

export interface UnitOptions
  extends Pick<
    FunctionOptions,
    | 'memorySize'
    | 'floatMode'
    | 'asksFpscr'
    | 'relaxedMadd'
    | 'precise'
    | 'raisesAlignment'
    | 'raisesFloat'
    | 'clockless'
    | 'findsNotFinite'
    | 'tailCalls'
    | 'tableIndex'
  > {
  readonly id: number
  /** Where caches are simulated. */
  readonly caches: CacheFilter | undefined
  /** Where memory is watched. */
  readonly watch: GranuleTable | undefined
  /** A debugger may stop before each instruction. */
  readonly debug: boolean
  readonly code: CodeReader
  readonly profiler: Profiler | undefined
  /** Whether a function has been translated already: it is not translated again, but called through the table. */
  isTranslated(pc: number): boolean
  /** A call goes there: from now on it is a function's entry. */
  noteEntry(pc: number): void
}

/** What is remembered of a translated unit. */
export interface Unit {
  readonly id: number
  /** The functions' entries, in the order of their indices. */
  readonly entries: readonly number[]
  readonly instructionCount: number
  readonly ranges: CodeRanges
  /** The guest address of the code at an offset into the module. */
  locate(functionIndex: number, moduleOffset: number): number | undefined
  /** The entry of a function by its index in the module. */
  entryOf(functionIndex: number): number | undefined
}

export interface TranslatedUnit extends Unit {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly graphs: readonly Graph[]
}

/** Without what is big and used once. */
export const remembered = ({ id, entries, instructionCount, ranges, locate, entryOf }: TranslatedUnit): Unit => ({
  id,
  entries,
  instructionCount,
  ranges,
  locate,
  entryOf,
})

export const exportName = (pc: number): string => `f${pc.toString(16)}`
export const unitName = (id: number): string => `ppc${id}`

/**
 * A function, those that it calls, and then `siblings`: those that were called beside it in what was translated before. A module costs as much
 * as some hundred instructions, and a function that calls nothing would be one alone.
 */
export function translateUnit(
  entry: number,
  siblings: readonly number[],
  options: UnitOptions,
): TranslatedUnit & { readonly waiting: readonly number[] } {
  const known = new Map<number, Graph>()
  const graphAt = (pc: number): Graph | undefined => {
    if (options.code.word(pc) === undefined) return undefined
    options.noteEntry(pc)
    const graph = known.get(pc) ?? discover(pc, options.code)
    known.set(pc, graph)
    return graph
  }
  const graphs: Graph[] = []
  const seen = new Set([entry])
  const pending = [entry]
  const add = (pc: number) => {
    if (seen.has(pc) || options.isTranslated(pc) || options.code.word(pc) === undefined) return
    seen.add(pc)
    pending.push(pc)
  }
  let instructionCount = 0
  let done = 0
  while (instructionCount < UNIT_INSTRUCTION_LIMIT) {
    if (done === pending.length) siblings.forEach(add)
    const pc = pending[done++]
    if (pc === undefined) break
    const graph = inlineCalls(known.get(pc) ?? discover(pc, options.code), graphAt)
    graphs.push(graph)
    instructionCount += graph.instructionCount
    for (const callee of graph.callees) {
      options.noteEntry(callee)
      add(callee)
    }
  }
  return { ...assemble(graphs, options, false), waiting: pending.slice(done) }
}

/** A function as it is translated. */
function wholeGraph(entry: number, options: UnitOptions): Graph {
  const calleeAt = (callee: number) =>
    options.code.word(callee) === undefined ? undefined : discover(callee, options.code)
  return inlineCalls(discover(entry, options.code), calleeAt)
}

/** Where the blocks of a function as it is translated begin. */
export const blockStarts = (entry: number, options: UnitOptions): ReadonlySet<number> =>
  new Set(wholeGraph(entry, options).blocks.map(({ pc }) => pc))

/** A function from a place in its middle on; undefined when that is no place where a block of it begins. */
export function translateResumed(pc: number, whole: number, options: UnitOptions): TranslatedUnit | undefined {
  const graph = startingAt(wholeGraph(whole, options), pc)
  return graph && { ...assemble([graph], options, false), entryOf: () => whole }
}

/** Instructions alone, a function each: the stepper's unit. */
export function translateEach(pcs: readonly number[], options: UnitOptions): TranslatedUnit {
  return assemble(
    pcs.map((pc) => discoverOne(pc, options.code)),
    options,
    true,
  )
}

function assemble(graphs: readonly Graph[], options: UnitOptions, single: boolean): TranslatedUnit {
  const module = new ModuleBuilder(unitName(options.id))
  const imports: ImportIndices = declareImports(module, options.memorySize / WASM_PAGE)
  const { profiler, caches: filter, watch: table, debug: isDebugged, ...functionOptions } = options
  const caches = filter && { ...filter, ports: declareCachePorts(module) }
  const watch = table && { ...table, ports: declareWatchPorts(module) }
  const debug = isDebugged ? declareDebugImports(module) : undefined
  const profileImports = profiler && !single ? declareProfileImports(module) : undefined
  if (!single && graphs.some(goesWhereRegistersSay)) declareJumps(module)
  const guestFunction = module.type(GUEST_FUNCTION.parameters, GUEST_FUNCTION.results)
  const indices = new Map(graphs.map(({ pc }) => [pc, module.declare(exportName(pc), guestFunction)]))
  const marks = new Map<number, Uint8Array>()
  for (const graph of graphs) {
    const emitter = translateFunction(graph, {
      ...functionOptions,
      ...(caches && { caches }),
      ...(watch && { watch }),
      ...(debug && { debug }),
      imports,
      single,
      guestFunction,
      functionIndex: (pc) => indices.get(pc),
      ...(profiler &&
        profileImports && {
          profile: {
            imports: profileImports,
            counters: declareCounters(module, graph),
            isBetweenFunctions: (from, to) => profiler.isBetweenFunctions(from, to),
          },
        }),
    })
    const index = indices.get(graph.pc)!
    module.define(index, emitter)
    marks.set(index, emitter.marks.finish())
  }
  if (profileImports) defineCounts(module, profileImports.counted, graphs)
  const { bytes, codeStarts } = module.finish()
  return {
    id: options.id,
    bytes,
    entries: graphs.map(({ pc }) => pc),
    graphs,
    instructionCount: graphs.reduce((sum, graph) => sum + graph.instructionCount, 0),
    ranges: mergeRanges(graphs.flatMap(rangesOf)),
    locate: locator(codeStarts, marks),
    entryOf: entryFinder(indices),
  }
}

/** On its own, so that it holds nothing else of the unit. */
function locator(codeStarts: ReadonlyMap<number, number>, marks: ReadonlyMap<number, Uint8Array>): Unit['locate'] {
  return (functionIndex, moduleOffset) => {
    const known = marks.get(functionIndex)
    return known && markedAddress(known, moduleOffset - codeStarts.get(functionIndex)!)
  }
}

function entryFinder(indices: ReadonlyMap<number, number>): Unit['entryOf'] {
  const entries = new Map([...indices].map(([pc, index]) => [index, pc]))
  return (functionIndex) => entries.get(functionIndex)
}

function rangesOf({ blocks }: Graph): { start: number; end: number }[] {
  return blocks.map(({ pc, instructions, end }) => {
    const last = instructions.length === 0 ? pc : pc + 4 * instructions.length
    return { start: pc, end: (end.kind === 'goto' ? last : last + 4) >>> 0 }
  })
}
