/** Text encodings: Mac OS Roman and Unicode in its forms, against the host's own decoders. */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { errorCode } from '../../emulator/macos/errors.ts'
import { convert } from '../../emulator/macos/text-encoding/conversion.ts'
import { codecOf, textEncoding } from '../../emulator/macos/text-encoding/encodings.ts'
import { expectChecks, machineWith } from './programs.ts'
import { startTestSystem } from './system.ts'

const UNICODE = 0x100
const roman = codecOf(0)!
const utf16 = codecOf(textEncoding(UNICODE, 0, 0))!
const utf8 = codecOf(textEncoding(UNICODE, 0, 2))!
const all = { room: 1 << 20, fallbacks: false }

const utf16Of = (text: string): Uint8Array =>
  Uint8Array.from(
    [...text]
      .flatMap((character) => [...character].join(''))
      .flatMap((character) =>
        Array.from({ length: character.length }, (_, index) => character.charCodeAt(index)).flatMap((unit) => [
          unit >> 8,
          unit & 255,
        ]),
      ),
  )

test('Mac OS Roman becomes Unicode as the host decodes it, and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const unicode = convert(bytes, { from: roman, to: utf16, ...all })
      expect(unicode).toEqual({
        bytes: utf16Of(new TextDecoder('macintosh').decode(bytes)),
        bytesRead: bytes.length,
        status: 'noErr',
      })
      expect(convert(unicode.bytes, { from: utf16, to: roman, ...all }).bytes).toEqual(bytes)
    }),
    { seed: 9, numRuns: 200 },
  )
})

test("UTF-8 is the host's, both ways, over all planes", () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const bytes = new TextEncoder().encode(text)
      expect(convert(bytes, { from: utf8, to: utf16, ...all }).bytes).toEqual(utf16Of(text))
      expect(convert(utf16Of(text), { from: utf16, to: utf8, ...all }).bytes).toEqual(bytes)
    }),
    { seed: 10, numRuns: 200 },
  )
})

test('no bytes make a converter fail otherwise than by its results, and what it reads is never more than there is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.nat(40), fc.boolean(), (bytes, room, fallbacks) => {
      for (const from of [utf8, utf16, roman]) {
        for (const to of [utf8, utf16, roman]) {
          const done = convert(bytes, { from, to, room, fallbacks })
          expect(done.bytesRead).toBeLessThanOrEqual(bytes.length)
          expect(done.bytes.length).toBeLessThanOrEqual(room)
          if (done.status === 'noErr') expect(done.bytesRead).toBe(bytes.length)
        }
      }
    }),
    { seed: 11, numRuns: 200 },
  )
})

test('a letter and the mark after it are one character of Mac OS Roman', () => {
  expect(convert(utf16Of('e\u0301a'), { from: utf16, to: roman, ...all }).bytes).toEqual(Uint8Array.of(0x8e, 0x61))
})

test('what the target lacks ends the conversion, or is replaced where that is asked for', () => {
  const text = utf16Of('a\u4e00b')
  expect(convert(text, { from: utf16, to: roman, ...all })).toEqual({
    bytes: Uint8Array.of(0x61),
    bytesRead: 2,
    status: 'kTECUnmappableElementErr',
  })
  expect(convert(text, { from: utf16, to: roman, room: 9, fallbacks: true })).toEqual({
    bytes: Uint8Array.of(0x61, 0x3f, 0x62),
    bytesRead: 6,
    status: 'kTECUsedFallbacksStatus',
  })
})

test('a program makes a converter, uses it piece by piece and disposes of it', () => {
  const { mac, call, reserve } = startTestSystem()
  const reference = reserve(4)
  const source = reserve(16)
  const output = reserve(16)
  const counts = reserve(8)
  mac.memory.write(source, Uint8Array.of(0x8e, 0x41, 0x8a))
  expect(call('TECCreateConverter', reference, 0, textEncoding(UNICODE, 0, 2))).toBe(0)
  const converter = mac.memory.getU32(reference)
  expect(call('TECConvertText', converter, source, 3, counts, output, 3, counts + 4)).toBe(
    errorCode.kTECOutputBufferFullStatus,
  )
  expect([mac.memory.getU32(counts), mac.memory.getU32(counts + 4)]).toEqual([2, 3])
  expect(mac.memory.read(output, 3)).toEqual(Uint8Array.of(0xc3, 0xa9, 0x41))
  expect(call('TECDisposeConverter', converter)).toBe(0)
  expect(call('TECDisposeConverter', converter)).toBe(errorCode.kTECCorruptConverterErr)
  expect(call('TECCreateConverter', reference, 0, 0x0a01)).toBe(errorCode.kTECNoConversionPathErr)
  expect(call('CreateTextEncoding', UNICODE, 0, 2)).toBe(0x0800_0100)
  expect(call('GetTextEncodingBase', 0x0800_0100)).toBe(UNICODE)
  expect(call('GetTextEncodingFormat', 0x0800_0100)).toBe(2)
})

test('programs convert text through the three libraries', async () => {
  const libraries = ['TextCommon', 'UnicodeConverter', 'TextEncodingConverter']
  const { machine, volume, path } = await machineWith('text-encoding', { libraries })
  machine.launch({ path })
  expect(machine.run({ maxVirtualSeconds: 60 }).outcome).toMatchObject({ kind: 'exited' })
  expectChecks(volume, 32)
})
