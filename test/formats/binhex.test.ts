import fc from 'fast-check'
import { expect, it } from 'vitest'
import { writeAppleDouble } from '../../emulator/formats/appledouble.ts'
import { readBinHex, writeBinHex } from '../../emulator/formats/binhex.ts'
import { diskImageOf, identifyFile, readMacFile } from '../../emulator/formats/identify.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { writeMacBinary } from '../../emulator/formats/macbinary.ts'

const runs = fc
  .array(fc.tuple(fc.constantFrom(0, 0x90, 0x41, 0xff), fc.integer({ min: 1, max: 600 })), { maxLength: 8 })
  .map((list) => Uint8Array.from(list.flatMap(([byte, count]) => Array<number>(count).fill(byte))))
const macFile: fc.Arbitrary<MacFile> = fc.record({
  name: fc.string({ unit: fc.constantFrom(...'abcé ƒ.™'), minLength: 1, maxLength: 31 }),
  type: fc.constantFrom('APPL', 'TEXT', '????'),
  creator: fc.constantFrom('bdi!', '????'),
  finderFlags: fc.nat(0xffff),
  dataFork: fc.oneof(runs, fc.uint8Array({ maxLength: 700 })),
  resourceFork: fc.oneof(runs, fc.uint8Array({ maxLength: 700 })),
  created: fc.constant(0),
  modified: fc.constant(0),
})

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
const sample: MacFile = {
  name: 'S',
  type: 'TEXT',
  creator: 'ttxt',
  finderFlags: 0,
  dataFork: bytesOf('aaaaaaaa'),
  resourceFork: new Uint8Array(0),
  created: 0,
  modified: 0,
}

it('round-trips any file, in lines of 64 characters', () => {
  fc.assert(
    fc.property(macFile, (file) => {
      const text = writeBinHex(file)
      expect(readBinHex(text)).toEqual(file)
      expect(identifyFile(text)).toBe('BinHex')
      const lines = textOf(text).split('\r').slice(2, -1)
      expect(lines.slice(0, -1).every((line) => line.length === 64)).toBe(true)
    }),
  )
})

it('has the characters of the format: the first bytes of a header, worked out by hand', () => {
  // 01 'S' 00 'T' 'E' 'X': 000000 010101 001100 000000 010101 000100 010101 011000
  expect(textOf(writeBinHex(sample))).toContain('\r\r:!9-!9%9B')
})

it('is found below the headers of a mail, with other line ends and indented', () => {
  const text = textOf(writeBinHex(sample)).replaceAll('\r', '\n')
  expect(readMacFile(bytesOf(`From: someone\nSubject: a file\n\n${text}`), 'mail')).toEqual(sample)
})

it('says what is damaged', () => {
  const text = textOf(writeBinHex(sample))
  const colon = text.indexOf(':')
  expect(() => readBinHex(bytesOf(text.slice(0, -2)))).toThrow(/before its closing colon/)
  expect(() => readBinHex(bytesOf(`${text.slice(0, colon + 3)}~${text.slice(colon + 4)}`))).toThrow(/is not BinHex/)
  expect(() => readBinHex(bytesOf(`${text.slice(0, colon + 3)}!${text.slice(colon + 4)}`))).toThrow(
    /CRC does not match/,
  )
})

it('archives and compressed images are refused by their names', () => {
  const named = (bytes: Uint8Array): string => {
    try {
      readMacFile(bytes, 'File')
      return 'taken'
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(named(bytesOf('SIT!\0\x01\0\0\0\0rLau\x01'))).toBe('File is a StuffIt archive, which Bondi does not expand')
  expect(named(bytesOf('StuffIt (c)1997-2001 Aladdin'))).toMatch(/StuffIt 5/)
  const dmg = new Uint8Array(2048)
  dmg.set(bytesOf('koly'), 1536)
  expect(named(dmg)).toMatch(/compressed disk image/)
})

it('wrappers are told apart, whatever a naive test would say', () => {
  const appleDouble = writeAppleDouble({ ...sample, resourceFork: new Uint8Array(500) })
  expect(identifyFile(appleDouble)).toBe('AppleDouble')
  expect(identifyFile(writeMacBinary(sample))).toBe('MacBinary')
  const disk = new Uint8Array(84 + 800 * 1024)
  const view = new DataView(disk.buffer)
  view.setUint32(64, 800 * 1024)
  view.setUint16(82, 0x0100)
  expect(identifyFile(disk)).toBe('Disk Copy image')
  expect(diskImageOf(disk)?.length).toBe(800 * 1024)
})
