/** AEDesc in guest memory: a type, and a handle with the data. */

import { fail } from '../errors.ts'
import type { Mac } from '../mac.ts'
import { pointerTo, struct, type View } from '../struct.ts'
import { asHandle, HandleType, OSType } from '../types.ts'
import { descTypes } from './codes.ts'
import { type Descriptor, decodeItems, encodeItems, type Item, nullDescriptor } from './descriptor.ts'

export const AEDesc = struct('AEDesc', 8, { descriptorType: [0, OSType], dataHandle: [4, HandleType] })
export type AEDescView = View<typeof AEDesc.fields>

const show = ({ descriptorType }: AEDescView): string => OSType.show(descriptorType)
export const AEDescParam = pointerTo(AEDesc, { before: show })
export const AEDescResult = pointerTo(AEDesc, { before: () => 'AEDesc', after: show })

/** Data that a program passes by address. */
export function dataAt({ memory }: Mac, address: number, byteCount: number): Uint8Array {
  if (byteCount < 0 || byteCount > memory.size) return fail('paramErr')
  return byteCount === 0 ? new Uint8Array() : memory.read(address, byteCount)
}

export function readDesc({ memory, memoryManager: mm }: Mac, desc: AEDescView): Descriptor {
  if (desc.address === 0) return fail('paramErr')
  const { descriptorType: type, dataHandle } = desc
  if (dataHandle === 0) return { type, data: nullDescriptor.data }
  const start = memory.getU32(dataHandle)
  return start === 0 ? fail('errAENotAEDesc') : { type, data: memory.read(start, mm.handleSize(dataHandle)) }
}

/** Makes a descriptor with a handle of its own; null descriptors have none. */
export function writeDesc({ memory, memoryManager: mm }: Mac, desc: AEDescView, { type, data }: Descriptor): void {
  clearDesc(desc)
  if (type === descTypes.typeNull) return
  const handle = mm.newHandle(mm.currentZone, data.length)
  memory.write(memory.getU32(handle), data)
  desc.descriptorType = type
  desc.dataHandle = handle
}

export function clearDesc(desc: AEDescView): void {
  if (desc.address === 0) fail('paramErr')
  desc.descriptorType = descTypes.typeNull
  desc.dataHandle = asHandle(0)
}

export function disposeDesc({ memoryManager: mm }: Mac, desc: AEDescView): void {
  const { dataHandle } = desc
  clearDesc(desc)
  if (dataHandle !== 0) mm.disposeHandle(dataHandle)
}

export const readItems = (mac: Mac, desc: AEDescView): Item[] => decodeItems(readDesc(mac, desc))

export function writeItems({ memory, memoryManager: mm }: Mac, desc: AEDescView, items: readonly Item[]): void {
  const { dataHandle } = desc
  if (dataHandle === 0) fail('errAENotAEDesc')
  const data = encodeItems(items)
  mm.setHandleSize(dataHandle, data.length)
  memory.write(memory.getU32(dataHandle), data)
}

/** Lends guest memory for descriptors while a procedure of the program works on them. */
export function withDescs<T>(mac: Mac, count: number, use: (descs: AEDescView[]) => T): T {
  const { memoryManager: mm, memory } = mac
  const block = mm.newPtr(mm.systemZone, count * AEDesc.size, true)
  const descs = Array.from({ length: count }, (_, index) => AEDesc.at(memory, block + index * AEDesc.size))
  for (const desc of descs) clearDesc(desc)
  try {
    return use(descs)
  } finally {
    for (const desc of descs) disposeDesc(mac, desc)
    mm.disposePtr(block)
  }
}
