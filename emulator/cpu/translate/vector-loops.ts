/**
 * Loops that do the same single-precision arithmetic to one element after another: `y[i] += a * x[i]`. Four elements are then one vector.
 *
 * Each element is rounded by itself, so a vector's lanes are what the loop's rounds would give, one by one, as long as no load reads what a round
 * shortly before it stored: that is asked when the loop is entered. A compiler may have unrolled the loop by two or four. The last rounds are left to
 * the loop itself, and with them what registers hold at its end; so are those from a NaN on, before anything of their vector is stored.
 */

import { type ArithmeticForm, type ArithmeticOp, arithmeticForms, operandFields } from '../float/forms.ts'
import type { Instruction } from '../instructions/instruction.ts'
import { STATE_BYTES } from '../state.ts'
import { REGISTERS } from './base-registers.ts'

const LANES = 4
const ELEMENT_BYTES = 4
export const VECTOR_BYTES = LANES * ELEMENT_BYTES

/** Of an element: its pointer and how far it is from where that is at the start of a round. */
export interface Element {
  readonly register: number
  readonly displacement: number
  readonly pc: number
  /** The instruction's place in the loop. */
  readonly index: number
}

export type Value =
  | { readonly kind: 'load'; readonly element: Element }
  | { readonly kind: 'constant'; readonly register: number }
  | Operation

export interface Operation {
  readonly kind: 'operation'
  readonly form: ArithmeticForm
  readonly operands: readonly Value[]
}

export interface VectorLoop {
  /** What the first lane stores, and where. */
  readonly value: Operation
  readonly target: Element
  /** The first lane's loads by pointers other than that of the stores: these may be too near for it. */
  readonly others: readonly Element[]
  /** The rounds of the loop that are done in one. */
  readonly rounds: number
  /** How far accesses may reach from each pointer as it is at the start of a round. */
  readonly reaches: ReadonlyMap<number, number>
}

const OPERATIONS = new Map(
  Object.entries(arithmeticForms).flatMap(([op, form]) =>
    form.precision === 'single' ? [[`${op}x`, arithmeticForms[op as ArithmeticOp] as ArithmeticForm]] : [],
  ),
)
const LOADS = new Set(['lfs', 'lfsu'])
const STORES = new Set(['stfs', 'stfsu'])

interface Store {
  readonly element: Element
  readonly value: Value
}

/** What one round of the loop does, if it does nothing but load, compute and store singles by pointers. */
class Round {
  readonly loads: Element[] = []
  readonly stores: Store[] = []
  readonly moved = new Int32Array(REGISTERS)
  readonly #values = new Map<number, Value>()
  readonly #written: ReadonlySet<number>
  readonly #singles: number

  constructor(instructions: readonly Instruction[], singles: number) {
    this.#singles = singles
    this.#written = new Set(instructions.flatMap((i) => (i.row.operands[0]?.field === 'frD' ? [i.frD] : [])))
  }

  /** Whether the instruction is one of those. */
  execute(i: Instruction, index: number, pointers: ReadonlyMap<number, number>): boolean {
    const { mnemonic } = i.row
    if (mnemonic === 'addi') {
      this.moved[i.rD]! += i.SIMM
      return i.rD === i.rA && pointers.has(i.rD)
    }
    const form = OPERATIONS.get(mnemonic)
    if (form !== undefined) {
      const operands = operandFields[form.kind].map((field) => this.#read(i[field]))
      if (i.rc || !operands.every((operand) => operand !== undefined)) return false
      this.#values.set(i.frD, { kind: 'operation', form, operands })
      return true
    }
    if (!(LOADS.has(mnemonic) || STORES.has(mnemonic)) || !pointers.has(i.rA)) return false
    const element = { register: i.rA, displacement: this.moved[i.rA]! + i.SIMM, pc: i.pc, index }
    if (i.row.updatesBase) this.moved[i.rA]! += i.SIMM
    if (LOADS.has(mnemonic)) {
      this.loads.push(element)
      this.#values.set(i.frD, { kind: 'load', element })
      return true
    }
    const value = this.#read(i.frS)
    if (value !== undefined) this.stores.push({ element, value })
    return value !== undefined
  }

  /** Undefined for what an earlier round left, and for doubles. */
  #read(register: number): Value | undefined {
    const value = this.#values.get(register)
    if (value !== undefined || this.#written.has(register)) return value
    return (this.#singles >>> register) & 1 ? { kind: 'constant', register } : undefined
  }
}

/** Whether a value is another lane's: the same of the elements so many places farther on. */
function isLane(value: Value, first: Value, lane: number): boolean {
  if (value.kind === 'load' && first.kind === 'load') return isElement(value.element, first.element, lane)
  if (value.kind === 'constant' && first.kind === 'constant') return value.register === first.register
  if (value.kind !== 'operation' || first.kind !== 'operation' || value.form !== first.form) return false
  return value.operands.every((operand, k) => isLane(operand, first.operands[k]!, lane))
}

const isElement = (element: Element, first: Element, lane: number): boolean =>
  element.register === first.register && element.displacement === first.displacement + lane * ELEMENT_BYTES

function loadsOf(value: Value): Element[] {
  if (value.kind === 'load') return [value.element]
  return value.kind === 'operation' ? value.operands.flatMap(loadsOf) : []
}

/** Whether a multiply-add is in it, which vectors can do only where the engine's relaxed one is fused. */
export const isFused = (value: Value): boolean =>
  value.kind === 'operation' && (value.form.kind === 'fused' || value.operands.some(isFused))

/** @param pointers the loop's pointers; @param singles the registers held in single precision at its start */
export function vectorLoopOf(
  instructions: readonly Instruction[],
  pointers: ReadonlyMap<number, number>,
  singles: number,
): VectorLoop | undefined {
  const round = new Round(instructions, singles)
  if (!instructions.every((i, index) => round.execute(i, index, pointers))) return undefined
  const stores = round.stores.sort((a, b) => a.element.displacement - b.element.displacement)
  const [first] = stores
  if (first === undefined || LANES % stores.length !== 0 || first.value.kind !== 'operation') return undefined
  const isRegular = stores.every(
    ({ element, value }, lane) => isElement(element, first.element, lane) && isLane(value, first.value, lane),
  )
  if (!isRegular || !loadsComeFirst(stores)) return undefined
  const loads = loadsOf(first.value)
  const known = new Set(stores.flatMap(({ value }) => loadsOf(value)))
  const elements = [first.element, ...loads]
  const stride = stores.length * ELEMENT_BYTES
  const isWhole = round.loads.every((element) => known.has(element))
  if (!isWhole || elements.some(({ register }) => round.moved[register] !== stride)) return undefined
  const reaches = reachesOf(elements, pointers)
  const others = loads.filter(({ register }) => register !== first.element.register)
  const own = loads.filter(({ register }) => register === first.element.register)
  if (reaches === undefined || own.some((load) => isTooNear(first.element.displacement - load.displacement)))
    return undefined
  return { value: first.value, target: first.element, others, rounds: LANES / stores.length, reaches }
}

/** Whether something stored so many bytes before where another lane loads would have been loaded. */
const isTooNear = (distance: number): boolean => distance > 0 && distance < VECTOR_BYTES

/** Within a round, a lane loads before it and those behind it store. */
const loadsComeFirst = (stores: readonly Store[]): boolean =>
  stores.every(({ element }, lane) =>
    stores.slice(0, lane + 1).every(({ value }) => loadsOf(value).every(({ index }) => index < element.index)),
  )

/** As for `pointersOf`: an access near the end of RAM must not trap for the sake of another. */
function reachesOf(
  elements: readonly Element[],
  pointers: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> | undefined {
  const reaches = new Map(pointers)
  for (const { register, displacement } of elements) {
    reaches.set(register, Math.max(reaches.get(register)!, displacement + VECTOR_BYTES))
  }
  const isFar = elements.some(({ register, displacement }) => reaches.get(register)! - displacement > STATE_BYTES)
  return isFar ? undefined : reaches
}
