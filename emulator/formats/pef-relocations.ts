/**
 * PEF relocation instructions: Mac OS Runtime Architectures, chapter 8.
 *
 * A row describes one instruction: its name, the value of its opcode bits, its operand fields from the most significant bit
 * down (the opcode takes what they leave) and what it does. Decoder, encoder, listing and loader derive from the rows.
 */

import { BondiError } from '../errors.ts'
import type { PefContainer, RelocationBlock } from './pef-types.ts'

/** One word to relocate: what the loader adds to the word at `offset` in `section`. */
export interface RelocationOperation {
  readonly section: number
  readonly offset: number
  /** The displacement of a section from its default address, or the address of an imported symbol. */
  readonly addend: 'section' | 'import'
  /** Of the section, or of the imported symbol. */
  readonly index: number
}

/** The relocation machine's registers (8-22). */
interface RelocationState {
  readonly add: (addend: 'section' | 'import', index: number) => void
  /** Offset of the next word in the section: relocAddress. */
  position: number
  importIndex: number
  sectionC: number
  sectionD: number
}

interface Field {
  readonly name: string
  readonly bits: number
  /** The field holds the operand less this. */
  readonly bias: 0 | 1
}

type Operands = readonly number[]

interface RelocationRow {
  readonly name: string
  /** Bits of opcode, and their value. */
  readonly opcodeBits: number
  readonly opcode: number
  /** 16-bit units. */
  readonly units: 1 | 2
  readonly fields: readonly Field[]
  /** Absent from the two repeat instructions, which the interpreter does. */
  readonly apply?: (state: RelocationState, operands: Operands) => void
}

const field = (name: string, bits: number, bias: 0 | 1 = 0): Field => ({ name, bits, bias })
const RUN = [field('run', 9, 1)]
const INDEX = [field('index', 9)]

const times = (count: number, action: () => void): void => {
  for (let i = 0; i < count; i++) action()
}
const byImport = (state: RelocationState, [index]: Operands): void => {
  state.add('import', index!)
  state.importIndex = index! + 1
}
const bySection = (state: RelocationState, [index]: Operands): void => state.add('section', index!)
const setSectionC = (state: RelocationState, [index]: Operands): void => {
  state.sectionC = index!
}
const setSectionD = (state: RelocationState, [index]: Operands): void => {
  state.sectionD = index!
}

function row(
  name: string,
  opcodeBits: number,
  opcode: number,
  units: 1 | 2,
  fields: readonly Field[],
  apply?: RelocationRow['apply'],
): RelocationRow {
  return { name, opcodeBits, opcode, units, fields, ...(apply && { apply }) }
}

//   name               bits  opcode    units  fields                                  what it does
export const RELOCATION_ROWS: readonly RelocationRow[] = [
  row('BySectDWithSkip', 2, 0b00, 1, [field('skip', 8), field('count', 6)], (state, [skip, count]) => {
    state.position += skip! * 4
    times(count!, () => state.add('section', state.sectionD))
  }),
  row('BySectC', 7, 0b0100000, 1, RUN, (state, [run]) => times(run!, () => state.add('section', state.sectionC))),
  row('BySectD', 7, 0b0100001, 1, RUN, (state, [run]) => times(run!, () => state.add('section', state.sectionD))),
  row('TVector12', 7, 0b0100010, 1, RUN, (state, [run]) =>
    times(run!, () => {
      state.add('section', state.sectionC)
      state.add('section', state.sectionD)
      state.position += 4
    }),
  ),
  row('TVector8', 7, 0b0100011, 1, RUN, (state, [run]) =>
    times(run!, () => {
      state.add('section', state.sectionC)
      state.add('section', state.sectionD)
    }),
  ),
  row('VTable8', 7, 0b0100100, 1, RUN, (state, [run]) =>
    times(run!, () => {
      state.add('section', state.sectionD)
      state.position += 4
    }),
  ),
  row('ImportRun', 7, 0b0100101, 1, RUN, (state, [run]) => times(run!, () => state.add('import', state.importIndex++))),
  row('SmByImport', 7, 0b0110000, 1, INDEX, byImport),
  row('SmSetSectC', 7, 0b0110001, 1, INDEX, setSectionC),
  row('SmSetSectD', 7, 0b0110010, 1, INDEX, setSectionD),
  row('SmBySection', 7, 0b0110011, 1, INDEX, bySection),
  row('IncrPosition', 4, 0b1000, 1, [field('offset', 12, 1)], (state, [offset]) => {
    state.position += offset!
  }),
  row('SmRepeat', 4, 0b1001, 1, [field('units', 4, 1), field('times', 8, 1)]),
  row('SetPosition', 6, 0b101000, 2, [field('offset', 26)], (state, [offset]) => {
    state.position = offset!
  }),
  row('LgByImport', 6, 0b101001, 2, [field('index', 26)], byImport),
  row('LgRepeat', 6, 0b101100, 2, [field('units', 4, 1), field('times', 22)]),
  row('LgBySection', 10, 0b1011010000, 2, [field('index', 22)], bySection),
  row('LgSetSectC', 10, 0b1011010001, 2, [field('index', 22)], setSectionC),
  row('LgSetSectD', 10, 0b1011010010, 2, [field('index', 22)], setSectionD),
]

const rowByName = new Map(RELOCATION_ROWS.map((entry) => [entry.name, entry]))

export interface RelocationInstruction {
  readonly name: string
  readonly operands: Operands
  readonly units: 1 | 2
}

/** The instruction at `index`; undefined where the opcode is reserved or the second unit is missing. */
export function decodeRelocation(units: Uint16Array, index: number): RelocationInstruction | undefined {
  const first = units[index]
  if (first === undefined) return undefined
  const found = RELOCATION_ROWS.find((entry) => first >>> (16 - entry.opcodeBits) === entry.opcode)
  if (found === undefined) return undefined
  if (index + found.units > units.length) return undefined
  const word = found.units === 2 ? first * 65536 + units[index + 1]! : first
  let remaining = found.fields.reduce((sum, { bits }) => sum + bits, 0)
  const operands = found.fields.map(({ bits, bias }) => {
    remaining -= bits
    return (Math.floor(word / 2 ** remaining) % 2 ** bits) + bias
  })
  return { name: found.name, operands, units: found.units }
}

/** The units of an instruction; throws a RangeError when an operand does not fit. */
export function encodeRelocation(name: string, ...operands: number[]): number[] {
  const found = rowByName.get(name)
  if (found === undefined || operands.length !== found.fields.length) {
    throw new RangeError(`no relocation instruction ${name} with ${operands.length} operands`)
  }
  let word = found.opcode
  for (const [index, { name: fieldName, bits, bias }] of found.fields.entries()) {
    const value = operands[index]! - bias
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
      throw new RangeError(`${fieldName} of ${name} cannot be ${operands[index]}`)
    }
    word = word * 2 ** bits + value
  }
  return found.units === 2 ? [Math.floor(word / 65536), word % 65536] : [word]
}

export function describeRelocation({ name, operands }: RelocationInstruction): string {
  const fields = rowByName.get(name)!.fields
  return [name, ...operands.map((value, index) => `${fields[index]!.name}=${value}`)].join(' ')
}

/**
 * More work than this comes from no linker: repeats that a damaged file asks for. Each pass through a repeated block has something to relocate, and
 * a word is relocated a few times at most.
 */
const MOST_PASSES_OF_A_WORD = 16
const MOST_STEPS = 1 << 22

/**
 * The words that a block of instructions relocates, in order. `wordLimit` is the length of the section; a word beyond it is
 * an error, as are reserved opcodes and indexes of sections or imports that do not exist.
 */
export function* relocationOperations(
  container: PefContainer,
  block: RelocationBlock,
): Generator<RelocationOperation, void> {
  const { instructions, section } = block
  const length = Math.max(container.sections[section]!.totalLength, container.sections[section]!.unpackedLength)
  const batch: RelocationOperation[] = []
  const most = Math.min(MOST_PASSES_OF_A_WORD * (Math.ceil(length / 4) + instructions.length), MOST_STEPS)
  let unit = 0
  let operations = 0
  const fail = (problem: string): BondiError =>
    new BondiError('bad-pef', `PEF relocations of section ${section}: ${problem} (at unit ${unit})`)
  const state: RelocationState = {
    add(addend, index) {
      const offset = state.position
      if (offset + 4 > length) throw fail(`offset 0x${offset.toString(16)} is outside the section's ${length} bytes`)
      const count = addend === 'import' ? container.loader.symbols.length : container.instantiatedSectionCount
      if (index >= count) throw fail(`${addend} ${index} does not exist; there are ${count}`)
      if (++operations > most) throw fail('it relocates the same words again and again')
      batch.push({ section, offset, addend, index })
      state.position = offset + 4
    },
    position: 0,
    importIndex: 0,
    sectionC: 0,
    sectionD: 1,
  }

  // The pending repeat: where it is, and how often its block is still to be run.
  let repeatAt = -1
  let repeatsLeft = 0
  for (let steps = 0; unit < instructions.length; steps++) {
    if (steps > most) throw fail('it repeats without end')
    const instruction = decodeRelocation(instructions, unit)
    if (instruction === undefined) throw fail(`0x${instructions[unit]!.toString(16)} is not a relocation instruction`)
    const { name, operands, units } = instruction
    if (name === 'SmRepeat' || name === 'LgRepeat') {
      const [blockUnits, repetitions] = operands as [number, number]
      if (blockUnits > unit) throw fail(`it repeats ${blockUnits} units, before the first`)
      if (repeatAt !== unit) {
        if (repeatsLeft > 0) throw fail('a repeat inside the block of another')
        repeatAt = unit
        repeatsLeft = repetitions
      }
      if (repeatsLeft > 0) {
        repeatsLeft--
        unit -= blockUnits
      } else {
        repeatAt = -1
        unit += units
      }
      continue
    }
    rowByName.get(name)!.apply!(state, operands)
    yield* batch
    batch.length = 0
    unit += units
  }
}
