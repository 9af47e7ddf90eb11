import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import { compareNames, HfsVolume } from '../../emulator/volume/index.ts'
import { useHfsutils } from './hfsutils.ts'

const hfsutils = useHfsutils()

const text = (...bytes: number[]) => decodeMacRoman(Uint8Array.from(bytes))

describe('the order of names', () => {
  it('is that of another implementation, for every character', () => {
    // hfsutils puts folders named by one character after an x into a catalog, and refuses a name that equals one which is there.
    hfsutils.format(2 << 20, 'Order')
    const codes = Array.from({ length: 256 }, (_, code) => code).filter((code) => code >= 0x20 && code !== 0x3a)
    const created = hfsutils.makeFolders(codes.map((code) => Uint8Array.of(0x78, code)))
    const taken: number[] = []
    for (const [index, code] of codes.entries()) {
      const twin = taken.find((other) => compareNames(text(0x78, code), text(0x78, other)) === 0)
      expect([code, created[index]]).toEqual([code, twin === undefined])
      if (twin === undefined) taken.push(code)
    }
    const names = HfsVolume.mount(hfsutils.unmount())
      .list(2)
      .map(({ name }) => name)
    expect(names).toHaveLength(codes.length - 40)
    for (let i = 1; i < names.length; i++) expect(compareNames(names[i - 1]!, names[i]!)).toBeLessThan(0)
  })

  it.each([
    ['a', 'A', 0],
    ['É', 'é', 0],
    ['ÿ', 'Ÿ', -1],
    ['a', 'b', -1],
    ['Z', 'a', 1],
    ['à', 'b', -1],
    ['à', 'a', 1],
    ['á', 'Á', -1],
    ['`', 'a', 1],
    ['`', 'b', -1],
    ['ß', 's', 1],
    ['ss', 'ß', -1],
    ['æ', 'ae', 1],
    ['\u00a0', ' ', 0],
    ['"', '“', -1],
    ['#', '»', 1],
    ['a', 'aa', -1],
    ['_', 'z', 1],
    ['', 'a', -1],
  ])('puts %j and %j', (a, b, sign) => {
    expect(Math.sign(compareNames(a, b))).toBe(sign)
    expect(Math.sign(compareNames(b, a))).toBe(sign === 0 ? 0 : -sign)
  })

  it('is an order', () => {
    const name = fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }).map((bytes) => text(...bytes))
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNames(a, b)) + Math.sign(compareNames(b, a))).toBe(0)
        if (compareNames(a, b) <= 0 && compareNames(b, c) <= 0) expect(compareNames(a, c)).toBeLessThanOrEqual(0)
      }),
    )
  })
})
