/** The WebAssembly of loops that take four elements at once: see vector-loops.ts. */

import { pushNative } from '../instructions/floating-point-native.ts'
import type { Emitter } from './emitter.ts'
import { type Element, type Value, VECTOR_BYTES, type VectorLoop } from './vector-loops.ts'

/** Goes round while more than a vector's rounds are left of those that a local counts; at least one is left then. */
export function emitVectorLoop(e: Emitter, loop: VectorLoop, rounds: number): void {
  const pushGoesOn = () => e.localGet(rounds).i32Const(loop.rounds).i32GtU()
  e.block()
  pushGoesOn().i32Eqz().brIf(0)
  for (const other of loop.others) {
    pushDistance(e, loop.target, other)
    // Of 1 to a vector's length without one
    e.i32Const(1)
      .i32Sub()
      .i32Const(VECTOR_BYTES - 1)
      .i32LtU()
      .brIf(0)
  }
  const constants = new Map<number, number>()
  spreadConstants(e, loop.value, constants)
  e.loop()
  const result = compute(e, loop.value, constants)
  const end = hostAddress(e, loop.target)
  e.localGet(result).localGet(result).f32x4Ne().v128AnyTrue().unlikely().brIf(1)
  e.mark(loop.target.pc)
  e.localGet(end.local).localGet(result).v128Store(end.offset)
  for (const { local } of e.pointers.values()) e.localGet(local).i32Const(VECTOR_BYTES).i32Sub().localSet(local)
  e.localGet(rounds).i32Const(loop.rounds).i32Sub().localSet(rounds)
  pushGoesOn().brIf(0)
  e.end().end()
}

/** Where a vector lies whose first lane is the element; in reversed memory that is its last. */
function hostAddress(e: Emitter, { register, displacement }: Element): { local: number; offset: number } {
  const { local, reach } = e.pointers.get(register)!
  return { local, offset: reach - displacement - VECTOR_BYTES }
}

/** Pushes how many bytes the first element lies beyond the second. */
function pushDistance(e: Emitter, first: Element, second: Element): void {
  const [a, b] = [hostAddress(e, first), hostAddress(e, second)]
  e.localGet(b.local).localGet(a.local).i32Sub()
  e.i32Const(b.offset - a.offset).i32Add()
}

/** Registers that the loop does not write go into all lanes. */
function spreadConstants(e: Emitter, value: Value, locals: Map<number, number>): void {
  if (value.kind === 'operation') for (const operand of value.operands) spreadConstants(e, operand, locals)
  if (value.kind !== 'constant' || locals.has(value.register)) return
  const local = e.local('v128')
  locals.set(value.register, local)
  e.single(value.register).f32x4Splat().localSet(local)
}

/** Returns a local with the value of four elements. */
function compute(e: Emitter, value: Value, constants: ReadonlyMap<number, number>): number {
  if (value.kind === 'constant') return constants.get(value.register)!
  const local = e.local('v128')
  if (value.kind === 'load') {
    e.mark(value.element.pc)
    const from = hostAddress(e, value.element)
    e.localGet(from.local).v128Load(from.offset)
  } else {
    const operands = value.operands.map((operand) => compute(e, operand, constants))
    pushNative(e, value.form, operands, e.nativeOptions())
  }
  e.localSet(local)
  return local
}
