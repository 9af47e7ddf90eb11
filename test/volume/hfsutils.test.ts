/** Volumes go back and forth between Bondi and hfsutils, which were written apart. */

import { describe, expect, it } from 'vitest'
import type { MacFile } from '../../emulator/formats/mac-file.ts'
import { readMacBinary, writeMacBinary } from '../../emulator/formats/macbinary.ts'
import { HfsVolume, readMacFile, writeMacFile } from '../../emulator/volume/index.ts'
import { pattern, sameBytes, useHfsutils } from './hfsutils.ts'

const hfsutils = useHfsutils()

/** As many seconds as MacBinary and hfsutils take without a time zone in the way. */
const CREATED = 3_000_000_000

function file(name: string, data: number, resource = 0, seed = 1): MacFile {
  return {
    name,
    type: 'TEXT',
    creator: 'ttxt',
    finderFlags: 0,
    dataFork: pattern(data, seed),
    resourceFork: pattern(resource, seed + 1),
    created: CREATED,
    modified: CREATED + 60,
  }
}

describe('what Bondi writes, hfsutils reads', () => {
  it('with both forks, type, creator and dates', () => {
    const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'Bondi HD', created: CREATED })
    const sizes = [0, 1, 511, 512, 513, 2048, 100_000]
    for (const size of sizes) writeMacFile(volume, 2, file(`s${size}`, size, 3 * size, size))
    volume.flush()
    hfsutils.mount(volume.image)
    for (const size of sizes) {
      const got = readMacBinary(hfsutils.get(`:s${size}`, 'macbinary'))
      expect(got).toMatchObject({ name: `s${size}`, type: 'TEXT', creator: 'ttxt', created: CREATED })
      expect(sameBytes(got.dataFork, pattern(size, size))).toBe(true)
      expect(sameBytes(got.resourceFork, pattern(3 * size, size + 1))).toBe(true)
    }
    expect(hfsutils.run('hvol')).toContain('Volume name is "Bondi HD"')
    expect(hfsutils.run('hvol')).toContain(`Volume has ${volume.freeBytes} bytes free`)
    hfsutils.unmount()
  })

  it('in folders, by the thousand, in catalog order', () => {
    const volume = HfsVolume.format(new Uint8Array(8 << 20), { name: 'Many' })
    const folder = volume.createFolder(2, 'Folder').id
    const inner = volume.createFolder(folder, 'Inner').id
    for (let i = 0; i < 1500; i++) writeMacFile(volume, inner, file(`file number ${(i * 577) % 1500}`, i % 900, 0, i))
    for (let i = 0; i < 1500; i += 3) volume.delete(inner, `file number ${i}`)
    volume.rename(folder, 'Inner', 'Within')
    volume.flush()
    hfsutils.mount(volume.image)
    const expected = volume.list(inner).map(({ name }) => name)
    expect(expected).toHaveLength(1000)
    expect(hfsutils.list(':Folder:Within').toSorted()).toEqual(expected.toSorted())
    for (const name of [expected[0]!, expected[500]!, expected[999]!]) {
      const { dataFork } = readMacFile(volume, `:Folder:Within:${name}`)
      expect(sameBytes(hfsutils.get(`:Folder:Within:${name}`), dataFork)).toBe(true)
    }
    hfsutils.unmount()
  })

  it('in fragments, through the extents-overflow file', () => {
    const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'Pieces' })
    for (let i = 0; i < 600; i++) writeMacFile(volume, 2, file(`f${i}`, 600, 0, i))
    const rest = volume.createFile(2, 'Rest', { type: 'TEXT', creator: 'ttxt' })
    volume.openFork(rest.id, 'data').setLength(volume.freeBytes)
    for (let i = 0; i < 600; i += 2) volume.delete(2, `f${i}`)
    const big = file('Big', 180_000, 90_000, 77)
    writeMacFile(volume, 2, big)
    const { id } = volume.lookup(2, 'Big')!
    expect(volume.openFork(id, 'data').extentCount).toBeGreaterThan(30)
    expect(volume.openFork(id, 'resource').extentCount).toBeGreaterThan(30)
    volume.flush()
    hfsutils.mount(volume.image)
    const got = readMacBinary(hfsutils.get(':Big', 'macbinary'))
    expect(sameBytes(got.dataFork, big.dataFork)).toBe(true)
    expect(sameBytes(got.resourceFork, big.resourceFork)).toBe(true)
    hfsutils.unmount()
  })

  it('with a partition map', () => {
    const volume = HfsVolume.format(new Uint8Array(4 << 20), { name: 'Partition', partitioned: true })
    writeMacFile(volume, 2, file('a', 5000))
    volume.flush()
    hfsutils.mount(volume.image)
    expect(sameBytes(hfsutils.get(':a'), pattern(5000, 1))).toBe(true)
    hfsutils.put(pattern(7000, 3), ':b')
    const image = hfsutils.unmount()
    const again = HfsVolume.mount(image)
    expect(again.check()).toEqual([])
    expect(sameBytes(readMacFile(again, 'b').dataFork, pattern(7000, 3))).toBe(true)
  })

  it('on a volume of 40 MB, whose allocation blocks are larger', () => {
    const volume = HfsVolume.format(new Uint8Array(40 << 20), { name: 'Larger' })
    writeMacFile(volume, 2, file('a', 3_000_000, 10_000))
    volume.flush()
    hfsutils.mount(volume.image)
    expect(sameBytes(hfsutils.get(':a'), pattern(3_000_000, 1))).toBe(true)
    hfsutils.unmount()
  })
})

describe('what hfsutils writes, Bondi reads', () => {
  it('with both forks, type, creator, flags and dates', () => {
    hfsutils.format(4 << 20, 'Utils')
    const sizes = [0, 1, 511, 512, 513, 2048, 100_000]
    for (const size of sizes) {
      hfsutils.put(writeMacBinary({ ...file(`s${size}`, size, 2 * size, size), finderFlags: 0x4000 }), ':', 'macbinary')
    }
    const volume = HfsVolume.mount(hfsutils.unmount())
    expect(volume.check()).toEqual([])
    expect(volume.info()).toMatchObject({ name: 'Utils', fileCount: sizes.length })
    for (const size of sizes) {
      const got = readMacFile(volume, `s${size}`)
      expect(got).toMatchObject({ type: 'TEXT', creator: 'ttxt', created: CREATED, modified: CREATED + 60 })
      expect(got.finderFlags).toBe(0x4000)
      expect(sameBytes(got.dataFork, pattern(size, size))).toBe(true)
      expect(sameBytes(got.resourceFork, pattern(2 * size, size + 1))).toBe(true)
    }
  })

  it('with folders, deleted and renamed files, and many nodes', () => {
    hfsutils.format(2 << 20, 'Utils')
    hfsutils.run('hmkdir', ':Folder')
    hfsutils.run('hmkdir', ':Folder:Inner')
    const name = (i: number) => `a-rather-long-name-${i}`
    const numbers = Array.from({ length: 400 }, (_, i) => i)
    hfsutils.putAll(new Map(numbers.map((i) => [name(i), pattern(i * 7, i)])), ':Folder:Inner:')
    hfsutils.run('hdel', ...numbers.filter((i) => i % 2 === 0).map((i) => `:Folder:Inner:${name(i)}`))
    hfsutils.run('hrename', `:Folder:Inner:${name(1)}`, ':Folder:one')
    const volume = HfsVolume.mount(hfsutils.unmount())
    expect(volume.check()).toEqual([])
    expect(volume.list(volume.lookup(2, 'Folder')!.id).map(({ name }) => name)).toEqual(['Inner', 'one'])
    for (let i = 3; i < 400; i += 2) {
      expect(sameBytes(readMacFile(volume, `:Folder:Inner:${name(i)}`).dataFork, pattern(i * 7, i))).toBe(true)
    }
    const inner = volume.lookup(volume.lookup(2, 'Folder')!.id, 'Inner')!.id
    for (const entry of volume.list(inner)) volume.delete(inner, entry.name)
    expect(volume.check()).toEqual([])
  })
})

describe('both in turn', () => {
  it('keep a volume sound', () => {
    let volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'Turns', catalogSize: 2048 })
    const expected = new Map<string, Uint8Array>()
    for (let turn = 0; turn < 6; turn++) {
      for (let i = 0; i < 60; i++) {
        const name = `bondi ${turn} ${i}`
        writeMacFile(volume, 2, file(name, 40 * i, 0, i + turn))
        expected.set(name, pattern(40 * i, i + turn))
      }
      for (const name of [...expected.keys()].filter((_, index) => index % 3 === turn % 3)) {
        volume.delete(2, name)
        expected.delete(name)
      }
      volume.flush()
      hfsutils.mount(volume.image)
      const added = Array.from({ length: 40 }, (_, i): [string, Uint8Array] => [
        `utils-${turn}-${i}`,
        pattern(200 * i, i),
      ])
      hfsutils.putAll(new Map(added), ':')
      for (const [name, bytes] of added) expected.set(name, bytes)
      const deleted = [...expected.keys()].filter((_, index) => index % 4 === 0)
      hfsutils.run('hdel', ...deleted.map((name) => `:${name}`))
      for (const name of deleted) expected.delete(name)
      volume = HfsVolume.mount(hfsutils.unmount())
      expect(volume.check()).toEqual([])
      expect(
        volume
          .list(2)
          .map(({ name }) => name)
          .toSorted(),
      ).toEqual([...expected.keys()].toSorted())
      for (const [name, bytes] of expected) expect(sameBytes(readMacFile(volume, name).dataFork, bytes)).toBe(true)
    }
  })
})
