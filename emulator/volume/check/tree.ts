/** Whether a tree hangs together: headers, nodes, links, order of keys, node map. */

import { BondiError } from '../../errors.ts'
import type { KeyRule, LeafRecord } from '../btree/btree.ts'
import { HEADER_RECORDS, type TreeHeader } from '../btree/header.ts'
import { NODE_SIZE, NODE_TYPES, type Node } from '../btree/node.ts'
import { NodeFile, type TreeFile } from '../btree/node-file.ts'
import type { Findings } from './findings.ts'

/** What an index record says of the node that it leads to: its first key, in place. */
interface Expectation {
  readonly key: number
}

/** Checks a tree and tells its leaf records in order, as far as they can be reached. */
export function checkTree(file: TreeFile, keys: KeyRule, findings: Findings): LeafRecord[] {
  return new TreeCheck(file, keys, findings).run()
}

class TreeCheck {
  private readonly file: TreeFile
  private readonly keys: KeyRule
  private readonly findings: Findings
  /** Nodes of each height in the order in which the index has them. */
  private readonly levels: Node[][] = []
  private readonly visited = new Set<number>([0])
  private readonly records: LeafRecord[] = []

  constructor(file: TreeFile, keys: KeyRule, findings: Findings) {
    this.file = file
    this.keys = keys
    this.findings = findings
  }

  run(): LeafRecord[] {
    const { name } = this.keys
    if (this.file.nodeCapacity === 0) {
      this.findings.error('tree-header', `the ${name} has no blocks`)
      return []
    }
    const nodes = new NodeFile(this.file, name)
    const headerNode = nodes.peek(0)!
    const problem = headerNode.problem()
    if (headerNode.type !== NODE_TYPES.header || problem || headerNode.recordCount !== HEADER_RECORDS) {
      const what = problem ?? `type ${headerNode.type}, ${headerNode.recordCount} records`
      this.findings.error('tree-node', `the header node of the ${name} is not one: ${what}`, headerNode.offset)
      return []
    }
    const { header } = nodes
    this.checkHeader(header, headerNode.offset)
    const root = header.get('bthRoot')
    if (root !== 0) this.walk(nodes, root, header.get('bthDepth'), undefined)
    this.checkLinks(header, headerNode.offset)
    this.checkMap(nodes, headerNode.offset)
    return this.records
  }

  private expect(header: TreeHeader, offset: number, field: Parameters<TreeHeader['get']>[0], expected: number): void {
    const value = header.get(field)
    if (value === expected) return
    this.findings.error('tree-header', `${field} of the ${this.keys.name} is ${value}, not ${expected}`, offset)
  }

  private checkHeader(header: TreeHeader, offset: number): void {
    this.expect(header, offset, 'bthNodeSize', NODE_SIZE)
    this.expect(header, offset, 'bthKeyLen', this.keys.indexKeyLength)
    this.expect(header, offset, 'bthNNodes', this.file.nodeCapacity)
    if ((header.get('bthRoot') === 0) !== (header.get('bthDepth') === 0)) {
      const [root, depth] = [header.get('bthRoot'), header.get('bthDepth')]
      this.findings.error('tree-header', `the ${this.keys.name} has root ${root} and depth ${depth}`, offset)
    }
  }

  private walk(nodes: NodeFile, number: number, height: number, expected: Expectation | undefined): void {
    const { name } = this.keys
    const node = nodes.peek(number)
    if (!node || this.visited.has(number)) {
      const why = node ? 'which is in the tree already' : `of ${this.file.nodeCapacity}`
      this.findings.error('tree-shape', `the ${name} leads to node ${number}, ${why}`, expected?.key)
      return
    }
    this.visited.add(number)
    const type = height === 1 ? NODE_TYPES.leaf : NODE_TYPES.index
    if (node.type !== type || node.height !== height || height < 1) {
      const found = `type ${node.type} and height ${node.height}`
      this.findings.error('tree-node', `node ${number} of the ${name} has ${found} at height ${height}`, node.offset)
      return
    }
    const problem = node.problem() ?? (node.recordCount === 0 ? 'it has no records' : undefined)
    if (problem) {
      this.findings.error('tree-node', `node ${number} of the ${name}: ${problem}`, node.offset)
      return
    }
    this.levels[height] ??= []
    this.levels[height].push(node)
    this.checkKeys(node, expected)
    for (let index = 0; index < node.recordCount; index++) {
      const key = node.recordStart(index)
      if (height === 1) this.records.push({ key, data: node.dataStart(index), length: node.dataLength(index) })
      else this.walk(nodes, node.child(index), height - 1, { key })
    }
  }

  private checkKeys(node: Node, expected: Expectation | undefined): void {
    const { name, compare, indexKeyLength } = this.keys
    const { bytes } = this.file
    const where = `node ${node.number} of the ${name}`
    if (expected && compare(bytes, expected.key, bytes, node.recordStart(0)) !== 0) {
      this.findings.error('tree-order', `the index key of ${where} is not its first key`, expected.key)
    }
    for (let index = 0; index < node.recordCount; index++) {
      const start = node.recordStart(index)
      const length = bytes[start]!
      if (length > indexKeyLength || (node.type === NODE_TYPES.index && length !== indexKeyLength)) {
        this.findings.error('tree-node', `record ${index} of ${where} has a key of ${length} bytes`, start)
      }
      if (index > 0 && compare(bytes, node.recordStart(index - 1), bytes, start) >= 0) {
        this.findings.error('tree-order', `record ${index} of ${where} is out of order`, start)
      }
    }
  }

  private checkLinks(header: TreeHeader, offset: number): void {
    const { name } = this.keys
    for (const level of this.levels) {
      for (const [place, node] of (level ?? []).entries()) {
        const [previous, next] = [level[place - 1]?.number ?? 0, level[place + 1]?.number ?? 0]
        if (node.previous !== previous || node.next !== next) {
          const found = `${node.previous} and ${node.next}, not to ${previous} and ${next}`
          this.findings.error('tree-links', `node ${node.number} of the ${name} is linked to ${found}`, node.offset)
        }
      }
    }
    const leaves = this.levels[1] ?? []
    this.expect(header, offset, 'bthFNode', leaves[0]?.number ?? 0)
    this.expect(header, offset, 'bthLNode', leaves.at(-1)?.number ?? 0)
    this.expect(header, offset, 'bthNRecs', this.records.length)
  }

  private checkMap(nodes: NodeFile, offset: number): void {
    const { name } = this.keys
    const { header } = nodes
    const { count } = nodes
    try {
      const maps = nodes.maps()
      for (let next = nodes.peek(0)!.next; next !== 0; next = nodes.peek(next)!.next) this.visited.add(next)
      const covered = maps.at(-1)!.firstNode + 8 * maps.at(-1)!.length
      if (covered < count)
        this.findings.error('tree-map', `the maps of the ${name} cover ${covered} of ${count} nodes`, offset)
      let free = 0
      for (let number = 0; number < count; number++) {
        const used = nodes.isUsed(number, maps)
        if (!used) free++
        if (used === this.visited.has(number)) continue
        const what = used ? 'is marked as used, and nothing leads to it' : 'is used, and marked as free'
        this.findings[used ? 'warning' : 'error'](
          'tree-map',
          `node ${number} of the ${name} ${what}`,
          nodes.peek(number)!.offset,
        )
      }
      this.expect(header, offset, 'bthFree', free)
    } catch (error) {
      if (!(error instanceof BondiError)) throw error
      this.findings.error('tree-map', error.message, offset)
    }
  }
}
