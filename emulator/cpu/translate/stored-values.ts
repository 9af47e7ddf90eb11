/**
 * Which loads of a block read what a store of the block wrote: they take its value instead of memory's.
 *
 * A PowerPC has no move between general and floating-point registers. Compilers make a double from two words by two `stw` and an `lfd`, and
 * the host's processor, which can hand a store's value to a later load, cannot do so from two stores: the load waits until
 * both are in its cache.
 *
 * Stores stay, so that memory is exact. A load that takes all of its bytes from stores cannot fault, since they did not. One that
 * takes a half reads the other from memory.
 */

import type { Instruction } from '../instructions/instruction.ts'
import { SLOT_SET_WORDS, type SlotSet } from '../instructions/row.ts'
import { BaseRegisters, REGISTERS } from './base-registers.ts'
import type { Emitter } from './emitter.ts'

/** A store whose value is wanted later in the block. */
export interface Stored {
  readonly type: 'i32' | 'f64'
  /** The local that keeps the value, once it was stored. */
  local: number
}

/** A word of memory whose value is known: all of what was stored, or a half of it. */
export interface StoredWord {
  readonly store: Stored
  readonly index: number
  readonly part: 'all' | 'high' | 'low'
}

/** The words that a load reads, the first one first; those not known are in memory. */
export type LoadedWords = readonly (StoredWord | undefined)[]

export interface StoredValues {
  /** By the instructions' indices in the block. */
  readonly stores: ReadonlyMap<number, Stored>
  readonly loads: ReadonlyMap<number, LoadedWords>
}

export const NO_STORED_VALUES: StoredValues = { stores: new Map(), loads: new Map() }

const WORD = 4

/** What each store writes, and in which type its value is at hand. Without a type it only replaces what was known. */
const stores: Readonly<Record<string, { readonly bytes: number; readonly type?: Stored['type'] }>> = {
  stb: { bytes: 1 },
  stbu: { bytes: 1 },
  sth: { bytes: 2 },
  sthu: { bytes: 2 },
  stw: { bytes: 4, type: 'i32' },
  stwu: { bytes: 4, type: 'i32' },
  stfs: { bytes: 4 },
  stfsu: { bytes: 4 },
  stfd: { bytes: 8, type: 'f64' },
  stfdu: { bytes: 8, type: 'f64' },
}

/** The words that each load reads. Single precision has no need: a word stored and a word loaded is what a host hands over. */
const loads: Readonly<Record<string, number>> = { lwz: 1, lwzu: 1, lfd: 2, lfdu: 2 }

/** Distances in which no two accesses from one register can meet by going round the address space. */
const MOST_DISTANT = 1 << 20

const isLoad = ({ row }: Instruction): boolean =>
  row.group === 'load-store' && row.host === undefined && row.operands[0]!.writes
const mayStore = (i: Instruction): boolean =>
  i.row.host !== undefined || i.row.observes || (i.row.mayFault && !isLoad(i))

/**
 * The words known at one point of a block: all of them are from one register's value, since a store by another may be anywhere.
 */
class KnownWords {
  #root = -1
  readonly #words = new Map<number, StoredWord>()

  clear(): void {
    this.#words.clear()
  }

  at(root: number, displacement: number): StoredWord | undefined {
    return root === this.#root ? this.#words.get(displacement) : undefined
  }

  store(root: number, displacement: number, bytes: number, type: Stored['type'] | undefined, index: number): void {
    if (root !== this.#root) this.clear()
    this.#root = root
    for (let k = displacement - WORD + 1; k < displacement + bytes; k++) this.#words.delete(k)
    if (type === undefined) return
    const store = { type, local: -1 }
    if (bytes === WORD) this.#words.set(displacement, { store, index, part: 'all' })
    else {
      this.#words.set(displacement, { store, index, part: 'high' })
      this.#words.set(displacement + WORD, { store, index, part: 'low' })
    }
  }
}

const registers = new BaseRegisters()

/** @param written what each instruction writes, from `at` on */
export function findStoredValues(instructions: readonly Instruction[], written: SlotSet, at: number): StoredValues {
  if (!hasLoadAfterStore(instructions)) return NO_STORED_VALUES
  registers.reset()
  const known = new KnownWords()
  const [wanted, found] = [new Map<number, Stored>(), new Map<number, LoadedWords>()]
  instructions.forEach((i, index) => {
    const root = registers.rootOf(i.rA)
    const displacement = registers.deltaOf(i.rA) + i.SIMM
    const isNear = i.row.isDisplaced && i.rA !== 0 && Math.abs(displacement) < MOST_DISTANT
    if (mayStore(i)) {
      const store = i.row.mnemonic === 'stmw' ? { bytes: WORD * (REGISTERS - i.rS) } : stores[i.row.mnemonic]
      if (isNear && store) known.store(root, displacement, store.bytes, store.type, index)
      else known.clear()
    } else if (isNear) {
      const words = Array.from({ length: loads[i.row.mnemonic] ?? 0 }, (_, k) =>
        known.at(root, displacement + WORD * k),
      )
      if (words.some((word) => word !== undefined)) found.set(index, words)
      for (const word of words) if (word) wanted.set(word.index, word.store)
    }
    registers.execute(i, written[at + index * SLOT_SET_WORDS]!)
  })
  return { stores: wanted, loads: found }
}

function hasLoadAfterStore(instructions: readonly Instruction[]): boolean {
  let isStored = false
  for (const { row } of instructions) {
    if (!row.isDisplaced) continue
    if (isStored && loads[row.mnemonic] !== undefined) return true
    if (!isStored && stores[row.mnemonic] !== undefined) isStored = true
  }
  return false
}

/** Pushes what a load reads and returns true, where some of it is known. */
export function pushStored(e: Emitter, i: Instruction, type: Stored['type']): boolean {
  const words = e.storedWords()
  if (words === undefined) return false
  const [first, second] = words
  if (first !== undefined && first.store === second?.store) e.localGet(first.store.local)
  else if (type === 'f64') pushDouble(e, i, words)
  else pushWord(e, first!)
  return true
}

/** Two words make a double; the one that is not known is loaded. */
function pushDouble(e: Emitter, i: Instruction, words: LoadedWords): void {
  words.forEach((word, k) => {
    if (word) pushWord(e, word)
    // Memory is reversed: the first word is behind the second
    else e.i32Load(e.hostAddress(i, 2 * WORD, 'load') + (k === 0 ? WORD : 0))
    e.i64ExtendI32U()
    if (k === 0) e.i64Const(32n).i64Shl()
  })
  e.i64Or().f64ReinterpretI64()
}

function pushWord(e: Emitter, { store, part }: StoredWord): void {
  e.localGet(store.local)
  if (store.type !== 'f64') return
  e.i64ReinterpretF64()
  if (part === 'high') e.i64Const(32n).i64ShrU()
  e.i32WrapI64()
}
