/** The tree alone, with keys in any order: the catalog's first key never changes, so that volumes do not try everything. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BTree } from '../../emulator/volume/btree/btree.ts'
import { NODE_SIZE } from '../../emulator/volume/btree/node.ts'
import type { TreeFile } from '../../emulator/volume/btree/node-file.ts'
import { Findings } from '../../emulator/volume/check/findings.ts'
import { checkTree } from '../../emulator/volume/check/tree.ts'
import { EXTENTS_KEYS } from '../../emulator/volume/extents-file.ts'

/** A file of its own for a tree, which grows by few nodes at a time. */
class MemoryFile implements TreeFile {
  readonly bytes: Uint8Array
  nodeCapacity: number

  constructor(nodes = 4, most = 4000) {
    this.nodeCapacity = nodes
    this.bytes = new Uint8Array(NODE_SIZE * most)
  }

  nodeOffset(node: number): number {
    return node * NODE_SIZE
  }

  grow(leastNodes: number): void {
    this.nodeCapacity += Math.max(3, leastNodes)
  }
}

function keyOf(number: number): Uint8Array {
  const key = new Uint8Array(8)
  key[0] = 7
  new DataView(key.buffer).setUint32(2, number)
  return key
}

const dataOf = (number: number) => new Uint8Array(12).fill(number)

function contents(tree: BTree): number[] {
  const { bytes } = tree.nodes
  const view = new DataView(bytes.buffer)
  return [...tree.from(keyOf(0))].map(({ key, data, length }) => {
    const number = view.getUint32(key + 2)
    expect(bytes.slice(data, data + length)).toEqual(dataOf(number))
    return number
  })
}

function expectSound(file: TreeFile): void {
  const findings = new Findings(0)
  checkTree(file, EXTENTS_KEYS, findings)
  expect(findings.list).toEqual([])
}

describe('a B*-tree', () => {
  it('holds what was put in and not taken out, in order', () => {
    const numbers = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 500, maxLength: 3000, size: 'max' })
    fc.assert(
      fc.property(numbers, (keys) => {
        const file = new MemoryFile()
        const tree = BTree.create(file, EXTENTS_KEYS)
        const there = new Set<number>()
        for (const [index, key] of keys.entries()) {
          if (there.delete(key)) expect(tree.delete(keyOf(key))).toBe(true)
          else {
            expect(tree.delete(keyOf(key))).toBe(false)
            tree.reserve(1)
            tree.insert(keyOf(key), dataOf(key))
            there.add(key)
          }
          if (index % 50 === 0) expectSound(file)
        }
        expect(contents(tree)).toEqual([...there].toSorted((a, b) => a - b))
        for (const key of there) tree.delete(keyOf(key))
        expectSound(file)
        expect([tree.depth, tree.nodes.header.get('bthRoot')]).toEqual([0, 0])
      }),
      { numRuns: 10 },
    )
  })

  it.each([
    ['ascending', (i: number) => i + 1],
    ['descending', (i: number) => 20_000 - i],
    ['scattered', (i: number) => ((i * 7919) % 20_000) + 1],
  ])('takes keys in %s order', (order, key) => {
    const file = new MemoryFile()
    const tree = BTree.create(file, EXTENTS_KEYS)
    for (let i = 0; i < 20_000; i++) {
      tree.reserve(1)
      tree.insert(keyOf(key(i)), dataOf(key(i)))
    }
    expectSound(file)
    expect(contents(tree)).toEqual(Array.from({ length: 20_000 }, (_, i) => i + 1))
    // What comes in order leaves no room behind.
    if (order === 'ascending') expect(file.nodeCapacity).toBeLessThan(1.2 * (20_000 / 22))
    for (let i = 0; i < 20_000; i += 2) tree.delete(keyOf(i + 1))
    expectSound(file)
  })

  it.each([
    ['made with them', 12_000],
    ['grown to them', 4],
  ])('has map nodes for as many nodes as it has, %s', (_, nodes) => {
    const file = new MemoryFile(nodes, 13_000)
    const tree = BTree.create(file, EXTENTS_KEYS)
    while (file.nodeCapacity < 12_000) tree.nodes.reserve(tree.nodes.header.get('bthFree') + 1000)
    expect(tree.nodes.maps()).toHaveLength(4)
    for (let i = 1; i <= 500; i++) tree.insert(keyOf(i), dataOf(i))
    expectSound(file)
  })

  it('reserves enough for a run of keys between two others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 300 }), (before, count) => {
        const file = new MemoryFile()
        const tree = BTree.create(file, EXTENTS_KEYS)
        for (let i = 0; i < before; i++) {
          tree.reserve(1)
          tree.insert(keyOf(10_000 * (i + 1)), dataOf(10_000 * (i + 1)))
        }
        const first = 10_000 * Math.ceil(before / 2) + 1
        tree.reserveRun(count)
        const nodes = file.nodeCapacity
        for (let i = 0; i < count; i++) tree.insert(keyOf(first + i), dataOf(first + i))
        expect(file.nodeCapacity).toBe(nodes)
        expectSound(file)
      }),
      { numRuns: 60 },
    )
  })
})
