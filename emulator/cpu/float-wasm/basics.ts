/** WebAssembly that all translated code may call for floating point; what keeps the FPSCR is in status.ts. */

import { executeFloat, floatOps } from '../float/exact.ts'
import { fusedMultiplyAddExactly } from '../float/fused.ts'
import { IMPORTS } from '../translate/imports.ts'
import { Code } from '../wasm/code.ts'
import { ModuleBuilder } from '../wasm/module.ts'
import { pushIsOrdinary, reciprocal, reciprocalSquareRoot, writeEstimates } from './estimates.ts'
import { fusedMultiplyAdd, fusedMultiplyAddSingle } from './fused.ts'
import { demoteBits, promoteBits } from './patterns.ts'

const WASM_PAGE = 65536
const IMPORT_MODULE = 'float'
const [i32, i64, f32, f64] = ['i32', 'i64', 'f32', 'f64'] as const

export interface FloatBasics extends Record<'floatExact' | 'floatCompare', CallableFunction> {
  /** A single-precision pattern as the pattern that a register holds; and the reverse. */
  promoteBits(single: number): bigint
  demoteBits(double: bigint): number
  /** a * b + c, rounded once. */
  fusedMultiplyAdd(a: number, b: number, c: number): number
  fusedMultiplyAddSingle(a: number, b: number, c: number): number
  /** (operation, a, b, c): a result's pattern, the FPSCR left alone. */
  floatValue(operation: number, a: bigint, b: bigint, c: bigint): bigint
  /** Of ordinary operands. */
  fres(b: bigint): bigint
  frsqrte(b: bigint): bigint
}

/** WebAssembly's i64 arrives signed. */
const valueInBigInts = (operation: number, ...operands: readonly [bigint, bigint, bigint]): bigint => {
  const [a, b, c] = operands.map((bits) => BigInt.asUintN(64, bits)) as [bigint, bigint, bigint]
  return executeFloat(floatOps[operation]!, a, b, c, 0).bits
}

/** (operation, a, b, c) to a result's pattern, the FPSCR left alone. */
function floatValue(estimates: Readonly<Record<'fres' | 'frsqrte', number>>, inHost: number): Code {
  const code = new Code(4)
  for (const op of ['fres', 'frsqrte'] as const) {
    code.localGet(0).i32Const(floatOps.indexOf(op)).i32Eq()
    pushIsOrdinary(code, op, 2)
    code.i32And().if().localGet(2).call(estimates[op]).return().end()
  }
  return code.localGet(0).localGet(1).localGet(2).localGet(3).call(inHost)
}

export function createFloatBasics(memory: WebAssembly.Memory): FloatBasics {
  writeEstimates(new DataView(memory.buffer))
  const module = new ModuleBuilder('basics')
  module.importMemory(IMPORT_MODULE, 'memory', memory.buffer.byteLength / WASM_PAGE)
  const fused = { parameters: [f64, f64, f64], results: [f64] } as const
  const inHost = module.importFunction(IMPORT_MODULE, 'fusedMultiplyAdd', fused)
  const valueInHost = module.importFunction(IMPORT_MODULE, 'floatValue', IMPORTS.floatValue)
  const [toDouble, toSingle] = [module.type([i32], [i64]), module.type([i64], [i32])]
  const [fusedDouble, fusedSingle] = [module.type([f64, f64, f64], [f64]), module.type([f32, f32, f32], [f32])]
  module.define(module.declare('promoteBits', toDouble), promoteBits())
  module.define(module.declare('demoteBits', toSingle), demoteBits())
  module.define(module.declare('fusedMultiplyAdd', fusedDouble), fusedMultiplyAdd(inHost))
  module.define(module.declare('fusedMultiplyAddSingle', fusedSingle), fusedMultiplyAddSingle())
  const estimateType = module.type([i64], [i64])
  const estimates = { fres: module.declare('fres', estimateType), frsqrte: module.declare('frsqrte', estimateType) }
  module.define(estimates.fres, reciprocal())
  module.define(estimates.frsqrte, reciprocalSquareRoot())
  const value = module.type(IMPORTS.floatValue.parameters, IMPORTS.floatValue.results)
  module.define(module.declare('floatValue', value), floatValue(estimates, valueInHost))
  // Code that does not keep the FPSCR imports these too, and never calls them
  for (const name of ['floatExact', 'floatCompare'] as const) {
    const { parameters, results } = IMPORTS[name]
    module.define(module.declare(name, module.type(parameters, results)), new Code(parameters.length).unreachable())
  }
  const imports = { [IMPORT_MODULE]: { memory, fusedMultiplyAdd: fusedMultiplyAddExactly, floatValue: valueInBigInts } }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), imports)
  return instance.exports as unknown as FloatBasics
}
