/** fctiw and fctiwz with all of their FPSCR bits; FPRF stays as it was. */

import type { FloatOp } from '../float/exact.ts'
import * as FPSCR from '../float/fpscr.ts'
import { pushIntegerBits } from '../instructions/floating-point-semantics.ts'
import { STATE } from '../state-layout.ts'
import { Code } from '../wasm/code.ts'
import { endInHost, type OperationOptions, PARAMETER_COUNT, PARAMETERS, raiseInexact } from './operation.ts'

const SMALLEST_NORMAL = 2 ** -1022

export function conversion(op: FloatOp & ('fctiw' | 'fctiwz'), options: OperationOptions): Code {
  const code = new Code(PARAMETER_COUNT)
  const [source, rounded] = [code.local('f64'), code.local('f64')]
  const [integer, fpscr, mode] = [code.local('i32'), code.local('i32'), code.local('i32')]
  code.block()
  const label = code.depth
  const hostIf = () => code.brIf(code.depth - label)

  // FR and FI replace those of a pending operation, but its class is to come first
  code.i32Const(0).i32Load(STATE.pending)
  hostIf()
  code.i32Const(0).i32Load(STATE.fpscr).localTee(fpscr).i32Const(FPSCR.RN).i32And().localSet(mode)
  code.localGet(PARAMETERS.frB).f64ReinterpretI64().localSet(source)
  if (op === 'fctiwz') code.i32Const(FPSCR.RoundingMode.towardZero).localSet(mode)
  // Denormals are zeros in non-IEEE mode
  code.localGet(source).f64Abs().f64Const(SMALLEST_NORMAL).f64Lt().localGet(source).f64Const(0).f64Ne().i32And()
  hostIf()
  const { nearest, towardZero, up } = FPSCR.RoundingMode
  const otherwise = () => code.else()
  code.localGet(mode).i32Const(nearest).i32Eq().if('f64').localGet(source).f64Nearest()
  otherwise().localGet(mode).i32Const(towardZero).i32Eq().if('f64').localGet(source).f64Trunc()
  otherwise().localGet(mode).i32Const(up).i32Eq().if('f64').localGet(source).f64Ceil()
  otherwise().localGet(source).f64Floor().end().end().end()
  code.localTee(rounded).f64Const(-0x80000000).f64Ge().localGet(rounded).f64Const(0x7fffffff).f64Le().i32And().i32Eqz()
  hostIf()

  code.localGet(rounded).localGet(source).f64Ne().if()
  raiseInexact(code, fpscr, hostIf)
  code.end()
  code
    .i32Const(0)
    .localGet(fpscr)
    .i32Const(~(FPSCR.FR | FPSCR.FI))
    .i32And()
  code.localGet(rounded).localGet(source).f64Ne().i32Const(Math.log2(FPSCR.FI)).i32Shl().i32Or()
  code.localGet(rounded).f64Abs().localGet(source).f64Abs().f64Gt().i32Const(Math.log2(FPSCR.FR)).i32Shl().i32Or()
  code.i32Store(STATE.fpscr)
  code.localGet(rounded).i32TruncSatF64S().localSet(integer)
  pushIntegerBits(code, integer, source)
  code.return()
  return endInHost(code, op, options)
}
