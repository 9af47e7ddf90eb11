import { describe, expect, it } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import { planGeometry } from '../../emulator/volume/format.ts'
import { HfsError, type HfsErrorName, HfsVolume, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { pattern, sameBytes } from './hfsutils.ts'

const TEXT = { type: 'TEXT', creator: 'ttxt' }

function newVolume(size = 800 << 10, name = 'Test'): HfsVolume {
  return HfsVolume.format(new Uint8Array(size), { name })
}

function expectError(symbol: HfsErrorName, act: () => unknown): void {
  let thrown: unknown
  try {
    act()
  } catch (error) {
    thrown = error
  }
  expect(thrown).toBeInstanceOf(HfsError)
  expect((thrown as HfsError).symbol).toBe(symbol)
}

describe('format', () => {
  it.each([
    // Whole 512-byte blocks per allocation block are as many as it takes to stay within 65,535 of them.
    [800 << 10, 512],
    [(32 << 20) - 512, 512],
    [32 << 20, 1024],
    [500 << 20, 8192],
    [2000 << 20, 32_256],
  ])('divides %d bytes into allocation blocks of %d', (size, blockSize) => {
    const geometry = planGeometry(size)
    expect(geometry.blockSize).toBe(blockSize)
    expect(geometry.blocks).toBeLessThanOrEqual(65_535)
    expect(geometry.firstBlockSector * 512 + geometry.blocks * blockSize).toBeLessThanOrEqual(size - 1024)
    expect(geometry.firstBlockSector - 3).toBeGreaterThanOrEqual(geometry.blocks / 4096)
  })

  it('makes an empty volume that is sound', () => {
    const volume = newVolume()
    expect(volume.check()).toEqual([])
    expect(volume.list(2)).toEqual([])
    expect(volume.info()).toMatchObject({ name: 'Test', fileCount: 0, folderCount: 0, nextId: 16, blockCount: 1594 })
  })

  it('overwrites whatever was there', () => {
    const volume = HfsVolume.format(new Uint8Array(800 << 10).fill(0xa5), { name: 'Over' })
    writeMacFile(volume, 2, { ...file('a', pattern(5000, 1)), resourceFork: pattern(700, 2) })
    expect(volume.check()).toEqual([])
    expect(readMacFile(volume, 'a').dataFork).toEqual(pattern(5000, 1))
  })

  it.each([
    ['an impossible block size', { name: 'A', allocationBlockSize: 700 }, 800 << 10],
    ['too small blocks', { name: 'A', allocationBlockSize: 512 }, 40 << 20],
    ['an image that is too small', { name: 'A' }, 3000],
  ])('refuses %s', (_, options, size) => {
    expect(() => HfsVolume.format(new Uint8Array(size), options)).toThrow(BondiError)
  })

  it('refuses names that a volume cannot have', () => {
    for (const name of ['', 'a:b', 'x'.repeat(28), 'snow ☃']) {
      expectError('bdNamErr', () => HfsVolume.format(new Uint8Array(800 << 10), { name }))
    }
  })

  it('takes milliseconds for 20 MB', () => {
    const image = new Uint8Array(20 << 20)
    HfsVolume.format(image, { name: 'Warm' })
    const start = performance.now()
    HfsVolume.format(image, { name: 'Timed' })
    expect(performance.now() - start).toBeLessThan(100)
  })
})

describe('mount', () => {
  it('sees what was written before', () => {
    const volume = newVolume()
    const folder = volume.createFolder(2, 'Folder')
    writeMacFile(volume, folder.id, file('inside', pattern(1234, 3)))
    volume.flush()
    const again = HfsVolume.mount(volume.image)
    expect(readMacFile(again, 'Test:Folder:inside').dataFork).toEqual(pattern(1234, 3))
    expect(again.info()).toEqual(volume.info())
  })

  it.each([false, true])('copies all that can be read, and no free block (partitioned: %s)', (partitioned) => {
    const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'Copied', partitioned })
    for (let i = 0; i < 60; i++) writeMacFile(volume, 2, file(`file ${i}`, pattern(300 + 97 * i, i)))
    volume.flush()
    expect(sameBytes(volume.copyImage(), volume.image), 'blocks that were never used are zero').toBe(true)
    for (let i = 0; i < 60; i += 3) volume.delete(2, `file ${i}`)
    const copied = volume.copyImage()
    expect(sameBytes(copied, volume.image), 'what was deleted is left behind').toBe(false)
    const copy = HfsVolume.mount(copied)
    expect(copy.check()).toEqual([])
    expect(copy.info()).toEqual(volume.info())
    for (let i = 0; i < 60; i++) {
      if (i % 3 !== 0) expect(readMacFile(copy, `file ${i}`)).toEqual(readMacFile(volume, `file ${i}`))
    }
  })

  it('works in a Node Buffer, whose slices are no copies', () => {
    const volume = HfsVolume.format(Buffer.alloc(1 << 20), { name: 'Buffer' })
    for (let i = 0; i < 100; i++) writeMacFile(volume, 2, file(`file ${(i * 37) % 100}`, Buffer.from(pattern(300, i))))
    for (let i = 0; i < 100; i += 3) volume.delete(2, `file ${i}`)
    expect(volume.check()).toEqual([])
    expect(HfsVolume.mount(Buffer.from(volume.image)).list(2)).toHaveLength(66)
  })

  it('changes nothing by itself', () => {
    const volume = newVolume()
    writeMacFile(volume, 2, file('a', pattern(100, 1)))
    volume.flush()
    const before = volume.image.slice()
    const again = HfsVolume.mount(volume.image)
    readMacFile(again, 'a')
    again.list(2)
    again.flush()
    expect(again.check()).toEqual([])
    expect(sameBytes(again.image, before)).toBe(true)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['zeros', new Uint8Array(1 << 20)],
    ['a short image', newVolume().image.slice(0, 2000)],
    ['half an image', newVolume().image.slice(0, 400 << 10)],
  ])('says why there is no volume in %s', (_, image) => {
    expect(() => HfsVolume.mount(image)).toThrow(BondiError)
  })

  it('names other kinds of volume', () => {
    const image = new Uint8Array(1 << 20)
    image.set([0x48, 0x2b], 1024)
    expect(() => HfsVolume.mount(image)).toThrow(/HFS Plus/)
    image.set([0xd2, 0xd7], 1024)
    expect(() => HfsVolume.mount(image)).toThrow(/MFS/)
  })
})

describe('partition maps', () => {
  it('are written and found again', () => {
    const volume = HfsVolume.format(new Uint8Array(2 << 20), { name: 'Part', partitioned: true })
    writeMacFile(volume, 2, file('a', pattern(3000, 9)))
    expect(volume.check()).toEqual([])
    expect(volume.offset).toBe(64 * 512)
    const again = HfsVolume.mount(volume.image)
    expect(readMacFile(again, 'a').dataFork).toEqual(pattern(3000, 9))
  })

  it('without an HFS partition are refused with what they have', () => {
    const { image } = HfsVolume.format(new Uint8Array(2 << 20), { name: 'Part', partitioned: true })
    image.set(new TextEncoder().encode('Apple_UNIX'), 1024 + 48)
    expect(() => HfsVolume.mount(image)).toThrow(/Apple_UNIX/)
  })
})

describe('items', () => {
  it('answer with the OSErr that the File Manager has for it', () => {
    const volume = newVolume()
    const folder = volume.createFolder(2, 'Folder')
    const { id } = volume.createFile(2, 'File', TEXT)
    expectError('dupFNErr', () => volume.createFile(2, 'FILE', TEXT))
    expectError('dupFNErr', () => volume.createFolder(2, 'file'))
    expectError('dirNFErr', () => volume.createFile(999, 'x', TEXT))
    expectError('dirNFErr', () => volume.createFile(id, 'x', TEXT))
    expectError('dirNFErr', () => volume.list(999))
    expectError('bdNamErr', () => volume.createFile(2, 'x'.repeat(32), TEXT))
    expectError('bdNamErr', () => volume.createFile(2, 'a:b', TEXT))
    expectError('bdNamErr', () => volume.lookup(2, ''))
    expectError('paramErr', () => volume.createFile(2, 'x', { type: 'TOOLONG', creator: 'ttxt' }))
    expectError('fnfErr', () => volume.delete(2, 'nothing'))
    expectError('fnfErr', () => volume.openFork(999, 'data'))
    expectError('notAFileErr', () => volume.openFork(folder.id, 'data'))
    expectError('fnfErr', () => volume.rename(2, 'nothing', 'something'))
    expectError('dupFNErr', () => volume.rename(2, 'File', 'folder'))
    volume.createFile(folder.id, 'Deep', TEXT)
    expectError('fBsyErr', () => volume.delete(2, 'Folder'))
    expectError('badMovErr', () => volume.move(2, 'Folder', folder.id))
    volume.createFile(folder.id, 'file', TEXT)
    expectError('dupFNErr', () => volume.move(2, 'File', folder.id))
    expect(volume.check()).toEqual([])
  })

  it('keep their lock', () => {
    const volume = newVolume()
    const { id } = volume.createFile(2, 'File', TEXT)
    expect(volume.setFileInfo(id, { locked: true }).locked).toBe(true)
    expectError('fLckdErr', () => volume.delete(2, 'File'))
    expectError('fLckdErr', () => volume.rename(2, 'File', 'Other'))
    volume.setFileInfo(id, { locked: false })
    volume.delete(2, 'File')
    expect(volume.list(2)).toEqual([])
  })

  it('cannot change on a locked volume', () => {
    const volume = newVolume()
    const { id } = volume.createFile(2, 'File', TEXT)
    volume.flush()
    volume.image[1024 + 10]! |= 0x80
    const locked = HfsVolume.mount(volume.image)
    expect(locked.info().locked).toBe(true)
    expectError('vLckdErr', () => locked.createFile(2, 'x', TEXT))
    expectError('vLckdErr', () => locked.openFork(id, 'data').write(0, new Uint8Array(1)))
    expect(locked.openFork(id, 'data').length).toBe(0)
  })

  it('keep Finder information and dates', () => {
    const volume = newVolume()
    volume.clock = () => 3_000_000_000
    const folder = volume.createFolder(2, 'Folder')
    const { id } = volume.createFile(folder.id, 'File', TEXT)
    const patch = { finderFlags: 0x2100, location: { v: -5, h: 300 }, created: 1, modified: 2, backedUp: 3 }
    expect(volume.setFileInfo(id, { ...patch, type: 'APPL', creator: 'Bndi' })).toMatchObject({
      ...patch,
      type: 'APPL',
      creator: 'Bndi',
    })
    expect(volume.setFolderInfo(folder.id, { ...patch, extendedFinderInfo: pattern(16, 1) })).toMatchObject({
      ...patch,
      extendedFinderInfo: pattern(16, 1),
    })
    volume.clock = () => 3_000_000_100
    volume.openFork(id, 'data').write(0, pattern(10, 1))
    expect(volume.byId(id)).toMatchObject({ created: 1, modified: 3_000_000_100, dataLength: 10 })
    volume.createFile(folder.id, 'Another', TEXT)
    expect(volume.byId(folder.id)).toMatchObject({ valence: 2, modified: 3_000_000_100 })
    volume.flush()
    expect(HfsVolume.mount(volume.image).info().modified).toBe(3_000_000_100)
  })

  it('keep a file thread, where they have one, right', () => {
    const volume = newVolume()
    const { id } = volume.createFile(2, 'File', TEXT)
    expectError('fidNotFound', () => volume.deleteFileThread(id))
    volume.createFileThread(id)
    expectError('fidExists', () => volume.createFileThread(id))
    const folder = volume.createFolder(2, 'Folder')
    volume.move(2, 'File', folder.id)
    volume.rename(folder.id, 'File', 'Renamed')
    expect(volume.check()).toEqual([])
    const again = HfsVolume.mount(volume.image)
    expect(again.byId(id)).toMatchObject({ name: 'Renamed', parentId: folder.id })
    again.delete(folder.id, 'Renamed')
    expect(again.check()).toEqual([])
    expect(again.byId(id)).toBeUndefined()
    const other = again.createFile(2, 'Other', TEXT)
    again.createFileThread(other.id)
    again.deleteFileThread(other.id)
    expect(again.check()).toEqual([])
    expect(again.byId(other.id)?.name).toBe('Other')
  })

  it('replaced by a file that does not fit stay', () => {
    const volume = newVolume()
    writeMacFile(volume, 2, file('a', pattern(5000, 1)))
    const free = volume.freeBytes
    expectError('dskFulErr', () => writeMacFile(volume, 2, file('a', new Uint8Array(free + 6000))))
    expect(sameBytes(readMacFile(volume, 'a').dataFork, pattern(5000, 1))).toBe(true)
    writeMacFile(volume, 2, file('a', pattern(free + 5120, 2)))
    expect(volume.freeBytes).toBe(0)
    expect(volume.check()).toEqual([])
  })

  it('can be renamed in case alone, and the volume too', () => {
    const volume = newVolume()
    const { id } = volume.createFolder(2, 'folder')
    volume.createFile(id, 'x', TEXT)
    expect(volume.rename(2, 'FOLDER', 'Folder').name).toBe('Folder')
    expect(volume.byId(id)?.name).toBe('Folder')
    expectError('bdNamErr', () => volume.rename(1, 'Test', 'x'.repeat(28)))
    volume.rename(1, 'Test', 'Macintosh HD')
    expect(volume.info().name).toBe('Macintosh HD')
    expect(volume.lookup(1, 'macintosh hd')?.id).toBe(2)
    expect(volume.check()).toEqual([])
  })
})

describe('forks', () => {
  it('read and write at any place, in any size', () => {
    const volume = newVolume()
    const fork = volume.openFork(volume.createFile(2, 'File', TEXT).id, 'resource')
    expect(fork.read(0, 10)).toEqual(new Uint8Array(0))
    expect(fork.write(1000, pattern(600, 1))).toBe(600)
    expect(fork.read(0, 1000)).toEqual(new Uint8Array(1000))
    expect(fork.read(1000, 9999)).toEqual(pattern(600, 1))
    expect(fork.physicalLength).toBe(2048)
    fork.setLength(100)
    expect([fork.length, fork.physicalLength]).toEqual([100, 512])
    fork.setLength(1200)
    expect(fork.read(90, 2000)).toEqual(new Uint8Array(1110))
    expectError('posErr', () => fork.read(-1, 1))
    expectError('dskFulErr', () => fork.setLength(2 ** 31))
    expect(volume.check()).toEqual([])
  })

  it('are one for all who open them', () => {
    const volume = newVolume()
    const { id } = volume.createFile(2, 'File', TEXT)
    volume.openFork(id, 'data').write(0, pattern(10, 1))
    expect(volume.openFork(id, 'data').length).toBe(10)
    expect(volume.openFork(id, 'data')).toBe(volume.openFork(id, 'data'))
    const fork = volume.openFork(id, 'data')
    volume.delete(2, 'File')
    expectError('fnfErr', () => fork.write(0, pattern(1, 1)))
  })

  it('grow by clumps, and give back what they do not need', () => {
    const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'Clumps', clumpSize: 8192 })
    const fork = volume.openFork(volume.createFile(2, 'File', TEXT).id, 'data')
    fork.write(0, pattern(100, 1))
    expect(fork.physicalLength).toBe(8192)
    fork.trim()
    expect(fork.physicalLength).toBe(512)
    expect(fork.allocate(5000)).toBe(5120)
    expect([fork.length, fork.physicalLength]).toEqual([100, 5632])
    expect(volume.check()).toEqual([])
  })

  it('are all or nothing when the disk is full', () => {
    const volume = newVolume()
    const fork = volume.openFork(volume.createFile(2, 'File', TEXT).id, 'data')
    const most = volume.freeBytes
    fork.write(0, pattern(1000, 1))
    expectError('dskFulErr', () => fork.write(1000, new Uint8Array(most)))
    expectError('dskFulErr', () => fork.setLength(most + 1))
    expect(fork.length).toBe(1000)
    expect(volume.check()).toEqual([])
    fork.write(1000, new Uint8Array(most - 1000))
    expect(volume.freeBytes).toBe(0)
    expect(fork.read(0, 1000)).toEqual(pattern(1000, 1))
    expect(volume.check()).toEqual([])
    volume.delete(2, 'File')
    expect(volume.freeBytes).toBe(most)
  })

  it('go on in many extents where the disk is fragmented', () => {
    const volume = newVolume()
    for (let i = 0; i < 400; i++) writeMacFile(volume, 2, file(`f${i}`, pattern(700, i)))
    for (let i = 0; i < 400; i += 2) volume.delete(2, `f${i}`)
    const fork = volume.openFork(volume.createFile(2, 'Big', TEXT).id, 'data')
    const bytes = pattern(volume.freeBytes - 20_000, 99)
    for (let at = 0; at < bytes.length; at += 997) fork.write(at, bytes.subarray(at, at + 997))
    expect(fork.extentCount).toBeGreaterThan(150)
    expect(volume.check()).toEqual([])
    const again = HfsVolume.mount(volume.image)
    expect(sameBytes(readMacFile(again, 'Big').dataFork, bytes)).toBe(true)
    const { id } = again.lookup(2, 'Big')!
    const most = Math.ceil(bytes.length / 512)
    for (const blocks of [...Array.from({ length: 130 }, (_, i) => most - i), 100, 3, 0]) {
      again.openFork(id, 'data').setLength(blocks * 512)
      expect(again.check()).toEqual([])
    }
    for (let i = 1; i < 400; i += 2) expect(readMacFile(again, `f${i}`).dataFork).toEqual(pattern(700, i))
  })

  it('cost the same for the last small write as for the first', () => {
    const volume = newVolume(40 << 20)
    const fork = volume.openFork(volume.createFile(2, 'Log', TEXT).id, 'data')
    const chunk = pattern(64, 1)
    const append = (from: number, to: number) => {
      const start = performance.now()
      for (let i = from; i < to; i++) fork.write(64 * i, chunk)
      return performance.now() - start
    }
    append(0, 5000)
    const total = append(5000, 50_000)
    expect(fork.length).toBe(3_200_000)
    // Quadratic growth takes minutes for this; linear growth takes about 40 ms.
    expect(total).toBeLessThan(3000)
    expect(volume.check()).toEqual([])
  })
})

describe('large volumes', () => {
  it('hold thousands of files, and more nodes than the header node maps', () => {
    const volume = HfsVolume.format(new Uint8Array(60 << 20), { name: 'Many' })
    const folders = Array.from({ length: 10 }, (_, i) => volume.createFolder(2, `Folder ${i}`).id)
    const count = 9000
    const name = (i: number) => `A name of some length ${(i * 7919) % count}`
    for (let i = 0; i < count; i++) volume.createFile(folders[i % 10]!, name(i), TEXT)
    expect(volume.info().catalogSize / 512).toBeGreaterThan(2048)
    expect(volume.check()).toEqual([])
    for (let i = 0; i < count; i += 501) expect(volume.lookup(folders[i % 10]!, name(i))?.name).toBe(name(i))
    const again = HfsVolume.mount(volume.image)
    for (let i = 0; i < count; i++) again.delete(folders[i % 10]!, name(i))
    expect(again.check()).toEqual([])
    expect(again.info()).toMatchObject({ fileCount: 0, folderCount: 10 })
  })

  it('can be of hundreds of megabytes', () => {
    const volume = HfsVolume.format(new Uint8Array(300 << 20), { name: 'Large' })
    expect(volume.info().allocationBlockSize).toBe(5120)
    writeMacFile(volume, 2, file('Large', pattern(20 << 20, 5)))
    volume.flush()
    const { dataFork } = readMacFile(HfsVolume.mount(volume.image), 'Large')
    expect(sameBytes(dataFork, pattern(20 << 20, 5))).toBe(true)
    expect(volume.check()).toEqual([])
  })
})

function file(name: string, dataFork: Uint8Array) {
  return { name, ...TEXT, finderFlags: 0, dataFork, resourceFork: new Uint8Array(0), created: 5, modified: 6 }
}
