/** Fonts that a program brings in its resources: families ('FOND' with 'NFNT') and single fonts of old ('FONT'). */

import { FontResourceError, parseAssociations, parseStrike, type StrikeResource } from '../../formats/font-resource.ts'
import type { Resource } from '../../formats/resource-fork.ts'
import { MacError } from '../errors.ts'
import type { ResourceManager } from '../resource-manager/resource-manager.ts'
import { emptyGlyph, type Glyph, type Strike } from './strike.ts'

/** A 'FONT' resource's number is the family's times this, plus the size (Inside Macintosh: Text, chapter 4). */
const FONT_SIZES = 128

export interface Family {
  readonly id: number
  readonly name: string
  /** The sizes that it has, in rising order. */
  readonly sizes: readonly { readonly size: number; readonly strike: () => Strike }[]
}

const nameOf = ({ name }: Resource): string => name ?? ''

function strikeOf(resource: StrikeResource): Strike {
  const { firstChar, lastChar, widMax, ascent, descent, leading, glyphs } = resource
  const missing = glyphs.at(-1)
  const made: Glyph[] = []
  const make = (character: number): Glyph => {
    const own = character >= firstChar && character <= lastChar ? glyphs[character - firstChar] : undefined
    const glyph = own ?? missing
    if (glyph === undefined) return emptyGlyph(0)
    const { width, left, columns, pixels } = glyph
    return {
      width: columns,
      height: columns === 0 ? 0 : pixels.length / columns,
      pixels,
      advance: width,
      left,
      top: ascent,
    }
  }
  return { ascent, descent, leading, widMax, glyph: (character) => (made[character] ??= make(character)) }
}

export class ProgramFonts {
  private readonly resources: ResourceManager
  private readonly parsed = new WeakMap<Resource, Strike>()

  constructor(resources: ResourceManager) {
    this.resources = resources
  }

  private _find(matches: (resource: Resource) => boolean): Resource | undefined {
    try {
      return this.resources.find(false, matches).resource
    } catch (error) {
      if (error instanceof MacError) return undefined
      throw error
    }
  }

  find(id: number): Family | undefined {
    const fond = this._find((resource) => resource.type === 'FOND' && resource.id === id)
    if (fond) return this.family(fond)
    const isFont = (resource: Resource) => resource.type === 'FONT' && Math.floor(resource.id / FONT_SIZES) === id
    return this._find(isFont) && this.oldFamily(id)
  }

  named(name: string): Family | undefined {
    const wanted = name.toLowerCase()
    const hasName = (resource: Resource) => nameOf(resource).toLowerCase() === wanted
    const fond = this._find((resource) => resource.type === 'FOND' && hasName(resource))
    if (fond) return this.family(fond)
    const font = this._find(
      (resource) => resource.type === 'FONT' && resource.id % FONT_SIZES === 0 && hasName(resource),
    )
    return font && this.oldFamily(font.id / FONT_SIZES)
  }

  private family(fond: Resource): Family {
    const sizes = guarded(() => parseAssociations(fond.data), []).flatMap(({ size, style, resourceId }) => {
      const isStrike = (type: string) => this._find((resource) => resource.type === type && resource.id === resourceId)
      const resource = style === 0 && size > 0 ? (isStrike('NFNT') ?? isStrike('FONT')) : undefined
      return resource === undefined ? [] : [{ size, resource }]
    })
    return { id: fond.id, name: nameOf(fond), sizes: this.usable(sizes) }
  }

  private oldFamily(id: number): Family {
    const first = id * FONT_SIZES
    const name = this._find((resource) => resource.type === 'FONT' && resource.id === first)
    const sizes = Array.from({ length: FONT_SIZES - 1 }, (_, index) => index + 1).flatMap((size) => {
      const resource = this._find((one) => one.type === 'FONT' && one.id === first + size)
      return resource === undefined ? [] : [{ size, resource }]
    })
    return { id, name: name ? nameOf(name) : '', sizes: this.usable(sizes) }
  }

  /** Damaged strikes are as good as absent. */
  private usable(sizes: { size: number; resource: Resource }[]): Family['sizes'] {
    return sizes
      .flatMap(({ size, resource }) => {
        const strike = this.strike(resource)
        return strike === undefined ? [] : [{ size, strike: () => strike }]
      })
      .sort((a, b) => a.size - b.size)
  }

  private strike(resource: Resource): Strike | undefined {
    const known = this.parsed.get(resource)
    if (known) return known
    const strike = guarded(() => strikeOf(parseStrike(resource.data)), undefined)
    if (strike) this.parsed.set(resource, strike)
    return strike
  }
}

function guarded<T>(parse: () => T, otherwise: T): T {
  try {
    return parse()
  } catch (error) {
    if (error instanceof FontResourceError) return otherwise
    throw error
  }
}
