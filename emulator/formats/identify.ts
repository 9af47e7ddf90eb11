/** What a file from the host is: which wrapper its bytes are in. */

import { BondiError } from '../errors.ts'
import { appleDoubleKind, readAppleDouble } from './appledouble.ts'
import { isArchive, refuseArchive } from './archives.ts'
import { isBinHex, readBinHex } from './binhex.ts'
import { diskCopyContents } from './disk-copy.ts'
import type { MacFile } from './mac-file.ts'
import { isMacBinary, readMacBinary } from './macbinary.ts'
import { isPef } from './pef.ts'

/** In the order in which they are looked for: AppleDouble would pass a naive MacBinary test. */
export const FILE_KINDS = [
  'AppleSingle',
  'AppleDouble',
  'PEF',
  'XCOFF',
  'big archive',
  'HFS image',
  'partitioned image',
  'Disk Copy image',
  'BinHex',
  'MacBinary',
  'archive',
  'unknown',
] as const
export type FileKind = (typeof FILE_KINDS)[number]

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0))

const SIGNATURES: readonly { kind: FileKind; offset: number; bytes: readonly number[] }[] = [
  { kind: 'XCOFF', offset: 0, bytes: [0x01, 0xdf] },
  { kind: 'big archive', offset: 0, bytes: ascii('<bigaf>\n') },
  // drSigWord of the master directory block, and pmSig of the first partition map entry.
  { kind: 'partitioned image', offset: 512, bytes: ascii('PM\0\0') },
  { kind: 'HFS image', offset: 1024, bytes: ascii('BD') },
]

export function identifyFile(bytes: Uint8Array): FileKind {
  const apple = appleDoubleKind(bytes)
  if (apple !== undefined) return apple
  if (isPef(bytes)) return 'PEF'
  if (isMacBinary(bytes)) return 'MacBinary'
  const found = SIGNATURES.find((signature) =>
    signature.bytes.every((byte, index) => bytes[signature.offset + index] === byte),
  )
  if (found !== undefined) return found.kind
  if (diskCopyContents(bytes) !== undefined) return 'Disk Copy image'
  if (isBinHex(bytes)) return 'BinHex'
  return isArchive(bytes) ? 'archive' : 'unknown'
}

const IMAGE_KINDS: readonly FileKind[] = ['HFS image', 'partitioned image', 'Disk Copy image']

/** The sectors of a disk image, whether or not a header comes before them; undefined for other files. */
export function diskImageOf(bytes: Uint8Array): Uint8Array | undefined {
  if (!IMAGE_KINDS.includes(identifyFile(bytes))) return undefined
  return diskCopyContents(bytes) ?? bytes
}

/** The two other files that some tools put beside a data fork. */
export interface Companions {
  /** `%NAME`, `._NAME`, `NAME.ad` or `.AppleDouble/NAME`: AppleDouble. */
  readonly appleDouble?: Uint8Array
  /** `.rsrc/NAME`: the resource fork itself. */
  readonly resourceFork?: Uint8Array
  /** `.finf/NAME`: 32 bytes of Finder information. */
  readonly finderInfo?: Uint8Array
}

/**
 * A host file as a Mac file: unwrapped when it is MacBinary or AppleSingle, else a data fork with what its companions say.
 * A bare PEF becomes an application.
 */
export function readMacFile(bytes: Uint8Array, name: string, companions: Companions = {}): MacFile {
  const kind = identifyFile(bytes)
  if (kind === 'MacBinary') return readMacBinary(bytes)
  if (kind === 'AppleSingle') return readAppleDouble(bytes, name)
  if (kind === 'AppleDouble') {
    throw new BondiError(
      'appledouble-header',
      `${name} is the AppleDouble header of a file, without its data fork`,
      'Give the file that it belongs to: the one of the same name without "%" or "._".',
    )
  }
  if (kind === 'BinHex') return readBinHex(bytes)
  refuseArchive(bytes, name)
  if (companions.appleDouble !== undefined) return readAppleDouble(companions.appleDouble, name, bytes)
  const text = (offset: number): string | undefined =>
    companions.finderInfo && new TextDecoder('macintosh').decode(companions.finderInfo.subarray(offset, offset + 4))
  return {
    name,
    type: text(0) ?? (kind === 'PEF' ? 'APPL' : '????'),
    creator: text(4) ?? '????',
    finderFlags: 0,
    created: 0,
    modified: 0,
    dataFork: bytes,
    resourceFork: companions.resourceFork ?? new Uint8Array(0),
  }
}
