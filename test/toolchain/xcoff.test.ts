import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import { parseArchive, writeArchive } from '../../toolchain/xcoff/archive.ts'
import { parseXcoff } from '../../toolchain/xcoff/object.ts'
import { compileText, EVERYTHING } from './objects.ts'

/** Runs an LLVM tool on bytes in a file; returns what it prints. */
function llvm(tool: string, bytes: Uint8Array, ...args: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-xcoff-'))
  try {
    const file = join(folder, 'file')
    writeFileSync(file, bytes)
    return execFileSync(`${tool}-19`, [...args, file], { encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The values of `Key: value` lines in each block that starts with `start`. */
function blocks(text: string, start: RegExp): Record<string, string>[] {
  const found: Record<string, string>[] = []
  for (const line of text.split('\n')) {
    if (start.test(line)) found.push({})
    const [, key, value] = /^\s*([\w ()]+): (.*?)\s*$/.exec(line) ?? []
    const current = found.at(-1)
    if (key !== undefined && current !== undefined && !(key in current)) current[key] = value!
  }
  return found
}

const number = (text: string | undefined): number => Number(/0x[0-9A-F]+|\d+/i.exec(text ?? '')![0])

describe('XCOFF objects', async () => {
  const { bytes } = await compileText('everything.c', EVERYTHING)
  const object = parseXcoff(bytes, 'everything.o')

  it('have the sections that llvm-readobj sees', () => {
    const expected = blocks(llvm('llvm-readobj', bytes, '--sections'), /^ {2}Section \{/)
    expect(
      object.sections.map(({ name, address, size, relocations }) => [name, address, size, relocations.length]),
    ).toEqual(
      expected.map((block) => [
        block.Name,
        number(block.VirtualAddress),
        number(block.Size),
        number(block.NumberOfRelocations),
      ]),
    )
  })

  it('have the symbols that llvm-readobj sees', () => {
    const kinds = { XTY_ER: 'reference', XTY_SD: 'csect', XTY_LD: 'label', XTY_CM: 'common' }
    const bindings = { C_EXT: 'external', C_HIDEXT: 'hidden', C_WEAKEXT: 'weak' }
    const text = llvm('llvm-readobj', bytes, '--syms')
    const expected = blocks(text, /^ {2}Symbol \{/).filter((block) => block.SymbolType !== undefined)
    expect(expected.length).toBeGreaterThan(25)
    expect(object.symbols.map((symbol) => ({ ...symbol, section: undefined }))).toEqual(
      expected.map((block) => {
        const kind = kinds[block.SymbolType!.split(' ')[0] as keyof typeof kinds]
        const index = number(block.Index)
        return {
          index,
          name: block.Name ?? '',
          value: number(block['Value (RelocatableAddress)']),
          section: undefined,
          binding: bindings[block.StorageClass!.split(' ')[0] as keyof typeof bindings],
          kind,
          mappingClass: block.StorageMappingClass!.split(' ')[0]!.replace('XMC_', ''),
          alignment: number(block.SymbolAlignmentLog2),
          length: kind === 'label' ? 0 : number(block.SectionLen),
          csect: kind === 'label' ? number(block.ContainingCsectSymbolIndex) : index,
        }
      }),
    )
  })

  it('have the relocations that llvm-readobj sees', () => {
    const expected = blocks(llvm('llvm-readobj', bytes, '--relocs', '--expand-relocs'), /^ {4}Relocation \{/)
    expect(new Set(expected.map((block) => block.Type!.split(' ')[0]))).toEqual(new Set(['R_TOC', 'R_RBR', 'R_POS']))
    expect(object.sections.flatMap(({ relocations }) => relocations)).toEqual(
      expected.map((block) => ({
        address: number(block['Virtual Address']),
        symbol: number(/\((\d+)\)$/.exec(block.Symbol!)![1]),
        bitLength: number(block.Length),
        type: block.Type!.split(' ')[0],
      })),
    )
  })

  it('that are damaged give an error that says where', () => {
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => parseXcoff(bytes.slice(0, length), 'cut.o')).toThrow(BondiError)
    }
    expect(() => parseXcoff(bytes.slice(0, 200), 'cut.o')).toThrow(/^cut\.o: the symbol table needs .* \(at offset 0x/)
  })
})

describe('big archives', async () => {
  const members = await Promise.all(
    ['one', 'three'].map(async (name) => ({
      name: `${name}.o`,
      contents: (await compileText(`${name}.c`, `int ${name}(void) { return ${name.length}; }`)).bytes,
    })),
  )

  it('are read by llvm-ar and llvm-nm', () => {
    const archive = writeArchive(members)
    expect(llvm('llvm-ar', archive, 't').trim().split('\n')).toEqual(['one.o', 'three.o'])
    const map = llvm('llvm-nm', archive, '--print-armap')
    for (const line of ['.one in one.o', 'one in one.o', 'three in three.o']) expect(map).toContain(line)
  })

  it('round-trip, and are read as llvm-ar writes them', () => {
    const plain = (list: readonly { name: string; contents: Uint8Array }[]): unknown[] =>
      list.map(({ name, contents }) => [name, [...contents]])
    expect(plain(parseArchive(writeArchive(members), 'a'))).toEqual(plain(members))
    expect(parseArchive(writeArchive([]), 'empty')).toEqual([])
    const folder = mkdtempSync(join(tmpdir(), 'bondi-archive-'))
    try {
      for (const { name, contents } of members) writeFileSync(join(folder, name), contents)
      execFileSync('llvm-ar-19', ['--format=bigarchive', 'rc', 'a.a', 'one.o', 'three.o'], { cwd: folder })
      const bytes = new Uint8Array(execFileSync('cat', [join(folder, 'a.a')]))
      expect(plain(parseArchive(bytes, 'a.a'))).toEqual(plain(members))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('that are damaged give an error', () => {
    const archive = writeArchive(members)
    expect(() => parseArchive(archive.slice(0, 300), 'cut.a')).toThrow(/^cut\.a: /)
  })
})
