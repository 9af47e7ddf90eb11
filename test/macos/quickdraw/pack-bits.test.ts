import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packBits, unpackBits } from '../../../emulator/macos/quickdraw/pack-bits.ts'

/** Bytes with runs in them. */
const bytes = fc
  .array(fc.tuple(fc.nat(255), fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300 }))), { maxLength: 20 })
  .map((runs) => Uint8Array.from(runs.flatMap(([value, count]) => new Array<number>(count).fill(value))))

test.each([1, 2] as const)('units of %i bytes are unpacked as they were packed', (unit) => {
  fc.assert(
    fc.property(bytes, (data) => {
      const whole = data.subarray(0, data.length - (data.length % unit))
      const packed = packBits(whole, unit)
      expect(unpackBits(packed, whole.length, unit)).toEqual(Uint8Array.from(whole))
      expect(packed.length, 'at most one byte more in 128 units').toBeLessThanOrEqual(
        whole.length + Math.ceil(whole.length / unit / 128) + 1,
      )
    }),
  )
})

test('any bytes unpack to as many as are asked for', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.nat(200),
      fc.constantFrom(1 as const, 2 as const),
      (data, count, unit) => {
        expect(unpackBits(data, count, unit).length).toBe(count)
      },
    ),
  )
})

test('the example of the Technical Note', () => {
  const packed = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa]
  const unpacked = 'aa aa aa 80 00 2a aa aa aa aa 80 00 2a 22 aa aa aa aa aa aa aa aa aa aa'
  const got = unpackBits(Uint8Array.from(packed), 24)
  expect([...got].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')).toBe(unpacked)
  expect([...packBits(got)]).toEqual(packed)
})
