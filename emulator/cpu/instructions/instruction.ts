/** An instruction word's fields, by the names of the PowerPC manuals (MPCFPE32B, section 4.1 and table 8-2). */

import type { InstructionRow } from './row.ts'

export class Instruction {
  readonly pc: number
  readonly word: number
  readonly row: InstructionRow

  constructor(pc: number, word: number, row: InstructionRow) {
    this.pc = pc
    this.word = word
    this.row = row
  }

  /** The field in bits 6-10: rD, rS, frD, frS, crbD, BO or TO. */
  get rD(): number {
    return (this.word >>> 21) & 31
  }
  get rS(): number {
    return (this.word >>> 21) & 31
  }
  get rA(): number {
    return (this.word >>> 16) & 31
  }
  get rB(): number {
    return (this.word >>> 11) & 31
  }
  get frD(): number {
    return (this.word >>> 21) & 31
  }
  get frS(): number {
    return (this.word >>> 21) & 31
  }
  get frA(): number {
    return (this.word >>> 16) & 31
  }
  get frB(): number {
    return (this.word >>> 11) & 31
  }
  get frC(): number {
    return (this.word >>> 6) & 31
  }
  get crfD(): number {
    return (this.word >>> 23) & 7
  }
  get crfS(): number {
    return (this.word >>> 18) & 7
  }
  get crbD(): number {
    return (this.word >>> 21) & 31
  }
  get crbA(): number {
    return (this.word >>> 16) & 31
  }
  get crbB(): number {
    return (this.word >>> 11) & 31
  }
  get SIMM(): number {
    return (this.word << 16) >> 16
  }
  get UIMM(): number {
    return this.word & 0xffff
  }
  get SH(): number {
    return (this.word >>> 11) & 31
  }
  get MB(): number {
    return (this.word >>> 6) & 31
  }
  get ME(): number {
    return (this.word >>> 1) & 31
  }
  get BO(): number {
    return (this.word >>> 21) & 31
  }
  get BI(): number {
    return (this.word >>> 16) & 31
  }
  get BD(): number {
    return ((this.word << 16) >> 16) & ~3
  }
  get LI(): number {
    return ((this.word << 6) >> 6) & ~3
  }
  get TO(): number {
    return (this.word >>> 21) & 31
  }
  get NB(): number {
    return (this.word >>> 11) & 31
  }
  get CRM(): number {
    return (this.word >>> 12) & 0xff
  }
  get FM(): number {
    return (this.word >>> 17) & 0xff
  }
  /** The value that mtfsfi puts into a field of the FPSCR. */
  get IMM(): number {
    return (this.word >>> 12) & 15
  }
  /** The special-purpose register's number; its halves are swapped in the word. The time base's number too. */
  get SPR(): number {
    return ((this.word >>> 16) & 31) | ((this.word >>> 6) & 0x3e0)
  }
  get rc(): boolean {
    return this.row.flags.rc && (this.word & 1) !== 0
  }
  get oe(): boolean {
    return this.row.flags.oe && (this.word & 0x400) !== 0
  }
  get lk(): boolean {
    return this.row.flags.lk && (this.word & 1) !== 0
  }
  get aa(): boolean {
    return this.row.flags.aa && (this.word & 2) !== 0
  }
}
