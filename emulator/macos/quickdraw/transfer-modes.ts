/**
 * What drawing makes of the pixel that is there (Imaging With QuickDraw, chapters 3 and 4). A pattern's modes are the source modes plus 8;
 * a mode plus 4 takes the source inverted.
 */

export const srcCopy = 0
export const srcOr = 1
export const srcXor = 2
export const srcBic = 3
export const notSrcCopy = 4
export const patCopy = 8
export const patOr = 9
export const patXor = 10
export const patBic = 11
export const notPatCopy = 12

/** The colours of a drawing, as pixels of the surface drawn on. */
export interface Ink {
  readonly foreground: number
  readonly background: number
  /** All bits of a pixel. */
  readonly mask: number
}

/** The pixel that results where the source has a one or a zero; undefined leaves the one that is there. */
export type Transfer = (isSet: boolean, destination: number) => number | undefined

/** One of the eight Boolean modes, for a source of one bit a pixel. */
export function booleanTransfer(mode: number, { foreground, background, mask }: Ink): Transfer {
  const inverted = (mode & 4) !== 0
  const kinds: readonly Transfer[] = [
    (isSet) => (isSet ? foreground : background),
    (isSet) => (isSet ? foreground : undefined),
    (isSet, destination) => (isSet ? ~destination & mask : undefined),
    (isSet) => (isSet ? background : undefined),
  ]
  const kind = kinds[mode & 3]!
  return inverted ? (isSet, destination) => kind(!isSet, destination) : kind
}
