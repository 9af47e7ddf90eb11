/** What the emulated screen shows: as a picture for people, and as colours of places for tests. */

import { writeFile } from 'node:fs/promises'
import type { Machine } from '../../emulator/machine/machine.ts'
import { takePicture } from '../../emulator/machine/screenshot.ts'
import { encodePng } from '../../harness/drive/screen-image.ts'

/** Writes a PNG into the folder that BONDI_SCREENS names, if it does. */
export async function screenFor({ mac }: Machine, name: string): Promise<void> {
  const folder = process.env.BONDI_SCREENS
  if (folder === undefined) return
  await writeFile(`${folder}/${name}.png`, await encodePng(takePicture(mac.quickDraw.screen)))
}

/** The colour of a pixel, as `#rrggbb`. */
export function colorAt({ mac }: Machine, h: number, v: number): string {
  const { surface, colors } = mac.quickDraw.screen
  const { red, green, blue } = colors.colorOf(surface.get(h, v))
  return `#${[red, green, blue].map((part) => (part >> 8).toString(16).padStart(2, '0')).join('')}`
}

/** How many pixels of a rectangle have a colour. */
export function countPixels(
  machine: Machine,
  [left, top, right, bottom]: readonly [number, number, number, number],
  color: string,
): number {
  let count = 0
  for (let v = top; v < bottom; v++) for (let h = left; h < right; h++) if (colorAt(machine, h, v) === color) count++
  return count
}
