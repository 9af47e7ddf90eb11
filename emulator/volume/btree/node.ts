/** One node of a B*-tree (Inside Macintosh: Files, "Nodes" in "Data Organization on Volumes"). */

import { damaged } from '../hfs-error.ts'

export const NODE_SIZE = 512
export const DESCRIPTOR_SIZE = 14

export const NODE_TYPES = { index: 0, header: 1, map: 2, leaf: 0xff } as const

/** Bytes that records and their offsets can take: all but the descriptor and the offset of the free space. */
export const NODE_CAPACITY = NODE_SIZE - DESCRIPTOR_SIZE - 2

/** What a record takes of a node's capacity. */
export const recordCost = (record: Uint8Array) => record.length + 2

/** A node seen in place. Record offsets are relative to the node, all other offsets to the volume. */
export class Node {
  readonly number: number
  readonly offset: number
  private readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(bytes: Uint8Array, view: DataView, number: number, offset: number) {
    this.bytes = bytes
    this.view = view
    this.number = number
    this.offset = offset
  }

  get next(): number {
    return this.view.getUint32(this.offset)
  }
  set next(node: number) {
    this.view.setUint32(this.offset, node)
  }

  get previous(): number {
    return this.view.getUint32(this.offset + 4)
  }
  set previous(node: number) {
    this.view.setUint32(this.offset + 4, node)
  }

  get type(): number {
    return this.view.getUint8(this.offset + 8)
  }

  get height(): number {
    return this.view.getUint8(this.offset + 9)
  }

  get recordCount(): number {
    return this.view.getUint16(this.offset + 10)
  }

  /** The offset of record `index`; that of the record after the last is where the free space starts. */
  recordOffset(index: number): number {
    return this.view.getUint16(this.offset + NODE_SIZE - 2 * (index + 1))
  }

  private setRecordOffset(index: number, offset: number): void {
    this.view.setUint16(this.offset + NODE_SIZE - 2 * (index + 1), offset)
  }

  /** Where record `index` starts in the volume. */
  recordStart(index: number): number {
    return this.offset + this.recordOffset(index)
  }

  recordLength(index: number): number {
    return this.recordOffset(index + 1) - this.recordOffset(index)
  }

  /** Where the data of keyed record `index` starts in the volume: after the key, on an even byte. */
  dataStart(index: number): number {
    const start = this.recordStart(index)
    return start + ((this.bytes[start]! + 2) & ~1)
  }

  dataLength(index: number): number {
    return this.recordStart(index) + this.recordLength(index) - this.dataStart(index)
  }

  /** A copy of record `index`. */
  record(index: number): Uint8Array {
    const start = this.recordStart(index)
    return this.bytes.slice(start, start + this.recordLength(index))
  }

  records(): Uint8Array[] {
    return Array.from({ length: this.recordCount }, (_, index) => this.record(index))
  }

  /** The node that index record `index` points at. */
  child(index: number): number {
    return this.view.getUint32(this.dataStart(index))
  }

  get freeBytes(): number {
    const count = this.recordCount
    return NODE_SIZE - 2 * (count + 1) - this.recordOffset(count)
  }

  /** Makes this an empty node of a kind. */
  initialize(type: number, height: number): void {
    this.bytes.fill(0, this.offset, this.offset + NODE_SIZE)
    this.view.setUint8(this.offset + 8, type)
    this.view.setUint8(this.offset + 9, height)
    this.setRecordOffset(0, DESCRIPTOR_SIZE)
  }

  /** Puts `record` before record `index`; the caller has seen that it fits. */
  insert(index: number, record: Uint8Array): void {
    const count = this.recordCount
    const start = this.recordOffset(index)
    const end = this.recordOffset(count)
    this.bytes.copyWithin(this.offset + start + record.length, this.offset + start, this.offset + end)
    this.bytes.set(record, this.offset + start)
    for (let i = count; i >= index; i--) this.setRecordOffset(i + 1, this.recordOffset(i) + record.length)
    this.view.setUint16(this.offset + 10, count + 1)
  }

  remove(index: number): void {
    const count = this.recordCount
    const start = this.recordOffset(index)
    const length = this.recordLength(index)
    const end = this.recordOffset(count)
    this.bytes.copyWithin(this.offset + start, this.offset + start + length, this.offset + end)
    this.bytes.fill(0, this.offset + end - length, this.offset + end)
    for (let i = index; i < count; i++) this.setRecordOffset(i, this.recordOffset(i + 1) - length)
    this.setRecordOffset(count, 0)
    this.view.setUint16(this.offset + 10, count - 1)
  }

  /** Replaces all records, which the caller has seen to fit. */
  setRecords(records: readonly Uint8Array[]): void {
    this.bytes.fill(0, this.offset + DESCRIPTOR_SIZE, this.offset + NODE_SIZE)
    let start = DESCRIPTOR_SIZE
    for (const [index, record] of records.entries()) {
      this.setRecordOffset(index, start)
      this.bytes.set(record, this.offset + start)
      start += record.length
    }
    this.setRecordOffset(records.length, start)
    this.view.setUint16(this.offset + 10, records.length)
  }

  /** What contradicts itself in the node's record offsets and, in a keyed node, in its keys; undefined when all is well. */
  problem(): string | undefined {
    const count = this.recordCount
    if (DESCRIPTOR_SIZE + 2 * (count + 1) > NODE_SIZE) return `ndNRecs says ${count} records, too many for a node`
    let start = this.recordOffset(0)
    if (start !== DESCRIPTOR_SIZE) return `record 0 starts at ${start}, not at ${DESCRIPTOR_SIZE}`
    const keyed = this.type === NODE_TYPES.leaf || this.type === NODE_TYPES.index
    for (let index = 0; index < count; index++) {
      const end = this.recordOffset(index + 1)
      if (end < start || end > NODE_SIZE - 2 * (count + 1)) return `record ${index} ends at ${end}, out of its place`
      if (keyed) {
        const key = (this.bytes[this.offset + start]! + 2) & ~1
        if (start + key > end) return `the key of record ${index} is longer than the record`
        if (this.type === NODE_TYPES.index && start + key + 4 > end) return `index record ${index} has no node number`
      }
      start = end
    }
    return undefined
  }

  /** This node, after a look at all that `problem` and the caller's knowledge can tell. */
  checked(type: number, height: number, tree: string): this {
    if (this.type !== type || (type !== NODE_TYPES.map && this.height !== height)) {
      throw damaged(
        this.offset,
        `node ${this.number} of the ${tree} has type ${this.type} and height ${this.height}, not ${type} and ${height}`,
      )
    }
    const problem = this.problem()
    if (problem) throw damaged(this.offset, `node ${this.number} of the ${tree}: ${problem}`)
    return this
  }
}
