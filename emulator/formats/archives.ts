/** Wrappers that Bondi tells apart so as to say what to do: compressed archives and compressed disk images. */

import { BondiError } from '../errors.ts'

interface Archive {
  readonly name: string
  readonly offset: number
  readonly signature: string
  readonly hint: string
}

const EXPAND = 'Expand it first, for instance with `unar`, and give Bondi what comes out.'
const CONVERT =
  'Convert it to a raw image first: on a Mac with `hdiutil convert -format UDTO`, elsewhere with `dmg2img`.'

const archives: readonly Archive[] = [
  { name: 'a StuffIt archive', offset: 10, signature: 'rLau', hint: EXPAND },
  { name: 'a StuffIt 5 archive', offset: 0, signature: 'StuffIt (c)1997', hint: EXPAND },
  { name: 'a StuffIt X archive', offset: 0, signature: 'StuffIt!', hint: EXPAND },
  { name: 'a PackIt archive', offset: 0, signature: 'PMag', hint: EXPAND },
  { name: 'a PackIt archive', offset: 0, signature: 'PMa4', hint: EXPAND },
  { name: 'a zip archive', offset: 0, signature: 'PK\x03\x04', hint: EXPAND },
  { name: 'a gzip file', offset: 0, signature: '\x1f\x8b', hint: EXPAND },
  { name: 'a Toast or ISO 9660 image without HFS', offset: 0x8001, signature: 'CD001', hint: EXPAND },
  { name: 'an HFS Plus volume', offset: 1024, signature: 'H+\0\x04', hint: 'Copy its files to an HFS volume.' },
]

const hasText = (bytes: Uint8Array, offset: number, text: string): boolean =>
  bytes.length >= offset + text.length &&
  Array.from(text).every((character, index) => bytes[offset + index] === character.charCodeAt(0))

/** A UDIF image (.dmg) says so in its last 512 bytes. */
const UDIF_TRAILER = 512

function archiveOf(bytes: Uint8Array): Pick<Archive, 'name' | 'hint'> | undefined {
  if (hasText(bytes, bytes.length - UDIF_TRAILER, 'koly'))
    return { name: 'a compressed disk image (.dmg)', hint: CONVERT }
  // Compact Pro has no signature but a first byte of 1 and a volume number; its usual ending is left to people.
  return archives.find(({ offset, signature }) => hasText(bytes, offset, signature))
}

/** Throws for what Bondi knows and does not read. */
export function refuseArchive(bytes: Uint8Array, name: string): void {
  const archive = archiveOf(bytes)
  if (archive === undefined) return
  throw new BondiError('archive-unsupported', `${name} is ${archive.name}, which Bondi does not expand`, archive.hint)
}

export function isArchive(bytes: Uint8Array): boolean {
  return archiveOf(bytes) !== undefined
}
