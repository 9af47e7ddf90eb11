import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readMacBinary } from '../../emulator/formats/macbinary.ts'
import { parsePef, sectionContents } from '../../emulator/formats/pef.ts'
import { findResource, parseResourceFork } from '../../emulator/formats/resource-fork.ts'
import { buildApplication, codeFragmentResource, sizeResource, versionResource } from '../../toolchain/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'bondi-build-'))
afterAll(() => rmSync(folder, { recursive: true }))

function source(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('resources of an application', () => {
  // The sizes and fields that were measured on what Retro68 makes for an application of this name.
  it("has a 'cfrg' that says: PowerPC, application, the whole data fork", () => {
    const { type, id, data } = codeFragmentResource('imac_llm')
    expect([type, id, data.length]).toEqual(['cfrg', 0, 84])
    const header = `${'00'.repeat(8)}00000001${'00'.repeat(16)}00000001`
    const member = `${hex(new TextEncoder().encode('pwpc'))}${'00'.repeat(18)}0101${'00'.repeat(16)}`
    expect(hex(data).startsWith(header)).toBe(true)
    expect(hex(data).slice(64, 64 + 2 * 40)).toBe(member)
    expect(hex(data).slice(64 + 2 * 40)).toBe(`003408${hex(new TextEncoder().encode('imac_llm'))}00`)
  })

  it("has a 'SIZE' of 32-bit compatibility and the partition", () => {
    expect(hex(sizeResource({ preferred: 0x100000, minimum: 0x80000 }).data)).toBe('00800010000000080000')
  })

  it("has a 'vers' that Get Info shows", () => {
    expect(hex(versionResource({ major: 1, minor: 2, bugFix: 3 }, 'x').data)).toBe('01238000000005312e322e330178')
  })
})

describe('building', () => {
  const main = source(
    'main.c',
    '#include <math.h>\nvolatile float a = 1, b = 2, c = 3;\nint main(void) { return (int)(fmaf(a, b, c) + a * b); }\n',
  )
  const options = { name: 'Sample', creator: 'Smpl', sources: [main], useNewlib: false }

  it('gives MacBinary of an application, the same each time', async () => {
    const first = await buildApplication(options)
    const file = readMacBinary(first.macBinary)
    expect(file).toEqual(first.file)
    expect([file.name, file.type, file.creator]).toEqual(['Sample', 'APPL', 'Smpl'])
    expect(file.dataFork).toEqual(first.pef)
    const resources = parseResourceFork(file.resourceFork)
    expect(resources.map(({ type, id }) => `${type} ${id}`)).toEqual(['cfrg 0', 'SIZE -1'])
    expect((await buildApplication(options)).macBinary).toEqual(first.macBinary)
  })

  it('makes fmaf one fmadds, and contracts nothing else', async () => {
    const { pef, map } = await buildApplication(options)
    const code = sectionContents(parsePef(pef), 0)
    const { offset, length } = map.code.csects.find(({ name }) => name === '.main')!
    const words = Array.from({ length: Math.floor(length / 4) }, (_, index) =>
      new DataView(code.buffer).getUint32(offset + index * 4),
    )
    // Primary opcode 59 is single-precision arithmetic; the low bits say which: 29 fmadds, 25 fmuls, 21 fadds.
    const operations = words.filter((word) => word >>> 26 === 59).map((word) => (word >>> 1) & 31)
    expect(operations.sort()).toEqual([21, 25, 29])
  })

  it('puts resources of the caller in place of the standard ones', async () => {
    const size = sizeResource({ preferred: 0x200000, minimum: 0x200000 })
    const { file } = await buildApplication({
      ...options,
      resources: [size, versionResource({ major: 1, minor: 0, bugFix: 0 }, '')],
    })
    const resources = parseResourceFork(file.resourceFork)
    expect(resources).toHaveLength(3)
    expect(findResource(resources, 'SIZE', -1)!.data).toEqual(size.data)
  })

  it('reports what does not compile, with file and line', async () => {
    const broken = source('broken.c', 'int main(void) {\n  return missing;\n}\n')
    const error = await buildApplication({ ...options, sources: [broken] }).catch((thrown) => thrown)
    expect(error.code).toBe('compile-failed')
    expect(error.message).toMatch(/broken\.c:2:10: error: .*missing/)
  })

  it('reports a source that is not there, and an import library that is not known', async () => {
    await expect(buildApplication({ ...options, sources: [join(folder, 'none.c')] })).rejects.toMatchObject({
      code: 'no-source',
    })
    await expect(buildApplication({ ...options, imports: ['NoLib'] })).rejects.toMatchObject({
      code: 'no-import-library',
    })
  })

  it('reports names that the C library would have, when built without it', async () => {
    const user = source('user.c', '#include <stdio.h>\nint main(void) { return printf("%d", 1); }\n')
    await expect(buildApplication({ ...options, sources: [user] })).rejects.toThrow(
      /printf: referred to by main in user\.o/,
    )
  })
})
