/** Cursors (Imaging With QuickDraw, chapter 8): 16 rows of pixels, 16 rows of mask, and the point that counts. Drawn for Bondi. */

export const CURSOR_BYTES = 68

/** A picture of `X` (black), `.` (white) and spaces, which show what is below. */
function cursor(hotSpot: { readonly v: number; readonly h: number }, ...picture: readonly string[]): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(CURSOR_BYTES))
  picture.forEach((line, row) => {
    const bits = (isSet: (character: string) => boolean): number =>
      [...line.padEnd(16)].reduce((word, character) => word * 2 + (isSet(character) ? 1 : 0), 0)
    bytes.setUint16(
      row * 2,
      bits((character) => character === 'X'),
    )
    bytes.setUint16(
      32 + row * 2,
      bits((character) => character !== ' '),
    )
  })
  bytes.setInt16(64, hotSpot.v)
  bytes.setInt16(66, hotSpot.h)
  return new Uint8Array(bytes.buffer)
}

export const ARROW = cursor(
  { v: 1, h: 1 },
  '..',
  '.X.',
  '.XX.',
  '.XXX.',
  '.XXXX.',
  '.XXXXX.',
  '.XXXXXX.',
  '.XXXXXXX.',
  '.XXXXX...',
  '.XX.XX.',
  '.X. .XX.',
  '..  .XX.',
  '     .XX.',
  '     .XX.',
  '      ..',
)

/** What the system's resource file has as `CURS`, by resource ID. */
export const systemCursors: Readonly<Record<number, Uint8Array>> = {
  // iBeamCursor
  1: cursor(
    { v: 7, h: 7 },
    '    XXX XXX',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '    XXX XXX',
  ),
  // crossCursor
  2: cursor(
    { v: 7, h: 7 },
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    'XXXXXXXXXXXXXXX',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
    '       X',
  ),
  // plusCursor
  3: cursor(
    { v: 7, h: 7 },
    '',
    '     XXXXX',
    '     X...X',
    '     X...X',
    '     X...X',
    ' XXXXX...XXXXX',
    ' X...........X',
    ' X...........X',
    ' X...........X',
    ' XXXXX...XXXXX',
    '     X...X',
    '     X...X',
    '     X...X',
    '     XXXXX',
  ),
  // watchCursor
  4: cursor(
    { v: 8, h: 7 },
    '   XXXXXXXX',
    '   XXXXXXXX',
    '   XXXXXXXX',
    '  X........X',
    ' X....X.....X',
    ' X....X.....X',
    ' X....X.....XX',
    ' X....XXXX..XX',
    ' X..........X',
    ' X..........X',
    '  X........X',
    '   XXXXXXXX',
    '   XXXXXXXX',
    '   XXXXXXXX',
  ),
}
