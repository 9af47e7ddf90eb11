/** Converters that a program holds: blocks of memory whose contents it does not know. */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { struct, type View } from '../struct.ts'
import { asPtr, fourCharCode, OSType, type Ptr, UInt32 } from '../types.ts'
import { type Codec, codecOf } from './encodings.ts'

const Converter = struct('converter', 12, { signature: [0, OSType], from: [4, UInt32], to: [8, UInt32] })
const SIGNATURE = fourCharCode('tecC')

/** Fails where one of the encodings is none that the system has. */
export function newConverter({ memory, memoryManager: mm }: Mac, from: number, to: number): Ptr {
  if (codecOf(from) === undefined || codecOf(to) === undefined) fail('kTextUnsupportedEncodingErr')
  const address = mm.newPtr(mm.systemZone, Converter.size, true)
  Object.assign(Converter.at(memory, address), { signature: SIGNATURE, from, to })
  return address
}

function converterAt({ memory }: Mac, address: number): View<typeof Converter.fields> {
  if (address === 0) fail('paramErr')
  const converter = Converter.at(memory, address)
  if (converter.signature !== SIGNATURE) fail('kTECCorruptConverterErr')
  return converter
}

export function codecsOf(mac: Mac, address: number): { from: Codec; to: Codec } {
  const { from, to } = converterAt(mac, address)
  return { from: codecOf(from)!, to: codecOf(to)! }
}

export function disposeConverter(mac: Mac, address: number): void {
  converterAt(mac, address).signature = fourCharCode('    ')
  mac.memoryManager.disposePtr(asPtr(address))
}
