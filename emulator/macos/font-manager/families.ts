/**
 * The font families of the system: an open font, Galmuri by Lee Minseo (SIL Open Font License), under the names and numbers that programs
 * ask for. Names and numbers are Fonts.h's; line heights are those that programs were laid out for.
 */

/** A face of the packaged font: a BDF file's name without its ending. */
export type Face =
  | 'Galmuri7'
  | 'Galmuri9'
  | 'Galmuri11'
  | 'Galmuri11-Bold'
  | 'Galmuri14'
  | 'GalmuriMono7'
  | 'GalmuriMono9'
  | 'GalmuriMono11'

export interface StrikeSource {
  readonly size: number
  readonly face: Face
  readonly ascent: number
  readonly descent: number
  readonly leading: number
  /** Every character's width, where that is not the face's own. */
  readonly cell?: number
}

export interface FontFamily {
  readonly name: string
  readonly id: number
  readonly strikes: readonly StrikeSource[]
}

const strike = (size: number, face: Face, ascent: number, descent: number, leading: number): StrikeSource => ({
  size,
  face,
  ascent,
  descent,
  leading,
})
const cells = (size: number, cell: number, face: Face, ascent: number, descent: number, leading: number) => ({
  ...strike(size, face, ascent, descent, leading),
  cell,
})

const proportional: readonly StrikeSource[] = [
  strike(7, 'Galmuri7', 7, 2, 1),
  strike(8, 'Galmuri7', 8, 2, 0),
  strike(9, 'Galmuri9', 10, 2, 0),
  strike(10, 'Galmuri9', 10, 2, 1),
  strike(12, 'Galmuri11', 12, 3, 1),
  strike(14, 'Galmuri11', 13, 4, 1),
  strike(18, 'Galmuri14', 17, 4, 2),
]

const system: readonly StrikeSource[] = [
  strike(9, 'Galmuri9', 10, 2, 0),
  strike(10, 'Galmuri9', 10, 2, 1),
  strike(12, 'Galmuri11-Bold', 12, 3, 1),
]

export const systemFont = 0
export const applFont = 1
export const geneva = 3

export const families: readonly FontFamily[] = [
  { name: 'Chicago', id: systemFont, strikes: system },
  { name: 'New York', id: 2, strikes: proportional },
  { name: 'Geneva', id: geneva, strikes: proportional },
  {
    name: 'Monaco',
    id: 4,
    strikes: [
      cells(7, 5, 'GalmuriMono7', 8, 2, 0),
      cells(9, 6, 'GalmuriMono11', 10, 2, 0),
      cells(10, 6, 'GalmuriMono11', 11, 2, 0),
      cells(12, 7, 'GalmuriMono11', 12, 3, 1),
    ],
  },
  { name: 'Palatino', id: 16, strikes: proportional },
  { name: 'Times', id: 20, strikes: proportional },
  { name: 'Helvetica', id: 21, strikes: proportional },
  {
    name: 'Courier',
    id: 22,
    strikes: [
      cells(9, 5, 'GalmuriMono9', 9, 2, 0),
      cells(10, 6, 'GalmuriMono11', 10, 2, 1),
      cells(12, 7, 'GalmuriMono11', 11, 3, 1),
    ],
  },
  { name: 'Charcoal', id: 2002, strikes: system },
]
