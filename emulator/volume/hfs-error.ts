import { BondiError } from '../errors.ts'

/** The result codes of the File Manager that a volume can answer with (Inside Macintosh: Files, "Result Codes" in "File Manager"). */
export const HFS_ERRORS = {
  dirFulErr: [-33, 'the folder cannot hold more items'],
  dskFulErr: [-34, 'the disk is full'],
  nsvErr: [-35, 'there is no such volume'],
  bdNamErr: [-37, 'the name is not one that an HFS volume can hold'],
  eofErr: [-39, 'the position is past the end of the file'],
  posErr: [-40, 'the position is before the start of the file'],
  fnfErr: [-43, 'the file was not found'],
  wPrErr: [-44, 'the volume is locked by hardware'],
  fLckdErr: [-45, 'the file is locked'],
  vLckdErr: [-46, 'the volume is locked by software'],
  fBsyErr: [-47, 'the file is busy, or the folder is not empty'],
  dupFNErr: [-48, 'an item of that name is there already'],
  paramErr: [-50, 'a parameter is not in its range'],
  dirNFErr: [-120, 'the folder was not found'],
  badMovErr: [-122, 'a folder cannot move into itself or into a file'],
  fidNotFound: [-1300, 'the file has no thread record'],
  fidExists: [-1301, 'the file has a thread record already'],
  notAFileErr: [-1302, 'the item is a folder, not a file'],
} as const satisfies Record<string, readonly [code: number, meaning: string]>

export type HfsErrorName = keyof typeof HFS_ERRORS

/** What the File Manager would answer with an OSErr: `code` is that OSErr and `symbol` is its name. */
export class HfsError extends Error {
  readonly code: number
  readonly symbol: HfsErrorName

  constructor(symbol: HfsErrorName, what: string) {
    const [code, meaning] = HFS_ERRORS[symbol]
    super(`${what}: ${meaning} (${symbol}, ${code})`)
    this.name = 'HfsError'
    this.code = code
    this.symbol = symbol
  }
}

/** An image whose bytes contradict the format: a person has to mend it, no program can handle it as an OSErr. */
export function damaged(offset: number, what: string): BondiError {
  return new BondiError(
    'hfs-damaged',
    `damaged HFS volume at offset 0x${offset.toString(16)}: ${what}`,
    'Restore the image from a copy; `bondi disk check` lists everything that is wrong with it.',
  )
}
