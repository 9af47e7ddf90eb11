/** The nodes of a tree: where they are, which are free (the map records), and growth of the tree's file. */

import { damaged } from '../hfs-error.ts'
import { createHeader, HEADER_MAP_SIZE, headerIn, MAP_NODE_RECORD_SIZE, type TreeHeader } from './header.ts'
import { NODE_SIZE, NODE_TYPES, Node } from './node.ts'

/** The file that a tree lives in. */
export interface TreeFile {
  /** The whole volume. */
  readonly bytes: Uint8Array
  /** How many nodes the file's blocks hold. */
  readonly nodeCapacity: number
  /** Where a node is in the volume. */
  nodeOffset(node: number): number
  /** Makes the file larger by at least one node, by a clump where there is room; throws dskFulErr. */
  grow(leastNodes: number): void
}

export interface MapRecord {
  /** Where its bytes are in the volume. */
  readonly offset: number
  readonly length: number
  /** The first node that it has a bit for. */
  readonly firstNode: number
}

export class NodeFile {
  readonly name: string
  readonly header: TreeHeader
  private readonly file: TreeFile
  private readonly view: DataView
  /** Where to look for a free node first: no node below it is free. */
  private lowestFree = 0

  constructor(file: TreeFile, name: string) {
    this.file = file
    this.name = name
    this.view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
    if (file.nodeCapacity === 0) throw damaged(0, `the ${name} has no blocks`)
    this.header = headerIn(file.bytes, this.node(0))
  }

  /** Writes an empty tree into a file. */
  static create(file: TreeFile, maximumKeyLength: number): void {
    const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
    for (let node = 0; node < file.nodeCapacity; node++) {
      const offset = file.nodeOffset(node)
      file.bytes.fill(0, offset, offset + NODE_SIZE)
    }
    const headerNode = new Node(file.bytes, view, 0, file.nodeOffset(0))
    const first = Math.min(file.nodeCapacity, 8 * HEADER_MAP_SIZE)
    createHeader(file.bytes, headerNode, maximumKeyLength, first)
    if (file.nodeCapacity > first) new NodeFile(file, 'new tree').adopt(file.nodeCapacity)
  }

  get bytes(): Uint8Array {
    return this.file.bytes
  }

  get count(): number {
    return Math.min(this.header.get('bthNNodes'), this.file.nodeCapacity)
  }

  private node(number: number): Node {
    return new Node(this.file.bytes, this.view, number, this.file.nodeOffset(number))
  }

  /** A node as it is, for those who check it themselves; undefined where there is none of that number. */
  peek(number: number): Node | undefined {
    return number < this.file.nodeCapacity ? this.node(number) : undefined
  }

  /** A node that must be of this type and height and sound. */
  read(number: number, type: number, height: number): Node {
    if (number === 0 || number >= this.count) {
      throw damaged(this.file.nodeOffset(0), `the ${this.name} points at node ${number} of ${this.count}`)
    }
    return this.node(number).checked(type, height, this.name)
  }

  /** The map records: that of the header node, then those of the map nodes. */
  maps(): MapRecord[] {
    const header = this.node(0).checked(NODE_TYPES.header, 0, this.name)
    if (header.recordCount !== 3) throw damaged(header.offset, `the header node of the ${this.name} has not 3 records`)
    const maps: MapRecord[] = []
    let firstNode = 0
    const add = (node: Node, record: number) => {
      const length = node.recordLength(record)
      maps.push({ offset: node.recordStart(record), length, firstNode })
      firstNode += 8 * length
    }
    add(header, 2)
    for (let next = header.next; next !== 0; ) {
      if (maps.length > this.count) throw damaged(header.offset, `the map nodes of the ${this.name} run in a circle`)
      const node = this.read(next, NODE_TYPES.map, 0)
      if (node.recordCount !== 1) throw damaged(node.offset, `map node ${next} of the ${this.name} has not 1 record`)
      add(node, 0)
      next = node.next
    }
    return maps
  }

  isUsed(number: number, maps: readonly MapRecord[] = this.maps()): boolean {
    const map = maps.findLast(({ firstNode }) => firstNode <= number)!
    const bit = number - map.firstNode
    return bit < 8 * map.length && (this.bytes[map.offset + (bit >> 3)]! & (0x80 >> (bit & 7))) !== 0
  }

  private mark(number: number, used: boolean, maps: readonly MapRecord[]): void {
    const map = maps.findLast(({ firstNode }) => firstNode <= number)!
    const bit = number - map.firstNode
    const mask = 0x80 >> (bit & 7)
    if (used) this.bytes[map.offset + (bit >> 3)]! |= mask
    else this.bytes[map.offset + (bit >> 3)]! &= ~mask
    this.header.add('bthFree', used ? -1 : 1)
  }

  /** Sees to it that `nodes` nodes can be taken before anything is changed: grows the file, or throws dskFulErr. */
  reserve(nodes: number): void {
    while (this.header.get('bthFree') < nodes) {
      // One more than is missing, for a map node that growth may need.
      this.file.grow(nodes - this.header.get('bthFree') + 1)
      this.adopt(this.file.nodeCapacity)
    }
  }

  /** Takes over the nodes up to `capacity` that the file has got, with map nodes for those that no map covers. */
  adopt(capacity: number): void {
    let first = this.header.get('bthNNodes')
    this.header.set('bthNNodes', capacity)
    this.header.add('bthFree', capacity - first)
    for (let node = first; node < capacity; node++) {
      const offset = this.file.nodeOffset(node)
      this.bytes.fill(0, offset, offset + NODE_SIZE)
    }
    for (;;) {
      const maps = this.maps()
      const last = maps.at(-1)!
      if (last.firstNode + 8 * last.length >= capacity) return
      this.appendMapNode(first++)
    }
  }

  private appendMapNode(number: number): void {
    const node = this.node(number)
    node.initialize(NODE_TYPES.map, 0)
    node.setRecords([new Uint8Array(MAP_NODE_RECORD_SIZE)])
    let last = this.node(0)
    while (last.next !== 0) last = this.node(last.next)
    last.next = number
    node.previous = last.number
    this.mark(number, true, this.maps())
  }

  take(type: number, height: number): Node {
    const maps = this.maps()
    const count = this.count
    for (const { offset, length, firstNode } of maps) {
      for (let byte = Math.max(0, (this.lowestFree - firstNode) >> 3); byte < length; byte++) {
        const bits = this.bytes[offset + byte]!
        if (bits === 0xff) continue
        const number = firstNode + 8 * byte + Math.clz32(~bits & 0xff) - 24
        if (number >= count) break
        this.mark(number, true, maps)
        this.lowestFree = number + 1
        const node = this.node(number)
        node.initialize(type, height)
        return node
      }
    }
    throw damaged(this.file.nodeOffset(0), `bthFree of the ${this.name} promises a free node, its maps have none`)
  }

  release(node: Node): void {
    const { number, offset } = node
    this.bytes.fill(0, offset, offset + NODE_SIZE)
    this.mark(number, false, this.maps())
    this.lowestFree = Math.min(this.lowestFree, number)
  }
}
