/** Files that were open at the end. */

import type { AccessPath } from '../../macos/file-manager/access-paths.ts'
import type { System } from '../../macos/system.ts'

export interface OpenFile {
  readonly refNum: number
  /** From the volume's name on. */
  readonly path: string
  readonly fork: 'data' | 'resource'
  readonly position: number
  readonly length: number
  readonly permission: 'read' | 'write' | 'read and write' | 'none'
}

const permissionOf = ({ canRead, canWrite }: AccessPath): OpenFile['permission'] =>
  canRead && canWrite ? 'read and write' : canRead ? 'read' : canWrite ? 'write' : 'none'

export const openFiles = ({ mac }: System): OpenFile[] =>
  mac.fileManager.paths.all.map((path) => ({
    refNum: path.refNum,
    path: path.path,
    fork: path.fork.fork,
    position: path.mark,
    length: path.fork.length,
    permission: permissionOf(path),
  }))
