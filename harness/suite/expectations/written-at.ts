/** When a program wrote what it wrote. */
import type { WrittenBytes } from '../../machine/run.ts'

const samePath = (path: string, name: string): boolean => {
  const [a, b] = [path.toLowerCase(), name.toLowerCase().replace(/^:/, '')]
  return a === b || a.endsWith(`:${b}`)
}

/** When a byte of a file was written last. */
export const writtenIn =
  (writes: readonly WrittenBytes[] | undefined, name: string) =>
  (at: number): number | undefined =>
    writes?.findLast(({ path, offset, byteCount }) => samePath(path, name) && offset <= at && at <= offset + byteCount)
      ?.seconds
