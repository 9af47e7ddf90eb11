/**
 * Which memory accesses of a block are shown together: to simulated caches, or to those who watch memory.
 *
 * Time does not pass within a block but for what is waited for the caches: its cycles are taken at its start. So accesses may be shown
 * before they are done, in their order, as soon as their addresses are known. Those of one run are: each is at a constant distance from
 * registers as they are where the run begins. Most are near each other and nearly all are hits, which is then one
 * question for many of them.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { type Access, SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { LINE_BYTES } from '../timing/caches/hierarchy.ts'
import { BaseRegisters, type Linear } from './base-registers.ts'

/** An address, of registers as they are where the run begins. */
export interface RunAddress {
  readonly registers: readonly number[]
  readonly displacement: number
}

export interface RunAccess extends RunAddress, Access {
  readonly pc: number
  readonly cluster: Cluster
}

/** Accesses from the same registers that are within a line's length, though perhaps not in one line. */
export interface Cluster {
  readonly registers: readonly number[]
  lowest: number
  /** Beyond the last byte. */
  end: number
  stores: boolean
  accesses: number
}

export interface AccessRun {
  readonly accesses: RunAccess[]
  /** In the order of their last accesses. */
  readonly clusters: Cluster[]
}

/** With more, a question for all of them is seldom answered at once. */
export const MOST_CLUSTERS = 4
const MOST_DISTANT = 1 << 20

const baseRegisters = (i: Instruction): number[] => {
  const hasBase = i.rA !== 0 || !i.row.operands.some(({ field, zeroIsZero }) => field === 'rA' && zeroIsZero)
  const registers = hasBase ? [i.rA] : []
  return i.row.isDisplaced ? registers : [...registers, i.rB]
}

/**
 * @param written what each instruction writes, from `at` on
 * @param eachAlone a run is one access
 * @returns runs by the index in the block of the instruction that they begin at
 */
export function findAccessRuns(
  instructions: readonly Instruction[],
  written: SlotSet,
  at: number,
  eachAlone = false,
): ReadonlyMap<number, AccessRun> {
  const runs = new Map<number, AccessRun>()
  const values = new BaseRegisters()
  let run: AccessRun | undefined
  let atStart: readonly Linear[] = []
  instructions.forEach((i, index) => {
    const { access, host, observes } = i.row
    if (access === 'own' || host !== undefined || observes) run = undefined
    else if (access !== undefined) {
      const registers = baseRegisters(i)
      const known = run && addressAt(i, registers, values, atStart)
      if (run === undefined || eachAlone || known === undefined || !add(run, i, access, known)) {
        run = { accesses: [], clusters: [] }
        runs.set(index, run)
        atStart = values.all()
        add(run, i, access, addressAt(i, registers, values, atStart)!)
      }
    }
    values.execute(i, written[at + index * SLOT_SET_WORDS]!)
  })
  return runs
}

/** Undefined where the registers were something else when the run began. */
function addressAt(
  i: Instruction,
  registers: readonly number[],
  values: BaseRegisters,
  atStart: readonly Linear[],
): RunAddress | undefined {
  let displacement = i.row.isDisplaced ? i.SIMM : 0
  for (const register of registers) {
    const then = atStart[register]!
    if (values.rootOf(register) !== then.root) return undefined
    displacement += values.deltaOf(register) - then.delta
  }
  return Math.abs(displacement) > MOST_DISTANT ? undefined : { registers, displacement }
}

/** Returns false where the run has clusters enough. */
function add({ accesses, clusters }: AccessRun, { pc }: Instruction, access: Access, address: RunAddress): boolean {
  const { registers, displacement } = address
  const end = displacement + access.bytes
  const near = clusters.findIndex(
    (cluster) =>
      cluster.registers.join() === registers.join() &&
      Math.max(cluster.end, end) - Math.min(cluster.lowest, displacement) <= LINE_BYTES,
  )
  if (near < 0 && clusters.length === MOST_CLUSTERS) return false
  const cluster =
    near < 0 ? { registers, lowest: displacement, end, stores: false, accesses: 0 } : clusters.splice(near, 1)[0]!
  cluster.lowest = Math.min(cluster.lowest, displacement)
  cluster.end = Math.max(cluster.end, end)
  cluster.stores ||= access.does === 'store'
  cluster.accesses++
  clusters.push(cluster)
  accesses.push({ ...address, ...access, pc, cluster })
  return true
}
