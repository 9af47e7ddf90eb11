/** What a check of a volume finds. */

export interface Finding {
  /** An error can lose or mix up files; a warning cannot. */
  readonly severity: 'error' | 'warning'
  readonly code: FindingCode
  readonly message: string
  /** Where in the image, if anywhere. */
  readonly offset?: number
}

/** Every kind of finding, and what it means. */
export const FINDING_CODES = {
  'not-a-volume': 'no HFS volume is there, or its MDB or partition map makes no sense',
  'alternate-mdb': 'the copy of the MDB at the end of the volume is missing or differs in what only it could mend',
  'mdb-count': 'a count in the MDB (files, folders, free blocks) is not what the volume holds',
  'mdb-field': 'another field of the MDB contradicts the volume',
  'tree-header': 'a field of a tree header contradicts the tree',
  'tree-node': 'a node has the wrong type or height, or record offsets that contradict each other',
  'tree-shape': 'an index record points at no node, or at one that another points at too',
  'tree-links': 'the links between neighbours of a level are not those of the index above',
  'tree-order': 'keys are not in ascending order, or an index key is not the first key of its node',
  'tree-map': 'the node map marks a node as used that is not, or the other way round',
  'catalog-record': 'a catalog record has a key, type or size that none can have',
  'catalog-id': 'two items have one id, or an id that is not given out yet',
  'catalog-parent': 'an item is in a folder that does not exist, or folders contain each other',
  'catalog-thread': 'a thread record is missing, or leads to another place than its folder or file',
  'catalog-valence': 'a folder does not hold as many items as it says',
  'fork-length': 'the lengths of a fork contradict its extents',
  'extent-range': 'an extent is outside the volume',
  'extent-overlap': 'an allocation block belongs to two forks',
  'extent-orphan': 'extents are recorded of a fork that does not have them',
  'bitmap-unmarked': 'blocks that are in use are free in the volume bitmap',
  'bitmap-leaked': 'blocks that nothing uses are not free in the volume bitmap',
} as const

export type FindingCode = keyof typeof FINDING_CODES

/** A volume of noise has a finding for each byte; nobody reads more than these. */
const MOST_FINDINGS = 500

export class Findings {
  readonly list: Finding[] = []
  /** What is added to offsets in the volume, so that they are offsets in the image. */
  readonly base: number

  constructor(base: number) {
    this.base = base
  }

  error(code: FindingCode, message: string, offset?: number): void {
    this.add('error', code, message, offset)
  }

  warning(code: FindingCode, message: string, offset?: number): void {
    this.add('warning', code, message, offset)
  }

  private add(severity: Finding['severity'], code: FindingCode, message: string, offset: number | undefined): void {
    if (this.list.length >= MOST_FINDINGS) return
    this.list.push({ severity, code, message, ...(offset === undefined ? {} : { offset: this.base + offset }) })
  }
}
