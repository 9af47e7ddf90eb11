/** Pictures of the screen against expected ones: with tolerance, and with a picture of where they differ. */
import sharp from 'sharp'
import { BondiError } from '../../emulator/errors.ts'
import type { Picture } from '../../emulator/machine/screenshot.ts'
import { readInput } from '../files/read-input.ts'

export interface PictureTolerance {
  /** How much red, green or blue may differ, of 255; 0 unless given. */
  readonly levels?: number
  /** How many pixels may differ by more; 0 unless given. */
  readonly pixels?: number
}

export interface PictureComparison {
  readonly equal: boolean
  /** Pixels that differ by more than the tolerance. */
  readonly pixels: number
  /** The smallest rectangle around them. */
  readonly bounds?: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  /** In words. */
  readonly message: string
  /** What is expected in pale grey, and red where they differ; absent when the sizes do. */
  readonly difference?: Picture
}

export async function readPicture(path: string): Promise<Picture> {
  const file = await readInput(path)
  try {
    const { data, info } = await sharp(file)
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, rgb: data }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BondiError('picture-unreadable', `${path} is no picture: ${reason}`, 'Take one with --screenshot.')
  }
}

const pale = (level: number): number => 255 - Math.floor((255 - level) / 4)

export function comparePictures(got: Picture, expected: Picture, tolerance: PictureTolerance = {}): PictureComparison {
  const { width, height } = expected
  if (got.width !== width || got.height !== height) {
    const message = `the screen has ${got.width} by ${got.height} pixels, the expected picture ${width} by ${height}`
    return { equal: false, pixels: Math.max(got.width * got.height, width * height), message }
  }
  const { levels = 0, pixels: allowed = 0 } = tolerance
  const rgb = new Uint8Array(width * height * 3)
  let [pixels, left, top, right, bottom] = [0, width, height, 0, 0]
  for (let at = 0; at < rgb.length; at += 3) {
    const [red, green, blue] = [expected.rgb[at]!, expected.rgb[at + 1]!, expected.rgb[at + 2]!]
    const apart = Math.max(
      Math.abs(got.rgb[at]! - red),
      Math.abs(got.rgb[at + 1]! - green),
      Math.abs(got.rgb[at + 2]! - blue),
    )
    if (apart <= levels) {
      rgb.fill(pale(Math.round((red + green + blue) / 3)), at, at + 3)
      continue
    }
    rgb.set([255, 0, 0], at)
    pixels++
    const [h, v] = [(at / 3) % width, Math.floor(at / 3 / width)]
    left = Math.min(left, h)
    right = Math.max(right, h + 1)
    top = Math.min(top, v)
    bottom = Math.max(bottom, v + 1)
  }
  const difference = { width, height, rgb }
  if (pixels === 0) return { equal: true, pixels, message: 'the pictures are the same', difference }
  const message = `${pixels} of ${width * height} pixels differ, all from (${left}, ${top}) to (${right}, ${bottom})`
  return { equal: pixels <= allowed, pixels, bounds: { left, top, right, bottom }, message, difference }
}
