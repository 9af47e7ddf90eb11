/** The Font Manager: which strike answers a request for a family, a size and a style (Inside Macintosh: Text, chapter 4). */

import type { LowMemory } from '../low-memory/low-memory.ts'
import type { ResourceManager } from '../resource-manager/resource-manager.ts'
import { applFont, families, geneva, systemFont } from './families.ts'
import { type FontSource, packagedStrike } from './packaged-strikes.ts'
import { type Family, ProgramFonts } from './program-fonts.ts'
import { type Strike, scaleStrike } from './strike.ts'
import { type FontStyle, fontStyle } from './style.ts'

/** What text is drawn with. */
export interface Font extends FontStyle {
  readonly strike: Strike
}

/** The size that 0 stands for. */
export const DEFAULT_SIZE = 12
/** A larger strike would be megabytes a glyph. */
const LARGEST_SIZE = 512

/** For a machine without font files: no face is there, and every character is the missing symbol. */
const noFonts: FontSource = { face: () => undefined }

export interface FontManagerOptions {
  readonly source: FontSource | undefined
  readonly resources: ResourceManager
  readonly lowMemory: LowMemory
}

export class FontManager {
  private readonly _lowMemory: LowMemory
  private readonly packaged: readonly Family[]
  private readonly program: ProgramFonts
  private readonly scaled = new WeakMap<Strike, Map<number, Strike>>()
  /** SetOutlinePreferred and SetPreserveGlyph: kept for programs that ask; no font here has outlines. */
  outlinePreferred = false
  preserveGlyph = false

  constructor({ source = noFonts, resources, lowMemory }: FontManagerOptions) {
    this._lowMemory = lowMemory
    this.program = new ProgramFonts(resources)
    this.packaged = families.map(({ id, name, strikes }) => ({
      id,
      name,
      sizes: strikes.map((strike) => {
        let made: Strike | undefined
        return { size: strike.size, strike: () => (made ??= packagedStrike(source, strike)) }
      }),
    }))
    lowMemory.set('ApFontID', geneva)
    lowMemory.set('SysFontFam', systemFont)
    lowMemory.set('SysFontSiz', DEFAULT_SIZE)
  }

  /** The family of a number: a family that is not there is answered by the application font, or at last by Geneva. */
  family(id: number): Family {
    return this.find(id) ?? this.find(applFont) ?? this.find(geneva)!
  }

  find(id: number): Family | undefined {
    const wanted = id === applFont ? this._lowMemory.get('ApFontID') : id === systemFont ? this.systemFamily : id
    return this.packaged.find((family) => family.id === wanted) ?? this.program.find(wanted)
  }

  private get systemFamily(): number {
    const family = this._lowMemory.get('SysFontFam')
    return this.packaged.some(({ id }) => id === family) ? family : systemFont
  }

  /** Of the fonts that a Font menu has. */
  get names(): string[] {
    return this.packaged.map(({ name }) => name).filter((name) => name !== 'System')
  }

  /** Names are compared without regard to case. */
  named(name: string): Family | undefined {
    const wanted = name.toLowerCase()
    return this.packaged.find((family) => family.name.toLowerCase() === wanted) ?? this.program.named(name)
  }

  /** Whether there is a strike of that size itself. */
  isReal(id: number, size: number): boolean {
    const wanted = size || this.defaultSize
    return this.find(id)?.sizes.some((one) => one.size === wanted) ?? false
  }

  get defaultSize(): number {
    return this._lowMemory.get('SysFontSiz') || DEFAULT_SIZE
  }

  font(id: number, size: number, face: number): Font {
    const points = Math.min(size > 0 ? size : this.defaultSize, LARGEST_SIZE)
    return { strike: this._strike(this.family(id), points), ...fontStyle(face) }
  }

  /** The size itself, or else its double, its half, the next larger or the next smaller one, scaled unless FScaleDisable forbids it. */
  private _strike({ sizes }: Family, size: number): Strike {
    const ofSize = (wanted: number) => sizes.find((one) => one.size === wanted)
    const exact = ofSize(size)
    if (exact) return exact.strike()
    const larger = sizes.find((one) => one.size > size)
    const smaller = sizes.findLast((one) => one.size < size)
    if (larger === undefined && smaller === undefined) return this._strike(this.find(geneva)!, size)
    if (this._lowMemory.get('FScaleDisable') !== 0) return (smaller ?? larger)!.strike()
    const chosen = (ofSize(size * 2) ?? (size % 2 === 0 ? ofSize(size / 2) : undefined) ?? larger ?? smaller)!
    return this.scale(chosen.strike(), size / chosen.size)
  }

  private scale(strike: Strike, ratio: number): Strike {
    const known = this.scaled.get(strike) ?? new Map<number, Strike>()
    this.scaled.set(strike, known)
    const scaled = known.get(ratio) ?? scaleStrike(strike, ratio, ratio)
    known.set(ratio, scaled)
    return scaled
  }
}
