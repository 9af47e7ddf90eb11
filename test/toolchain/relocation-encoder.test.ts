import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePef, relocationOperations } from '../../emulator/formats/pef.ts'
import { writePef } from '../../emulator/formats/pef-writer.ts'
import { type EncodableRelocation, encodeRelocations } from '../../toolchain/link/relocation-encoder.ts'

const IMPORTS = 700
const LENGTH = 200_000

/** What the Code Fragment Manager would do, by the decoder that knows nothing of the encoder. */
function operations(instructions: Uint16Array): EncodableRelocation[] {
  const section = {
    share: 'process',
    alignment: 4,
    totalLength: LENGTH,
    unpackedLength: 0,
    contents: new Uint8Array(),
  } as const
  const container = parsePef(
    writePef({
      sections: [
        { ...section, kind: 'code' },
        { ...section, kind: 'unpackedData' },
        { ...section, kind: 'unpackedData' },
      ],
      loader: {
        main: undefined,
        init: undefined,
        term: undefined,
        exports: [],
        relocations: [{ section: 1, instructions }],
        libraries: [
          {
            name: 'L',
            weak: false,
            initBefore: false,
            versions: { oldImplementation: 0, current: 0 },
            firstSymbol: 0,
            symbolCount: IMPORTS,
          },
        ],
        symbols: Array.from({ length: IMPORTS }, (_, index) => ({
          name: `s${index}`,
          class: 'tvector' as const,
          weak: false,
          library: 0,
        })),
      },
    }),
  )
  return [...relocationOperations(container, container.loader.relocations[0]!)].map(({ offset, addend, index }) => ({
    offset,
    kind: addend,
    index,
  }))
}

const gap = fc.oneof(
  { weight: 10, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.nat(8) },
  { weight: 1, arbitrary: fc.integer({ min: 9, max: 5000 }) },
)
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'section' as const, index: 0 }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'section' as const, index: 1 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'section' as const, index: 2 }) },
  { weight: 2, arbitrary: fc.nat(IMPORTS - 1).map((index) => ({ kind: 'import' as const, index })) },
)
/** Words with gaps between them, aligned or not, and imports that often follow one another. */
const words = fc.array(fc.tuple(word, gap, fc.boolean()), { maxLength: 120 }).map((list) => {
  let offset = 0
  let lastImport = -1
  return list.map(([target, skip, follow]): EncodableRelocation => {
    offset += skip % 9 === 8 ? skip : skip * 4
    const index = target.kind === 'import' && follow && lastImport + 1 < IMPORTS ? lastImport + 1 : target.index
    if (target.kind === 'import') lastImport = index
    const relocation = { offset, kind: target.kind, index }
    offset += 4
    return relocation
  })
})

describe('encoded relocations', () => {
  it('do what the words ask for', () => {
    fc.assert(
      fc.property(words, (list) => {
        expect(operations(encodeRelocations(list))).toEqual(list)
      }),
      { numRuns: 500 },
    )
  })

  const run = (count: number, step: number, make: (index: number) => EncodableRelocation[]): EncodableRelocation[] =>
    Array.from({ length: count }, (_, index) => make(index * step)).flat()

  it('take one unit for a run of each kind', () => {
    const section = (offset: number, index: number): EncodableRelocation => ({ offset, kind: 'section', index })
    expect(encodeRelocations(run(500, 4, (at) => [section(at, 0)]))).toHaveLength(1)
    expect(encodeRelocations(run(500, 4, (at) => [section(at, 1)]))).toHaveLength(1)
    expect(encodeRelocations(run(500, 12, (at) => [section(at, 0), section(at + 4, 1)]))).toHaveLength(1)
    expect(encodeRelocations(run(500, 8, (at) => [section(at, 0), section(at + 4, 1)]))).toHaveLength(1)
    expect(encodeRelocations(run(500, 4, (at) => [{ offset: at, kind: 'import', index: at / 4 }]))).toHaveLength(1)
    expect(encodeRelocations(run(1000, 4, (at) => [section(at, 0)]))).toHaveLength(2)
  })

  it('reach words anywhere', () => {
    const far = [{ offset: 190_000, kind: 'section' as const, index: 0 }]
    expect(operations(encodeRelocations(far))).toEqual(far)
  })
})
