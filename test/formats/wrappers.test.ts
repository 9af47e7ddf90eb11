import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAppleDouble, writeAppleDouble, writeAppleSingle } from '../../emulator/formats/appledouble.ts'
import { crc16 } from '../../emulator/formats/crc16.ts'
import { identifyFile, readMacFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { isMacBinary, macBinaryVersion, readMacBinary, writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { parseResourceFork, writeResourceFork } from '../../emulator/formats/resource-fork.ts'

const fourCharCode = fc.string({ unit: fc.constantFrom(...'ABCdef12?™ ø'), minLength: 4, maxLength: 4 })
const fork = fc.uint8Array({ maxLength: 700 })
const date = fc.nat(0xffffffff)
const macFile: fc.Arbitrary<MacFile> = fc.record({
  name: fc.string({ unit: fc.constantFrom(...'abcé ƒ.™'), minLength: 1, maxLength: 31 }),
  type: fourCharCode,
  creator: fourCharCode,
  finderFlags: fc.nat(0xffff),
  dataFork: fork,
  resourceFork: fork,
  created: date,
  modified: date,
})

const sample: MacFile = {
  name: 'Sample',
  type: 'APPL',
  creator: 'bdi!',
  finderFlags: 0x2100,
  dataFork: Uint8Array.from({ length: 200 }, (_, index) => index),
  resourceFork: Uint8Array.of(1, 2, 3),
  created: 3_000_000_000,
  modified: 3_000_000_001,
}

describe('MacBinary', () => {
  it('has the CRC of XMODEM', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x31c3)
  })

  it('round-trips any file', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        expect(readMacBinary(writeMacBinary(file))).toEqual(file)
      }),
    )
  })

  it('reads headers with the version bytes 0 and a right CRC, as Retro68 writes them', () => {
    const bytes = writeMacBinary({ ...sample, finderFlags: 0 })
    bytes.fill(0, 102, 106)
    bytes.fill(0, 122, 124)
    const crc = crc16(bytes.subarray(0, 124))
    bytes[124] = crc >> 8
    bytes[125] = crc & 0xff
    expect(identifyFile(bytes)).toBe('MacBinary')
    expect(macBinaryVersion(bytes)).toBe(2)
    expect(readMacBinary(bytes)).toEqual({ ...sample, finderFlags: 0 })
  })

  it('reads MacBinary I, which has no CRC', () => {
    const bytes = writeMacBinary({ ...sample, finderFlags: 0 })
    bytes.fill(0, 101, 126)
    expect(macBinaryVersion(bytes)).toBe(1)
    expect(readMacBinary(bytes)).toEqual({ ...sample, finderFlags: 0 })
  })

  it('names the fork that is cut short', () => {
    expect(() => readMacBinary(writeMacBinary(sample).slice(0, 300))).toThrow(/the data fork needs 200 bytes/)
    expect(isMacBinary(new Uint8Array(128))).toBe(false)
  })

  it('is read by hcopy, and reads what hcopy writes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bondi-macbinary-'))
    const run = (command: string, ...args: string[]): Buffer =>
      execFileSync(command, args, { cwd: folder, env: { ...process.env, HOME: folder } })
    try {
      writeFileSync(join(folder, 'disk'), new Uint8Array(1024 * 1024))
      writeFileSync(join(folder, 'in.bin'), writeMacBinary(sample))
      run('hformat', '-l', 'Test', 'disk')
      run('hcopy', '-m', 'in.bin', ':Sample')
      run('hcopy', '-m', ':Sample', 'out.bin')
      const back = readMacBinary(readFileSync(join(folder, 'out.bin')))
      const { dataFork, resourceFork, name, type, creator } = back
      expect({ name, type, creator }).toEqual({ name: 'Sample', type: 'APPL', creator: 'bdi!' })
      expect([...dataFork]).toEqual([...sample.dataFork])
      expect([...resourceFork]).toEqual([...sample.resourceFork])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('AppleDouble and AppleSingle', () => {
  it('round-trip any file', () => {
    fc.assert(
      fc.property(macFile, (file) => {
        expect(readAppleDouble(writeAppleDouble(file), file.name, file.dataFork)).toEqual(file)
        expect(readAppleDouble(writeAppleSingle(file), file.name)).toEqual(file)
      }),
    )
  })

  it('are not taken for MacBinary', () => {
    expect(identifyFile(writeAppleDouble(sample))).toBe('AppleDouble')
    expect(identifyFile(writeAppleSingle(sample))).toBe('AppleSingle')
    expect(isMacBinary(writeAppleDouble({ ...sample, resourceFork: new Uint8Array(400) }))).toBe(false)
    expect(() => readMacFile(writeAppleDouble(sample), '%Sample')).toThrow(/AppleDouble header/)
  })

  it('reads a file with an AppleDouble companion', () => {
    const appleDouble = writeAppleDouble(sample)
    expect(readMacFile(sample.dataFork, 'Sample', { appleDouble })).toEqual(sample)
  })
})

describe('resource forks', () => {
  const resource = fc.record({
    type: fc.constantFrom('SIZE', 'vers', 'cfrg', 'STR '),
    id: fc.integer({ min: -32768, max: 32767 }),
    name: fc.option(fc.string({ unit: fc.constantFrom(...'aé™'), maxLength: 20 }), { nil: undefined }),
    attributes: fc.nat(255),
    data: fc.uint8Array({ maxLength: 50 }),
  })
  const resources = fc.uniqueArray(resource, { selector: ({ type, id }) => `${type} ${id}`, maxLength: 30 })

  it('round-trip', () => {
    const sorted = (list: readonly { type: string; id: number }[]): unknown[] =>
      [...list].sort((a, b) => (a.type + a.id < b.type + b.id ? -1 : 1))
    fc.assert(
      fc.property(resources, (list) => {
        expect(sorted(parseResourceFork(writeResourceFork(list)))).toEqual(sorted(list))
      }),
    )
  })

  it('refuse two resources of one ID', () => {
    const one = { type: 'STR ', id: 128, name: undefined, attributes: 0, data: new Uint8Array(1) }
    expect(() => writeResourceFork([one, one])).toThrow(/'STR ' 128 is there twice/)
  })

  it('say where they are cut short', () => {
    const bytes = writeResourceFork([{ type: 'STR ', id: 128, name: 'x', attributes: 0, data: new Uint8Array(40) }])
    expect(() => parseResourceFork(bytes.slice(0, 280))).toThrow(/the resource data needs 44 bytes.*offset 0x100/)
    for (let length = 1; length < bytes.length; length++)
      expect(() => parseResourceFork(bytes.slice(0, length))).toThrow()
  })
})
