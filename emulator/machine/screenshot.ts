/** What the screen shows, as red, green and blue. */

import type { Screen } from '../macos/quickdraw/screen.ts'

export interface Picture {
  readonly width: number
  readonly height: number
  /** Three bytes a pixel, from left to right and top to bottom. */
  readonly rgb: Uint8Array
}

export function takePicture({ surface, colors, bounds }: Screen): Picture {
  const { right: width, bottom: height } = bounds
  const rgb = new Uint8Array(width * height * 3)
  const known = new Map<number, readonly [number, number, number]>()
  let at = 0
  for (let v = 0; v < height; v++) {
    for (let h = 0; h < width; h++) {
      const pixel = surface.get(h, v)
      let color = known.get(pixel)
      if (color === undefined) {
        const { red, green, blue } = colors.colorOf(pixel)
        color = [red >> 8, green >> 8, blue >> 8]
        known.set(pixel, color)
      }
      rgb[at++] = color[0]
      rgb[at++] = color[1]
      rgb[at++] = color[2]
    }
  }
  return { width, height, rgb }
}
