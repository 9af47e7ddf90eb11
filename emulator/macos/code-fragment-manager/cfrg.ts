/** The 'cfrg' 0 resource, which says where a file's fragments are (Mac OS Runtime Architectures, chapter 1; CodeFragments.h). */

import { ByteReader } from '../../formats/byte-reader.ts'

export type FragmentLocation =
  /** `length` 0 means to the end of the fork. */
  | { readonly where: 'data fork'; readonly offset: number; readonly length: number }
  | { readonly where: 'resource'; readonly type: string; readonly id: number }
  | { readonly where: 'other' }

export interface CodeFragment {
  readonly architecture: string
  readonly name: string
  readonly usage: 'library' | 'application' | 'drop-in' | 'stub library' | 'weak stub library' | 'other'
  readonly location: FragmentLocation
  /** Of the definition that the fragment implements. */
  readonly currentVersion: number
  readonly oldDefinitionVersion: number
  /** Of an application; 0 means the default. */
  readonly stackSize: number
}

const HEADER_BYTES = 32
const NEWEST_VERSION = 1
const NAME_OFFSET = 42
const USAGES = ['library', 'application', 'drop-in', 'stub library', 'weak stub library'] as const
const IN_DATA_FORK = 1
const IN_RESOURCE = 2

export function parseCfrg(bytes: Uint8Array): CodeFragment[] {
  const reader = new ByteReader(bytes, "'cfrg' resource", 'bad-cfrg')
  const version = reader.u16(10, 'the version')
  if (version > NEWEST_VERSION) throw reader.error(10, `version ${version} is unknown`)
  const count = reader.u16(30, 'the member count')
  const fragments: CodeFragment[] = []
  let at = HEADER_BYTES
  for (let index = 0; index < count; index++) {
    const what = `member ${index}`
    fragments.push({
      architecture: reader.fourCharCode(at, what),
      currentVersion: reader.u32(at + 8, what),
      oldDefinitionVersion: reader.u32(at + 12, what),
      stackSize: reader.u32(at + 16, what),
      usage: USAGES[reader.u8(at + 22, what)] ?? 'other',
      location: readLocation(reader, at + 23, what),
      name: reader.pascalString(at + NAME_OFFSET, what),
    })
    at += Math.max(reader.u16(at + 40, what), NAME_OFFSET + 1)
  }
  return fragments
}

function readLocation(reader: ByteReader, at: number, what: string): FragmentLocation {
  const where = reader.u8(at, what)
  if (where === IN_DATA_FORK) {
    return { where: 'data fork', offset: reader.u32(at + 1, what), length: reader.u32(at + 5, what) }
  }
  if (where === IN_RESOURCE) {
    return { where: 'resource', type: reader.fourCharCode(at + 1, what), id: reader.i16(at + 5, what) }
  }
  return { where: 'other' }
}
