/** Bits of longs and of memory, where bit 0 is the first byte's highest (Operating System Utilities, chapter 3). */

import { procedure, type Service, toolbox } from '../service.ts'
import { pointerTo, struct } from '../struct.ts'
import { BooleanType, PtrType, SInt16, SInt32, UInt32 } from '../types.ts'

const Wide = struct('wide', 8, { hi: [0, SInt32], lo: [4, UInt32] })

const place = (bytePtr: number, bitNum: number): [address: number, mask: number] => [
  (bytePtr + (bitNum >> 3)) >>> 0,
  0x80 >> (bitNum & 7),
]

/** Left by a positive count, right by a negative one, at most 31 places. */
const shifted = (value: number, count: number): number => (count < 0 ? value >>> (-count & 31) : value << (count & 31))

export const bitServices: Record<string, Service> = {
  BitAnd: toolbox({ value1: SInt32, value2: SInt32 }, SInt32, (_, { value1, value2 }) => value1 & value2),
  BitOr: toolbox({ value1: SInt32, value2: SInt32 }, SInt32, (_, { value1, value2 }) => value1 | value2),
  BitXor: toolbox({ value1: SInt32, value2: SInt32 }, SInt32, (_, { value1, value2 }) => value1 ^ value2),
  BitNot: toolbox({ value: SInt32 }, SInt32, (_, { value }) => ~value),
  BitShift: toolbox({ value: SInt32, count: SInt16 }, SInt32, (_, { value, count }) => shifted(value, count)),
  BitTst: toolbox({ bytePtr: PtrType, bitNum: SInt32 }, BooleanType, ({ memory }, { bytePtr, bitNum }) => {
    const [address, mask] = place(bytePtr, bitNum)
    return (memory.getU8(address) & mask) !== 0
  }),
  BitSet: procedure({ bytePtr: PtrType, bitNum: SInt32 }, ({ memory }, { bytePtr, bitNum }) => {
    const [address, mask] = place(bytePtr, bitNum)
    memory.setU8(address, memory.getU8(address) | mask)
  }),
  BitClr: procedure({ bytePtr: PtrType, bitNum: SInt32 }, ({ memory }, { bytePtr, bitNum }) => {
    const [address, mask] = place(bytePtr, bitNum)
    memory.setU8(address, memory.getU8(address) & ~mask)
  }),
  LongMul: procedure({ a: SInt32, b: SInt32, result: pointerTo(Wide) }, (_, { a, b, result }) => {
    const product = BigInt(a) * BigInt(b)
    result.hi = Number(BigInt.asIntN(32, product >> 32n))
    result.lo = Number(BigInt.asUintN(32, product))
  }),
}
