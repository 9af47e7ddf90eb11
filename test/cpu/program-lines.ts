/**
 * The straight parts of random programs: instructions that stay inside the window of memory and leave the registers with a purpose
 * alone, alone or in the short sequences that they need.
 */

import type { InstructionRow } from '../../emulator/cpu/instructions/row.ts'
import { instructionTable } from '../../emulator/cpu/instructions/table.ts'
import { WINDOW_BYTES } from './oracle-record.ts'
import { addi, dForm, FIRST_FREE, INDEX, LOCALS, localOffset, STACK, WINDOW_BASE, xForm } from './program-tree.ts'
import type { Random } from './random.ts'
import { anyInstructionWord, fieldOf, withField } from './vectors.ts'

/** What a program may use. */
export interface ProgramKind {
  /** Only what qemu does as the hardware does (known-differences.ts): the rest is compared between Bondi's own ways of running. */
  readonly forQemu: boolean
  /** Looks at the FPSCR and changes it. */
  readonly usesFpscr: boolean
  /** Rounds in other modes than to nearest. */
  readonly changesRounding: boolean
}

/** What the place of a line allows. */
export interface Place {
  readonly mayUseLr: boolean
  readonly mayUseCtr: boolean
  readonly hasFrame: boolean
}

/** Floating-point registers below this hold single-precision values only, in programs for qemu. */
export const FIRST_DOUBLE = 16
/** An index into the window. */
export const INDEX_VALUE = 40
/** Locals of a frame below this count loops. */
export const FIRST_PLAIN_LOCAL = 4

const GPR_FIELDS = ['rD', 'rS', 'rA', 'rB']
const FPR_FIELDS = ['frD', 'frS', 'frA', 'frB', 'frC']
const SPR_XER = 1
const SPR_LR = 8
const SPR_CTR = 9

const named = (pattern: RegExp) => instructionTable.filter(({ mnemonic }) => pattern.test(mnemonic))
const writesBase = (row: InstructionRow) => row.operands.some(({ field, writes }) => field === 'rA' && writes)
const isDisplaced = (row: InstructionRow) => row.operands.some(({ displaced }) => displaced)

const integerRows = instructionTable.filter(({ group, mnemonic }) => group === 'integer' && !/^(tw|div)/.test(mnemonic))
const divisions = named(/^divwu?x$/)
const traps = named(/^twi?$/)
const conditionRows = named(/^(cr.*|mcrf|mfcr|mtcrf|mcrxr)$/)
const accesses = instructionTable.filter(
  (row) => row.group === 'load-store' && !writesBase(row) && !/^(lmw|stmw|lsw|stsw|lwarx|stwcx|ec)/.test(row.mnemonic),
)
const updates = instructionTable.filter((row) => row.group === 'load-store' && writesBase(row))
const multiples = named(/^(lmw|stmw)$/)
const immediateStrings = named(/^(lswi|stswi)$/)
const indexedStrings = named(/^(lswx|stswx)$/)
const cacheRows = named(/^(dcbf|dcbst|dcbt|dcbtst|dcbz|icbi)$/)
const barriers = named(/^(eieio|isync|sync)$/)
const [lwarx] = named(/^lwarx$/)
const [stwcx] = named(/^stwcx\.$/)
const arithmetic = named(/^(f(add|sub|mul|div|madd|msub|nmadd|nmsub)s?x|frspx|f(abs|neg|nabs|mr|sel)x)$/)
const comparisons = named(/^fcmp[ou]$/)
const estimates = named(/^(fresx|frsqrtex|fctiwz?x)$/)
const conversions = named(/^fctiwz?x$/)
const statusRows = named(/^(mcrfs|mffsx|mtfsb[01]x|mtfsfi?x)$/)
const stfiwx = 983

const DOUBLE_RESULT = /^(f(add|sub|mul|div|n?madd|n?msub)x|lfdu?x?)$/
const COPIES = /^(fabs|fneg|fnabs|fmr|fsel)x$/
const TAKES_DOUBLES = /^(frspx|fcmp[ou]|fctiwz?x|stfdu?x?|stfiwx)$/
const RECORDS_NEGATED = /^fnm/

/** Makes lines for one program: few registers, so that instructions depend on each other. */
export class LineMaker {
  readonly #random: Random
  readonly #kind: ProgramKind
  readonly #favourites: readonly number[]

  constructor(random: Random, kind: ProgramKind) {
    this.#random = random
    this.#kind = kind
    this.#favourites = Array.from({ length: 8 }, () => this.#anyFree())
  }

  #anyFree(): number {
    const register = FIRST_FREE - 1 + this.#random.below(33 - FIRST_FREE)
    return register < FIRST_FREE ? 0 : register
  }

  /** A register that may be written. */
  free(): number {
    return this.#random.below(4) === 0 ? this.#anyFree() : this.#random.pick(this.#favourites)
  }

  /** Another one, that can be a base. */
  base(...others: readonly number[]): number {
    for (;;) {
      const register = this.free()
      if (register !== 0 && !others.includes(register)) return register
    }
  }

  #source(): number {
    return this.#random.below(8) === 0 ? this.#random.below(32) : this.free()
  }

  line(place: Place): number[] {
    const random = this.#random
    const kind = random.below(100)
    if (kind < 32) return [this.#plain(random.pick(integerRows))]
    if (kind < 36) return this.#division()
    if (kind < 42) return [this.#plain(random.pick(conditionRows))]
    if (kind < 52) return this.#access(random.pick(accesses))
    if (kind < 58) return this.#update(random.pick(updates))
    if (kind < 60) return this.#multiple(random.pick(multiples))
    if (kind < 63) return this.#string()
    if (kind < 66) return this.#cache()
    if (kind < 68) return this.#reservation()
    if (kind < 71) return this.#specialRegister(place)
    if (kind < 73) return place.hasFrame ? this.#local() : [this.#plain(random.pick(integerRows))]
    if (kind === 73) return [this.#trap()]
    if (kind < 77) return this.#conversion()
    if (kind < 80) return [this.#plain(random.pick(comparisons))]
    if (kind < 84 && this.#kind.usesFpscr) return [this.#status()]
    if (kind < 86 && !this.#kind.forQemu) return [this.#plain(random.pick(estimates))]
    return [this.#arithmetic()]
  }

  /** A row's word with random fields, registers from the few. */
  #plain(row: InstructionRow): number {
    const random = this.#random
    let word = anyInstructionWord(row, random)
    for (const { field, writes } of row.operands) {
      if (GPR_FIELDS.includes(field)) word = withField(word, field, writes ? this.free() : this.#source())
      if (FPR_FIELDS.includes(field)) word = withField(word, field, random.below(32))
    }
    word = this.#inPrecision(row, word)
    const looksAtFpscr = row.group === 'floating-point' && row.flags.rc
    return looksAtFpscr && !this.#kind.usesFpscr ? (word & ~1) >>> 0 : word
  }

  /**
   * For qemu, single-precision instructions see single-precision values only: of others the hardware's multiplier drops bits, and qemu's
   * not.
   */
  #inPrecision(row: InstructionRow, word: number): number {
    if (!this.#kind.forQemu) return word
    const random = this.#random
    const single = () => random.below(FIRST_DOUBLE)
    const double = () => FIRST_DOUBLE + random.below(32 - FIRST_DOUBLE)
    const any = () => random.below(32)
    const isCopy = COPIES.test(row.mnemonic) && random.below(2) === 0
    const isDouble = !isCopy && (DOUBLE_RESULT.test(row.mnemonic) || COPIES.test(row.mnemonic))
    for (const { field } of row.operands) {
      if (!FPR_FIELDS.includes(field)) continue
      const result = isDouble ? double : single
      const source = isDouble || TAKES_DOUBLES.test(row.mnemonic) ? any : single
      word = withField(word, field, field === 'frD' ? result() : source())
    }
    return word
  }

  #arithmetic(): number {
    const { forQemu, changesRounding } = this.#kind
    for (;;) {
      const row = this.#random.pick(arithmetic)
      if (forQemu && changesRounding && RECORDS_NEGATED.test(row.mnemonic)) continue
      return this.#plain(row)
    }
  }

  /** For qemu, of positive divisors alone. */
  #division(): number[] {
    const word = this.#plain(this.#random.pick(divisions))
    if (!this.#kind.forQemu) return [word]
    const divisor = this.base()
    const clearSign = ((21 << 26) | (fieldOf(word, 'rB') << 21) | (divisor << 16) | (1 << 6) | (31 << 1)) >>> 0
    return [clearSign, dForm(24, divisor, divisor, 1), withField(word, 'rB', divisor)]
  }

  #access(row: InstructionRow): number[] {
    const random = this.#random
    const word = this.#withValue(row)
    const offset = random.below(WINDOW_BYTES - 8)
    if (!isDisplaced(row)) {
      if (random.below(3) === 0) return [withField(withField(word, 'rA', WINDOW_BASE), 'rB', INDEX)]
      const index = this.base()
      const [rA, rB] = random.below(2) === 0 ? [WINDOW_BASE, index] : [index, WINDOW_BASE]
      return [addi(index, 0, offset), withField(withField(word, 'rA', rA), 'rB', rB)]
    }
    if (random.below(2) === 0) return [withField(withField(word, 'rA', WINDOW_BASE), 'd', offset)]
    const base = this.base()
    const displacement = random.below(0x10000) - 0x8000
    // The base may lie anywhere; a displacement brings it back
    if (displacement > offset - 0x8000 && displacement <= offset + 0x7fff) {
      return [addi(base, WINDOW_BASE, offset - displacement), this.#based(word, base, displacement)]
    }
    return [addi(base, WINDOW_BASE, 0), this.#based(word, base, offset)]
  }

  #based(word: number, base: number, displacement: number): number {
    return withField(withField(word, 'rA', base), 'd', displacement & 0xffff)
  }

  /** The register that is loaded or stored. */
  #withValue(row: InstructionRow, ...avoid: readonly number[]): number {
    let word = this.#plain(row)
    while (hasField(row, 'rD') && avoid.includes(fieldOf(word, 'rD'))) word = withField(word, 'rD', this.free())
    return word
  }

  #update(row: InstructionRow): number[] {
    const base = this.base()
    const offset = this.#random.below(WINDOW_BYTES - 8)
    if (isDisplaced(row)) {
      const displacement = this.#random.below(64) - 32
      const word = this.#withValue(row, base)
      return [addi(base, WINDOW_BASE, offset - displacement), this.#based(word, base, displacement)]
    }
    const index = this.base(base)
    const word = this.#withValue(row, base)
    const start = this.#random.below(200) - 100
    return [
      addi(base, WINDOW_BASE, start),
      addi(index, 0, offset - start),
      withField(withField(word, 'rA', base), 'rB', index),
    ]
  }

  #multiple(row: InstructionRow): number[] {
    const first = FIRST_FREE + this.#random.below(32 - FIRST_FREE)
    const offset = this.#random.below(WINDOW_BYTES - 4 * (32 - first))
    return [dForm(row.value >>> 26, first, WINDOW_BASE, offset)]
  }

  /** Loads may go on from r31 to r0, and not to the registers with a purpose. */
  #string(): number[] {
    const random = this.#random
    const indexed = random.below(2) === 0
    const row = random.pick(indexed ? indexedStrings : immediateStrings)
    const first = FIRST_FREE + random.below(32 - FIRST_FREE)
    const most = Math.min(4 * (33 - first), 127)
    if (!indexed) {
      const byteCount = 1 + random.below(Math.min(most, 32))
      const base = this.base(...Array.from({ length: 9 }, (_, k) => (first + k) & 31))
      const word = withField(withField(withField(row.value, 'rD', first), 'rA', base), 'NB', byteCount & 31)
      return [addi(base, WINDOW_BASE, random.below(WINDOW_BYTES - 32)), word]
    }
    const count = this.free()
    const word = withField(withField(withField(row.value, 'rD', first), 'rA', WINDOW_BASE), 'rB', INDEX)
    return [addi(count, 0, random.below(most + 1)), xForm(count, SPR_XER, 0, 467), word]
  }

  #cache(): number[] {
    const random = this.#random
    if (random.below(3) === 0) return [random.pick(barriers).value]
    const word = withField(withField(random.pick(cacheRows).value, 'rA', WINDOW_BASE), 'rB', INDEX)
    const index = this.base()
    return [addi(index, 0, random.below(WINDOW_BYTES)), withField(word, 'rB', index)]
  }

  /** A load that reserves and a store that finds the reservation, or does not. */
  #reservation(): number[] {
    const random = this.#random
    const address = this.base()
    const [load, store] = [this.#withValue(lwarx!, address), this.#plain(stwcx!)].map((word) =>
      withField(withField(word, 'rA', 0), 'rB', address),
    ) as [number, number]
    const words = [addi(address, WINDOW_BASE, 4 * random.below(WINDOW_BYTES / 4))]
    if (random.below(4) !== 0) words.push(load)
    words.push(store)
    if (random.below(4) === 0) words.push(store)
    return words
  }

  #specialRegister({ mayUseLr, mayUseCtr }: Place): number[] {
    const random = this.#random
    const register = this.base()
    const spr = random.pick([SPR_XER, SPR_LR, SPR_CTR])
    const mayWrite = spr === SPR_XER || (spr === SPR_LR ? mayUseLr : mayUseCtr)
    if (!mayWrite || random.below(2) === 0) return [xForm(register, spr, 0, 339)]
    if (spr !== SPR_XER) return [xForm(this.#source(), spr, 0, 467)]
    // qemu keeps reserved bits of the XER: they are masked out
    const mask = ((21 << 26) | (this.#source() << 21) | (register << 16) | (25 << 6) | (2 << 1)) >>> 0
    return [mask, xForm(register, SPR_XER, 0, 467)]
  }

  #local(): number[] {
    const local = localOffset(FIRST_PLAIN_LOCAL + this.#random.below(LOCALS - FIRST_PLAIN_LOCAL))
    return this.#random.below(2) === 0
      ? [dForm(32, this.free(), STACK, local)]
      : [dForm(36, this.#source(), STACK, local)]
  }

  /** Seldom taken: equal to one of few values. */
  #trap(): number {
    const word = withField(this.#plain(this.#random.pick(traps)), 'TO', 4)
    return fieldOf(word, 'rA') === fieldOf(word, 'rB') ? withField(word, 'TO', 0) : word
  }

  /** For qemu the upper word of the result, which is undefined, is overwritten. */
  #conversion(): number[] {
    const word = this.#plain(this.#random.pick(conversions))
    const to = fieldOf(word, 'frD')
    const store = xForm(to, WINDOW_BASE, INDEX, stfiwx)
    if (!this.#kind.forQemu) return [word, store]
    return [word, store, dForm(48, to, WINDOW_BASE, this.#random.below(WINDOW_BYTES - 4))]
  }

  /** For qemu, what does not show FX, FR and FPRF, and no exception is enabled. */
  #status(): number {
    const random = this.#random
    const { forQemu, changesRounding } = this.#kind
    if (!forQemu) return this.#plain(random.pick(statusRows))
    const mode = changesRounding ? random.below(4) : 0
    const to = random.below(8)
    if (random.below(2) === 0) return ((63 << 26) | (7 << 23) | (mode << 12) | (134 << 1) | random.below(2)) >>> 0
    // mcrfs of the invalid operations and of the control bits
    return ((63 << 26) | (to << 23) | (random.pick([2, 6, 7]) << 18) | (64 << 1)) >>> 0
  }
}

const hasField = (row: InstructionRow, field: string) => row.operands.some((operand) => operand.field === field)
