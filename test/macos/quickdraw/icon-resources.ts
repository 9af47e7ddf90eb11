/** Icons as resources: each shows its kind by where it is black, red or see-through. */

import type { Resource } from '../../../emulator/formats/resource-fork.ts'

const resource = (type: string, data: Uint8Array): Resource => ({ type, id: 128, name: undefined, attributes: 0, data })
const bytes = (count: number, value: (index: number) => number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, i) => value(i))
const words = (...values: number[]): number[] => values.flatMap((value) => [(value >> 8) & 0xff, value & 0xff])

/** 35 is red in the standard table: where the steps of the colour cube have green and blue at their end. */
const RED = 35

/** A colour icon of 16 by 16 pixels in red, of which the mask shows the left half. */
function colorIcon(): Uint8Array {
  const bounds = [0, 0, 16, 16]
  const pixMap = [...words(0, 0, 0x8010, ...bounds, 0, 0, 0, 0, 72, 0, 72, 0, 0, 8, 1, 8), ...words(0, 0, 0, 0, 0, 0)]
  const mask = words(0, 0, 2, ...bounds)
  const bitMap = words(0, 0, 2, ...bounds)
  const maskBits = Array.from({ length: 16 }, () => [0xff, 0]).flat()
  const bits = Array.from({ length: 16 }, () => [0xff, 0xff]).flat()
  const colors = words(0, 0, 0, 1, 0, 0xffff, 0xffff, 0xffff, 1, 0xffff, 0, 0)
  const pixels = new Array<number>(256).fill(1)
  return Uint8Array.from([...pixMap, ...mask, ...bitMap, ...words(0, 0), ...maskBits, ...bits, ...colors, ...pixels])
}

export function iconResources(): Resource[] {
  return [
    // Every other pixel of the first column pair, and the last pixel of all.
    resource(
      'ICON',
      bytes(128, (index) => (index === 127 ? 0x01 : index % 4 === 0 ? 0x80 : 0)),
    ),
    resource('cicn', colorIcon()),
    // The mask covers the upper half.
    resource(
      'ICN#',
      bytes(256, (index) => (index >= 128 && index < 192 ? 0xff : 0)),
    ),
    resource(
      'icl8',
      bytes(1024, () => RED),
    ),
    resource(
      'ics#',
      bytes(64, () => 0xff),
    ),
  ]
}
