/** A B*-tree of HFS: the catalog and the extents-overflow file (Inside Macintosh: Files, "B*-Trees" in "Data Organization on Volumes"). */

import { damaged } from '../hfs-error.ts'
import { NODE_CAPACITY, NODE_TYPES, type Node, recordCost } from './node.ts'
import { NodeFile, type TreeFile } from './node-file.ts'

/** What the keys of a tree are. A key has its length byte first. */
export interface KeyRule {
  readonly name: string
  /** Every key in an index node has this length (its length byte says so), whatever is in it. */
  readonly indexKeyLength: number
  compare(a: Uint8Array, aOffset: number, b: Uint8Array, bOffset: number): number
}

/** A leaf record in place; valid until the tree changes. */
export interface LeafRecord {
  /** Where its key and its data are in the volume. */
  readonly key: number
  readonly data: number
  readonly length: number
}

/** A node on the way from the root to a leaf, and the last record in it whose key is not after the key sought; -1 for none. */
interface Step {
  readonly node: Node
  index: number
}

/** Half a node of the extents-overflow file has room for ten records, of an index of the same file for more. */
const LEAST_BETWEEN_SPLITS = 8

/** A tree of 4-byte node numbers cannot be higher, even with 2 records a node. */
const HIGHEST = 32

export class BTree {
  readonly keys: KeyRule
  readonly nodes: NodeFile

  constructor(file: TreeFile, keys: KeyRule) {
    this.keys = keys
    this.nodes = new NodeFile(file, keys.name)
  }

  static create(file: TreeFile, keys: KeyRule): BTree {
    NodeFile.create(file, keys.indexKeyLength)
    return new BTree(file, keys)
  }

  private get header() {
    return this.nodes.header
  }

  get depth(): number {
    return this.header.get('bthDepth')
  }

  find(key: Uint8Array): LeafRecord | undefined {
    const path = this.descend(key)
    return this.isAt(path, key) ? leafRecord(path.at(-1)!) : undefined
  }

  /** The records from the first whose key is not before `key`. The tree must not change meanwhile. */
  *from(key: Uint8Array): Generator<LeafRecord> {
    const path = this.descend(key)
    const leaf = path.at(-1)
    if (!leaf) return
    let { node } = leaf
    let index = this.isAt(path, key) ? leaf.index : leaf.index + 1
    for (let visited = 0; ; visited++) {
      if (visited > this.nodes.count)
        throw damaged(node.offset, `the leaf nodes of the ${this.keys.name} run in a circle`)
      for (; index < node.recordCount; index++) yield leafRecord({ node, index })
      if (node.next === 0) return
      node = this.nodes.read(node.next, NODE_TYPES.leaf, 1)
      index = 0
    }
  }

  /** Makes room for `records` insertions anywhere in the tree, so that they cannot fail for want of space; throws dskFulErr. */
  reserve(records: number): void {
    // Each insertion can split a node at each level and add a root.
    this.nodes.reserve(records * (this.depth + 2))
  }

  /** The same for insertions in ascending order with nothing between them: those after a split fill its halves first. */
  reserveRun(records: number): void {
    const splits = (inserted: number) => (inserted === 1 ? 1 : 1 + Math.ceil(inserted / LEAST_BETWEEN_SPLITS))
    const leaves = splits(records)
    this.nodes.reserve(leaves + splits(leaves) * this.depth + 1)
  }

  /** Adds a record whose key is not there yet. The caller has reserved room. */
  insert(key: Uint8Array, data: Uint8Array): void {
    const record = joinRecord(key, data)
    this.header.add('bthNRecs', 1)
    const path = this.descend(key)
    const leaf = path.at(-1)
    if (leaf) {
      this.insertAt(path, path.length - 1, leaf.index + 1, record)
      return
    }
    const root = this.nodes.take(NODE_TYPES.leaf, 1)
    root.insert(0, record)
    this.header.set('bthDepth', 1)
    for (const field of ['bthRoot', 'bthFNode', 'bthLNode'] as const) this.header.set(field, root.number)
  }

  /** Removes the record of this key; false when there is none. */
  delete(key: Uint8Array): boolean {
    const path = this.descend(key)
    if (!this.isAt(path, key)) return false
    const leaf = path.at(-1)!
    leaf.node.remove(leaf.index)
    this.header.add('bthNRecs', -1)
    this.mend(path, path.length - 1, leaf.index)
    return true
  }

  /** The path to the leaf where `key` is or would be; empty for an empty tree. */
  private descend(key: Uint8Array): Step[] {
    const path: Step[] = []
    let number = this.header.get('bthRoot')
    const { depth } = this
    if (number === 0 || depth === 0) return path
    if (depth > HIGHEST) throw damaged(this.header.bytes.byteOffset, `bthDepth of the ${this.keys.name} is ${depth}`)
    for (let height = depth; height >= 1; height--) {
      const node = this.nodes.read(number, height === 1 ? NODE_TYPES.leaf : NODE_TYPES.index, height)
      const index = this.lastNotAfter(node, key)
      path.push({ node, index })
      if (height === 1) break
      if (node.recordCount === 0) throw damaged(node.offset, `index node ${number} of the ${this.keys.name} is empty`)
      number = node.child(Math.max(0, index))
    }
    return path
  }

  private lastNotAfter(node: Node, key: Uint8Array): number {
    let low = -1
    let high = node.recordCount - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.keys.compare(this.nodes.bytes, node.recordStart(middle), key, 0) <= 0) low = middle
      else high = middle - 1
    }
    return low
  }

  private isAt(path: readonly Step[], key: Uint8Array): boolean {
    const leaf = path.at(-1)
    if (!leaf || leaf.index < 0) return false
    return this.keys.compare(this.nodes.bytes, leaf.node.recordStart(leaf.index), key, 0) === 0
  }

  private insertAt(path: Step[], level: number, index: number, record: Uint8Array): void {
    const { node } = path[level]!
    if (recordCost(record) <= node.freeBytes) {
      node.insert(index, record)
      if (index === 0) this.updateParentKeys(path, level)
      return
    }
    const right = this.split(node, index, record)
    if (index === 0) this.updateParentKeys(path, level)
    const entry = this.indexRecord(right)
    if (level > 0) {
      this.insertAt(path, level - 1, Math.max(0, path[level - 1]!.index) + 1, entry)
      return
    }
    const root = this.nodes.take(NODE_TYPES.index, node.height + 1)
    root.setRecords([this.indexRecord(node), entry])
    this.header.set('bthRoot', root.number)
    this.header.add('bthDepth', 1)
  }

  /** Shares the node's records and a new one out over the node and a new right neighbour. */
  private split(node: Node, index: number, record: Uint8Array): Node {
    const records = node.records()
    records.splice(index, 0, record)
    const right = this.nodes.take(node.type, node.height)
    // What is added in ascending order, as a new file's extents are, leaves full nodes behind.
    const ascending = node.next === 0 && index === records.length - 1
    const middle = ascending ? index : middleOf(records)
    node.setRecords(records.slice(0, middle))
    right.setRecords(records.slice(middle))
    right.next = node.next
    right.previous = node.number
    if (node.next !== 0) this.nodes.read(node.next, node.type, node.height).previous = right.number
    else if (node.type === NODE_TYPES.leaf) this.header.set('bthLNode', right.number)
    node.next = right.number
    return right
  }

  /** The record of an index node that leads to `node`. */
  private indexRecord(node: Node): Uint8Array {
    const { indexKeyLength } = this.keys
    const dataStart = (indexKeyLength + 2) & ~1
    const record = new Uint8Array(dataStart + 4)
    const start = node.recordStart(0)
    const keyLength = Math.min(this.nodes.bytes[start]!, indexKeyLength)
    record.set(this.nodes.bytes.subarray(start, start + 1 + keyLength))
    record[0] = indexKeyLength
    new DataView(record.buffer).setUint32(dataStart, node.number)
    return record
  }

  /** The first record of the node at `level` has changed: the index records that lead to it must say so. */
  private updateParentKeys(path: Step[], level: number): void {
    for (let child = level; child > 0; child--) {
      const { node } = path[child - 1]!
      const index = Math.max(0, path[child - 1]!.index)
      const record = this.indexRecord(path[child]!.node)
      if (node.recordLength(index) !== record.length) {
        throw damaged(
          node.recordStart(index),
          `an index key of the ${this.keys.name} has not the length that it must have`,
        )
      }
      this.nodes.bytes.set(record, node.recordStart(index))
      if (index > 0) return
    }
  }

  /** After record `removed` has gone from the node at `level`: drops an empty node, joins a sparse one with a neighbour, lowers the root. */
  private mend(path: Step[], level: number, removed: number): void {
    const { node } = path[level]!
    if (level === 0) {
      this.mendRoot(node)
      return
    }
    const parent = path[level - 1]!.node
    const place = Math.max(0, path[level - 1]!.index)
    if (node.recordCount === 0) {
      this.drop(node, path, level, place)
      return
    }
    if (removed === 0) this.updateParentKeys(path, level)
    for (const right of [place, place + 1]) {
      if (right === 0 || right >= parent.recordCount) continue
      const [a, b] = [right - 1, right].map((index) =>
        this.nodes.read(parent.child(index), node.type, node.height),
      ) as [Node, Node]
      if (2 * NODE_CAPACITY - a.freeBytes - b.freeBytes > NODE_CAPACITY) continue
      a.setRecords([...a.records(), ...b.records()])
      this.drop(b, path, level, right)
      return
    }
  }

  /** Takes a node out of the tree: its neighbours' links, its record in the parent, its place in the map. */
  private drop(node: Node, path: Step[], level: number, place: number): void {
    const { next, previous, type, height } = node
    if (previous !== 0) this.nodes.read(previous, type, height).next = next
    else if (type === NODE_TYPES.leaf) this.header.set('bthFNode', next)
    if (next !== 0) this.nodes.read(next, type, height).previous = previous
    else if (type === NODE_TYPES.leaf) this.header.set('bthLNode', previous)
    this.nodes.release(node)
    path[level - 1]!.node.remove(place)
    this.mend(path, level - 1, place)
  }

  private mendRoot(root: Node): void {
    let node = root
    while (node.type === NODE_TYPES.index && node.recordCount === 1) {
      const child = node.child(0)
      const height = node.height - 1
      this.nodes.release(node)
      this.header.set('bthRoot', child)
      this.header.set('bthDepth', height)
      node = this.nodes.read(child, height === 1 ? NODE_TYPES.leaf : NODE_TYPES.index, height)
    }
    if (node.recordCount > 0) return
    this.nodes.release(node)
    for (const field of ['bthDepth', 'bthRoot', 'bthFNode', 'bthLNode'] as const) this.header.set(field, 0)
  }
}

function leafRecord({ node, index }: Step): LeafRecord {
  return { key: node.recordStart(index), data: node.dataStart(index), length: node.dataLength(index) }
}

function joinRecord(key: Uint8Array, data: Uint8Array): Uint8Array {
  const dataStart = (key.length + 1) & ~1
  const record = new Uint8Array(dataStart + ((data.length + 1) & ~1))
  record.set(key)
  record.set(data, dataStart)
  return record
}

/** Where to part records so that both halves take about the same room. */
function middleOf(records: readonly Uint8Array[]): number {
  const half = records.reduce((sum, record) => sum + recordCost(record), 0) / 2
  let cost = 0
  for (const [index, record] of records.entries()) {
    cost += recordCost(record)
    if (cost >= half)
      return Math.max(1, Math.min(records.length - 1, index + (cost - half > recordCost(record) / 2 ? 0 : 1)))
  }
  return records.length - 1
}
