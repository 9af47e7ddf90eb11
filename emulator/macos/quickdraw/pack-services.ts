/** PackBits and UnpackBits (Operating System Utilities, chapter 3), which advance the pointers that they are given. */

import type { Mac } from '../mac.ts'
import { procedure } from '../service.ts'
import { asPtr, type Ptr, PtrType, SInt16, type Var, varParam } from '../types.ts'
import { packBits, packedLength, unpackBits } from './pack-bits.ts'

/** Bytes that packed data of a row can take: it grows by one in 127 at most. */
const mostPacked = (byteCount: number): number => byteCount + Math.ceil(byteCount / 127) + 1

function store({ memory }: Mac, pointer: Var<Ptr>, bytes: Uint8Array): void {
  memory.write(pointer.value, bytes)
  pointer.value = asPtr(pointer.value + bytes.length)
}

export const packServices = {
  PackBits: procedure(
    { srcPtr: varParam(PtrType), dstPtr: varParam(PtrType), srcBytes: SInt16 },
    (mac, { srcPtr, dstPtr, srcBytes }) => {
      const count = Math.max(0, srcBytes)
      store(mac, dstPtr, packBits(mac.memory.read(srcPtr.value, count)))
      srcPtr.value = asPtr(srcPtr.value + count)
    },
  ),
  UnpackBits: procedure(
    { srcPtr: varParam(PtrType), dstPtr: varParam(PtrType), dstBytes: SInt16 },
    (mac, { srcPtr, dstPtr, dstBytes }) => {
      const count = Math.max(0, dstBytes)
      const packed = mac.memory.read(srcPtr.value, Math.min(mostPacked(count), mac.memory.size - srcPtr.value))
      store(mac, dstPtr, unpackBits(packed, count))
      srcPtr.value = asPtr(srcPtr.value + packedLength(packed, count))
    },
  ),
}
