/** A handful of instructions as words, so that tests read like assembly and need no assembler. */

const d = (opcode: number, rD: number, rA: number, immediate: number): number =>
  ((opcode << 26) | (rD << 21) | (rA << 16) | (immediate & 0xffff)) >>> 0
const x = (rD: number, rA: number, rB: number, extension: number, rc = 0): number =>
  ((31 << 26) | (rD << 21) | (rA << 16) | (rB << 11) | (extension << 1) | rc) >>> 0
const spr = (extension: number, register: number, n: number): number => x(register, n & 31, n >>> 5, extension)

export const li = (rD: number, value: number): number => d(14, rD, 0, value)
export const lis = (rD: number, value: number): number => d(15, rD, 0, value)
export const addi = (rD: number, rA: number, value: number): number => d(14, rD, rA, value)
export const ori = (rA: number, rS: number, value: number): number => d(24, rS, rA, value)
export const lwz = (rD: number, offset: number, rA: number): number => d(32, rD, rA, offset)
export const stw = (rS: number, offset: number, rA: number): number => d(36, rS, rA, offset)
export const stwu = (rS: number, offset: number, rA: number): number => d(37, rS, rA, offset)
export const lfs = (frD: number, offset: number, rA: number): number => d(48, frD, rA, offset)
export const lfd = (frD: number, offset: number, rA: number): number => d(50, frD, rA, offset)
export const stfs = (frS: number, offset: number, rA: number): number => d(52, frS, rA, offset)
export const stfd = (frS: number, offset: number, rA: number): number => d(54, frS, rA, offset)
export const cmpwi = (rA: number, value: number): number => d(11, 0, rA, value)
export const cmplwi = (rA: number, value: number): number => d(10, 0, rA, value)
export const add = (rD: number, rA: number, rB: number): number => x(rD, rA, rB, 266)
export const mr = (rA: number, rS: number): number => x(rS, rA, rS, 444)
export const lwzx = (rD: number, rA: number, rB: number): number => x(rD, rA, rB, 23)
export const slwi = (rA: number, rS: number, count: number): number =>
  ((21 << 26) | (rS << 21) | (rA << 16) | (count << 11) | ((31 - count) << 1)) >>> 0
export const icbi = (rA: number, rB: number): number => x(0, rA, rB, 982)
export const twne = (rA: number, rB: number): number => x(24, rA, rB, 4)
export const mflr = (rD: number): number => spr(339, rD, 8)
export const mtlr = (rS: number): number => spr(467, rS, 8)
export const mfctr = (rD: number): number => spr(339, rD, 9)
export const mtctr = (rS: number): number => spr(467, rS, 9)
export const b = (words: number): number => ((18 << 26) | ((words * 4) & 0x3fffffc)) >>> 0
export const bl = (words: number): number => (b(words) | 1) >>> 0
/** Conditional on CR0. */
const bc = (bo: number, bi: number, words: number): number =>
  ((16 << 26) | (bo << 21) | (bi << 16) | ((words * 4) & 0xfffc)) >>> 0
export const beq = (words: number): number => bc(12, 2, words)
export const bne = (words: number): number => bc(4, 2, words)
export const bgt = (words: number): number => bc(12, 1, words)
export const bdnz = (words: number): number => bc(16, 0, words)
export const blr = 0x4e800020
export const blrl = 0x4e800021
export const bnelrl = 0x4c820021
export const bctr = 0x4e800420
export const bctrl = 0x4e800421
export const sc = 0x44000002
export const mfmsr = 0x7c6000a6
export const service = (n: number): number => (0x18000000 | n) >>> 0
