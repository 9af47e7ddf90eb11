import { expect, test } from 'vitest'
import { rect } from '../../../emulator/macos/quickdraw/geometry.ts'
import { PATTERNS } from '../../../emulator/macos/quickdraw/quickdraw.ts'
import { Region } from '../../../emulator/macos/quickdraw/region.ts'
import type { Depth } from '../../../emulator/macos/quickdraw/surface.ts'
import { patCopy, patXor } from '../../../emulator/macos/quickdraw/transfer-modes.ts'
import { asPtr } from '../../../emulator/macos/types.ts'
import { startTestSystem } from '../system.ts'

function started() {
  const system = startTestSystem()
  const { mac, reserve } = system
  mac.lowMemory.set('CurrentA5', asPtr(reserve(4)))
  const globals = reserve(256) + 200
  system.call('InitGraf', globals)
  return { ...system, globals }
}

test.each([1, 2, 4, 8, 16, 32] as Depth[])(
  'a port on a screen of %i bits: painting within clip and visible region',
  (depth) => {
    const { mac, reserve } = started()
    const { quickDraw } = mac
    quickDraw.screen.setDepth(depth)
    quickDraw.openPort(reserve(108))
    const port = quickDraw.port()
    quickDraw.setRegion(port.fields.clipRgn, Region.fromRect(rect(10, 10, 20, 20)))
    quickDraw.setRegion(port.fields.visRgn, Region.fromRect(rect(0, 0, 15, 600)))
    quickDraw.paintRect(port, rect(0, 0, 30, 12), PATTERNS.black, patCopy)
    const { surface, colors } = quickDraw.screen
    const isBlack = (h: number, v: number) => colors.colorOf(surface.get(h, v)).red === 0
    const black: string[] = []
    for (let v = 0; v < 30; v++) for (let h = 0; h < 30; h++) if (isBlack(h, v)) black.push(`${h},${v}`)
    expect(black).toEqual(['10,10', '11,10', '12,10', '13,10', '14,10', '10,11', '11,11', '12,11', '13,11', '14,11'])
    quickDraw.paintRect(port, rect(0, 0, 30, 30), PATTERNS.gray, patXor)
    expect([isBlack(10, 10), isBlack(11, 10)], 'every other pixel is inverted').toEqual([false, true])
  },
)

test('InitGraf fills in the globals before thePort, and a port has the values of an opened one', () => {
  const { mac, globals, reserve, call } = started()
  expect([...mac.memory.read(globals - 24, 8)]).toEqual([0xaa, 0x55, 0xaa, 0x55, 0xaa, 0x55, 0xaa, 0x55])
  expect(mac.memory.getI16(globals - 122 + 10), 'screenBits.bounds.bottom').toBe(600)
  const address = reserve(108)
  call('OpenPort', address)
  expect(mac.memory.getU32(globals), 'thePort').toBe(address)
  const { fields, toGlobal } = mac.quickDraw.port()
  expect([fields.pnSize, fields.pnMode, fields.fgColor]).toEqual([{ v: 1, h: 1 }, 8, 33])
  expect(fields.portRect).toEqual(rect(0, 0, 800, 600))
  expect(toGlobal).toEqual({ dh: 0, dv: 0 })
})

test('another depth: windows are drawn again, and are to be updated', () => {
  const { mac, call, reserve, applicationZone } = started()
  applicationZone(1 << 20)
  call('InitWindows')
  const bounds = reserve(8)
  for (const [index, value] of [100, 50, 200, 250].entries()) mac.memory.setU16(bounds + index * 2, value)
  const title = reserve(16)
  const window = call('NewCWindow', 0, bounds, title, 1, 0, -1, 1, 0)
  call('BeginUpdate', window)
  call('EndUpdate', window)
  const looks = () => {
    const { surface, colors } = mac.quickDraw.screen
    return [49, 100, 400].map((h) => colors.colorOf(surface.get(h, 150)).red >> 12)
  }
  const before = looks()
  expect(call('SetDepth', mac.quickDraw.screen.device, 32, 0, 0)).toBe(0)
  expect(looks()).toEqual(before)
  const port = mac.quickDraw.port(window)
  expect(mac.memory.getI16(mac.memory.getU32(port.colorFields.portPixMap) + 32), 'pixelSize').toBe(32)
  expect(call('CheckUpdate', reserve(16))).toBe(1)
})
