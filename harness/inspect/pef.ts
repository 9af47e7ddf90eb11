/** What is in a PEF container, and which of its imports Bondi has. */
import { ABSOLUTE_EXPORT, type PefAddress, parsePef, REEXPORTED_IMPORT } from '../../emulator/formats/pef.ts'
import { canRun, describeLibraries } from './application.ts'
import type { Inspection } from './section.ts'
import { serviceStatus } from './services.ts'

const showAddress = (address: PefAddress | undefined) =>
  address === undefined ? undefined : `section ${address.section} + 0x${address.offset.toString(16)}`

/** Mac times count seconds since 1904. */
const showTime = (seconds: number) =>
  seconds === 0 ? undefined : new Date((seconds - 2_082_844_800) * 1000).toISOString().slice(0, 19).replace('T', ' ')

export function describePef(bytes: Uint8Array): Inspection {
  const container = parsePef(bytes)
  const { loader } = container
  const imports = loader.symbols.map((symbol) => {
    const library = loader.libraries[symbol.library]!
    const status = serviceStatus(symbol.name, library.name)
    return {
      name: symbol.name,
      library: library.name,
      class: symbol.class,
      'in Bondi': status.summary,
      manager: status.manager,
      lacks: status.lacks,
      weak: symbol.weak || library.weak ? 'weak' : undefined,
    }
  })
  const missing = imports.filter((row) => row['in Bondi'] === 'absent' && row.weak === undefined)
  return {
    kind: 'PEF',
    facts: {
      architecture: container.architecture,
      built: showTime(container.timestamp),
      main: showAddress(loader.main),
      init: showAddress(loader.init),
      term: showAddress(loader.term),
      libraries: loader.libraries.map(({ name, weak }) => (weak ? `${name} (weak)` : name)).join(', ') || undefined,
      imports: imports.length,
      'can run': canRun(container),
      'imports that Bondi lacks': missing.map(({ name }) => name).join(', ') || 'none',
    },
    sections: [
      {
        title: 'Sections',
        rows: container.sections.map((section, index) => ({
          index,
          kind: section.kind,
          name: section.name,
          total: section.totalLength,
          unpacked: section.unpackedLength,
          inFile: section.containerLength,
          offset: section.containerOffset,
          share: section.share,
          alignment: 2 ** section.alignment,
        })),
      },
      describeLibraries(container),
      { title: 'Imports', rows: imports },
      {
        title: 'Exports',
        rows: loader.exports.map((symbol) => ({
          name: symbol.name,
          class: symbol.class,
          where:
            symbol.section === ABSOLUTE_EXPORT
              ? `absolute 0x${symbol.value.toString(16)}`
              : symbol.section === REEXPORTED_IMPORT
                ? `import ${loader.symbols[symbol.value]?.name ?? symbol.value}`
                : showAddress({ section: symbol.section, offset: symbol.value }),
        })),
      },
    ],
  }
}
