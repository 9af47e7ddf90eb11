/** Which translations were made from which guest code, to find what a change of code concerns. */

/** Stretches of guest code as pairs of a first address and the address behind the last. */
export type CodeRanges = Uint32Array

export interface CodeUser {
  readonly ranges: CodeRanges
}

const PAGE_SHIFT = 12

/** Sorted, and those that touch made one. */
export function mergeRanges(ranges: readonly { readonly start: number; readonly end: number }[]): CodeRanges {
  const merged: number[] = []
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (merged.length > 0 && start <= merged.at(-1)!) merged[merged.length - 1] = Math.max(merged.at(-1)!, end)
    else merged.push(start, end)
  }
  return Uint32Array.from(merged)
}

function touches(ranges: CodeRanges, start: number, end: number): boolean {
  for (let k = 0; k < ranges.length; k += 2) if (ranges[k]! < end && ranges[k + 1]! > start) return true
  return false
}

export class CodeMap<User extends CodeUser> {
  readonly #pages = new Map<number, Set<User>>()

  add(user: User): void {
    for (const page of pagesOf(user)) {
      const users = this.#pages.get(page)
      if (users) users.add(user)
      else this.#pages.set(page, new Set([user]))
    }
  }

  delete(user: User): void {
    for (const page of pagesOf(user)) this.#pages.get(page)?.delete(user)
  }

  /** Those made from any of these bytes. */
  usersOf(start: number, byteCount: number): Set<User> {
    const found = new Set<User>()
    const end = start + byteCount
    const look = (users: Iterable<User>) => {
      for (const user of users) if (touches(user.ranges, start, end)) found.add(user)
    }
    const [first, last] = [start >>> PAGE_SHIFT, Math.floor((end - 1) / (1 << PAGE_SHIFT))]
    if (last - first > this.#pages.size) {
      for (const [page, users] of this.#pages) if (page >= first && page <= last) look(users)
    } else {
      for (let page = first; page <= last; page++) look(this.#pages.get(page) ?? [])
    }
    return found
  }
}

function* pagesOf({ ranges }: CodeUser): Iterable<number> {
  let next = 0
  for (let k = 0; k < ranges.length; k += 2) {
    const last = (ranges[k + 1]! - 1) >>> PAGE_SHIFT
    for (let page = Math.max(next, ranges[k]! >>> PAGE_SHIFT); page <= last; page++) yield page
    next = last + 1
  }
}
