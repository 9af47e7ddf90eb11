/** What is in an XCOFF object: sections, what it defines, what it wants. */
import { parseXcoff } from '../../toolchain/xcoff/object.ts'
import type { Inspection } from './section.ts'

export function describeXcoff(bytes: Uint8Array): Inspection {
  const object = parseXcoff(bytes, 'object')
  const globals = object.symbols.filter(({ binding }) => binding !== 'hidden')
  return {
    kind: 'XCOFF32 object',
    facts: { sections: object.sections.length, symbols: object.symbols.length },
    sections: [
      {
        title: 'Sections',
        rows: object.sections.map(({ name, address, size, relocations }) => ({
          name,
          address,
          size,
          relocations: relocations.length,
        })),
      },
      {
        title: 'Defined',
        rows: globals
          .filter(({ section }) => section > 0)
          .map(({ name, mappingClass, kind, value, length, binding }) => ({
            name,
            class: mappingClass,
            kind: String(kind),
            value,
            length,
            weak: binding === 'weak' ? 'weak' : undefined,
          })),
      },
      {
        title: 'Undefined',
        rows: globals
          .filter(({ section }) => section === 0)
          .map(({ name, mappingClass }) => ({ name, class: mappingClass })),
      },
    ],
  }
}
