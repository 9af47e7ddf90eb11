import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findExport, parsePef, relocationOperations, sectionContents } from '../../emulator/formats/pef.ts'
import { type LinkOptions, type LinkResult, link } from '../../toolchain/link/link.ts'
import { writeArchive } from '../../toolchain/xcoff/archive.ts'
import { compileText, EVERYTHING } from './objects.ts'

const library = { name: 'TestLib', symbols: new Set(['imported', 'variable', 'other', '__divdi3']) }

async function linkTexts(texts: Record<string, string>, options: Partial<LinkOptions> = {}): Promise<LinkResult> {
  const inputs = await Promise.all(Object.entries(texts).map(([name, text]) => compileText(name, text, ['-fcommon'])))
  return link({ inputs, imports: [library], main: 'main', ...options })
}

const names = (csects: readonly { name: string }[]): string[] => csects.map(({ name }) => name)

/** The data section as after loading the code section at `code`, itself at `data`, and imports at `imports + 16 * index`. */
function loaded(pef: Uint8Array, code: number, data: number, imports: number): DataView {
  const container = parsePef(pef)
  const view = new DataView(sectionContents(container, 1).buffer)
  for (const block of container.loader.relocations) {
    for (const { offset, addend, index } of relocationOperations(container, block)) {
      const base = addend === 'import' ? imports + 16 * index : index === 0 ? code : data
      view.setUint32(offset, view.getUint32(offset) + base)
    }
  }
  return view
}

/** Disassembles words with GNU objdump: `address: mnemonic operands`. */
function disassemble(code: Uint8Array): Map<number, string> {
  const folder = mkdtempSync(join(tmpdir(), 'bondi-link-'))
  try {
    writeFileSync(join(folder, 'code'), code)
    const args = ['-b', 'binary', '-m', 'powerpc:750', '-EB', '-D', 'code']
    const text = execFileSync('powerpc-linux-gnu-objdump', args, { cwd: folder, encoding: 'utf8' })
    const lines = text.matchAll(/^\s*([0-9a-f]+):\t(?:[0-9a-f]{2} ){4}\t(.*?)\s*$/gm)
    return new Map(
      [...lines].map(([, address, instruction]) => [Number.parseInt(address!, 16), instruction!.replace(/\s+/g, ' ')]),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('linking', () => {
  it('gives a transition vector, a TOC and code that fit together', async () => {
    const { pef, map } = await linkTexts({ 'main.c': 'int value = 7; int main(void) { return value; }' })
    const { main } = parsePef(pef).loader
    const [CODE, DATA] = [0x10000, 0x20000]
    const view = loaded(pef, CODE, DATA, 0)
    expect(main?.section).toBe(1)
    const entry = view.getUint32(main!.offset) - CODE
    const toc = view.getUint32(main!.offset + 4) - DATA
    expect(toc).toBe(map.data.tocAnchor)
    const code = disassemble(sectionContents(parsePef(pef), 0))
    const displacement = Number(/^lwz r3,(-?\d+)\(r2\)$/.exec(code.get(entry)!)![1])
    expect(code.get(entry + 4)).toBe('lwz r3,0(r3)')
    const variable = view.getUint32(toc + displacement) - DATA
    expect(view.getUint32(variable)).toBe(7)
  })

  it('calls imported functions by glue that restores the TOC', async () => {
    const text = 'extern int imported(int), other(int); int main(void) { return imported(1) + other(2) + imported(3); }'
    const { pef, map } = await linkTexts({ 'main.c': text })
    expect(map.imports).toEqual([{ library: 'TestLib', names: ['imported', 'other'] }])
    const container = parsePef(pef)
    expect(container.loader.libraries.map(({ name, symbolCount }) => [name, symbolCount])).toEqual([['TestLib', 2]])
    expect(container.loader.symbols.map((symbol) => [symbol.name, symbol.class])).toEqual([
      ['imported', 'tvector'],
      ['other', 'tvector'],
    ])
    const code = disassemble(sectionContents(container, 0))
    const glue = map.code.csects.filter((csect) => csect.class === 'GL')
    expect(names(glue)).toEqual(['.imported', '.other'])
    const calls = [...code].filter(([, instruction]) => instruction.startsWith('bl 0x'))
    expect(calls).toHaveLength(3)
    for (const [address, instruction] of calls) {
      expect(glue.map(({ offset }) => offset)).toContain(Number(instruction.slice(3)))
      expect(code.get(address + 4)).toBe('lwz r2,20(r1)')
    }
    const view = loaded(pef, 0x10000, 0x20000, 0x700000)
    for (const [index, { offset }] of glue.entries()) {
      const words = [0, 4, 8, 12, 16, 20].map((at) => code.get(offset + at)!)
      expect(words.slice(1)).toEqual(['stw r2,20(r1)', 'lwz r0,0(r12)', 'lwz r2,4(r12)', 'mtctr r0', 'bctr'])
      const slot = Number(/^lwz r12,(-?\d+)\(r2\)$/.exec(words[0]!)![1]) + map.data.tocAnchor
      expect(view.getUint32(slot)).toBe(0x700000 + 16 * index)
    }
  })

  it('leaves out what nothing reaches, and merges TOC entries', async () => {
    const { map } = await linkTexts({
      'main.c': 'int shared = 1; extern int helper(void); int main(void) { return helper() + shared; }',
      'helper.c': `extern int shared; extern int unknown(void);
        int helper(void) { return shared; } int unused(void) { return unknown(); } int array[1000] = {1};`,
    })
    expect(names(map.code.csects)).toEqual(['.main', '.helper'])
    expect(map.data.csects.filter((csect) => csect.class === 'TC')).toHaveLength(1)
    expect(names(map.discarded.csects)).toEqual(expect.arrayContaining(['.unused', 'array', 'helper']))
  })

  it('takes from an archive only what is needed, also what its members need', async () => {
    const member = async (name: string, text: string) => ({
      name,
      contents: (await compileText(`${name}.c`, text)).bytes,
    })
    const archive = writeArchive([
      await member('unrelated', 'int unrelated(void) { return 1; } int main(void) { return 2; }'),
      await member('outer', 'extern int inner(void); int outer(void) { return inner() + 1; }'),
      await member('inner', 'int inner(void) { return 3; }'),
    ])
    const main = await compileText('main.c', 'extern int outer(void); int main(void) { return outer(); }')
    const { map } = link({ inputs: [main, { name: 'libtest.a', bytes: archive }], imports: [], main: 'main' })
    expect(map.code.csects.map(({ name, object }) => `${name} ${object}`)).toEqual([
      '.main main.o',
      '.outer libtest.a(outer)',
      '.inner libtest.a(inner)',
    ])
  })

  it('makes absent weak symbols 0, and prefers strong to weak definitions and larger commons', async () => {
    const { pef, map } = await linkTexts(
      {
        'main.c': `extern int absent(void) __attribute__((weak)); int (*slot)(void) = absent; int common[2];
          __attribute__((weak)) int value = 1; int main(void) { return slot == 0 ? value + common[0] : absent(); }`,
        'strong.c': 'int value = 9; int common[6];',
      },
      { imports: [] },
    )
    const view = loaded(pef, 0x10000, 0x20000, 0)
    const at = (name: string) => map.data.csects.find((csect) => csect.name === name && csect.class !== 'TC')!
    expect(view.getUint32(at('slot')?.offset ?? view.byteLength - 4)).toBe(0)
    expect(view.getUint32(at('value').offset)).toBe(9)
    expect(at('value').object).toBe('strong.o')
  })

  it('collects constructors in the order of their priorities', async () => {
    const { pef, map } = await linkTexts({
      'main.c': `extern void (*const __initializers[])(void); volatile int log;
        __attribute__((constructor(300))) void third(void) { log = 3; } __attribute__((constructor(101))) void first(void) { log = 1; }
        int main(void) { __initializers[0](); return log; }`,
      'other.c': 'extern volatile int log; __attribute__((constructor(200))) void second(void) { log = 2; }',
    })
    const table = map.data.csects.find(({ name, class: kind }) => name === '__initializers' && kind === 'RW')!
    const view = loaded(pef, 0x100000, 0x200000, 0)
    const order = [0, 4, 8].map((offset) => {
      const code = view.getUint32(view.getUint32(table.offset + offset) - 0x200000) - 0x100000
      return map.code.csects.find((csect) => csect.offset === code)!.name
    })
    expect(order).toEqual(['.first', '.second', '.third'])
    expect(view.getUint32(table.offset + 12)).toBe(0)
  })

  it('exports functions and variables by name', async () => {
    const { pef } = await linkTexts(
      { 'library.c': 'int variable_out = 3; int function_out(void) { return variable_out; }' },
      { main: undefined, init: 'function_out', exports: ['function_out', 'variable_out'] },
    )
    const container = parsePef(pef)
    expect(container.loader.main).toBeUndefined()
    expect(findExport(container.loader.exports, 'function_out')).toMatchObject({ class: 'tvector', section: 1 })
    const variable = findExport(container.loader.exports, 'variable_out')!
    expect(variable.class).toBe('data')
    expect(new DataView(sectionContents(container, 1).buffer).getUint32(variable.value)).toBe(3)
    expect(container.loader.init).toEqual({
      section: 1,
      offset: findExport(container.loader.exports, 'function_out')!.value,
    })
  })

  it('keeps constants with addresses out of the shared code section, and jump tables in it', async () => {
    const { pef, map } = await linkTexts({
      'all.c': `${EVERYTHING} int main(void) { volatile int x = 9; return use(x) + (int)divide(x, 2); }`,
    })
    for (const block of parsePef(pef).loader.relocations) expect(block.section).toBe(1)
    expect(names(map.data.csects)).toContain('names')
    expect(names(map.code.csects)).toContain('table')
  })

  it('gives equal bytes each time', async () => {
    const texts = { 'all.c': `${EVERYTHING} int main(void) { volatile int x = 9; return use(x) + (int)divide(x, 2); }` }
    expect((await linkTexts(texts)).pef).toEqual((await linkTexts(texts)).pef)
  })
})

describe('link errors', () => {
  it('name undefined symbols and who refers to them', async () => {
    const text =
      'extern int missing(int), gone; static int helper(void) { return missing(gone); } int main(void) { return helper(); }'
    const error = await linkTexts({ 'main.c': text }).catch((thrown) => thrown)
    expect(error.code).toBe('undefined-symbol')
    expect(error.message).toContain('missing: referred to by main in main.o')
    expect(error.message).toContain('gone: referred to by')
  })

  it('name duplicates and where they are', async () => {
    const error = await linkTexts({
      'a.c': 'int main(void) { return 1; }',
      'b.c': 'int main(void) { return 2; }',
    }).catch((thrown) => thrown)
    expect(error.code).toBe('duplicate-symbol')
    expect(error.message).toBe('defined more than once:\n  main: in a.o and in b.o')
  })

  it('say that there is no entry point', async () => {
    await expect(linkTexts({ 'a.c': 'int f(void) { return 1; }' })).rejects.toThrow(/main: referred to by the link/)
  })

  it('refuse what a PEF cannot express', async () => {
    const text = '__thread int each; int main(void) { return each; }'
    await expect(linkTexts({ 'a.c': text })).rejects.toThrow(/a\.o|__tls/)
  })

  it('refuse a TOC of more than 64 KB', async () => {
    const variables = Array.from({ length: 16500 }, (_, index) => `v${index}`)
    const text = `extern int ${variables.join(',')}; int main(void) { return ${variables.join('+')}; }`
    const symbols = new Set(variables)
    await expect(linkTexts({ 'a.c': text }, { imports: [{ name: 'Big', symbols }] })).rejects.toThrow(
      /table of contents has 16500 entries/,
    )
  }, 60_000)
})
