import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import {
  type PefLoader,
  parsePef,
  type RelocationBlock,
  relocationOperations,
  sectionContents,
} from '../../emulator/formats/pef.ts'
import { exportHashWord } from '../../emulator/formats/pef-exports.ts'
import { packPatternData, unpackPatternData } from '../../emulator/formats/pef-pattern-data.ts'
import { decodeRelocation, encodeRelocation, RELOCATION_ROWS } from '../../emulator/formats/pef-relocations.ts'
import { writePef } from '../../emulator/formats/pef-writer.ts'

const loader: PefLoader = {
  main: { section: 1, offset: 8 },
  init: undefined,
  term: { section: 1, offset: 0 },
  libraries: [
    {
      name: 'InterfaceLib',
      weak: false,
      initBefore: true,
      versions: { oldImplementation: 1, current: 2 },
      firstSymbol: 0,
      symbolCount: 2,
    },
    {
      name: 'MathLib',
      weak: true,
      initBefore: false,
      versions: { oldImplementation: 0, current: 0 },
      firstSymbol: 2,
      symbolCount: 1,
    },
  ],
  symbols: [
    { name: 'NewPtr', class: 'tvector', weak: false, library: 0 },
    { name: 'qd', class: 'data', weak: true, library: 0 },
    { name: 'sin', class: 'tvector', weak: false, library: 1 },
  ],
  relocations: [{ section: 1, instructions: Uint16Array.from(encodeRelocation('BySectC', 3)) }],
  exports: Array.from({ length: 60 }, (_, index) => ({
    name: `export${index}`,
    class: index % 2 ? ('data' as const) : ('tvector' as const),
    section: index === 7 ? -2 : 1,
    value: index * 4,
  })),
}

const data = Uint8Array.from({ length: 64 }, (_, index) => index)

function sample(): Uint8Array {
  const packed = packPatternData(data)
  return writePef({
    sections: [
      { kind: 'code', share: 'global', alignment: 4, totalLength: 8, unpackedLength: 8, contents: new Uint8Array(8) },
      {
        kind: 'patternInitializedData',
        share: 'process',
        alignment: 4,
        totalLength: 100,
        unpackedLength: 64,
        contents: packed,
      },
    ],
    loader,
  })
}

describe('PEF containers', () => {
  it('reads what it writes', () => {
    const container = parsePef(sample())
    expect(container.loader.main).toEqual(loader.main)
    expect(container.loader.init).toBeUndefined()
    expect(container.loader.term).toEqual(loader.term)
    expect(container.loader.libraries).toEqual(loader.libraries)
    expect(container.loader.symbols).toEqual(loader.symbols)
    expect(container.loader.relocations).toEqual(loader.relocations)
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)
    expect([...container.loader.exports].sort(byName)).toEqual([...loader.exports].sort(byName))
    expect(sectionContents(container, 1)).toEqual(Uint8Array.from({ length: 100 }, (_, i) => (i < 64 ? i : 0)))
  })

  // The example of Mac OS Runtime Architectures would do, but the book has none: these were worked by hand from its formula.
  it('hashes names as the book says', () => {
    expect(exportHashWord('')).toBe(0)
    expect(exportHashWord('A')).toBe(0x00010041)
    expect(exportHashWord('AB')).toBe(0x000200c0)
  })

  it('survives any cut and any change of a byte', () => {
    const bytes = sample()
    const attempt = (damaged: Uint8Array): void => {
      try {
        const container = parsePef(damaged)
        for (const index of container.sections.keys()) sectionContents(container, index)
        for (const block of container.loader.relocations) [...relocationOperations(container, block)]
      } catch (error) {
        if (!(error instanceof BondiError)) throw error
      }
    }
    for (let length = 0; length < bytes.length; length++) attempt(bytes.slice(0, length))
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (offset, value) => {
        attempt(bytes.with(offset, value))
      }),
      { numRuns: 2000 },
    )
  })

  it('says where a container is cut short', () => {
    expect(() => parsePef(sample().slice(0, 100))).toThrow(/section 0 \(code\) needs 8 bytes.*offset 0x80/)
    expect(() => parsePef(new Uint8Array(40))).toThrow(/Joy!peff/)
  })
})

describe('pattern-initialised data', () => {
  it('unpacks every instruction', () => {
    const packed = [0x02, 0x23, 1, 2, 3, 0x42, 2, 7, 8, 0x62, 1, 2, 0xaa, 0xbb, 0xc1, 0xc2, 0x82, 1, 2, 0xd1, 0xd2]
    const expected = [0, 0, 1, 2, 3, 7, 8, 7, 8, 7, 8]
    expected.push(0xaa, 0xbb, 0xc1, 0xaa, 0xbb, 0xc2, 0xaa, 0xbb)
    expected.push(0, 0, 0xd1, 0, 0, 0xd2, 0, 0)
    expect([...unpackPatternData(Uint8Array.from(packed), expected.length)]).toEqual(expected)
  })

  it('reads counts that do not fit five bits', () => {
    expect(unpackPatternData(Uint8Array.of(0x00, 0x82, 0x2c), 300)).toEqual(new Uint8Array(300))
  })

  it('round-trips any data', () => {
    const bytes = fc.array(fc.constantFrom(0, 0, 0, 1, 0x12, 0xff), { maxLength: 300 })
    fc.assert(
      fc.property(bytes, (values) => {
        const original = Uint8Array.from(values)
        expect(unpackPatternData(packPatternData(original), original.length)).toEqual(original)
      }),
      { numRuns: 3000 },
    )
  })

  it('packs a table of transition vectors to fewer bytes', () => {
    const table = new Uint8Array(1200)
    const view = new DataView(table.buffer)
    for (let i = 0; i < 100; i++) {
      view.setUint32(i * 12, 0x1000 + i * 0x44)
      view.setUint32(i * 12 + 4, 0x8000)
    }
    const packed = packPatternData(table)
    expect(packed.length).toBeLessThan(800)
    expect(unpackPatternData(packed, 1200)).toEqual(table)
  })

  it('rejects what runs over', () => {
    expect(() => unpackPatternData(Uint8Array.of(0x1f), 8)).toThrow(/more than the 8 bytes/)
    expect(() => unpackPatternData(Uint8Array.of(0x01), 8)).toThrow(/1 bytes, not the 8/)
    expect(() => unpackPatternData(Uint8Array.of(0xa1), 8)).toThrow(/opcode 5 is reserved/)
    expect(() => unpackPatternData(Uint8Array.of(0x40, 0xff, 0xff, 0xff, 0x7f, 0x7f), 8)).toThrow(BondiError)
  })
})

/** The book's encodings (Mac OS Runtime Architectures, chapter 8), written out by hand. */
const ENCODINGS: [string, number[], number[]][] = [
  ['BySectDWithSkip', [3, 5], [0b00_00000011_000101]],
  ['BySectC', [1], [0x4000]],
  ['BySectD', [512], [0x43ff]],
  ['TVector12', [2], [0x4401]],
  ['TVector8', [2], [0x4601]],
  ['VTable8', [1], [0x4800]],
  ['ImportRun', [20], [0x4a13]],
  ['SmByImport', [300], [0x612c]],
  ['SmSetSectC', [4], [0x6204]],
  ['SmSetSectD', [4], [0x6404]],
  ['SmBySection', [4], [0x6604]],
  ['IncrPosition', [4096], [0x8fff]],
  ['SmRepeat', [2, 256], [0x91ff]],
  ['SetPosition', [0x123456], [0xa012, 0x3456]],
  ['LgByImport', [0x200], [0xa400, 0x0200]],
  ['LgRepeat', [16, 0x12345], [0xb3c1, 0x2345]],
  ['LgBySection', [0x10001], [0xb401, 0x0001]],
  ['LgSetSectC', [2], [0xb440, 0x0002]],
  ['LgSetSectD', [2], [0xb480, 0x0002]],
]

describe('relocation instructions', () => {
  it.each(ENCODINGS)('%s', (name, operands, units) => {
    expect(encodeRelocation(name, ...operands)).toEqual(units)
    expect(decodeRelocation(Uint16Array.from(units), 0)).toEqual({ name, operands, units: units.length })
  })

  it('has an example for every row', () => {
    expect(ENCODINGS.map(([name]) => name)).toEqual(RELOCATION_ROWS.map(({ name }) => name))
  })

  const operationsOf = (...units: number[][]): string[] => {
    const container = parsePef(sample())
    const block: RelocationBlock = { section: 1, instructions: Uint16Array.from(units.flat()) }
    return [...relocationOperations(container, block)].map(
      ({ offset, addend, index }) => `${offset}${addend === 'import' ? 'i' : 's'}${index}`,
    )
  }

  it('applies each as the book says', () => {
    expect(operationsOf(encodeRelocation('TVector12', 2))).toEqual(['0s0', '4s1', '12s0', '16s1'])
    expect(operationsOf(encodeRelocation('TVector8', 2))).toEqual(['0s0', '4s1', '8s0', '12s1'])
    expect(operationsOf(encodeRelocation('VTable8', 2))).toEqual(['0s1', '8s1'])
    expect(operationsOf(encodeRelocation('BySectDWithSkip', 2, 2))).toEqual(['8s1', '12s1'])
    expect(operationsOf(encodeRelocation('SmByImport', 1), encodeRelocation('ImportRun', 1))).toEqual(['0i1', '4i2'])
    expect(operationsOf(encodeRelocation('SetPosition', 5), encodeRelocation('IncrPosition', 2), [0x4000])).toEqual([
      '7s0',
    ])
    expect(
      operationsOf(encodeRelocation('SmSetSectC', 1), [0x4000], encodeRelocation('LgSetSectC', 0), [0x4000]),
    ).toEqual(['0s1', '4s0'])
    expect(operationsOf(encodeRelocation('LgBySection', 0), encodeRelocation('LgByImport', 2))).toEqual(['0s0', '4i2'])
  })

  it('repeats a block', () => {
    const once = [encodeRelocation('BySectC', 1), encodeRelocation('IncrPosition', 4)]
    expect(operationsOf(...once, encodeRelocation('SmRepeat', 2, 2), [0x4200])).toEqual(['0s0', '8s0', '16s0', '24s1'])
    expect(operationsOf(...once, encodeRelocation('LgRepeat', 2, 1), [0x4200])).toEqual(['0s0', '8s0', '16s1'])
  })

  it('refuses words outside the section, missing imports, endless repeats', () => {
    expect(() => operationsOf(encodeRelocation('SetPosition', 98), [0x4000])).toThrow(/outside the section's 100 bytes/)
    expect(() => operationsOf(encodeRelocation('SmByImport', 9))).toThrow(/import 9 does not exist; there are 3/)
    expect(() => operationsOf([0xc000])).toThrow(/0xc000 is not a relocation instruction/)
    expect(() =>
      operationsOf([0x4000], encodeRelocation('SmRepeat', 1, 1), encodeRelocation('SmRepeat', 2, 1)),
    ).toThrow(BondiError)
  })
})
