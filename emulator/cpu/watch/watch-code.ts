/**
 * What translated code does before it accesses memory that may be watched. Accesses of a run (translate/access-runs.ts) are asked about
 * together: their granules are seldom watched.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { addSlotsRead, addSlotsWritten, hasSlot, SLOT_SET_WORDS } from '../instructions/row.ts'
import { SLOT } from '../state.ts'
import type { AccessRun, Cluster, RunAddress } from '../translate/access-runs.ts'
import type { Emitter } from '../translate/emitter.ts'
import type { GranuleTable } from './granules.ts'
import { ACCESS, type AccessKind, type WatchPort } from './watch-module.ts'

export interface WatchCode extends GranuleTable {
  /** Function indices. */
  readonly ports: Readonly<Record<WatchPort, number>>
}

/** Asks about a run's accesses, which begin at the instruction of index `first` of the block. */
export function emitWatchedRun(e: Emitter, run: AccessRun, instructions: readonly Instruction[]): void {
  run.clusters.forEach((cluster, k) => {
    pushIsWatched(e, cluster)
    if (k > 0) e.i32Or()
  })
  e.unlikely().if()
  for (const access of run.accesses) {
    const index = instructions.findIndex(({ pc }) => pc === access.pc)
    const kind = access.does === 'load' && onlyCopies(instructions, index) ? 'copy' : access.does
    pushAddress(e, access)
    showAccess(e, access.bytes, kind, access.pc)
  }
  e.end()
}

/** An instruction whose accesses are of its own kind: it is rare, and asks the module at once. */
export function emitWatchedAccess(e: Emitter, i: Instruction, byteCount: number, kind: AccessKind): void {
  e.effectiveAddress(i)
  if (i.row.mnemonic === 'dcbz') e.i32Const(-byteCount).i32And()
  showAccess(e, byteCount, kind, i.pc)
}

function showAccess(e: Emitter, byteCount: number, kind: AccessKind, pc: number): void {
  e.i32Const(byteCount).i32Const(ACCESS[kind]).i32Const(pc).call(e.watch!.ports.showAccess)
}

function pushAddress(e: Emitter, { registers: [first, second], displacement }: RunAddress): void {
  if (first === undefined) e.i32Const(displacement)
  else e.gprPlus(first, displacement)
  if (second !== undefined) e.gprPlus(second, 0).i32Add()
}

/** Pushes something else than 0 where the granules of a cluster, or perhaps the next one, are watched. */
function pushIsWatched(e: Emitter, { registers, lowest, end }: Cluster): void {
  const { base, shift, below } = e.watch!
  const byteCount = end - lowest
  if (below !== undefined) {
    // Its first bytes may be those before address 0
    pushAddress(e, { registers, displacement: end })
    e.i32Const(below + byteCount).i32LtU()
    return
  }
  pushAddress(e, { registers, displacement: lowest })
  e.i32Const(shift).i32ShrU()
  if (byteCount <= 1) e.i32Load8U(base)
  else if (byteCount <= (1 << shift) + 1) e.i32Load16U(base)
  else e.i32Load(base)
}

/** Whether what a load loads is only stored again, in its block. */
function onlyCopies(instructions: readonly Instruction[], index: number): boolean {
  const load = instructions[index]!
  const isFloat = load.row.operands[0]!.field === 'frD'
  const slot = (isFloat ? SLOT.fpr : SLOT.gpr) + load.rD
  const set = new Uint32Array(SLOT_SET_WORDS)
  let isStored = false
  for (const i of instructions.slice(index + 1)) {
    set.fill(0)
    addSlotsRead(i, set)
    if (hasSlot(set, 0, slot)) {
      if (!storesOnly(i, load.rD, isFloat)) return false
      isStored = true
    }
    set.fill(0)
    addSlotsWritten(i, set)
    if (hasSlot(set, 0, slot)) return isStored
  }
  return isStored
}

function storesOnly({ row, rS, rA, rB }: Instruction, register: number, isFloat: boolean): boolean {
  if (typeof row.access !== 'object' || row.access.does !== 'store' || rS !== register) return false
  return isFloat || (rA !== register && (row.isDisplaced || rB !== register))
}
