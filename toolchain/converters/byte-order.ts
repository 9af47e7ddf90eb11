export type ByteOrder = 'little' | 'big'

export const byteOrders: readonly ByteOrder[] = ['little', 'big']

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** Turns around each of the 32-bit words of `bytes`, whose length is a multiple of four. */
export function swapWords(bytes: Uint8Array): Uint8Array {
  const swapped = new Uint8Array(bytes.length)
  const from = viewOf(bytes)
  const to = viewOf(swapped)
  for (let offset = 0; offset < bytes.length; offset += 4) to.setUint32(offset, from.getUint32(offset, true), false)
  return swapped
}
