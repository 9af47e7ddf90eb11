/** Whether the catalog's records make sense together: ids, parents, threads, counts, forks. */

import type { LeafRecord } from '../btree/btree.ts'
import { ROOT_ID, ROOT_PARENT_ID } from '../catalog.ts'
import {
  FILE_FLAGS,
  FILE_LAYOUT,
  FOLDER_LAYOUT,
  FORK_FIELDS,
  NAME_OFFSET,
  RECORD_SIZES,
  RECORD_TYPES,
  readCatalogKey,
  THREAD_LAYOUT,
} from '../catalog-records.ts'
import { recordStruct } from '../entries.ts'
import { readExtentRecord } from '../extents.ts'
import { FORK_CODES } from '../extents-file.ts'
import { FIRST_USER_ID, MDB_LAYOUT, MDB_OFFSET, type Mdb } from '../mdb.ts'
import { LONGEST_NAME, LONGEST_VOLUME_NAME, nameText } from '../names.ts'
import { pascalString } from '../struct.ts'
import type { AllocationCheck } from './allocation.ts'
import type { Findings } from './findings.ts'

interface Item {
  readonly kind: 'file' | 'folder'
  readonly id: number
  readonly parentId: number
  readonly name: string
  readonly offset: number
  /** A folder's dirVal. */
  readonly valence: number
  /** Must there be a thread record? */
  readonly threaded: boolean
}

interface Thread {
  readonly kind: Item['kind']
  readonly parentId: number
  readonly name: string
  readonly offset: number
}

export class CatalogCheck {
  private readonly bytes: Uint8Array
  private readonly allocation: AllocationCheck
  private readonly findings: Findings
  private readonly items = new Map<number, Item>()
  private readonly threads = new Map<number, Thread>()

  constructor(bytes: Uint8Array, allocation: AllocationCheck, findings: Findings) {
    this.bytes = bytes
    this.allocation = allocation
    this.findings = findings
  }

  run(records: readonly LeafRecord[], mdb: Mdb): void {
    for (const record of records) this.addRecord(record)
    this.checkThreads()
    this.checkParents()
    this.checkCounts(mdb)
  }

  private addRecord({ key, data, length }: LeafRecord): void {
    const type = this.bytes[data]!
    const { parentId, name: nameBytes } = readCatalogKey(this.bytes, key)
    const name = nameText(nameBytes)
    const isThread = type === RECORD_TYPES.folderThread || type === RECORD_TYPES.fileThread
    if (RECORD_SIZES[type] === undefined || length < RECORD_SIZES[type]) {
      const what = `cdrType ${type} and ${length} bytes`
      this.findings.error('catalog-record', `the record of "${name}" in folder ${parentId} has ${what}`, data)
      return
    }
    const stated = this.bytes[key + NAME_OFFSET]!
    if (stated !== nameBytes.length || isThread !== (stated === 0)) {
      const what = `a name of ${stated} characters in a key of ${this.bytes[key]} bytes`
      this.findings.error('catalog-record', `a record of type ${type} in folder ${parentId} has ${what}`, key)
      return
    }
    if (name.includes(':')) this.findings.error('catalog-record', `the name "${name}" has a colon`, key)
    if (isThread) this.addThread(parentId, type, data)
    else
      this.addItem(
        type === RECORD_TYPES.file ? this.readFile(parentId, name, data) : this.readFolder(parentId, name, data),
      )
  }

  private addThread(id: number, type: number, data: number): void {
    const record = recordStruct(THREAD_LAYOUT, this.bytes, data, type)
    this.threads.set(id, {
      kind: type === RECORD_TYPES.folderThread ? 'folder' : 'file',
      parentId: record.get('thdParID'),
      name: nameText(pascalString(record.bytes, THREAD_LAYOUT.thdCName[0], LONGEST_NAME)),
      offset: data,
    })
  }

  private addItem(item: Item): void {
    const other = this.items.get(item.id)
    if (other) {
      this.findings.error('catalog-id', `"${item.name}" and "${other.name}" both have id ${item.id}`, item.offset)
      return
    }
    this.items.set(item.id, item)
  }

  private readFolder(parentId: number, name: string, offset: number): Item {
    const record = recordStruct(FOLDER_LAYOUT, this.bytes, offset, RECORD_TYPES.folder)
    const [id, valence] = [record.get('dirDirID'), record.get('dirVal')]
    return { kind: 'folder', id, parentId, name, offset, valence, threaded: true }
  }

  private readFile(parentId: number, name: string, offset: number): Item {
    const record = recordStruct(FILE_LAYOUT, this.bytes, offset, RECORD_TYPES.file)
    const id = record.get('filFlNum')
    for (const fork of ['data', 'resource'] as const) {
      const fields = FORK_FIELDS[fork]
      const at = FILE_LAYOUT[fields.extents][0]
      const lengths = { logical: record.get(fields.length), physical: record.get(fields.physical) }
      const owner = `the ${fork} fork of "${name}" (${id})`
      this.allocation.claimFork(owner, id, FORK_CODES[fork], readExtentRecord(record.bytes, at), offset + at, lengths)
    }
    const threaded = (record.get('filFlags') & FILE_FLAGS.hasThread) !== 0
    return { kind: 'file', id, parentId, name, offset, valence: 0, threaded }
  }

  private checkThreads(): void {
    for (const item of this.items.values()) {
      const thread = this.threads.get(item.id)
      if (!thread && item.threaded) {
        this.findings.error('catalog-thread', `"${item.name}" (${item.id}) has no thread record`, item.offset)
      }
    }
    for (const [id, thread] of this.threads) {
      const item = this.items.get(id)
      const right = item && item.kind === thread.kind && item.parentId === thread.parentId && item.name === thread.name
      if (right) continue
      const what = item ? `which is "${item.name}" in folder ${item.parentId}` : 'which does not exist'
      const where = `"${thread.name}" in folder ${thread.parentId}`
      this.findings.error('catalog-thread', `the thread of ${id} leads to ${where}, ${what}`, thread.offset)
    }
  }

  private checkParents(): void {
    const rooted = new Set<number>([ROOT_ID])
    const lost = new Set<number>()
    for (const item of this.items.values()) {
      if (item.id === ROOT_ID) continue
      const path: number[] = []
      let current: Item | undefined = item
      while (current && !rooted.has(current.id) && !lost.has(current.id)) {
        path.push(current.id)
        lost.add(current.id)
        const parent: Item | undefined = this.items.get(current.parentId)
        current = parent?.kind === 'folder' ? parent : undefined
      }
      if (current && rooted.has(current.id)) {
        for (const id of path) {
          rooted.add(id)
          lost.delete(id)
        }
      } else
        this.findings.error(
          'catalog-parent',
          `"${item.name}" (${item.id}) cannot be reached from the root`,
          item.offset,
        )
    }
  }

  private checkCounts(mdb: Mdb): void {
    const held = new Map<number, { file: number; folder: number }>()
    const total = { file: 0, folder: 0 }
    let highest = FIRST_USER_ID - 1
    for (const { id, kind, parentId, name, offset } of this.items.values()) {
      if (id !== ROOT_ID) total[kind]++
      if (id < FIRST_USER_ID && id !== ROOT_ID)
        this.findings.error('catalog-id', `"${name}" has the reserved id ${id}`, offset)
      const folder = held.get(parentId) ?? { file: 0, folder: 0 }
      folder[kind]++
      held.set(parentId, folder)
      highest = Math.max(highest, id)
    }
    for (const { kind, id, name, valence, offset } of this.items.values()) {
      const { file, folder } = held.get(id) ?? { file: 0, folder: 0 }
      if (kind === 'folder' && valence !== file + folder) {
        this.findings.error('catalog-valence', `"${name}" says ${valence} items and holds ${file + folder}`, offset)
      }
    }
    const root = held.get(ROOT_ID) ?? { file: 0, folder: 0 }
    const counts = { drFilCnt: total.file, drDirCnt: total.folder, drNmFls: root.file, drNmRtDirs: root.folder }
    for (const [field, expected] of Object.entries(counts) as [keyof typeof counts, number][]) {
      const value = mdb.get(field)
      if (value === expected) continue
      const offset = MDB_OFFSET + MDB_LAYOUT[field][0]
      this.findings.error('mdb-count', `${field} is ${value}; the catalog has ${expected}`, offset)
    }
    const next = mdb.get('drNxtCNID')
    if (next <= highest) {
      const offset = MDB_OFFSET + MDB_LAYOUT.drNxtCNID[0]
      this.findings.error('catalog-id', `drNxtCNID is ${next}; ${highest} is in use`, offset)
    }
    this.checkRoot(mdb)
  }

  private checkRoot(mdb: Mdb): void {
    const root = this.items.get(ROOT_ID)
    if (root?.kind !== 'folder' || root.parentId !== ROOT_PARENT_ID) {
      this.findings.error('catalog-parent', 'there is no root folder')
      return
    }
    const name = nameText(pascalString(mdb.bytes, MDB_LAYOUT.drVN[0], LONGEST_VOLUME_NAME))
    if (name === root.name) return
    const offset = MDB_OFFSET + MDB_LAYOUT.drVN[0]
    this.findings.error('mdb-field', `drVN is "${name}"; the root folder is "${root.name}"`, offset)
  }
}
