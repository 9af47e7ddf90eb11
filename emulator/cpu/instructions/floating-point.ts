/**
 * Floating-point instructions (MPCFPE32B, section 4.2.2).
 * Columns: mnemonic, encoding, operands, implied registers, timing, semantics.
 *
 * While nobody looks at the FPSCR, WebAssembly's own arithmetic gives the result and only what it cannot give exactly (a NaN's choice, an operand
 * that is not single precision) goes to cpu/float. When somebody may look, everything goes there.
 */

import * as FPSCR from '../float/fpscr.ts'
import type { HostContext } from '../host.ts'
import {
  absolute,
  arithmetic,
  compareFloats,
  convertToInteger,
  type Emit,
  estimate,
  move,
  roundToSingle,
  selectFloat,
} from './floating-point-semantics.ts'
import type { Instruction } from './instruction.ts'
import { aForm, type Encoding, extended, type InstructionRow, row, type Semantics } from './row.ts'

const float = (
  mnemonic: string,
  encoding: Encoding,
  operands: string,
  implied: string,
  timing: string,
  semantics: Emit | Semantics,
): InstructionRow => row('floating-point', mnemonic, encoding, operands, implied, timing, semantics)

/** Exception bits of the FPSCR that software can set, which also set FX. */
const EXCEPTIONS = FPSCR.OX | FPSCR.UX | FPSCR.ZX | FPSCR.XX | FPSCR.INVALID
/** Recomputed from the others, never written. */
const SUMMARIES = FPSCR.FEX | FPSCR.VX

type Host = (context: HostContext, i: Instruction) => void

function recordInHost({ state }: HostContext, i: Instruction): void {
  if (i.rc) state.cr = ((state.cr & ~0x0f000000) | ((state.fpscr >>> 28) << 24)) >>> 0
}

const changeFpscr =
  (change: (fpscr: number, i: Instruction, context: HostContext) => number): Host =>
  (context, i) => {
    context.state.fpscr = FPSCR.summarize(change(context.state.fpscr, i, context))
    recordInHost(context, i)
  }

/** The upper word of frD is undefined: 0xFFF80000 on the 750. */
const moveFromFpscr: Host = (context, i) => {
  context.state.setFprBits(i.frD, (0xfff80000n << 32n) | BigInt(context.state.fpscr))
  recordInHost(context, i)
}

const moveFieldToCr: Host = ({ state }, i) => {
  const shift = 28 - 4 * i.crfS
  const field = (state.fpscr >>> shift) & 15
  const crShift = 28 - 4 * i.crfD
  state.cr = ((state.cr & ~(15 << crShift)) | (field << crShift)) >>> 0
  state.fpscr = FPSCR.summarize(state.fpscr & ~((15 << shift) & (EXCEPTIONS | FPSCR.FX)))
}

const clearBit = (fpscr: number, i: Instruction): number => fpscr & ~((1 << (31 - i.crbD)) & ~SUMMARIES)

const setBit = (fpscr: number, i: Instruction): number => {
  const bit = (1 << (31 - i.crbD)) & ~SUMMARIES
  return fpscr | bit | (bit & EXCEPTIONS & ~fpscr ? FPSCR.FX : 0)
}

const putFields = (fpscr: number, value: number, mask: number): number =>
  (fpscr & ~(mask & ~SUMMARIES)) | (value & mask & ~SUMMARIES)

const moveToFields = (fpscr: number, i: Instruction, { state }: HostContext): number => {
  let mask = 0
  for (let field = 0; field < 8; field++) if ((i.FM >>> (7 - field)) & 1) mask |= 15 << (28 - 4 * field)
  return putFields(fpscr, Number(state.fprBits(i.frB) & 0xffffffffn), mask)
}

const moveToFieldImmediate = (fpscr: number, i: Instruction): number => {
  const shift = 28 - 4 * i.crfD
  return putFields(fpscr, i.IMM << shift, 15 << shift)
}

export const floatingPointInstructions: readonly InstructionRow[] = [
  // Elementary arithmetic
  float('faddx', aForm(63, 21), '=frD frA frB', '', 'FPU 3:1', arithmetic('fadd')),
  float('faddsx', aForm(59, 21), '=frD:single frA frB', '', 'FPU 3:1', arithmetic('fadds')),
  float('fdivx', aForm(63, 18), '=frD frA frB', '', 'FPU 31', arithmetic('fdiv')),
  float('fdivsx', aForm(59, 18), '=frD:single frA frB', '', 'FPU 17', arithmetic('fdivs')),
  float('fmulx', aForm(63, 25), '=frD frA frC', '', 'FPU 4:2', arithmetic('fmul')),
  float('fmulsx', aForm(59, 25), '=frD:single frA frC', '', 'FPU 3:1', arithmetic('fmuls')),
  float('fsubx', aForm(63, 20), '=frD frA frB', '', 'FPU 3:1', arithmetic('fsub')),
  float('fsubsx', aForm(59, 20), '=frD:single frA frB', '', 'FPU 3:1', arithmetic('fsubs')),
  float('fresx', aForm(59, 24), '=frD:single frB', '', 'FPU 10', estimate('fres')),
  float('frsqrtex', aForm(63, 26), '=frD frB', '', 'FPU 3:1', estimate('frsqrte')),
  float('fselx', aForm(63, 23), '=frD:frC,frB frA frC frB', '', 'FPU 3:1', selectFloat),

  // Multiply-add
  float('fmaddx', aForm(63, 29), '=frD frA frC frB', '', 'FPU 4:2', arithmetic('fmadd')),
  float('fmaddsx', aForm(59, 29), '=frD:single frA frC frB', '', 'FPU 3:1', arithmetic('fmadds')),
  float('fmsubx', aForm(63, 28), '=frD frA frC frB', '', 'FPU 4:2', arithmetic('fmsub')),
  float('fmsubsx', aForm(59, 28), '=frD:single frA frC frB', '', 'FPU 3:1', arithmetic('fmsubs')),
  float('fnmaddx', aForm(63, 31), '=frD frA frC frB', '', 'FPU 4:2', arithmetic('fnmadd')),
  float('fnmaddsx', aForm(59, 31), '=frD:single frA frC frB', '', 'FPU 3:1', arithmetic('fnmadds')),
  float('fnmsubx', aForm(63, 30), '=frD frA frC frB', '', 'FPU 4:2', arithmetic('fnmsub')),
  float('fnmsubsx', aForm(59, 30), '=frD:single frA frC frB', '', 'FPU 3:1', arithmetic('fnmsubs')),

  // Rounding and conversion
  float('fctiwx', extended(63, 14, 'Rc'), '=frD frB', '', 'FPU 3:1', convertToInteger('fctiw')),
  float('fctiwzx', extended(63, 15, 'Rc'), '=frD frB', '', 'FPU 3:1', convertToInteger('fctiwz')),
  float('frspx', extended(63, 12, 'Rc'), '=frD:single frB', '', 'FPU 3:1', roundToSingle),

  // Compare
  float('fcmpo', extended(63, 32), '=crfD frA frB', '', 'FPU 3:1', compareFloats('fcmpo')),
  float('fcmpu', extended(63, 0), '=crfD frA frB', '', 'FPU 3:1', compareFloats('fcmpu')),

  // Move
  float('fabsx', extended(63, 264, 'Rc'), '=frD:frB frB', '', 'FPU 3:1', absolute(false)),
  float('fmrx', extended(63, 72, 'Rc'), '=frD:frB frB', '', 'FPU 3:1', move(false)),
  float('fnabsx', extended(63, 136, 'Rc'), '=frD:frB frB', '', 'FPU 3:1', absolute(true)),
  float('fnegx', extended(63, 40, 'Rc'), '=frD:frB frB', '', 'FPU 3:1', move(true)),

  // FPSCR
  float('mcrfs', extended(63, 64), '=crfD crfS', '', 'FPU 3 exec', { host: moveFieldToCr }),
  float('mffsx', extended(63, 583, 'Rc'), '=frD', '', 'FPU 3 exec', { host: moveFromFpscr }),
  float('mtfsb0x', extended(63, 70, 'Rc'), 'crbD', '', 'FPU 3', { host: changeFpscr(clearBit) }),
  float('mtfsb1x', extended(63, 38, 'Rc'), 'crbD', '', 'FPU 3', { host: changeFpscr(setBit) }),
  float('mtfsfx', extended(63, 711, 'Rc'), 'FM frB', '', 'FPU 3', { host: changeFpscr(moveToFields) }),
  float('mtfsfix', extended(63, 134, 'Rc'), 'crfD IMM', '', 'FPU 3', { host: changeFpscr(moveToFieldImmediate) }),
]
