/** Everything that is wrong with a volume. */

import { BondiError } from '../../errors.ts'
import { BlockAllocator } from '../allocator.ts'
import { CATALOG_KEYS } from '../catalog-records.ts'
import { countBlocks, readExtentRecord } from '../extents.ts'
import { BAD_BLOCKS_FILE_ID, CATALOG_FILE_ID, EXTENTS_FILE_ID, EXTENTS_KEYS } from '../extents-file.ts'
import { ForkBlocks } from '../fork-blocks.ts'
import {
  alternateMdbOffset,
  geometryProblem,
  HFS_SIGNATURE,
  MDB_LAYOUT,
  MDB_OFFSET,
  type Mdb,
  mdbAt,
  readMdb,
} from '../mdb.ts'
import { findHfsPartition } from '../partition-map.ts'
import { plainBytes } from '../struct.ts'
import { TREE_FIELDS, type TreeKind, VolumeTreeFile } from '../tree-file.ts'
import { AllocationCheck } from './allocation.ts'
import { CatalogCheck } from './catalog.ts'
import { type Finding, Findings } from './findings.ts'
import { checkTree } from './tree.ts'

/** Reads the image only, and never throws for what is in it. Offsets in findings are offsets in the image. */
export function checkVolume(image: Uint8Array): Finding[] {
  const located = locateVolume(plainBytes(image))
  if ('finding' in located) return [located.finding]
  const { volume, mdb, base } = located
  const findings = new Findings(base)
  checkMdb(volume, mdb, findings)
  const allocator = new BlockAllocator(volume, mdb)
  const allocation = new AllocationCheck(allocator, findings)
  const tree = (kind: TreeKind) => treeFile(kind, allocator, mdb, allocation, findings)
  allocation.addOverflow(checkTree(tree('extents'), EXTENTS_KEYS, findings))
  const records = checkTree(tree('catalog'), CATALOG_KEYS, findings)
  new CatalogCheck(volume, allocation, findings).run(records, mdb)
  allocation.claim('the bad blocks file', BAD_BLOCKS_FILE_ID, 0, [], 0)
  allocation.reportOrphans()
  allocation.checkBitmap(mdb)
  return findings.list
}

function locateVolume(image: Uint8Array): { volume: Uint8Array; mdb: Mdb; base: number } | { finding: Finding } {
  let volume = image
  let base = 0
  try {
    const partition = findHfsPartition(image)
    if (partition) volume = image.subarray(partition.offset, partition.offset + partition.length)
    base = partition?.offset ?? 0
    return { volume, mdb: readMdb(volume), base }
  } catch (error) {
    if (!(error instanceof BondiError)) throw error
    const message = `${error.message}${describeAlternate(volume)}`
    return { finding: { severity: 'error', code: 'not-a-volume', message, offset: base + MDB_OFFSET } }
  }
}

/** A note for those whose MDB is lost: is its copy there? */
function describeAlternate(volume: Uint8Array): string {
  const offset = alternateMdbOffset(volume)
  if (offset < MDB_OFFSET) return ''
  const alternate = mdbAt(volume, offset)
  const intact = alternate.get('drSigWord') === HFS_SIGNATURE && !geometryProblem(volume, alternate)
  return intact ? `; the alternate MDB at offset 0x${offset.toString(16)} of the volume is intact` : ''
}

/** Fields that the alternate MDB is kept for: it is written when the trees grow, so that counts and dates can be older. */
const ALTERNATE_FIELDS = [
  'drSigWord',
  'drVBMSt',
  'drNmAlBlks',
  'drAlBlkSiz',
  'drAlBlSt',
  'drXTFlSize',
  'drCTFlSize',
] as const

function checkMdb(volume: Uint8Array, mdb: Mdb, findings: Findings): void {
  const offset = alternateMdbOffset(volume)
  const alternate = mdbAt(volume, offset)
  for (const field of ALTERNATE_FIELDS) {
    if (alternate.get(field) === mdb.get(field)) continue
    const found = `${field} is ${alternate.get(field)} there and ${mdb.get(field)} in the MDB`
    findings.warning('alternate-mdb', `the alternate MDB differs: ${found}`, offset + MDB_LAYOUT[field][0])
    if (field === 'drSigWord') return
  }
  for (const { extents } of Object.values(TREE_FIELDS)) {
    const [at] = MDB_LAYOUT[extents]
    const [a, b] = [alternate, mdb].map(({ bytes }) => readExtentRecord(bytes, at))
    if (JSON.stringify(a) !== JSON.stringify(b)) {
      findings.warning('alternate-mdb', `the alternate MDB differs in ${extents}`, offset + at)
    }
  }
  for (const field of ['drClpSiz', 'drXTClpSiz', 'drCTClpSiz'] as const) {
    if (mdb.get(field) % mdb.get('drAlBlkSiz') !== 0) {
      const where = MDB_OFFSET + MDB_LAYOUT[field][0]
      findings.warning('mdb-field', `${field} is ${mdb.get(field)}, not a multiple of drAlBlkSiz`, where)
    }
  }
}

function treeFile(
  kind: TreeKind,
  allocator: BlockAllocator,
  mdb: Mdb,
  allocation: AllocationCheck,
  findings: Findings,
): VolumeTreeFile {
  const fields = TREE_FIELDS[kind]
  const offset = MDB_OFFSET + MDB_LAYOUT[fields.extents][0]
  const id = kind === 'extents' ? EXTENTS_FILE_ID : CATALOG_FILE_ID
  const first = readExtentRecord(mdb.bytes, MDB_LAYOUT[fields.extents][0])
  const extents = allocation.claim(`the ${kind} file`, id, 0, first, offset)
  const held = countBlocks(extents) * allocator.blockSize
  if (mdb.get(fields.size) !== held) {
    findings.error('fork-length', `${fields.size} is ${mdb.get(fields.size)}; its extents hold ${held} bytes`, offset)
  }
  const blocks = new ForkBlocks(allocator, undefined, id, 'data', extents)
  return new VolumeTreeFile(allocator, mdb, blocks, kind)
}
