/** WebAssembly that all translated code may call for floating point; what keeps the FPSCR is in status.ts. */

import { fusedMultiplyAddExactly } from '../float/fused.ts'
import { IMPORTS } from '../translate/imports.ts'
import { Code } from '../wasm/code.ts'
import { ModuleBuilder } from '../wasm/module.ts'
import { fusedMultiplyAdd, fusedMultiplyAddSingle } from './fused.ts'
import { demoteBits, promoteBits } from './patterns.ts'

const IMPORT_MODULE = 'float'
const [i32, i64, f32, f64] = ['i32', 'i64', 'f32', 'f64'] as const

export interface FloatBasics extends Record<'floatExact' | 'floatCompare', CallableFunction> {
  /** A single-precision pattern as the pattern that a register holds; and the reverse. */
  promoteBits(single: number): bigint
  demoteBits(double: bigint): number
  /** a * b + c, rounded once. */
  fusedMultiplyAdd(a: number, b: number, c: number): number
  fusedMultiplyAddSingle(a: number, b: number, c: number): number
}

export function createFloatBasics(): FloatBasics {
  const module = new ModuleBuilder('basics')
  const fused = { parameters: [f64, f64, f64], results: [f64] } as const
  const inHost = module.importFunction(IMPORT_MODULE, 'fusedMultiplyAdd', fused)
  const [toDouble, toSingle] = [module.type([i32], [i64]), module.type([i64], [i32])]
  const [fusedDouble, fusedSingle] = [module.type([f64, f64, f64], [f64]), module.type([f32, f32, f32], [f32])]
  module.define(module.declare('promoteBits', toDouble), promoteBits())
  module.define(module.declare('demoteBits', toSingle), demoteBits())
  module.define(module.declare('fusedMultiplyAdd', fusedDouble), fusedMultiplyAdd(inHost))
  module.define(module.declare('fusedMultiplyAddSingle', fusedSingle), fusedMultiplyAddSingle())
  // Code that does not keep the FPSCR imports these too, and never calls them
  for (const name of ['floatExact', 'floatCompare'] as const) {
    const { parameters, results } = IMPORTS[name]
    module.define(module.declare(name, module.type(parameters, results)), new Code(parameters.length).unreachable())
  }
  const imports = { [IMPORT_MODULE]: { fusedMultiplyAdd: fusedMultiplyAddExactly } }
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), imports)
  return instance.exports as unknown as FloatBasics
}
