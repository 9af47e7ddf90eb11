import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LINE_TABLE_FLAGS } from '../../toolchain/compile/clang.ts'
import { loadObject } from '../../toolchain/link/csect.ts'
import { readLineTable } from '../../toolchain/xcoff/line-table.ts'
import { parseXcoff } from '../../toolchain/xcoff/object.ts'
import { compileText, EVERYTHING } from './objects.ts'

/** Lines far apart, so that each kind of opcode is there. */
const DISTANT = `int f(int *p) {\n *p = 1;\n${'\n'.repeat(300)} p[1] = f(p);\n return p[2]; }\n# 7 "other.h"\nint g(void) { return 3; }\n`

/** Rows as llvm-dwarfdump prints them, those that end a sequence left out. */
function rowsOfLlvm(bytes: Uint8Array): { address: number; line: number }[] {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-lines-'))
  try {
    writeFileSync(join(folder, 'object.o'), bytes)
    const text = execFileSync('llvm-dwarfdump-19', ['--debug-line', join(folder, 'object.o')], { encoding: 'utf8' })
    return [...text.matchAll(/^0x(\w+) +(\d+) .*$/gm)]
      .filter(([row]) => !row.includes('end_sequence'))
      .map(([, address, line]) => ({ address: Number.parseInt(address!, 16), line: Number(line) }))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.each([
  ['everything', EVERYTHING],
  ['distant', DISTANT],
])('lines of %s.c', async (name, text) => {
  const object = async (...flags: string[]) => {
    const { bytes } = await compileText(`${name}.c`, text, flags)
    return { bytes, parsed: parseXcoff(bytes, `${name}.o`) }
  }
  const lined = await object(...LINE_TABLE_FLAGS)

  test('are those that LLVM reads', () => {
    const table = lined.parsed.sections.find((section) => section.name === '.dwline')!
    const rows = readLineTable(table.contents, `${name}.o`)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.map(({ address, line }) => ({ address, line }))).toEqual(rowsOfLlvm(lined.bytes))
  })

  test('come with the same code and data as without them', async () => {
    const csects = ({ parsed }: typeof lined) =>
      loadObject(parsed).csects.map((csect) => ({ ...csect, relocations: csect.relocations.length, lines: [] }))
    expect(csects(lined)).toEqual(csects(await object()))
  })
})

test('a line of a header is told with the header', async () => {
  const { bytes } = await compileText('distant.c', DISTANT, LINE_TABLE_FLAGS)
  const { csects } = loadObject(parseXcoff(bytes, 'distant.o'))
  expect(csects.find((csect) => csect.name === '.g')!.lines[0]).toEqual({ offset: 0, file: 'other.h', line: 7 })
})
