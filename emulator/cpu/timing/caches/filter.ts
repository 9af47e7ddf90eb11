/**
 * What translated code looks at before it asks the model, and how it asks. For the instruction cache the question is whether a line is
 * the one of its set that was fetched last; run-filter.ts has those for data.
 *
 * Data lines are known by their host offsets, which translated code has at hand: since RAM is a multiple of all sets' lines, lines
 * of one set stay lines of one set.
 */

import { STATE } from '../../state-layout.ts'
import type { Emitter } from '../../translate/emitter.ts'
import type { Code } from '../../wasm/code.ts'
import { LINE_BYTES } from './hierarchy.ts'
import { type Layout, MODIFIED, NO_LINE } from './layout.ts'
import { LINE_OPERATION } from './level1.ts'
import type { PortName } from './ports.ts'

/** From an address to the offset of its set's word. */
export const ENTRY_SHIFT = 3
export const entryMask = (sets: number): number => (sets - 1) << 2
/** In an instruction entry: it is one. */
export const FETCHED = 1

export type Operation = keyof typeof LINE_OPERATION

export interface CacheFilter {
  readonly dataSets: number
  readonly instructionSets: number
  /** The data cache's replacement bits. */
  readonly order: number
  readonly kept: number
  readonly set: number
  readonly presence: number
  readonly lines: number
}

/** What translated code needs of it. */
export interface CacheCode extends CacheFilter {
  /** Function indices. */
  readonly ports: Readonly<Record<PortName, number>>
}

export const filterOf = ({ data, instruction, kept, set, presence, lines }: Layout): CacheFilter => ({
  dataSets: data.sets,
  instructionSets: instruction.sets,
  order: data.order,
  kept,
  set,
  presence,
  lines,
})

/** No line is known to be its set's last. */
export function clearFilter(view: DataView, { dataSets }: CacheFilter): void {
  for (let set = 0; set < dataSets; set++) view.setInt32(STATE.dataLines + 4 * set, NO_LINE, true)
}

/** Scratch locals that instructions do not use, from here on. */
export const SCRATCH = 9
export const LINE_SHIFT = Math.log2(LINE_BYTES)

/** Takes the host address of an access from the stack and leaves it there; time passes when the line is not in the cache. */
export function emitDataAccess(e: Emitter, pc: number, byteCount: number, operation: Operation): void {
  const host = e.temp('i32', SCRATCH)
  e.localTee(host)
  emitAsk(e, () => e.localGet(host), byteCount, operation, pc)
}

export function emitAsk(
  e: Emitter,
  pushHost: () => unknown,
  byteCount: number,
  operation: Operation,
  pc: number,
): void {
  pushHost()
  e.i32Const(byteCount).i32Const(LINE_OPERATION[operation]).i32Const(pc).localGet(e.fuel)
  e.call(e.caches!.ports.cacheAccess).localSet(e.fuel)
}

export function pushPresence(c: Code, { lines, presence }: CacheFilter, pushHost: () => unknown): void {
  pushHost()
  c.i32Const(LINE_SHIFT)
    .i32ShrU()
    .i32Const(lines - 1)
    .i32And()
    .i32Load8U(presence)
}

/** The line is accessed: it is its set's last. */
export function emitTouch(
  c: Code,
  filter: CacheFilter,
  pushHost: () => unknown,
  [at, known]: readonly [number, number],
): void {
  const { dataSets, order, kept, set } = filter
  pushPresence(c, filter, pushHost)
  c.localSet(known)
  pushHost()
  c.i32Const(LINE_SHIFT)
    .i32ShrU()
    .i32Const(dataSets - 1)
    .i32And()
    .localTee(at)
  c.localGet(at).i32Load8U(order).localGet(known).i32Load8U(kept).i32And()
  c.localGet(known).i32Load8U(set).i32Or().i32Store8(order)
  c.localGet(at).i32Const(2).i32Shl()
  pushHost()
  c.i32Const(-LINE_BYTES).i32And().localGet(known).i32Const(MODIFIED).i32And().i32Or()
  c.i32Store(STATE.dataLines)
}

/** Fetches the line of code at a guest address. */
export function emitFetch(e: Emitter, line: number): void {
  const { instructionSets, ports } = e.caches!
  e.i32Const(0).i32Load(STATE.instructionLines + ((line >>> ENTRY_SHIFT) & entryMask(instructionSets)))
  e.i32Const(line | FETCHED)
    .i32Ne()
    .if()
  e.i32Const(line).localGet(e.fuel).call(ports.cacheFetch).localSet(e.fuel)
  e.end()
}
