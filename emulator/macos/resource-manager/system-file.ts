/**
 * What the System file's resource fork has in Bondi: none of Apple's resources, only those whose contents are documented facts of the
 * machine that programs ask for.
 */

import { ByteWriter } from '../../formats/byte-writer.ts'
import type { Resource } from '../../formats/resource-fork.ts'

const resource = (type: string, id: number, name: string | undefined, data: ByteWriter): Resource => ({
  type,
  id,
  name,
  attributes: 0,
  data: data.toBytes(),
})

/** Version 8.5, a release, region 0 (Inside Macintosh: Macintosh Toolbox Essentials, chapter 7). */
const version = new ByteWriter().u8(0x08).u8(0x50).u8(0x80).u8(0).u16(0).pascalString('8.5').pascalString('8.5')

export const systemResources: readonly Resource[] = [
  resource('vers', 1, undefined, version),
  /** The machine's name and its owner's, as File Sharing keeps them. */
  resource('STR ', -16413, undefined, new ByteWriter().pascalString('iMac')),
  resource('STR ', -16096, undefined, new ByteWriter().pascalString('Bondi')),
]
