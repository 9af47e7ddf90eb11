/** The disassembler, and with it decoding and operand fields, against GNU objdump for every row of the table. */

import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disassemble, type InstructionRow, instructionTable } from '../../emulator/cpu/index.ts'

const OBJDUMP = 'powerpc-linux-gnu-objdump'
const missing = spawnSync(OBJDUMP, ['--version']).error !== undefined

/** First bit and width of each operand field. */
const FIELDS: Readonly<Record<string, readonly [number, number]>> = {
  ...Object.fromEntries(['rD', 'rS', 'frD', 'frS', 'crbD', 'BO', 'TO', 'rD..r31', 'rS..r31'].map((f) => [f, [6, 5]])),
  ...Object.fromEntries(['rA', 'frA', 'crbA', 'BI'].map((f) => [f, [11, 5]])),
  ...Object.fromEntries(['rB', 'frB', 'crbB', 'SH', 'NB'].map((f) => [f, [16, 5]])),
  ...Object.fromEntries(['frC', 'MB'].map((f) => [f, [21, 5]])),
  ...{ crfD: [6, 3], crfS: [11, 3], SIMM: [16, 16], UIMM: [16, 16], ME: [26, 5], L: [10, 0] },
  ...{ CRM: [12, 8], FM: [7, 8], IMM: [16, 4], SR: [12, 4], BD: [16, 14], LI: [6, 24] },
}
const SPRS = { SPR: [1, 8, 9], TBR: [268] }
const WORDS_PER_ROW = 40

let seed = 750
function random(limit: number): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * limit)
}

function randomWord(row: InstructionRow): number {
  let word = row.value
  for (const { field, displaced } of row.operands) {
    if (field === 'SPR' || field === 'TBR') {
      const choices = SPRS[field]
      const spr = choices[random(choices.length)]!
      word |= ((spr & 31) << 16) | ((spr >>> 5) << 11)
      continue
    }
    const [first, width] = FIELDS[field]!
    word |= random(2 ** width) << (32 - first - width)
    if (displaced) word |= random(65536)
  }
  if (row.flags.rc || row.flags.lk) word |= random(2)
  if (row.flags.aa) word |= random(2) << 1
  if (row.flags.oe) word |= random(2) << 10
  return word >>> 0
}

/** Objdump's text, spaces made one; where it refuses a form as invalid, undefined. */
function objdump(words: readonly number[], options: readonly string[]): (string | undefined)[] {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-objdump-'))
  try {
    const file = join(folder, 'words.bin')
    const bytes = new DataView(new ArrayBuffer(4 * words.length))
    words.forEach((word, k) => {
      bytes.setUint32(4 * k, word)
    })
    writeFileSync(file, new Uint8Array(bytes.buffer))
    const text = execFileSync(OBJDUMP, [
      '-D',
      '-z',
      '-b',
      'binary',
      '-m',
      'powerpc:750',
      '-EB',
      ...options,
      file,
    ]).toString()
    const lines = text.split('\n').filter((line) => /^ *[0-9a-f]+:\t/.test(line))
    return lines.map((line) => {
      const instruction = line.split('\t').slice(2).join(' ').replace(/\s+/g, ' ').trim()
      return instruction.startsWith('.long') ? undefined : instruction
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const normalize = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Later processors gave these an operand more, which objdump writes as 0 or -1. */
const GREW = /^((?:bcctrl?|bclrl?|fres\.?|frsqrte\.?|lwarx|mfcr|dcbf|mtmsr|tlbie) .*),(?:0|-1)$|^(sc|sync) 0$/

/** Objdump says which way a conditional branch is predicted. */
const PREDICTION = /(?<=^b\w+)[+-](?= |$)/

const normalizeObjdump = (text: string): string => text.replace(GREW, '$1$2')

describe.skipIf(missing)(`disassembly against objdump${missing ? ` (${OBJDUMP} is not installed)` : ''}`, () => {
  it.each(instructionTable.map((row) => [row.mnemonic, row] as const))('%s', (_mnemonic, row) => {
    const words = Array.from({ length: WORDS_PER_ROW }, () => randomWord(row))
    const expected = objdump(words, ['-M', 'raw'])
    const wrong = words.flatMap((word, k) => {
      const text = expected[k]
      if (text === undefined) return []
      const found = normalize(disassemble(word, 4 * k, { simplified: false }))
      return found === normalizeObjdump(text) ? [] : [`${word.toString(16)}: ${found}, objdump ${text}`]
    })
    expect(wrong).toEqual([])
    // Objdump has no name of its own for mftb, only mfspr's
    if (row.mnemonic !== 'mftb') expect(expected.some((text) => text !== undefined)).toBe(true)
  })

  it('uses the simplified mnemonics that objdump uses', () => {
    const words = [
      0x38600005, 0x3c608000, 0x60000000, 0x7c7f1b78, 0x7c7f1b79, 0x7c6318f8, 0x5463103a, 0x5463f0be, 0x5463063e,
      0x5463003f, 0x2c030000, 0x2f830007, 0x7c032000, 0x7f832040, 0x28040010, 0x4e800020, 0x4e800421, 0x4e800420,
      0x4e800021, 0x41820010, 0x409e0010, 0x4180fff0, 0x4200fff0, 0x42400010, 0x4d820020, 0x7c0802a6, 0x7c0803a6,
      0x7c6902a6, 0x7c6903a6, 0x7c6102a6, 0x7c6ff120, 0x7fe00008, 0x48000011, 0x4bfffff0, 0x40810008, 0x4081fff9,
    ]
    const expected = objdump(words, [])
    expect(words.map((word, k) => normalize(disassemble(word, 4 * k)))).toEqual(
      expected.map((text) => text?.replace(PREDICTION, '')),
    )
  })
})

describe('disassembly', () => {
  it('writes what is no instruction as data', () => {
    expect(disassemble(0)).toMatch(/^\.long +0x0$/)
    expect(normalize(disassemble(0xfc20082c))).toBe('.long 0xfc20082c')
  })
  it('names services', () => {
    expect(normalize(disassemble(0x18000007))).toBe('service 7')
  })
})
