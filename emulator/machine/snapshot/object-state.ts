/**
 * The state of host objects, so that the same objects can be put back into it: whoever holds one of them, closures included, holds it as
 * it was. What is private to a closure is not reached: state is in fields.
 */

import { PagedCopy } from './paged-copy.ts'

type Restore = () => void

/** What holds no state of its own, or is saved in another way. */
export type IsLeaf = (object: object) => boolean

export class ObjectState {
  private readonly restores: Restore[] = []
  private readonly buffers = new Map<ArrayBuffer, PagedCopy>()
  /** Bytes of buffers that were copied. */
  readonly byteCount: number

  /**
   * Saves everything that is reachable from the roots, but for leaves.
   *
   * @param base - an earlier state, with which what did not change in buffers is shared
   */
  constructor(roots: readonly object[], isLeaf: IsLeaf, base?: ObjectState) {
    const reached = new Set<object>(roots)
    const reach = (value: unknown): void => {
      if (typeof value !== 'object' || value === null || reached.has(value)) return
      // What is frozen is a constant, and so is what it refers to
      if (!Object.isFrozen(value) && !isLeaf(value)) reached.add(value)
    }
    // A Set is iterated over what is added to it meanwhile
    for (const object of reached) {
      if (object instanceof ArrayBuffer) this.buffers.set(object, new PagedCopy(object, base?.buffers.get(object)))
      else this.restores.push(saveOne(object, reach))
    }
    this.byteCount = [...this.buffers.values()].reduce((sum, { ownBytes }) => sum + ownBytes, 0)
  }

  restore(): void {
    for (const restore of this.restores) restore()
    for (const [buffer, copy] of this.buffers) copy.restore(buffer)
  }
}

function saveOne(object: object, reach: (value: unknown) => void): Restore {
  if (Array.isArray(object)) return saveArray(object, reach)
  if (object instanceof Map) return saveMap(object, reach)
  if (object instanceof Set) return saveSet(object, reach)
  if (ArrayBuffer.isView(object)) {
    reach(object.buffer)
    return () => {}
  }
  return saveFields(object as Record<string, unknown>, reach)
}

function saveArray(array: unknown[], reach: (value: unknown) => void): Restore {
  const saved = array.slice()
  for (const value of saved) reach(value)
  return () => {
    array.length = saved.length
    for (let index = 0; index < saved.length; index++) array[index] = saved[index]
  }
}

function saveMap(map: Map<unknown, unknown>, reach: (value: unknown) => void): Restore {
  const saved = [...map]
  for (const [key, value] of saved) {
    reach(key)
    reach(value)
  }
  return () => {
    map.clear()
    for (const [key, value] of saved) map.set(key, value)
  }
}

function saveSet(set: Set<unknown>, reach: (value: unknown) => void): Restore {
  const saved = [...set]
  for (const value of saved) reach(value)
  return () => {
    set.clear()
    for (const value of saved) set.add(value)
  }
}

/** Fields that appear later are removed again. */
function saveFields(object: Record<string, unknown>, reach: (value: unknown) => void): Restore {
  const names = Object.keys(object)
  const values = names.map((name) => object[name])
  for (const value of values) reach(value)
  return () => {
    for (let index = 0; index < names.length; index++) object[names[index]!] = values[index]
    for (const name of Object.keys(object)) if (!names.includes(name)) delete object[name]
  }
}
