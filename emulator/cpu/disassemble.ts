/** Instructions as an assembler writes them, from the table's operands; common ones by their simplified mnemonics (MPCFPE32B, appendix F). */

import type { Instruction } from './instructions/instruction.ts'
import type { Operand } from './instructions/row.ts'
import { decode } from './instructions/table.ts'
import { serviceOf } from './translate/graph.ts'

const CR_BITS = ['lt', 'gt', 'eq', 'so']

const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`
const gpr = (n: number): string => `r${n}`
const crField = (n: number): string => `cr${n}`

function crBit(bit: number): string {
  const name = CR_BITS[bit & 3]!
  return bit < 4 ? name : `4*cr${bit >>> 2}+${name}`
}

/** How a field is written; fields that name nothing else are numbers. */
const writers: Readonly<Record<string, (i: Instruction) => string>> = {
  rD: (i) => gpr(i.rD),
  rS: (i) => gpr(i.rS),
  rA: (i) => gpr(i.rA),
  rB: (i) => gpr(i.rB),
  'rD..r31': (i) => gpr(i.rD),
  'rS..r31': (i) => gpr(i.rS),
  frD: (i) => `f${i.frD}`,
  frS: (i) => `f${i.frS}`,
  frA: (i) => `f${i.frA}`,
  frB: (i) => `f${i.frB}`,
  frC: (i) => `f${i.frC}`,
  crfD: (i) => crField(i.crfD),
  crfS: (i) => crField(i.crfS),
  crbD: (i) => crBit(i.crbD),
  crbA: (i) => crBit(i.crbA),
  crbB: (i) => crBit(i.crbB),
  BI: (i) => crBit(i.BI),
  BD: (i) => hex((i.aa ? 0 : i.pc) + i.BD),
  LI: (i) => hex((i.aa ? 0 : i.pc) + i.LI),
  SIMM: (i) => `${i.SIMM}`,
  UIMM: (i) => `${i.UIMM}`,
  SH: (i) => `${i.SH}`,
  MB: (i) => `${i.MB}`,
  ME: (i) => `${i.ME}`,
  NB: (i) => `${i.NB || 32}`,
  BO: (i) => `${i.BO}`,
  TO: (i) => `${i.TO}`,
  L: (i) => `${(i.word >>> 21) & 1}`,
  SPR: (i) => `${i.SPR}`,
  TBR: (i) => `${i.SPR}`,
  CRM: (i) => `${i.CRM}`,
  FM: (i) => `${i.FM}`,
  IMM: (i) => `${i.IMM}`,
  SR: (i) => `${(i.word >>> 16) & 15}`,
}
/** FPSCR fields and bits share names with the condition register's, and are numbers. */
const fpscrWriters: Readonly<Record<string, (i: Instruction) => string>> = {
  mtfsfix: (i) => `${i.crfD},${i.IMM}`,
  mtfsb0x: (i) => `${i.crbD}`,
  mtfsb1x: (i) => `${i.crbD}`,
}

function writeOperand(operand: Operand, i: Instruction): string {
  const isZero = operand.zeroIsZero && i.rA === 0
  if (operand.displaced) return `${i.SIMM}(${isZero ? '0' : gpr(i.rA)})`
  return isZero ? '0' : writers[operand.field]!(i)
}

function nameOf({ row, rc, oe, lk, aa }: Instruction): string {
  const { flags } = row
  const hasFlags = flags.rc || flags.oe || flags.lk || flags.aa
  const base = hasFlags ? row.mnemonic.slice(0, -1) : row.mnemonic
  return base + (oe ? 'o' : '') + (rc ? '.' : '') + (lk ? 'l' : '') + (aa ? 'a' : '')
}

const join = (name: string, operands: string): string => (operands === '' ? name : `${name.padEnd(7)} ${operands}`)

/** The instruction by its own name. */
function writePlain(i: Instruction): string {
  const operands =
    fpscrWriters[i.row.mnemonic]?.(i) ?? i.row.operands.map((operand) => writeOperand(operand, i)).join(',')
  return join(nameOf(i), operands)
}

const SPR_NAMES: Readonly<Record<number, string>> = { 1: 'xer', 8: 'lr', 9: 'ctr' }
const CONDITION_NAMES = [
  ['ge', 'le', 'ne', 'ns'],
  ['lt', 'gt', 'eq', 'so'],
]

/** BO without its hint bit: always, on a condition, or on the counter alone. Others keep their own name. */
function simplifyBranch(i: Instruction): string | undefined {
  const suffix = (i.row.mnemonic === 'bclrx' ? 'lr' : i.row.mnemonic === 'bcctrx' ? 'ctr' : '') + (i.lk ? 'l' : '')
  const target = i.row.mnemonic === 'bcx' ? writers.BD!(i) : ''
  const write = (name: string, field = '') =>
    join(name + suffix + (i.aa ? 'a' : ''), [field, target].filter((part) => part !== '').join(','))
  const bo = i.BO & 0x1e
  if (bo === 20) return i.row.mnemonic === 'bcx' || i.BI !== 0 ? undefined : write('b')
  if (bo === 12 || bo === 4) {
    const name = CONDITION_NAMES[bo >>> 3]![i.BI & 3]!
    return write(`b${name}`, i.BI < 4 ? '' : crField(i.BI >>> 2))
  }
  if (i.BI === 0 && i.row.mnemonic !== 'bcctrx') {
    if (bo === 16) return write('bdnz')
    if (bo === 18) return write('bdz')
  }
  return undefined
}

function simplifyRotate(i: Instruction): string | undefined {
  const record = i.rc ? '.' : ''
  const write = (name: string, amount: number) => join(name + record, `${gpr(i.rA)},${gpr(i.rS)},${amount}`)
  const { SH, MB, ME } = i
  if (MB === 0 && ME === 31) return write('rotlwi', SH)
  if (MB === 0 && ME === 31 - SH) return write('slwi', SH)
  if (ME === 31 && MB === 32 - SH) return write('srwi', MB)
  if (ME === 31 && SH === 0) return write('clrlwi', MB)
  return undefined
}

function simplifyCompare(name: string): (i: Instruction) => string | undefined {
  return (i) => {
    if ((i.word >>> 21) & 1) return undefined
    const right = i.row.operands.at(-1)!
    const operands = [gpr(i.rA), writeOperand(right, i)]
    return join(name, (i.crfD === 0 ? operands : [crField(i.crfD), ...operands]).join(','))
  }
}

const simplifications: Readonly<Record<string, (i: Instruction) => string | undefined>> = {
  addi: (i) => (i.rA === 0 ? join('li', `${gpr(i.rD)},${i.SIMM}`) : undefined),
  addis: (i) => (i.rA === 0 ? join('lis', `${gpr(i.rD)},${i.SIMM}`) : undefined),
  ori: (i) => (i.word === 0x60000000 ? 'nop' : undefined),
  orx: (i) => (i.rS === i.rB ? join(`mr${i.rc ? '.' : ''}`, `${gpr(i.rA)},${gpr(i.rS)}`) : undefined),
  norx: (i) => (i.rS === i.rB ? join(`not${i.rc ? '.' : ''}`, `${gpr(i.rA)},${gpr(i.rS)}`) : undefined),
  rlwinmx: simplifyRotate,
  cmp: simplifyCompare('cmpw'),
  cmpi: simplifyCompare('cmpwi'),
  cmpl: simplifyCompare('cmplw'),
  cmpli: simplifyCompare('cmplwi'),
  bcx: simplifyBranch,
  bclrx: simplifyBranch,
  bcctrx: simplifyBranch,
  mfspr: (i) => (SPR_NAMES[i.SPR] ? join(`mf${SPR_NAMES[i.SPR]}`, gpr(i.rD)) : undefined),
  mtspr: (i) => (SPR_NAMES[i.SPR] ? join(`mt${SPR_NAMES[i.SPR]}`, gpr(i.rS)) : undefined),
  mtcrf: (i) => (i.CRM === 0xff ? join('mtcr', gpr(i.rS)) : undefined),
  tw: (i) => (i.word === 0x7fe00008 ? 'trap' : undefined),
}

/** An instruction word as text. A word that is no instruction is written as data, a service stub as what it asks for. */
export function disassemble(word: number, pc = 0, { simplified = true } = {}): string {
  const service = serviceOf(word)
  if (service !== undefined) return join('service', `${service}`)
  const i = decode(pc, word)
  if (i === undefined || writersMissing(i)) return join('.long', `0x${(word >>> 0).toString(16)}`)
  return (simplified ? simplifications[i.row.mnemonic]?.(i) : undefined) ?? writePlain(i)
}

/** The row for special-purpose registers that no program may use has no operands of its own. */
const writersMissing = (i: Instruction): boolean => i.row.mnemonic === 'refused SPR'
