/** Reads which address came from which line: the section `.dwline`, a line number program (DWARF 3, section 6.2; DWARF 2 and 4 alike). */

import { ByteReader } from '../../emulator/formats/byte-reader.ts'

/** What follows `address`, up to the next row, came from here. Line 0: from no line of the source. */
export interface LineRow {
  readonly address: number
  /** As the compiler names it. */
  readonly file: string
  readonly line: number
}

/** DWARF 3, section 7.21. */
const STANDARD = {
  copy: 1,
  advancePc: 2,
  advanceLine: 3,
  setFile: 4,
  constAddPc: 8,
  fixedAdvancePc: 9,
} as const
const EXTENDED = { endSequence: 1, setAddress: 2 } as const

/** In the order of the table. A unit of another version of DWARF has no rows. */
export function readLineTable(section: Uint8Array, object: string): LineRow[] {
  const reader = new ByteReader(section, object, 'bad-object')
  const rows: LineRow[] = []
  for (let at = 0; at < section.length; ) {
    const end = at + 4 + reader.u32(at, 'a line table')
    rows.push(...readUnit(new Cursor(reader, at + 4), end))
    at = end
  }
  return rows
}

class Cursor {
  at: number
  private readonly reader: ByteReader

  constructor(reader: ByteReader, at: number) {
    this.reader = reader
    this.at = at
  }

  /** A big-endian number of 1, 2 or 4 bytes. */
  unsigned(byteCount: number): number {
    let value = 0
    for (let left = byteCount; left > 0; left--) value = value * 256 + this.reader.u8(this.at++, 'a line table')
    return value
  }

  leb128(isSigned = false): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.unsigned(1)
      value += (byte & 0x7f) * scale
      if (byte >= 0x80) continue
      return isSigned && byte & 0x40 ? value - scale * 128 : value
    }
  }

  string(): string {
    const text = this.reader.cString(this.at, 'a name in a line table')
    this.at += text.length + 1
    return text
  }
}

interface Header {
  readonly minimumInstruction: number
  readonly lineBase: number
  readonly lineRange: number
  readonly opcodeBase: number
  /** By opcode, from 1. */
  readonly operandCounts: readonly number[]
  /** From 1. */
  readonly files: readonly string[]
}

function readUnit(cursor: Cursor, end: number): LineRow[] {
  const version = cursor.unsigned(2)
  if (version < 2 || version > 4) return []
  const program = cursor.unsigned(4) + cursor.at
  const header = readHeader(cursor, version)
  cursor.at = program
  return runProgram(cursor, end, header)
}

function readHeader(cursor: Cursor, version: number): Header {
  const minimumInstruction = cursor.unsigned(1)
  if (version === 4) cursor.unsigned(1)
  cursor.unsigned(1)
  const lineBase = (cursor.unsigned(1) << 24) >> 24
  const lineRange = cursor.unsigned(1)
  const opcodeBase = cursor.unsigned(1)
  const operandCounts = [0, ...Array.from({ length: opcodeBase - 1 }, () => cursor.unsigned(1))]
  const folders = ['']
  for (let name = cursor.string(); name !== ''; name = cursor.string()) folders.push(name)
  const files = ['']
  for (let name = cursor.string(); name !== ''; name = cursor.string()) {
    const folder = folders[cursor.leb128()]
    files.push(folder && folder !== '.' ? `${folder}/${name}` : name)
    cursor.leb128()
    cursor.leb128()
  }
  return { minimumInstruction, lineBase, lineRange, opcodeBase, operandCounts, files }
}

function runProgram(cursor: Cursor, end: number, header: Header): LineRow[] {
  const { minimumInstruction, lineBase, lineRange, opcodeBase, operandCounts, files } = header
  const rows: LineRow[] = []
  let [address, file, line] = [0, 1, 1]
  const emit = () => rows.push({ address, file: files[file] ?? '', line })
  const advance = (instructions: number) => {
    address += instructions * minimumInstruction
  }
  while (cursor.at < end) {
    const opcode = cursor.unsigned(1)
    if (opcode >= opcodeBase) {
      const special = opcode - opcodeBase
      advance(Math.floor(special / lineRange))
      line += lineBase + (special % lineRange)
      emit()
    } else if (opcode === 0) {
      const byteCount = cursor.leb128()
      const next = cursor.at + byteCount
      const extended = cursor.unsigned(1)
      if (extended === EXTENDED.endSequence) [address, file, line] = [0, 1, 1]
      else if (extended === EXTENDED.setAddress) address = cursor.unsigned(byteCount - 1)
      cursor.at = next
    } else if (opcode === STANDARD.copy) emit()
    else if (opcode === STANDARD.advancePc) advance(cursor.leb128())
    else if (opcode === STANDARD.advanceLine) line += cursor.leb128(true)
    else if (opcode === STANDARD.setFile) file = cursor.leb128()
    else if (opcode === STANDARD.constAddPc) advance(Math.floor((255 - opcodeBase) / lineRange))
    else if (opcode === STANDARD.fixedAdvancePc) address += cursor.unsigned(2)
    else for (let left = operandCounts[opcode]!; left > 0; left--) cursor.leb128()
  }
  return rows
}
