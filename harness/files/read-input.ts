/** Reading the user's files, with errors that a user understands. */
import { readFile } from 'node:fs/promises'
import { BondiError } from '../../emulator/errors.ts'

const reasons: Record<string, [message: string, hint: string | undefined]> = {
  ENOENT: ['there is no such file', 'check the path; it is relative to the current folder'],
  EACCES: ['permission denied', undefined],
  EISDIR: ['it is a folder', 'name a file'],
  ENOTDIR: ['a part of its path is not a folder', undefined],
  ENOSPC: ['the disk is full', undefined],
  EROFS: ['the disk is read-only', undefined],
  EEXIST: ['a file is where a folder should be', undefined],
}

/** Turns a failure of the host's file system into an error for the user; anything else comes back as it is. */
export function asInputError(error: unknown, path: string, action: 'read' | 'write'): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code
  const known = code === undefined ? undefined : reasons[code]
  if (known === undefined) return error
  return new BondiError(
    action === 'read' ? 'file-unreadable' : 'file-unwritable',
    `cannot ${action} ${path}: ${known[0]}`,
    known[1],
  )
}

export async function readInput(path: string): Promise<Uint8Array> {
  try {
    const content = await readFile(path)
    return new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  } catch (error) {
    throw asInputError(error, path, 'read')
  }
}
