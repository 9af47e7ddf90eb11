/** The Font Manager: which strike answers a request for a family, a size and a style (Inside Macintosh: Text, chapter 4). */

import { applFont, type FontFamily, families, geneva, systemFont } from './families.ts'
import { type FontSource, packagedStrike } from './packaged-strikes.ts'
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

export class FontManager {
  readonly #source: FontSource
  readonly #fonts = new Map<string, Font>()
  readonly #strikes = new Map<string, Strike>()
  /** Whether strikes may be drawn in other sizes than their own (SetFScaleDisable). */
  #scaling = true
  /** The family that applFont stands for. */
  applicationFamily = geneva

  constructor(source: FontSource = noFonts) {
    this.#source = source
  }

  get scaling(): boolean {
    return this.#scaling
  }
  set scaling(allowed: boolean) {
    this.#scaling = allowed
    this.#fonts.clear()
  }

  /** The family of a number: a family that is not there is answered by the application font. */
  family(id: number): FontFamily {
    return this.find(id) ?? this.find(this.applicationFamily)!
  }

  find(id: number): FontFamily | undefined {
    const wanted = id === applFont ? this.applicationFamily : id
    return families.find((family) => family.id === wanted)
  }

  /** Names are compared without regard to case. */
  named(name: string): FontFamily | undefined {
    const wanted = name.toLowerCase()
    return families.find((family) => family.name.toLowerCase() === wanted)
  }

  /** Whether there is a strike of that size itself. */
  isReal(id: number, size: number): boolean {
    return this.find(id)?.strikes.some((strike) => strike.size === (size || DEFAULT_SIZE)) ?? false
  }

  font(id: number, size: number, face: number): Font {
    const points = Math.min(size > 0 ? size : DEFAULT_SIZE, LARGEST_SIZE)
    const key = `${id} ${points} ${face}`
    let font = this.#fonts.get(key)
    if (font === undefined) {
      font = { strike: this.#strike(this.family(id), points), ...fontStyle(face) }
      this.#fonts.set(key, font)
    }
    return font
  }

  get systemFont(): Font {
    return this.font(systemFont, DEFAULT_SIZE, 0)
  }

  /** The size itself, or else its double, its half, the next larger or the next smaller one, scaled. */
  #strike(family: FontFamily, size: number): Strike {
    const key = `${family.id} ${size} ${this.#scaling}`
    let strike = this.#strikes.get(key)
    if (strike === undefined) {
      strike = this.#makeStrike(family, size)
      this.#strikes.set(key, strike)
    }
    return strike
  }

  #makeStrike(family: FontFamily, size: number): Strike {
    const { strikes } = family
    const ofSize = (wanted: number) => strikes.find((strike) => strike.size === wanted)
    const exact = ofSize(size)
    if (exact) return packagedStrike(this.#source, exact)
    const larger = strikes.find((strike) => strike.size > size)
    const smaller = strikes.findLast((strike) => strike.size < size)
    if (!this.#scaling) return packagedStrike(this.#source, (smaller ?? larger)!)
    const chosen = (ofSize(size * 2) ?? (size % 2 === 0 ? ofSize(size / 2) : undefined) ?? larger ?? smaller)!
    const ratio = size / chosen.size
    return scaleStrike(this.#strike(family, chosen.size), ratio, ratio)
  }
}
