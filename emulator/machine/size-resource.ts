/** The 'SIZE' resource: how big a partition an application asks for (Inside Macintosh: Macintosh Toolbox Essentials, chapter 2). */

import { ByteReader } from '../formats/byte-reader.ts'
import { findResource, type Resource } from '../formats/resource-fork.ts'

export interface PartitionSize {
  readonly flags: number
  readonly preferred: number
  readonly minimum: number
}

/** "If your application does not have a 'SIZE' resource, it is assigned a default partition size of 512 KB." */
const DEFAULT_BYTES = 512 << 10

export function partitionSize(resources: readonly Resource[]): PartitionSize {
  const own = findResource(resources, 'SIZE', -1)
  if (own === undefined) return { flags: 0, preferred: DEFAULT_BYTES, minimum: DEFAULT_BYTES }
  const reader = new ByteReader(own.data, "'SIZE' -1 resource", 'bad-size-resource')
  return {
    flags: reader.u16(0, 'the flags'),
    preferred: reader.u32(2, 'the preferred size'),
    minimum: reader.u32(6, 'the minimum size'),
  }
}
