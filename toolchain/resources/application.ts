/** The resources that make a fragment an application. */

import { ByteWriter } from '../../emulator/formats/byte-writer.ts'
import { encodeMacRoman } from '../../emulator/formats/mac-roman.ts'
import type { Resource } from '../../emulator/formats/resource-fork.ts'

export interface Partition {
  /** In bytes. */
  readonly preferred: number
  readonly minimum: number
}

/** Not in the background, not aware of high-level events: what a program without an event loop can say of itself. */
export const IS_32_BIT_COMPATIBLE = 0x0080

/** How the Process Manager is to launch it (Inside Macintosh: Processes, chapter 2; Macintosh Toolbox Essentials, chapter 2). */
export function sizeResource({ preferred, minimum }: Partition, flags = IS_32_BIT_COMPATIBLE): Resource {
  return resource('SIZE', -1, new ByteWriter().u16(flags).u32(preferred).u32(minimum).toBytes())
}

const MEMBER_SIZE = 42
const HEADER_SIZE = 32
const IS_APPLICATION = 1
const IN_DATA_FORK = 1

/** Where the fragment is: the whole data fork (Mac OS Runtime Architectures, chapter 3). */
export function codeFragmentResource(name: string, stackSize = 0): Resource {
  const memberSize = Math.ceil((MEMBER_SIZE + 1 + encodeMacRoman(name).length) / 4) * 4
  const writer = new ByteWriter(HEADER_SIZE + memberSize)
    .zeros(8)
    .u32(1)
    .zeros(16)
    .u32(1)
    .fourCharCode('pwpc')
    .zeros(4)
    .zeros(8)
    .u32(stackSize)
    .u16(0)
    .u8(IS_APPLICATION)
    .u8(IN_DATA_FORK)
    // Offset 0, length 0: to the end of the fork.
    .zeros(16)
    .u16(memberSize)
    .pascalString(name)
    .align(4)
  return resource('cfrg', 0, writer.toBytes())
}

export interface Version {
  readonly major: number
  readonly minor: number
  readonly bugFix: number
}

const FINAL = 0x80
const REGION_US = 0

/** What Get Info shows (Inside Macintosh: Macintosh Toolbox Essentials, chapter 7). */
export function versionResource({ major, minor, bugFix }: Version, description: string): Resource {
  const text = bugFix === 0 ? `${major}.${minor}` : `${major}.${minor}.${bugFix}`
  const writer = new ByteWriter()
    .u8((Math.floor(major / 10) << 4) | (major % 10))
    .u8((minor << 4) | bugFix)
    .u8(FINAL)
    .u8(0)
    .u16(REGION_US)
    .pascalString(text)
    .pascalString(description)
  return resource('vers', 1, writer.toBytes())
}

function resource(type: string, id: number, data: Uint8Array): Resource {
  return { type, id, name: undefined, attributes: 0, data }
}
