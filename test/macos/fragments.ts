/** Import libraries and plug-ins for programs of checks, and the 'cfrg' resources that say where they are. */

import { fileURLToPath } from 'node:url'
import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { type Resource, writeResourceFork } from '../../emulator/formats/resource-fork.ts'
import { buildFragment, type FragmentOptions } from '../../toolchain/build.ts'

export interface Member {
  readonly name: string
  readonly usage?: number
  /** Where in the data fork; the whole of it unless given. */
  readonly offset?: number
  readonly length?: number
  /** A resource with the fragment instead. */
  readonly resource?: { readonly type: string; readonly id: number }
  readonly currentVersion?: number
  readonly oldDefinitionVersion?: number
}

/** A 'cfrg' 0 resource as CodeFragments.h lays it out. */
export function cfrg(members: readonly Member[], version = 1): Resource {
  const writer = new ByteWriter().zeros(10).u16(version).zeros(18).u16(members.length)
  for (const { name, usage = 0, offset = 0, length = 0, resource, ...versions } of members) {
    const memberSize = Math.ceil((43 + name.length) / 4) * 4
    writer.fourCharCode('pwpc').zeros(4)
    writer.u32(versions.currentVersion ?? 0).u32(versions.oldDefinitionVersion ?? 0)
    writer
      .zeros(6)
      .u8(usage)
      .u8(resource === undefined ? 1 : 2)
    if (resource === undefined) writer.u32(offset).u32(length)
    else writer.fourCharCode(resource.type).u16(resource.id).u16(0)
    writer.zeros(8).u16(memberSize).pascalString(name).align(4)
  }
  return { type: 'cfrg', id: 0, name: undefined, attributes: 0, data: writer.toBytes() }
}

export function libraryFile(
  name: string,
  dataFork: Uint8Array,
  resources: readonly Resource[],
  type = 'shlb',
): MacFile {
  return {
    name,
    type,
    creator: 'cfmg',
    finderFlags: 0,
    created: 0,
    modified: 0,
    dataFork,
    resourceFork: writeResourceFork(resources),
  }
}

export async function fragment(source: string, options: Omit<FragmentOptions, 'sources'>): Promise<Uint8Array> {
  const path = fileURLToPath(new URL(`programs/${source}.c`, import.meta.url))
  const { pef } = await buildFragment({ useNewlib: false, ...options, sources: [path] })
  return pef
}
