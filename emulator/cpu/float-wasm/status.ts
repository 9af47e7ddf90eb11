/** The WebAssembly that translated code calls where it keeps the FPSCR: the second step, between its own arithmetic and cpu/float. */

import { executeFloat, type FloatOp, floatOps } from '../float/exact.ts'
import { arithmeticForms } from '../float/forms.ts'
import * as FPSCR from '../float/fpscr.ts'
import { FloatException } from '../float-exception.ts'
import { PENDING } from '../float-status.ts'
import { NOTED_OPERANDS, noteComparison } from '../instructions/floating-point-flags.ts'
import type { CpuState } from '../state.ts'
import { STATE } from '../state-layout.ts'
import { Code } from '../wasm/code.ts'
import { ModuleBuilder } from '../wasm/module.ts'
import type { FloatBasics } from './basics.ts'
import { conversion } from './conversion.ts'
import { endInHost, OperationCode, type OperationOptions, PARAMETER_COUNT } from './operation.ts'

const IMPORT_MODULE = 'float'
const WASM_PAGE = 65536
const SMALLEST_NORMAL = 2 ** -1022
const [i32, i64, f32, f64] = ['i32', 'i64', 'f32', 'f64'] as const
const OPERATION = { parameters: [i64, i64, i64, i64], results: [i64] } as const
const NUMBERED = { parameters: [i32, i64, i64, i64, i64], results: [i64] } as const
const COMPARISON = { parameters: [i32, i64, i64], results: [i32] } as const

export interface StatusModule {
  /** (operation, a, b, c, old frD): the new frD, with the FPSCR updated. */
  floatExact(operation: number, a: bigint, b: bigint, c: bigint, old: bigint): bigint
  /** (operation, a, b): a comparison's four bits, with the FPSCR updated. */
  floatCompare(operation: number, a: bigint, b: bigint): number
  /** Brings the FPSCR up to date. */
  resolve(): void
}

/** WebAssembly's i64 arrives signed. */
function execute(operation: number, a: bigint, b: bigint, c: bigint, fpscr: number) {
  const unsigned = (bits: bigint) => BigInt.asUintN(64, bits)
  return executeFloat(floatOps[operation]!, unsigned(a), unsigned(b), unsigned(c), fpscr)
}

/** cpu/float on the state. */
function hostImports({ float }: CpuState) {
  return {
    exact: (operation: number, a: bigint, b: bigint, c: bigint, old: bigint): bigint => {
      const { bits, fpscr, writeResult } = execute(operation, a, b, c, float.value)
      float.value = fpscr
      if (float.isTaken) throw new FloatException({ bits: writeResult ? bits : undefined })
      return writeResult ? bits : old
    },
    compare: (operation: number, a: bigint, b: bigint): number => {
      const { cr, fpscr } = execute(operation, a, b, 0n, float.value)
      float.value = fpscr
      if (float.isTaken) throw new FloatException({ cr })
      return cr ?? 0
    },
  }
}

export function createStatusModule(
  memory: WebAssembly.Memory,
  state: CpuState,
  basics: FloatBasics,
  relaxedMadd: boolean,
): StatusModule {
  const module = new ModuleBuilder('status')
  const pages = memory.buffer.byteLength / WASM_PAGE
  module.importMemory(IMPORT_MODULE, 'memory', pages)
  const exact = module.importFunction(IMPORT_MODULE, 'exact', NUMBERED)
  const compare = module.importFunction(IMPORT_MODULE, 'compare', COMPARISON)
  const promote = module.importFunction(IMPORT_MODULE, 'promoteBits', { parameters: [i32], results: [i64] })
  const fused = { parameters: [f64, f64, f64], results: [f64] } as const
  const fusedMultiplyAdd = module.importFunction(IMPORT_MODULE, 'fusedMultiplyAdd', fused)
  const fusedSingle = { parameters: [f32, f32, f32], results: [f32] } as const
  const fusedMultiplyAddSingle = module.importFunction(IMPORT_MODULE, 'fusedMultiplyAddSingle', fusedSingle)
  const estimate = { parameters: [i64], results: [i64] } as const
  const estimates = {
    fres: module.importFunction(IMPORT_MODULE, 'fres', estimate),
    frsqrte: module.importFunction(IMPORT_MODULE, 'frsqrte', estimate),
  }
  const operationType = module.type(OPERATION.parameters, OPERATION.results)
  const operations = floatOps.map((op) => {
    const code = operation(op, { relaxedMadd, fusedMultiplyAdd, fusedMultiplyAddSingle, estimates, inHost: exact })
    const index = module.declare(op, operationType)
    module.define(index, code)
    return index
  })
  const define = (
    name: string,
    code: Code,
    parameters: readonly ('i32' | 'i64')[],
    results: readonly ('i32' | 'i64')[],
  ) => {
    const index = module.declare(name, module.type(parameters, results))
    module.define(index, code)
    return index
  }
  const numbered = define('floatExact', dispatch(operations), NUMBERED.parameters, NUMBERED.results)
  define('floatCompare', comparison(compare), COMPARISON.parameters, COMPARISON.results)
  define('resolve', resolution(numbered, promote), [], [])
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.finish().bytes), {
    [IMPORT_MODULE]: { ...basics, ...hostImports(state), memory },
  })
  return instance.exports as unknown as StatusModule
}

function operation(op: FloatOp, options: OperationOptions): Code {
  if (op in arithmeticForms) {
    const form = arithmeticForms[op as keyof typeof arithmeticForms]
    return new OperationCode(op, form.precision === 'single', options).arithmetic(form)
  }
  if (op === 'frsp') return new OperationCode(op, true, options).roundToSingle()
  if (op === 'fres' || op === 'frsqrte') return new OperationCode(op, false, options).estimate(op)
  if (op === 'fctiw' || op === 'fctiwz') return conversion(op, options)
  return endInHost(new Code(PARAMETER_COUNT).block(), op, options)
}

/** Calls the operation that the first parameter numbers. */
function dispatch(operations: readonly number[]): Code {
  const code = new Code(PARAMETER_COUNT + 1)
  for (let k = 0; k <= operations.length; k++) code.block()
  code.localGet(0).brTable(
    operations.map((_, k) => k),
    operations.length,
  )
  for (const index of operations) {
    code.end()
    for (let k = 1; k <= PARAMETER_COUNT; k++) code.localGet(k)
    code.call(index).return()
  }
  return code.end().unreachable()
}

function isNormalOrZero(code: Code, operand: number): void {
  code.localGet(operand).f64Abs().f64Const(SMALLEST_NORMAL).f64Ge().localGet(operand).f64Const(0).f64Eq().i32Or()
}

/** Ordered operands, none of which non-IEEE mode may flush, need no more than a note. */
function comparison(inHost: number): Code {
  const code = new Code(3)
  const [a, b, bits] = [code.local('f64'), code.local('f64'), code.local('i32')]
  code.localGet(1).f64ReinterpretI64().localSet(a).localGet(2).f64ReinterpretI64().localSet(b)
  code.localGet(a).localGet(b).f64Lt().i32Const(3).i32Shl()
  code.localGet(a).localGet(b).f64Gt().i32Const(2).i32Shl().i32Or()
  code.localGet(a).localGet(b).f64Eq().i32Const(1).i32Shl().i32Or().localTee(bits)
  code.i32Const(0).i32Ne()
  code.i32Const(0).i32Load(STATE.fpscr).i32Const(FPSCR.NI).i32And().i32Eqz()
  for (const operand of [a, b]) isNormalOrZero(code, operand)
  code.i32And().i32Or().i32And().if()
  noteComparison(code, [() => code.localGet(a), () => code.localGet(b)])
  code.localGet(bits).return().end()
  return code.localGet(0).localGet(1).localGet(2).call(inHost)
}

/** Does again what is noted: the last operation, then a conversion and a comparison that came after it. */
function resolution(numbered: number, promote: number): Code {
  const code = new Code(0)
  const [pending, operation] = [code.local('i32'), code.local('i32')]
  const part = (place: number) =>
    code
      .localGet(pending)
      .i32Const(8 * place)
      .i32ShrU()
      .i32Const(0xff)
      .i32And()
  code.i32Const(0).i32Load(STATE.pending).localSet(pending)
  code.i32Const(0).i32Const(0).i32Store(STATE.pending)

  part(PENDING.operation).localTee(operation).if()
  code
    .localGet(operation)
    .i32Const(PENDING.singles - 1)
    .i32And()
    .i32Const(1)
    .i32Sub()
  for (const place of Object.values(NOTED_OPERANDS)) {
    code.localGet(operation).i32Const(PENDING.singles).i32And().if('i64')
    code.i32Const(0).i32Load(place).call(promote)
    code.else().i32Const(0).i64Load(place).end()
  }
  code.i64Const(0n).call(numbered).drop().end()

  part(PENDING.conversion).localTee(operation).if()
  code.localGet(operation).i32Const(1).i32Sub().i64Const(0n).i32Const(0).i64Load(STATE.pendingConverted)
  code.i64Const(0n).i64Const(0n).call(numbered).drop().end()

  part(PENDING.comparison).if()
  const [a, b] = [0, 8].map((offset) => () => code.i32Const(0).f64Load(STATE.pendingCompared + offset))
  code.i32Const(0).i32Const(0).i32Load(STATE.fpscr).i32Const(~FPSCR.FPCC).i32And()
  ;(['f64Lt', 'f64Gt', 'f64Eq'] as const).forEach((relation, bit) => {
    a!()
    b!()
    code[relation]()
      .i32Const(FPSCR.FPRF_SHIFT + 3 - bit)
      .i32Shl()
      .i32Or()
  })
  return code.i32Store(STATE.fpscr).end()
}
