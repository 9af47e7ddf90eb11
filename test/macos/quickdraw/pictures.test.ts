/** Pictures that are damaged, and ones that other programs made. */

import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RectType, rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import { asHandle, asPtr } from '../../../emulator/macos/types.ts'
import { startTestSystem } from '../system.ts'

const WIDTH = 64
const HEIGHT = 48

function started(depth = 8) {
  const system = startTestSystem()
  const { mac, reserve, call } = system
  system.applicationZone(3 << 20)
  mac.lowMemory.set('CurrentA5', asPtr(reserve(4)))
  call('InitGraf', reserve(256) + 200)
  const place = reserve(8)
  const where = (r: Parameters<typeof RectType.store>[2]): number => {
    RectType.store(mac.memory, place, r)
    return place
  }
  const world = reserve(4)
  call('NewGWorld', world, depth, where(rect(0, 0, WIDTH, HEIGHT)), 0, 0, 0)
  const port = mac.memory.getU32(world)
  call('SetGWorld', port, 0)
  const draw = (bytes: Uint8Array, destination = rect(0, 0, WIDTH, HEIGHT)): void => {
    const handle = mac.memoryManager.newHandle(mac.memoryManager.currentZone, bytes.length)
    mac.memory.write(mac.memory.getU32(handle), bytes)
    call('DrawPicture', handle, where(destination))
    mac.memoryManager.disposeHandle(handle)
  }
  return { ...system, port, where, draw }
}

/** A picture with one of everything, as Bondi records it. */
function recorded({ mac, call, where, port, reserve }: ReturnType<typeof started>): Uint8Array {
  const handle = call('OpenPicture', where(rect(0, 0, WIDTH, HEIGHT)))
  for (const shape of ['Rect', 'Oval'])
    for (const verb of ['Frame', 'Paint', 'Erase']) call(verb + shape, where(rect(3, 4, 30, 20)))
  call('PaintRoundRect', where(rect(1, 1, 20, 20)), 8, 8)
  call('PaintArc', where(rect(1, 1, 20, 20)), 10, 100)
  call('MoveTo', 1, 2)
  call('LineTo', 30, 40)
  const text = reserve(8)
  mac.memory.write(text, Uint8Array.of(3, 65, 66, 67))
  call('DrawString', text)
  const region = call('NewRgn')
  call('OpenRgn')
  call('FrameOval', where(rect(0, 0, 20, 20)))
  call('CloseRgn', region)
  call('PaintRgn', region)
  const poly = call('OpenPoly')
  call('MoveTo', 0, 0)
  call('LineTo', 9, 3)
  call('LineTo', 4, 12)
  call('ClosePoly')
  call('PaintPoly', poly)
  const r = where(rect(0, 0, 16, 16))
  call('CopyBits', port + 2, port + 2, r, r, 0, 0)
  call('CopyBits', port + 2, port + 2, r, r, 0, region)
  call('ClosePicture')
  const bytes = mac.memory.read(mac.memory.getU32(handle), mac.memoryManager.handleSize(asHandle(handle)))
  call('KillPicture', handle)
  return bytes
}

test('a damaged picture draws something or nothing, and leaves the port and the heap as they were', () => {
  const system = started()
  const { mac, draw, port } = system
  const bytes = recorded(system)
  const state = () => [...mac.memory.read(port, 108)].join()
  const free = () => mac.memoryManager.heap.totalFree(mac.memoryManager.applicationZone, false)
  draw(bytes)
  const before = { state: state(), free: free() }
  const damage = fc.array(fc.tuple(fc.integer({ min: 10, max: bytes.length - 1 }), fc.nat(255)), { maxLength: 6 })
  fc.assert(
    fc.property(damage, fc.integer({ min: 0, max: bytes.length }), (changes, length) => {
      const damaged = bytes.slice(0, changes.length % 2 === 0 ? bytes.length : Math.max(10, length))
      for (const [at, value] of changes) if (at < damaged.length) damaged[at] = value
      draw(damaged)
      expect(state()).toBe(before.state)
      expect(mac.quickDraw.thePort).toBe(port)
    }),
    { numRuns: 150 },
  )
  expect(free()).toBe(before.free)
})

test('any bytes at all', () => {
  const { draw } = started()
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 200 }), fc.boolean(), (bytes, isVersion2) => {
      const start = isVersion2 ? [0x00, 0x11, 0x02, 0xff] : [0x11, 0x01]
      bytes.set(start.slice(0, Math.max(0, bytes.length - 10)), 10)
      draw(bytes)
    }),
    { numRuns: 200 },
  )
})

const ppmtopict = spawnSync('ppmtopict', ['--version']).error === undefined
/** A file of PICT begins with so many bytes for the program that made it. */
const FILE_HEADER = 512

test.skipIf(!ppmtopict)(`a picture that netpbm made${ppmtopict ? '' : ' (no ppmtopict here)'}`, () => {
  const colors = Array.from({ length: 100 }, (_, index) => [
    (index * 37) & 0xff,
    (index * 91) & 0xff,
    (index * 5) & 0xff,
  ])
  const pixelAt = (h: number, v: number) => colors[(h < 20 ? h * 7 + v * 3 : v) % colors.length]!
  const pixels: number[] = []
  for (let v = 0; v < HEIGHT; v++) for (let h = 0; h < WIDTH; h++) pixels.push(...pixelAt(h, v))
  const ppm = Buffer.concat([Buffer.from(`P6 ${WIDTH} ${HEIGHT} 255\n`), Buffer.from(pixels)])
  const { stdout } = spawnSync('ppmtopict', { input: ppm })
  const { mac, draw } = started(32)
  draw(Uint8Array.from(stdout.subarray(FILE_HEADER)))
  const { surface } = mac.quickDraw.port()
  const got: string[] = []
  const expected: string[] = []
  for (let v = 0; v < HEIGHT; v++) {
    for (let h = 0; h < WIDTH; h++) {
      got.push(surface.get(h, v).toString(16))
      const [red, green, blue] = pixelAt(h, v)
      expected.push(((red! << 16) | (green! << 8) | blue!).toString(16))
    }
  }
  expect(got).toEqual(expected)
})
