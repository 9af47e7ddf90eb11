/** Pictures of the screen as PNG files. */
import sharp from 'sharp'
import type { Picture } from '../../emulator/machine/screenshot.ts'

export function encodePng({ width, height, rgb }: Picture): Promise<Uint8Array> {
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9 })
    .toBuffer()
}
