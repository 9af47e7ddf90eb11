/** The caches as a model, one line at a time: WebAssembly made for a hierarchy. */

import type { FunctionType, ModuleBuilder } from '../../wasm/module.ts'
import { Level1Code } from './level1.ts'
import { Level2Code } from './level2.ts'
import type { ModelPlan } from './model-code.ts'

const i32 = 'i32' as const
const i64 = 'i64' as const

/** The model's functions; they are WebAssembly's, and take and return numbers of 32 bits. Fuel is in fractions of a cycle. */
export interface ModelFunctions {
  /** (line, LINE_OPERATION, pc, fuel) to the fuel that is left. */
  data(line: number, operation: number, pc: number, fuel: number): number
  /** A fetch: the fuel that is left. */
  instruction(line: number, fuel: number): number
  /** (line, CLEAN, fuel). */
  clean(line: number, keep: number, fuel: number): void
  forgetInstruction(line: number): void
  /** Waits until all is done: the fuel that is left. */
  drain(fuel: number): number
}
export type ModelIndices = Readonly<Record<keyof ModelFunctions, number>>

const TYPES = {
  data: { parameters: [i32, i32, i32, i32], results: [i32] },
  instruction: { parameters: [i32, i32], results: [i32] },
  clean: { parameters: [i32, i32, i32], results: [] },
  forgetInstruction: { parameters: [i32], results: [] },
  drain: { parameters: [i32], results: [i32] },
} satisfies Record<keyof ModelFunctions, FunctionType>
export const MODEL_FUNCTIONS = Object.keys(TYPES) as (keyof ModelFunctions)[]

const LEVEL2_TYPES = {
  read: { parameters: [i32, i64], results: [i64] },
  write: { parameters: [i32, i64], results: [] },
  clean: { parameters: [i32, i64, i32], results: [] },
} satisfies Record<string, FunctionType>

/** Adds the model's functions to a module; `missed` is a function that is told of misses. */
export function defineModel(module: ModuleBuilder, plan: ModelPlan, missed: number | undefined): ModelIndices {
  const declare = (name: string, { parameters, results }: FunctionType): number =>
    module.declare(name, module.type(parameters, results))
  const level2Indices = {
    read: declare('level2Read', LEVEL2_TYPES.read),
    write: declare('level2Write', LEVEL2_TYPES.write),
    clean: declare('level2Clean', LEVEL2_TYPES.clean),
  }
  const level2 = new Level2Code(plan)
  for (const name of Object.keys(LEVEL2_TYPES) as (keyof typeof LEVEL2_TYPES)[]) {
    module.define(level2Indices[name], level2[name]())
  }
  const level1 = new Level1Code(plan, level2Indices, { missed })
  const indices = MODEL_FUNCTIONS.map((name) => {
    const index = declare(`model.${name}`, TYPES[name])
    module.define(index, level1[name]())
    return [name, index]
  })
  return Object.fromEntries(indices) as ModelIndices
}
