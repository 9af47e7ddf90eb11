/** What rows of the table say of themselves, against what their semantics do. */

import { describe, expect, it } from 'vitest'
import type { FloatMode } from '../../emulator/cpu/float-status.ts'
import {
  addSlotsRead,
  addSlotsWritten,
  decode,
  Instruction,
  type InstructionRow,
  instructionTable,
  SLOT,
} from '../../emulator/cpu/index.ts'
import { hasSlot } from '../../emulator/cpu/instructions/row.ts'
import { Emitter } from '../../emulator/cpu/translate/emitter.ts'
import { declareImports } from '../../emulator/cpu/translate/imports.ts'
import { ModuleBuilder } from '../../emulator/cpu/wasm/module.ts'
import { Random } from './random.ts'

const WORDS = 200

/** Notes which slots an instruction's WebAssembly touches. */
class WatchingEmitter extends Emitter {
  readonly touched = new Set<number>()
  readonly set = new Set<number>()

  constructor(floatMode: FloatMode) {
    const imports = declareImports(new ModuleBuilder('rows'), 1)
    super({
      memorySize: 65536,
      imports,
      floatMode,
      relaxedMadd: true,
      precise: false,
      findsNotFinite: false,
      asksFpscr: false,
    })
  }
  override slotLocal(slot: number): number {
    this.touched?.add(slot)
    return super.slotLocal(slot)
  }
  override setSlot(slot: number): this {
    this.set.add(slot)
    return super.setSlot(slot)
  }
  override singleLocal(n: number): number {
    this.touched.add(SLOT.fpr + n)
    return super.singleLocal(n)
  }
  override setSingle(n: number): this {
    this.set.add(SLOT.fpr + n)
    return super.setSingle(n)
  }
}

const randomWord = (row: InstructionRow, random: Random): number => {
  const word = (row.value | (random.word() & ~row.mask)) >>> 0
  // Of the special-purpose registers, those that programs have
  if (!/^m[ft]spr$/.test(row.mnemonic)) return word
  return ((word & ~0x001ff800) | (random.pick([1, 8, 9]) << 16)) >>> 0
}

describe('the instruction table', () => {
  const emitting = instructionTable.filter(({ emit }) => emit)

  it.each(emitting.map((row) => [row.mnemonic, row] as const))('%s touches what it says', (_mnemonic, row) => {
    const random = new Random(31)
    for (let n = 0; n < WORDS; n++) {
      const i = new Instruction(0x1000, randomWord(row, random), row)
      const [read, written] = [new Uint32Array(4), new Uint32Array(4)]
      addSlotsRead(i, read)
      addSlotsWritten(i, written)
      for (const [floatMode, singles] of [
        ['values', 0],
        ['values', -1],
        ['inline', 0],
        ['inline', -1],
      ] as const) {
        const e = new WatchingEmitter(floatMode)
        e.assumeSingles(singles)
        row.emit!(e, i)
        const undeclared = [...e.touched].filter((slot) => !hasSlot(read, 0, slot) && !hasSlot(written, 0, slot))
        const unannounced = [...e.set].filter((slot) => !hasSlot(written, 0, slot))
        expect({ word: i.word.toString(16), undeclared, unannounced }).toMatchObject({
          undeclared: [],
          unannounced: [],
        })
      }
    }
  })

  it.each(instructionTable.map((row) => [row.mnemonic, row] as const))(
    '%s decodes to its own row',
    (_mnemonic, row) => {
      const random = new Random(32)
      for (let n = 0; n < WORDS; n++) {
        const word = randomWord(row, random)
        expect(decode(0, word)?.row.mnemonic, word.toString(16)).toBe(row.mnemonic)
      }
    },
  )

  it('has a name for each row', () => {
    const names = instructionTable.map(({ mnemonic }) => mnemonic)
    expect(new Set(names).size).toBe(names.length)
  })
})
