/** The 'cfrg' 0 resource, which says where an application's fragments are (Mac OS Runtime Architectures, chapter 1; CodeFragments.h). */

import { ByteReader } from '../../formats/byte-reader.ts'

export interface CodeFragment {
  readonly architecture: string
  readonly name: string
  readonly usage: 'library' | 'application' | 'drop-in' | 'stub library' | 'weak stub library' | 'other'
  readonly where: 'data fork' | 'resource' | 'other'
  readonly offset: number
  /** 0 means to the end of the fork. */
  readonly length: number
  /** 0 means the default. */
  readonly stackSize: number
}

const HEADER_BYTES = 32
const NAME_OFFSET = 42
const USAGES = ['library', 'application', 'drop-in', 'stub library', 'weak stub library'] as const

export function parseCfrg(bytes: Uint8Array): CodeFragment[] {
  const reader = new ByteReader(bytes, "'cfrg' resource", 'bad-cfrg')
  const count = reader.u16(30, 'the member count')
  const fragments: CodeFragment[] = []
  let at = HEADER_BYTES
  for (let index = 0; index < count; index++) {
    const what = `member ${index}`
    const where = reader.u8(at + 23, what)
    fragments.push({
      architecture: reader.fourCharCode(at, what),
      stackSize: reader.u32(at + 16, what),
      usage: USAGES[reader.u8(at + 22, what)] ?? 'other',
      where: where === 1 ? 'data fork' : where === 2 ? 'resource' : 'other',
      offset: reader.u32(at + 24, what),
      length: reader.u32(at + 28, what),
      name: reader.pascalString(at + NAME_OFFSET, what),
    })
    at += Math.max(reader.u16(at + 40, what), NAME_OFFSET + 1)
  }
  return fragments
}
