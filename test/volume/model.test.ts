/** Random operations on a volume and on a simple model of one, compared after every few of them. */

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HfsError, HfsVolume } from '../../emulator/volume/index.ts'
import { compareNames } from '../../emulator/volume/names.ts'
import { pattern, sameBytes } from './hfsutils.ts'

interface ModelFile {
  kind: 'file'
  data: Uint8Array
  resource: Uint8Array
}
interface ModelFolder {
  kind: 'folder'
  items: Map<string, ModelItem>
}
type ModelItem = ModelFile | ModelFolder

interface PlacedItem {
  item: ModelItem
  id: number
  parent: ModelFolder
  parentId: number
  name: string
}

type ForkName = 'data' | 'resource'

/** Numbers choose among what is there, whatever that is. */
type Operation =
  | { do: 'createFile' | 'createFolder'; folder: number; name: string }
  | { do: 'delete'; item: number }
  | { do: 'rename'; item: number; name: string }
  | { do: 'move'; item: number; folder: number }
  | { do: 'write'; file: number; fork: ForkName; offset: number; length: number }
  | { do: 'setLength'; file: number; fork: ForkName; length: number }
  | { do: 'remount' }

const pick = fc.nat(1_000_000)
const fork = fc.constantFrom<ForkName>('data', 'resource')
// Few names, so that they meet; long ones, so that nodes fill quickly.
const name = fc
  .tuple(fc.nat(60), fc.constantFrom('', ' with a long name', 'é', 'É'))
  .map(([number, rest]) => `${number}${rest}`)
const sizes = fc.oneof(
  fc.nat(1500),
  fc.nat(20_000),
  fc.nat(40).map((blocks) => 512 * blocks),
)
const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('createFile' as const), folder: pick, name }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('createFolder' as const), folder: pick, name }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('delete' as const), item: pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rename' as const), item: pick, name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), item: pick, folder: pick }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('write' as const), file: pick, fork, offset: sizes, length: sizes }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('setLength' as const), file: pick, fork, length: sizes }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remount' as const) }) },
)

/** A volume and its model side by side; each operation either happens to both or fails with the OSErr that the model expects. */
class Pair {
  volume: HfsVolume
  readonly root: ModelFolder = { kind: 'folder', items: new Map() }
  #seed = 0

  constructor(size: number) {
    this.volume = HfsVolume.format(new Uint8Array(size), {
      name: 'Model',
      catalogSize: 2048,
      extentsSize: 1024,
      clumpSize: 512,
    })
  }

  /** All items but the root. */
  #all(): PlacedItem[] {
    const found: PlacedItem[] = []
    const visit = (parent: ModelFolder, parentId: number) => {
      for (const [itemName, item] of parent.items) {
        const { id } = this.volume.lookup(parentId, itemName)!
        found.push({ item, id, parent, parentId, name: itemName })
        if (item.kind === 'folder') visit(item, id)
      }
    }
    visit(this.root, 2)
    return found
  }

  #folder(choice: number): { item: ModelFolder; id: number } {
    const folders = [{ item: this.root, id: 2 }, ...this.#all().filter(({ item }) => item.kind === 'folder')]
    return folders[choice % folders.length] as { item: ModelFolder; id: number }
  }

  /** Runs the volume's part; true when it happened, false when it failed with one of the errors that it may fail with. */
  #attempt(expected: string | undefined, act: () => void): boolean {
    try {
      act()
    } catch (error) {
      if (!(error instanceof HfsError)) throw error
      if (error.symbol !== 'dskFulErr') expect(error.symbol).toBe(expected)
      return false
    }
    expect(expected).toBeUndefined()
    return true
  }

  apply(operation: Operation): void {
    switch (operation.do) {
      case 'createFile':
      case 'createFolder': {
        const { item, id } = this.#folder(operation.folder)
        const expected = nameIn(item, operation.name) === undefined ? undefined : 'dupFNErr'
        const isFile = operation.do === 'createFile'
        const happened = this.#attempt(expected, () => {
          if (isFile) this.volume.createFile(id, operation.name, { type: 'TEXT', creator: 'ttxt' })
          else this.volume.createFolder(id, operation.name)
        })
        if (happened) item.items.set(operation.name, isFile ? newFile() : { kind: 'folder', items: new Map() })
        return
      }
      case 'setLength':
      case 'write':
        this.#change(operation)
        return
      case 'remount':
        this.volume.flush()
        this.volume = HfsVolume.mount(this.volume.image)
        return
      default:
        this.#rearrange(operation)
    }
  }

  #rearrange(operation: Extract<Operation, { item: number }>): void {
    const all = this.#all()
    const chosen = all[operation.item % all.length]
    if (!chosen) return
    const { item, parent, parentId, name: itemName } = chosen
    if (operation.do === 'delete') {
      const busy = item.kind === 'folder' && item.items.size > 0
      const happened = this.#attempt(busy ? 'fBsyErr' : undefined, () => this.volume.delete(parentId, itemName))
      if (happened) parent.items.delete(itemName)
      return
    }
    if (operation.do === 'rename') {
      const there = nameIn(parent, operation.name)
      const expected = there === undefined || there === itemName ? undefined : 'dupFNErr'
      if (this.#attempt(expected, () => this.volume.rename(parentId, itemName, operation.name))) {
        parent.items.delete(itemName)
        parent.items.set(operation.name, item)
      }
      return
    }
    const target = this.#folder(operation.folder)
    const inItself = item.kind === 'folder' && (target.item === item || contains(item, target.item))
    const taken = target.item !== parent && nameIn(target.item, itemName) !== undefined
    const expected = inItself ? 'badMovErr' : taken ? 'dupFNErr' : undefined
    if (this.#attempt(expected, () => this.volume.move(parentId, itemName, target.id))) {
      parent.items.delete(itemName)
      target.item.items.set(itemName, item)
    }
  }

  #change(operation: Extract<Operation, { file: number }>): void {
    const files = this.#all().filter(({ item }) => item.kind === 'file')
    const chosen = files[operation.file % files.length]
    if (!chosen) return
    const file = chosen.item as ModelFile
    const before = file[operation.fork]
    const open = this.volume.openFork(chosen.id, operation.fork)
    if (operation.do === 'setLength') {
      if (this.#attempt(undefined, () => open.setLength(operation.length))) {
        file[operation.fork] = resized(before, operation.length)
      }
      return
    }
    const bytes = pattern(operation.length, ++this.#seed)
    if (this.#attempt(undefined, () => open.write(operation.offset, bytes))) {
      const longer = bytes.length > 0 ? Math.max(before.length, operation.offset + bytes.length) : before.length
      const after = resized(before, longer)
      if (bytes.length > 0) after.set(bytes, operation.offset)
      file[operation.fork] = after
    }
  }

  /** Everything that the volume holds is what the model holds, and nothing is wrong with it. */
  compare(): void {
    expect(this.volume.check()).toEqual([])
    const compareFolder = (folder: ModelFolder, id: number) => {
      const entries = this.volume.list(id)
      expect(entries.map((entry) => entry.name)).toEqual([...folder.items.keys()].toSorted(compareNames))
      for (const entry of entries) {
        const item = folder.items.get(entry.name)!
        expect(entry.kind).toBe(item.kind)
        expect(this.volume.byId(entry.id)).toEqual(entry)
        if (item.kind === 'folder') compareFolder(item, entry.id)
        else {
          for (const type of ['data', 'resource'] as const) {
            const content = this.volume.openFork(entry.id, type).read(0, 1e9)
            expect(sameBytes(content, item[type])).toBe(true)
          }
        }
      }
    }
    compareFolder(this.root, 2)
  }
}

function nameIn(folder: ModelFolder, wanted: string): string | undefined {
  return [...folder.items.keys()].find((there) => compareNames(there, wanted) === 0)
}

function contains(folder: ModelFolder, wanted: ModelItem): boolean {
  return [...folder.items.values()].some(
    (item) => item === wanted || (item.kind === 'folder' && contains(item, wanted)),
  )
}

function newFile(): ModelFile {
  return { kind: 'file', data: new Uint8Array(0), resource: new Uint8Array(0) }
}

function resized(bytes: Uint8Array, length: number): Uint8Array {
  const after = new Uint8Array(length)
  after.set(bytes.subarray(0, length))
  return after
}

describe('random operations', () => {
  it.each([
    ['a small disk that fills up', 120 << 10, 25],
    ['a disk with room', 2 << 20, 15],
  ])('leave %s as the model has it', (_, size, runs) => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 50, maxLength: 250, size: 'max' }), (operations) => {
        const pair = new Pair(size)
        for (const [index, each] of operations.entries()) {
          pair.apply(each)
          if (index % 40 === 39) pair.compare()
        }
        pair.compare()
      }),
      { numRuns: runs },
    )
  })

  it('in trees of several levels keep order, links and counts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(700), { minLength: 600, maxLength: 1500, size: 'max' }), (numbers) => {
        const volume = HfsVolume.format(new Uint8Array(1 << 20), { name: 'Levels', catalogSize: 2048 })
        const there = new Set<string>()
        for (const [index, number] of numbers.entries()) {
          const file = `${number} ${'x'.repeat(number % 25)}`
          if (there.has(file)) volume.delete(2, file)
          else volume.createFile(2, file, { type: 'TEXT', creator: 'ttxt' })
          if (!there.delete(file)) there.add(file)
          if (index % 100 === 99) expect(volume.check()).toEqual([])
        }
        expect(volume.list(2).map((entry) => entry.name)).toEqual([...there].toSorted(compareNames))
        for (const file of there) volume.delete(2, file)
        expect(volume.check()).toEqual([])
      }),
      { numRuns: 8 },
    )
  })
})
