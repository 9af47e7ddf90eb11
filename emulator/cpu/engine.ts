/** What the WebAssembly engine can do, found by trying. */

import { Code } from './wasm/code.ts'
import { ModuleBuilder } from './wasm/module.ts'

/**
 * Whether relaxed multiply-adds exist and round once. Where they round twice, or are not there (Node 20 wants
 * --experimental-wasm-relaxed-simd), multiply-adds are computed the long way, to the same bits.
 */
export function hasFusedRelaxedMadd(): boolean {
  const module = new ModuleBuilder('probe')
  const f32 = module.declare('f32', module.type(['f32', 'f32'], ['f32']))
  const f64 = module.declare('f64', module.type(['f64', 'f64'], ['f64']))
  // a * a + b
  const single = new Code(2).localGet(0).f32x4Splat().localGet(0).f32x4Splat().localGet(1).f32x4Splat()
  module.define(f32, single.f32x4RelaxedMadd().f32x4ExtractLane(0))
  const double = new Code(2).localGet(0).f64x2Splat().localGet(0).f64x2Splat().localGet(1).f64x2Splat()
  module.define(f64, double.f64x2RelaxedMadd().f64x2ExtractLane(0))
  const { bytes } = module.finish()
  if (!WebAssembly.validate(bytes)) return false
  const probe = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Record<
    'f32' | 'f64',
    (a: number, b: number) => number
  >
  // (1 + e)² - (1 + 2e) is e², which two roundings lose
  const isFused = (fuse: (a: number, b: number) => number, e: number) => fuse(1 + e, -(1 + 2 * e)) === e * e
  return isFused(probe.f32, 2 ** -12) && isFused(probe.f64, 2 ** -27)
}

/** Whether the engine has tail calls; without them a guest's tail calls nest. */
export function hasTailCalls(): boolean {
  const module = new ModuleBuilder('probe')
  const index = module.declare('f', module.type([], ['i32']))
  module.define(index, new Code(0).returnCall(index))
  return WebAssembly.validate(module.finish().bytes)
}
