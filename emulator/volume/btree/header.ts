/** The header node of a B*-tree (Inside Macintosh: Files, "Header Nodes" in "Data Organization on Volumes"). */

import { type Layout, Struct } from '../struct.ts'
import { DESCRIPTOR_SIZE, NODE_SIZE, NODE_TYPES, type Node } from './node.ts'

export const HEADER_LAYOUT = {
  bthDepth: [0, 2],
  bthRoot: [2, 4],
  bthNRecs: [6, 4],
  bthFNode: [10, 4],
  bthLNode: [14, 4],
  bthNodeSize: [18, 2],
  bthKeyLen: [20, 2],
  bthNNodes: [22, 4],
  bthFree: [26, 4],
} as const satisfies Layout

export const HEADER_RECORD_SIZE = 106
export const RESERVED_RECORD_SIZE = 128
/** The map record in the header node has a bit for each of the first 2,048 nodes. */
export const HEADER_MAP_SIZE = 256
/** A map node's record, as Mac OS and hfsutils write it: a multiple of 4, so that 2 bytes are left unused. */
export const MAP_NODE_RECORD_SIZE = 492
export const HEADER_RECORDS = 3

export type TreeHeader = Struct<typeof HEADER_LAYOUT>

export function headerIn(bytes: Uint8Array, node: Node): TreeHeader {
  const start = node.offset + DESCRIPTOR_SIZE
  return new Struct(HEADER_LAYOUT, bytes.subarray(start, start + HEADER_RECORD_SIZE))
}

/** Writes the header node of an empty tree of `nodes` nodes. */
export function createHeader(bytes: Uint8Array, node: Node, maximumKeyLength: number, nodes: number): TreeHeader {
  node.initialize(NODE_TYPES.header, 0)
  const map = new Uint8Array(HEADER_MAP_SIZE)
  map[0] = 0x80
  node.setRecords([new Uint8Array(HEADER_RECORD_SIZE), new Uint8Array(RESERVED_RECORD_SIZE), map])
  const header = headerIn(bytes, node)
  header.set('bthNodeSize', NODE_SIZE)
  header.set('bthKeyLen', maximumKeyLength)
  header.set('bthNNodes', nodes)
  header.set('bthFree', nodes - 1)
  return header
}
