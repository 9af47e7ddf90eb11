/** Damage of every kind is found, and no image makes anything but an error that says what is wrong. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BondiError } from '../../emulator/errors.ts'
import {
  checkVolume,
  FINDING_CODES,
  type FindingCode,
  HfsError,
  HfsVolume,
  readMacFile,
  writeMacFile,
} from '../../emulator/volume/index.ts'
import { pattern } from './hfsutils.ts'

/** A volume with a catalog of three levels, fragments and folders; the extents-overflow file has several nodes. */
const SOUND = makeSoundVolume()

function makeSoundVolume(): Uint8Array {
  const volume = HfsVolume.format(new Uint8Array(440 << 10), {
    name: 'Sound',
    catalogSize: 48 << 10,
    extentsSize: 2048,
  })
  const blank = {
    type: 'TEXT',
    creator: 'ttxt',
    finderFlags: 0,
    resourceFork: pattern(100, 1),
    created: 1,
    modified: 2,
  }
  for (let i = 0; i < 200; i++) writeMacFile(volume, 2, { ...blank, name: `file ${i}`, dataFork: pattern(600, i) })
  const rest = volume.createFile(2, 'rest', blank)
  volume.openFork(rest.id, 'data').setLength(volume.freeBytes - 20_000)
  for (let i = 0; i < 200; i += 2) volume.delete(2, `file ${i}`)
  const folder = volume.createFolder(2, 'Folder')
  const inner = volume.createFolder(folder.id, 'Inner')
  writeMacFile(volume, inner.id, { ...blank, name: 'pieces', dataFork: pattern(60_000, 5) })
  expect(volume.check()).toEqual([])
  expect(volume.openFork(volume.byId(volume.info().nextId - 1)!.id, 'data').extentCount).toBeGreaterThan(20)
  return volume.image
}

/** What is where in the image, found by its own means: the tests of damage should not trust the code that they test. */
class Image {
  readonly bytes = SOUND.slice()
  readonly view = new DataView(this.bytes.buffer)
  readonly mdb = 1024

  block(number: number): number {
    return this.view.getUint16(this.mdb + 28) * 512 + number * this.view.getUint32(this.mdb + 20)
  }

  /** Where a node of a tree is: 150 is drCTExtRec, 134 is drXTExtRec. */
  node(tree: 150 | 134, number: number): number {
    let left = number
    for (let at = this.mdb + tree; at < this.mdb + tree + 12; at += 4) {
      const count = this.view.getUint16(at + 2)
      if (left < count) return this.block(this.view.getUint16(at) + left)
      left -= count
    }
    throw new Error(`node ${number} is not in the first extents`)
  }

  header(tree: 150 | 134): number {
    return this.node(tree, 0) + 14
  }

  firstLeaf(tree: 150 | 134): number {
    return this.node(tree, this.view.getUint32(this.header(tree) + 10))
  }

  root(tree: 150 | 134): number {
    return this.node(tree, this.view.getUint32(this.header(tree) + 2))
  }

  record(node: number, index: number): number {
    return node + this.view.getUint16(node + 510 - 2 * index)
  }

  data(node: number, index: number): number {
    const start = this.record(node, index)
    return start + ((this.bytes[start]! + 2) & ~1)
  }

  /** The data of the first catalog record of a type, in leaf order. */
  catalogData(type: number, skip = 0): number {
    for (let node = this.firstLeaf(150), left = skip; ; node = this.node(150, this.view.getUint32(node))) {
      for (let index = 0; index < this.view.getUint16(node + 10); index++) {
        if (this.bytes[this.data(node, index)] === type && left-- === 0) return this.data(node, index)
      }
      if (this.view.getUint32(node) === 0) throw new Error(`no record of type ${type}`)
    }
  }

  add16(offset: number, amount: number): void {
    this.view.setUint16(offset, this.view.getUint16(offset) + amount)
  }

  add32(offset: number, amount: number): void {
    this.view.setUint32(offset, this.view.getUint32(offset) + amount)
  }
}

const CATALOG = 150
const EXTENTS = 134
const [FOLDER, FILE, FOLDER_THREAD] = [1, 2, 3]

const DAMAGES: [string, FindingCode, (image: Image) => void][] = [
  ['no signature', 'not-a-volume', (i) => i.view.setUint16(i.mdb, 0)],
  ['an allocation block size that is no multiple of 512', 'not-a-volume', (i) => i.view.setUint32(i.mdb + 20, 700)],
  ['more blocks than the image has', 'not-a-volume', (i) => i.view.setUint16(i.mdb + 18, 60_000)],
  ['a bitmap inside the MDB', 'not-a-volume', (i) => i.view.setUint16(i.mdb + 14, 1)],
  ['no alternate MDB', 'alternate-mdb', (i) => i.bytes.fill(0, i.bytes.length - 1024, i.bytes.length - 512)],
  ['another alternate MDB', 'alternate-mdb', (i) => i.add16(i.bytes.length - 1024 + EXTENTS, 1)],
  ['a wrong count of free blocks', 'mdb-count', (i) => i.add16(i.mdb + 34, 1)],
  ['a wrong count of files', 'mdb-count', (i) => i.add32(i.mdb + 84, 1)],
  ['a wrong count of folders', 'mdb-count', (i) => i.add32(i.mdb + 88, 1)],
  ['a wrong count of files in the root', 'mdb-count', (i) => i.add16(i.mdb + 12, 1)],
  ['a wrong count of folders in the root', 'mdb-count', (i) => i.add16(i.mdb + 82, 1)],
  ['another name than the root folder', 'mdb-field', (i) => i.bytes.set([0x58], i.mdb + 37)],
  ['an odd clump size', 'mdb-field', (i) => i.add32(i.mdb + 24, 1)],
  ['an id to give out that is in use', 'catalog-id', (i) => i.view.setUint32(i.mdb + 30, 20)],
  ['a wrong size of the catalog file', 'fork-length', (i) => i.add32(i.mdb + 146, 512)],
  ['a wrong node size', 'tree-header', (i) => i.add16(i.header(CATALOG) + 18, 512)],
  ['a wrong count of leaf records', 'tree-header', (i) => i.add32(i.header(CATALOG) + 6, -1)],
  ['a wrong last leaf', 'tree-header', (i) => i.add32(i.header(CATALOG) + 14, 1)],
  ['a wrong count of nodes', 'tree-header', (i) => i.add32(i.header(CATALOG) + 22, -1)],
  ['a wrong count of free nodes', 'tree-header', (i) => i.add32(i.header(CATALOG) + 26, 1)],
  ['a wrong key length', 'tree-header', (i) => i.add16(i.header(EXTENTS) + 20, 1)],
  ['a wrong depth', 'tree-node', (i) => i.add16(i.header(CATALOG), 1)],
  ['a root that is no node', 'tree-shape', (i) => i.view.setUint32(i.header(CATALOG) + 2, 1 << 20)],
  ['a header node that is none', 'tree-node', (i) => i.bytes.set([0], i.node(CATALOG, 0) + 8)],
  ['a leaf of another height', 'tree-node', (i) => i.bytes.set([2], i.firstLeaf(CATALOG) + 9)],
  ['a leaf of another type', 'tree-node', (i) => i.bytes.set([0], i.firstLeaf(CATALOG) + 8)],
  ['a record offset out of order', 'tree-node', (i) => i.view.setUint16(i.firstLeaf(CATALOG) + 508, 400)],
  ['a key longer than its record', 'tree-node', (i) => i.bytes.set([200], i.record(i.firstLeaf(CATALOG), 0))],
  ['more records than a node holds', 'tree-node', (i) => i.view.setUint16(i.firstLeaf(CATALOG) + 10, 300)],
  ['a node with two ways to it', 'tree-shape', (i) => duplicateChild(i)],
  ['a link to another neighbour', 'tree-links', (i) => i.add32(i.firstLeaf(CATALOG), 1)],
  ['a link back to another neighbour', 'tree-links', (i) => i.view.setUint32(i.firstLeaf(EXTENTS) + 4, 1)],
  ['keys out of order', 'tree-order', (i) => i.view.setUint32(i.record(i.firstLeaf(CATALOG), 1) + 2, 0xffff)],
  ['an index key that is no first key', 'tree-order', (i) => i.bytes.set([0x21], i.record(i.root(CATALOG), 1) + 7)],
  ['a node that the map calls free', 'tree-map', (i) => i.bytes.set([0], i.node(CATALOG, 0) + 248)],
  ['a node that the map calls used', 'tree-map', (i) => markLastNodeUsed(i)],
  ['a record of no type', 'catalog-record', (i) => i.bytes.set([9], i.catalogData(FILE))],
  ['a name with a colon', 'catalog-record', (i) => i.bytes.set([0x3a], nameOf(i, i.catalogData(FILE)))],
  ['two files with one id', 'catalog-id', (i) => i.view.setUint32(i.catalogData(FILE) + 20, fileId(i, 1))],
  ['a reserved id', 'catalog-id', (i) => i.view.setUint32(i.catalogData(FILE) + 20, 7)],
  ['a folder without its thread', 'catalog-thread', (i) => i.view.setUint32(i.catalogData(FOLDER, 1) + 6, 9999)],
  ['a thread to another folder', 'catalog-thread', (i) => i.add32(i.catalogData(FOLDER_THREAD, 1) + 10, 1)],
  ['a thread to another name', 'catalog-thread', (i) => i.bytes.set([0x58], i.catalogData(FOLDER_THREAD, 1) + 16)],
  ['a file that should have a thread', 'catalog-thread', (i) => i.bytes.set([2], i.catalogData(FILE) + 2)],
  [
    'a folder whose id its items do not know',
    'catalog-parent',
    (i) => i.view.setUint32(i.catalogData(FOLDER, 1) + 6, 9999),
  ],
  ['a wrong valence', 'catalog-valence', (i) => i.add16(i.catalogData(FOLDER) + 4, 1)],
  ['a fork longer than its blocks', 'fork-length', (i) => i.view.setUint32(i.catalogData(FILE) + 26, 1 << 20)],
  ['a wrong physical length', 'fork-length', (i) => i.add32(i.catalogData(FILE) + 40, 512)],
  ['an extent past the end', 'extent-range', (i) => i.view.setUint16(i.catalogData(FILE) + 74, 60_000)],
  ['two forks in one block', 'extent-overlap', (i) => shareBlock(i)],
  [
    'extents of a file that does not exist',
    'extent-orphan',
    (i) => i.view.setUint32(i.record(i.firstLeaf(EXTENTS), 0) + 2, 15),
  ],
  ['extents for another place', 'extent-orphan', (i) => i.add16(i.record(i.firstLeaf(EXTENTS), 0) + 6, 1)],
  ['a used block that is free in the bitmap', 'bitmap-unmarked', (i) => i.bytes.set([0x7f], 3 * 512)],
  ['a free block that is used in the bitmap', 'bitmap-leaked', (i) => markFreeBlockUsed(i)],
]

function duplicateChild(image: Image): void {
  const root = image.root(CATALOG)
  image.view.setUint32(image.data(root, 1), image.view.getUint32(image.data(root, 0)))
}

function markLastNodeUsed(image: Image): void {
  const map = image.node(CATALOG, 0) + 248
  const last = image.view.getUint32(image.header(CATALOG) + 22) - 1
  const mask = 0x80 >> (last & 7)
  expect(image.bytes[map + (last >> 3)]! & mask).toBe(0)
  image.bytes[map + (last >> 3)]! |= mask
}

function markFreeBlockUsed(image: Image): void {
  const bitmap = image.bytes.subarray(3 * 512)
  const block = Array.from({ length: image.view.getUint16(image.mdb + 18) }, (_, n) => n).find(
    (n) => (bitmap[n >> 3]! & (0x80 >> (n & 7))) === 0,
  )!
  bitmap[block >> 3]! |= 0x80 >> (block & 7)
}

function shareBlock(image: Image): void {
  image.view.setUint16(image.catalogData(FILE) + 74, image.view.getUint16(image.catalogData(FILE, 1) + 74))
}

function fileId(image: Image, skip: number): number {
  return image.view.getUint32(image.catalogData(FILE, skip) + 20)
}

/** The first character of the name in the key before a record; keys of files in this volume are even-sized or padded. */
function nameOf(image: Image, data: number): number {
  for (let node = image.firstLeaf(CATALOG); ; node = image.node(CATALOG, image.view.getUint32(node))) {
    for (let index = 0; index < image.view.getUint16(node + 10); index++) {
      if (image.data(node, index) === data) return image.record(node, index) + 7
    }
  }
}

describe('damage', () => {
  it('is not in the volume that it is done to', () => {
    expect(checkVolume(SOUND)).toEqual([])
    const { view, mdb } = new Image()
    expect(view.getUint16(mdb)).toBe(0x4244)
    expect(view.getUint16(new Image().header(CATALOG))).toBeGreaterThanOrEqual(2)
  })

  it.each(DAMAGES)('is found: %s', (_, code, damage) => {
    const image = new Image()
    damage(image)
    const findings = checkVolume(image.bytes)
    expect(findings.map((finding) => finding.code)).toContain(code)
    for (const { message, offset } of findings) {
      expect(message).not.toMatch(/undefined|NaN|\[object/)
      if (offset !== undefined) expect(offset).toBeLessThan(image.bytes.length)
    }
  })

  it('of every kind that there is a code for is tried here', () => {
    expect(new Set(DAMAGES.map(([, code]) => code))).toEqual(new Set(Object.keys(FINDING_CODES)))
  })
})

/** Uses a volume in every way, and lets only the two errors pass that a damaged image may cause. */
function exercise(image: Uint8Array): void {
  const quietly = <T>(act: () => T): T | undefined => {
    try {
      return act()
    } catch (error) {
      if (error instanceof BondiError || error instanceof HfsError) return undefined
      throw error
    }
  }
  checkVolume(image)
  const volume = quietly(() => HfsVolume.mount(image))
  if (!volume) return
  quietly(() => volume.info())
  for (const entry of quietly(() => volume.list(2)) ?? [])
    quietly(() => entry.kind === 'file' && readMacFile(volume, entry.id))
  quietly(() => readMacFile(volume, 'Sound:Folder:Inner:pieces'))
  for (let i = 1; i < 40; i += 4) quietly(() => volume.delete(2, `file ${i}`))
  for (let i = 0; i < 20; i++) {
    const fresh = quietly(() => volume.createFile(2, `fresh ${i}`, { type: 'TEXT', creator: 'ttxt' }))
    if (fresh) quietly(() => volume.openFork(fresh.id, 'data').write(0, pattern(3000, i)))
  }
  quietly(() => volume.rename(2, 'file 51', 'file 50'))
  quietly(() => volume.move(2, 'file 53', volume.lookup(2, 'Folder')?.id ?? 0))
  quietly(() => volume.flush())
  checkVolume(image)
}

describe('an image of noise', () => {
  const structures = fc.oneof(fc.nat(6000), fc.nat(SOUND.length - 1))
  const flips = fc.array(fc.tuple(structures, fc.nat(255)), { minLength: 1, maxLength: 30 })

  it('never causes anything but an error that says what is wrong', () => {
    fc.assert(
      fc.property(flips, (bytes) => {
        const image = SOUND.slice()
        for (const [offset, value] of bytes) image[offset] = value
        exercise(image)
      }),
      { numRuns: 250 },
    )
  })

  it('in the trees, neither', () => {
    const { view } = new Image()
    const places = [CATALOG, EXTENTS].flatMap((tree) => {
      const size = view.getUint16(1024 + tree + 2) * 512
      const start = new Image().node(tree as 150 | 134, 0)
      return [fc.integer({ min: start, max: start + 20 }), fc.integer({ min: start, max: start + size - 1 })]
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(...places), fc.nat(255)), { minLength: 1, maxLength: 12 }), (bytes) => {
        const image = SOUND.slice()
        for (const [offset, value] of bytes) image[offset] = value
        exercise(image)
      }),
      { numRuns: 250 },
    )
  })

  it('in the partition map, neither', () => {
    const whole = HfsVolume.format(new Uint8Array(200 << 10), { name: 'Part', partitioned: true }).image
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 8 }), (bytes) => {
        const image = whole.slice()
        for (const [offset, value] of bytes) image[offset] = value
        exercise(image)
      }),
      { numRuns: 200 },
    )
  })

  it('cut off anywhere, neither', () => {
    fc.assert(
      fc.property(fc.nat(SOUND.length), (length) => exercise(SOUND.slice(0, length))),
      { numRuns: 60 },
    )
  })
})
