/**
 * What translated code looks at before it asks the model: for each set of the data cache, the two lines that were accessed last, and which of
 * them was the last. An access to them changes nothing but that, so that the answer is exact, and costs a load, a comparison and a store;
 * loops that go over two arrays, which often collide, are covered. For the instruction cache it is the line that was fetched last.
 *
 * The tables are in the CPU's state page. Data lines are written as translated code has them at hand, in host offsets: since RAM is a
 * multiple of all sets' lines, a host line is as good a name as a guest line, and lines of one set stay lines of one set.
 */

import { STATE } from '../../state.ts'
import type { Emitter } from '../../translate/emitter.ts'
import { type CacheHierarchy, LEVEL1_WAYS, LINE_BYTES } from './hierarchy.ts'
import { LINE_OPERATION } from './level1.ts'
import type { PortName } from './ports.ts'

/** From an address to the offset of its set's word. */
export const ENTRY_SHIFT = 3
export const entryMask = (sets: number): number => (sets - 1) << 2
/** In a data entry: the line is modified already. */
export const MODIFIED = 8
/** In an instruction entry: it is one. */
export const PRESENT = 1

export type Operation = keyof typeof LINE_OPERATION

export interface CacheFilter {
  readonly dataSets: number
  readonly instructionSets: number
}

/** What translated code needs of it. */
export interface CacheCode extends CacheFilter {
  /** Function indices. */
  readonly ports: Readonly<Record<PortName, number>>
}

export const filterOf = ({ data, instruction }: CacheHierarchy): CacheFilter => ({
  dataSets: data.bytes / LINE_BYTES / LEVEL1_WAYS,
  instructionSets: instruction.bytes / LINE_BYTES / LEVEL1_WAYS,
})

/** Where the two entries of a set are. */
export const DATA_LINES = [STATE.dataLines, STATE.otherDataLines] as const

/** Scratch locals that instructions do not use. */
const HOST_ADDRESS = 9
const ENTRY = 10

/** Takes the host address of an access from the stack and leaves it there; time passes when the line is not one of its set's last two. */
export function emitDataAccess(e: Emitter, pc: number, byteCount: number, operation: Operation): void {
  const { dataSets, ports } = e.caches!
  const [host, entry] = [e.temp('i32', HOST_ADDRESS), e.temp('i32', ENTRY)]
  const ask = () => {
    e.localGet(host).i32Const(byteCount).i32Const(LINE_OPERATION[operation]).i32Const(pc).localGet(e.fuel)
    e.call(ports.cacheAccess).localSet(e.fuel)
  }
  e.localTee(host)
  // Only dcbz and load and store multiple take more than 8 bytes
  if ((byteCount & (byteCount - 1)) !== 0 || byteCount > 8) {
    ask()
    return
  }
  const isStore = operation === 'store'
  const pushDifference = (table: number) => {
    e.i32Load(table).localGet(host)
    if (isStore) e.i32Const(MODIFIED).i32Or()
    // An access that is not aligned may touch two lines: it never looks like the last one
    return e
      .i32Xor()
      .i32Const(-LINE_BYTES | (byteCount - 1) | (isStore ? MODIFIED : 0))
      .i32And()
  }
  const noteLast = (which: number) => e.localGet(entry).i32Const(which).i32Store(STATE.lastData)
  e.localGet(host).i32Const(ENTRY_SHIFT).i32ShrU().i32Const(entryMask(dataSets)).i32And().localTee(entry)
  pushDifference(DATA_LINES[0]).i32Eqz().if()
  noteLast(0)
  e.else().localGet(entry)
  pushDifference(DATA_LINES[1]).i32Eqz().if()
  noteLast(1)
  e.else()
  ask()
  e.end().end()
}

/** Fetches the line of code at a guest address. */
export function emitFetch(e: Emitter, line: number): void {
  const { instructionSets, ports } = e.caches!
  e.i32Const(0).i32Load(STATE.instructionLines + ((line >>> ENTRY_SHIFT) & entryMask(instructionSets)))
  e.i32Const(line | PRESENT)
    .i32Ne()
    .if()
  e.i32Const(line).localGet(e.fuel).call(ports.cacheFetch).localSet(e.fuel)
  e.end()
}
